//! What can go wrong with the grading itself. A bad submission is no error: it is graded, and earns nothing.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why there are no grades.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum GradeError {
    /// The handed-out workspace is not what an export writes.
    #[error("{}: expected {expected}, found {found}", path.display())]
    HandedOut {
        /// The file or folder.
        path: PathBuf,
        /// What an export would have there.
        expected: String,
        /// What is there.
        found: String,
    },
    /// A file or folder cannot be read or written.
    #[error("{}: expected to {doing}, found: {source}", path.display())]
    Files {
        /// The file or folder.
        path: PathBuf,
        /// What was tried.
        doing: &'static str,
        /// What the system says.
        source: io::Error,
    },
    /// A program cannot be started.
    #[error("{program}: expected to start it, found: {source}")]
    Start {
        /// The program.
        program: String,
        /// What the system says.
        source: io::Error,
    },
    /// There is no such chapter.
    #[error("{}: expected one of the chapters {known}, found `{asked}`", path.display())]
    UnknownChapter {
        /// The handed-out workspace.
        path: PathBuf,
        /// The chapters that have homework.
        known: String,
        /// What was asked for.
        asked: String,
    },
    /// The submission holds no exercise at all.
    #[error("{}: expected files such as {expected}, found none", path.display())]
    NothingSubmitted {
        /// The submission.
        path: PathBuf,
        /// The name of an exercise's file.
        expected: String,
    },
    /// The handed-out workspace does not build, before any submission is laid over it.
    #[error("{}: expected the handed-out stubs to build, found:\n{found}", path.display())]
    Stubs {
        /// The chapter's folder.
        path: PathBuf,
        /// What cargo says.
        found: String,
    },
    /// The operating system gives no random numbers.
    #[error("random numbers: expected some from the operating system, found: {0}")]
    Random(#[from] getrandom::Error),
}

impl GradeError {
    /// For `map_err`: what was done with `path` when the system said no.
    pub(crate) fn files(path: &Path, doing: &'static str) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Files { path, doing, source }
    }

    /// For a handed-out workspace that is not what it should be.
    pub(crate) fn handed_out(path: &Path, expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self::HandedOut { path: path.to_owned(), expected: expected.into(), found: found.into() }
    }
}

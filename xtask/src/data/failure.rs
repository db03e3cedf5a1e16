//! What can go wrong on the way, each with what was expected and what was found.

use std::io;
use std::path::{Path, PathBuf};

/// Why one request to one mirror did not give the file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// No answer: no network, no such host, refused, no valid certificate, or nothing for too long.
    #[error("no answer: {0}")]
    NoAnswer(#[source] ureq::Error),
    /// An answer, but not the file.
    #[error("expected status 200 or 206, found {found}")]
    Status {
        /// The HTTP status.
        found: u16,
    },
    /// The mirror announces another size: it has another file.
    #[error("expected {expected} bytes, found an answer of {found}")]
    WrongSize {
        /// The published size.
        expected: u64,
        /// The size that the answer announces.
        found: u64,
    },
    /// The mirror goes on after the file's last byte.
    #[error("expected {expected} bytes, found more")]
    TooMuch {
        /// The published size.
        expected: u64,
    },
    /// The mirror answers with another part than was asked for.
    #[error("expected the part {expected}, found {found}")]
    WrongPart {
        /// The `Content-Range` that the request asks for.
        expected: String,
        /// The one that came.
        found: String,
    },
    /// The connection broke off, or nothing came for too long.
    #[error("expected {expected} bytes, found {found} when {reason}")]
    BrokenOff {
        /// The published size.
        expected: u64,
        /// How many there are so far.
        found: u64,
        /// What the connection said last.
        reason: String,
    },
    /// All bytes came, but not those that were published.
    #[error("expected SHA-256 {expected}, found {found}")]
    WrongSum {
        /// The published sum.
        expected: &'static str,
        /// The sum of what came.
        found: String,
        /// Whether the bytes came in several parts, which may not fit each other.
        pieced_together: bool,
    },
}

impl Failure {
    /// Whether the same mirror may do better when asked again.
    pub(super) fn may_pass(&self) -> bool {
        match self {
            Self::Status { found } => matches!(found, 408 | 416 | 429 | 500..),
            Self::WrongSize { .. } | Self::TooMuch { .. } => false,
            Self::WrongSum { pieced_together, .. } => *pieced_together,
            Self::NoAnswer(_) | Self::WrongPart { .. } | Self::BrokenOff { .. } => true,
        }
    }

    /// Whether the bytes that are there already cannot be built upon.
    pub(super) fn spoils_the_part(&self) -> bool {
        matches!(
            self,
            Self::TooMuch { .. }
                | Self::WrongPart { .. }
                | Self::WrongSum { .. }
                | Self::Status { found: 416 }
        )
    }
}

/// Why a set could not be fetched.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// Every mirror was asked, in vain.
    #[error("{file}: no mirror gave it\n{}\n{}", lines(failures), advice(set, folder))]
    NoMirror {
        /// The set's name on the command line.
        set: &'static str,
        /// The file's name.
        file: &'static str,
        /// Where it should go.
        folder: PathBuf,
        /// The address that was asked, and what came of the last attempt there.
        failures: Vec<(String, Failure)>,
    },
    /// A file of this machine cannot be read or written.
    #[error("{}: {source}", path.display())]
    Local {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another download writes the same file.
    #[error("{}: another download is writing it; wait for that one, or end it", path.display())]
    Busy {
        /// The unfinished file.
        path: PathBuf,
    },
    /// The folder of `--from` has another file under this name.
    #[error("{}: expected {expected}, found {found}", path.display())]
    NotPublished {
        /// The file.
        path: PathBuf,
        /// Size and sum as published.
        expected: String,
        /// Size and sum of what is there.
        found: String,
    },
}

/// Why one step ended early: the mirror's fault, after which another may be asked, or this machine's.
#[derive(Debug)]
pub(super) enum Interruption {
    Mirror(Failure),
    Local(FetchError),
}

impl From<Failure> for Interruption {
    fn from(failure: Failure) -> Self {
        Self::Mirror(failure)
    }
}

impl From<FetchError> for Interruption {
    fn from(error: FetchError) -> Self {
        Self::Local(error)
    }
}

fn lines(failures: &[(String, Failure)]) -> String {
    let lines: Vec<String> =
        failures.iter().map(|(address, failure)| format!("  {address}\n    {failure}")).collect();
    lines.join("\n")
}

/// What to do now.
fn advice(set: &str, folder: &Path) -> String {
    format!(
        "Run the same command again to go on where it stopped. Without a network, bring the files from elsewhere and run\n\
         `cargo xtask data {set} --from FOLDER`, which checks them and copies them to {}.\n\
         The digits that the book ships need no download.",
        folder.display()
    )
}

//! Building a chapter's tests with cargo, and reading whose fault it is when that fails.

use std::env;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::GradeError;
use crate::process::{self, Ended, Limits};
use crate::show::cut;

/// The name of every chapter's test binary.
const BINARY: &str = "exercises";

/// How much of the compiler's words a report shows.
const SHOWN: usize = 2400;

/// Where and how chapters are built.
#[derive(Debug, Clone)]
pub struct Builder {
    workspace: PathBuf,
    target: PathBuf,
    offline: bool,
}

/// What a build came to.
#[derive(Debug)]
pub struct Build {
    /// The test binary, where there is one.
    pub binary: Option<PathBuf>,
    /// The compiler's errors.
    pub errors: Vec<CompileError>,
    /// Whether it was stopped at the time limit.
    pub stopped: bool,
    /// What cargo said.
    pub said: String,
}

/// An error of the compiler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompileError {
    /// The files that it points at.
    pub files: Vec<String>,
    /// The message as people read it.
    pub rendered: String,
}

impl Builder {
    /// Builds in `workspace`, into `target`; without the network, unless a crate is missing.
    ///
    /// # Errors
    /// If there is no cargo, or it cannot make sense of the workspace.
    pub fn new(workspace: &Path, target: &Path, limits: Limits) -> Result<Self, GradeError> {
        let mut builder = Self { workspace: workspace.to_owned(), target: target.to_owned(), offline: true };
        let metadata = ["metadata", "--format-version", "1"];
        if !builder.cargo(&metadata, limits)?.succeeded() {
            builder.offline = false;
            let ended = builder.cargo(&metadata, limits)?;
            if !ended.succeeded() {
                let found = shown(&[ended.stderr.trim()]);
                return Err(GradeError::Stubs { path: workspace.to_owned(), found });
            }
        }
        Ok(builder)
    }

    /// Builds the tests of a package.
    ///
    /// # Errors
    /// If cargo cannot be started.
    pub fn build(&self, package: &str, limits: Limits) -> Result<Build, GradeError> {
        let arguments =
            ["test", "--no-run", "--package", package, "--test", BINARY, "--message-format", "json"];
        Ok(read(&self.cargo(&arguments, limits)?))
    }

    fn cargo(&self, arguments: &[&str], limits: Limits) -> Result<Ended, GradeError> {
        let cargo = env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from);
        let mut command = process::limited(&cargo, limits);
        command.args(arguments).args(self.offline.then_some("--offline"));
        command
            .current_dir(&self.workspace)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_TERM_COLOR", "never");
        for variable in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
            command.env_remove(variable);
        }
        process::run(command, "", limits)
    }
}

#[derive(Deserialize)]
#[serde(tag = "reason")]
enum Message {
    #[serde(rename = "compiler-message")]
    Said { message: Diagnostic },
    #[serde(rename = "compiler-artifact")]
    Made { target: Target, executable: Option<PathBuf> },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

#[derive(Deserialize)]
struct Diagnostic {
    level: String,
    rendered: Option<String>,
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    is_primary: bool,
    expansion: Option<Box<Expansion>>,
}

#[derive(Deserialize)]
struct Expansion {
    span: Span,
}

fn read(ended: &Ended) -> Build {
    let messages = ended.stdout.lines().filter_map(|line| serde_json::from_str::<Message>(line).ok());
    let mut build = Build {
        binary: None,
        errors: vec![],
        stopped: ended.status.is_none(),
        said: ended.stderr.trim().to_owned(),
    };
    for message in messages {
        match message {
            Message::Said { message } if message.level.starts_with("error") => {
                let files = message.spans.iter().filter(|span| span.is_primary).flat_map(places).collect();
                build.errors.push(CompileError { files, rendered: message.rendered.unwrap_or_default() });
            }
            Message::Made { target, executable } if target.name == BINARY => {
                build.binary = executable;
            }
            _ => {}
        }
    }
    if !ended.succeeded() {
        build.binary = None;
    }
    build
}

/// The file of a span, and those whose macros led to it.
fn places(span: &Span) -> Vec<String> {
    let mut files = vec![span.file_name.replace('\\', "/")];
    files.extend(span.expansion.iter().flat_map(|expansion| places(&expansion.span)));
    files
}

impl Build {
    /// The errors that point at an exercise, in its source or in its tests: the first few, cut; nothing where there is none.
    pub fn blames(&self, exercise: &str) -> Option<String> {
        let ends = [format!("src/{exercise}.rs"), format!("tests/exercises/{exercise}.rs")];
        let here =
            |error: &&CompileError| error.files.iter().any(|file| ends.iter().any(|end| file.ends_with(end)));
        let words: Vec<&str> =
            self.errors.iter().filter(here).map(|error| error.rendered.trim_end()).collect();
        (!words.is_empty()).then(|| shown(&words))
    }

    /// What to say where nobody is blamed.
    pub fn complaint(&self) -> String {
        let words: Vec<&str> = self.errors.iter().map(|error| error.rendered.trim_end()).collect();
        if words.is_empty() { shown(&[self.said.as_str()]) } else { shown(&words) }
    }
}

/// The first two messages, cut.
fn shown(words: &[&str]) -> String {
    let first = words.iter().take(2).copied().collect::<Vec<_>>().join("\n\n");
    let more = words.len().saturating_sub(2);
    let text = cut(&first, SHOWN);
    if more == 0 { text } else { format!("{text}\n\n… and {more} more") }
}

#[cfg(test)]
mod tests {
    use super::{Ended, read};

    fn build(stdout: &str) -> super::Build {
        read(&Ended { status: None, stdout: stdout.into(), stderr: " cargo said \n".into(), seconds: 0.0 })
    }

    fn message(level: &str, file: &str, rendered: &str) -> String {
        let span = |file: &str, more: &str| format!(r#"{{"file_name":"{file}","is_primary":true{more}}}"#);
        let inside = span("library/std/macros.rs", &format!(r#","expansion":{{"span":{}}}"#, span(file, "")));
        format!(
            r#"{{"reason":"compiler-message","message":{{"level":"{level}","rendered":"{rendered}","spans":[{inside}]}}}}"#
        )
    }

    #[test]
    fn errors_find_their_exercise_through_macros() {
        let lines = [
            message("error", "homework/01-neuron/src/ex01_1_nor.rs", "one"),
            message("warning", "homework/01-neuron/src/ex01_2_xor.rs", "two"),
            message(
                "error: internal compiler error",
                "homework/01-neuron/tests/exercises/ex01_3_and.rs",
                "three",
            ),
            "no json".to_owned(),
        ];
        let build = build(&lines.join("\n"));
        assert_eq!(build.blames("ex01_1_nor").as_deref(), Some("one"));
        assert_eq!(build.blames("ex01_2_xor"), None);
        assert_eq!(build.blames("ex01_3_and").as_deref(), Some("three"));
        assert!(build.stopped && build.binary.is_none());
    }

    #[test]
    fn a_silent_failure_is_told_in_the_words_of_cargo() {
        assert_eq!(build("").complaint(), "cargo said");
        let many: Vec<String> =
            (0..5).map(|number| message("error", "src/lib.rs", &format!("e{number}"))).collect();
        assert_eq!(build(&many.join("\n")).complaint(), "e0\n\ne1\n\n… and 3 more");
    }
}

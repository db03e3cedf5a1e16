//! One run of an exercise's tests.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// What came of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The tests that passed.
    pub passed: Vec<String>,
    /// Those that passed because they expect a panic.
    pub panicked: Vec<String>,
    /// The tests that failed.
    pub failed: Vec<String>,
    /// How it ended.
    pub end: End,
    /// How long it took.
    pub duration: Duration,
    /// What it printed.
    pub output: String,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// All tests passed.
    Good,
    /// A test failed, or the program broke down.
    Bad,
    /// It did not come to an end.
    Stopped,
}

/// Runs the tests of `exercise` with mutant number `variant` (0: the solution), at most for `limit`.
///
/// # Errors
/// If the program cannot be started or its output not be read.
pub fn run(program: &Path, exercise: &str, variant: usize, limit: Duration) -> Result<Trial> {
    let folder = tempfile::tempdir().context("a temporary folder")?;
    let said = folder.path().join("output"); // a file, for a pipe that nobody empties would hold the program up
    let file = File::create(&said).context("a temporary file")?;
    let mut command = Command::new(program);
    command.arg(format!("{exercise}::")).env("HOMEWORK_VARIANT", format!("{exercise}={variant}"));
    command.env("RUST_BACKTRACE", "0").current_dir(folder.path());
    command.stdin(Stdio::null()).stderr(file.try_clone().context("a temporary file")?).stdout(file);
    let start = Instant::now();
    let status = finish(command, limit)?;
    let duration = start.elapsed();
    let output = String::from_utf8_lossy(&fs::read(&said).context("the output of tests")?).into_owned();
    Ok(Trial::new(status, duration, output))
}

/// The status at the end, or `None` where the end had to be made.
fn finish(mut command: Command, limit: Duration) -> Result<Option<ExitStatus>> {
    let program = command.get_program().to_owned();
    let mut child = command.spawn().with_context(|| format!("cannot start {}", program.display()))?;
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    while start.elapsed() < limit {
        if let Some(status) = child.try_wait().context("waiting for tests")? {
            return Ok(Some(status));
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(50));
    }
    child.kill().context("stopping tests")?;
    child.wait().context("stopping tests")?;
    Ok(None)
}

impl Trial {
    fn new(status: Option<ExitStatus>, duration: Duration, output: String) -> Self {
        let end = match status {
            Some(status) if status.success() => End::Good,
            Some(_) => End::Bad,
            None => End::Stopped,
        };
        let mut trial =
            Self { passed: vec![], panicked: vec![], failed: vec![], end, duration, output: String::new() };
        for line in output.lines().filter_map(|line| line.strip_prefix("test ")) {
            trial.result(line);
        }
        trial.output = output;
        trial
    }

    /// What each failing test said, up to the first empty line or the note on backtraces.
    pub fn messages(&self) -> Vec<(String, String)> {
        let message = |test: &String| {
            let report = self.output.split_once(&format!("::{test} stdout ----"))?.1;
            let words = report.split_once(":\n")?.1; // after `thread … panicked at file:line:column`
            let end = words.find("\nnote: ").or_else(|| words.find("\n\n")).unwrap_or(words.len());
            Some((test.clone(), words[..end].trim().to_owned()))
        };
        self.failed.iter().filter_map(message).collect()
    }

    /// `name ... ok`, `name - should panic ... ok` or `name ... FAILED`.
    fn result(&mut self, line: &str) {
        let Some((name, result)) = line.split_once(" ... ") else { return };
        let expects_panic = name.ends_with(" - should panic");
        let name = name.trim_end_matches(" - should panic").rsplit("::").next().unwrap_or(name).to_owned();
        match result {
            "ok" if expects_panic => {
                self.panicked.push(name.clone());
                self.passed.push(name);
            }
            "ok" => self.passed.push(name),
            "FAILED" => self.failed.push(name),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{End, Trial};

    #[test]
    fn the_words_of_a_failing_test_are_found() {
        let output = "test ex::a ... FAILED\ntest ex::b ... FAILED\n\nfailures:\n\n---- ex::a stdout ----\n\nthread 'ex::a' (12) panicked at tests/a.rs:1:2:\nshould be 2,\ngot 1\nnote: run with\n\n---- ex::b stdout ----\n\nthread 'ex::b' (13) panicked at b.rs:3:4:\nnot yet implemented: b\n\n\nfailures:\n    ex::a\n";
        let trial = Trial::new(None, Duration::ZERO, output.to_owned());
        let expected = [("a", "should be 2,\ngot 1"), ("b", "not yet implemented: b")];
        assert_eq!(trial.messages(), expected.map(|(test, words)| (test.to_owned(), words.to_owned())));
    }

    #[test]
    fn results_are_read_from_what_libtest_prints() {
        let output = "\nrunning 3 tests\ntest ex::a ... ok\ntest ex::b - should panic ... ok\ntest ex::c ... FAILED\ntest result: FAILED. 2 passed\n";
        let trial = Trial::new(None, Duration::ZERO, output.to_owned());
        assert_eq!((trial.passed, trial.panicked), (vec!["a".into(), "b".into()], vec!["b".to_owned()]));
        assert_eq!((trial.failed, trial.end), (vec!["c".to_owned()], End::Stopped));
    }
}

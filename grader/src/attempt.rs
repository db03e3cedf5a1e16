//! One test, in a process of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::GradeError;
use crate::process::{self, Ended, Limits};
use crate::report::{Attempt, Verdict};
use crate::show::cut;
use crate::tests_of::{self, Test};

/// How much of a test's words a report shows.
const SHOWN: usize = 1600;

/// What runs the tests of one chapter.
#[derive(Debug, Clone)]
pub struct Runner {
    /// The test binary.
    pub binary: PathBuf,
    /// The chapter's folder, in which cargo, too, would run it.
    pub folder: PathBuf,
    /// Where receipts are written.
    pub receipts: PathBuf,
    /// What each test may use.
    pub limits: Limits,
}

impl Runner {
    /// Runs one test of an exercise.
    ///
    /// # Errors
    /// If the binary cannot be started or there are no random numbers.
    pub fn attempt(&self, exercise: &str, test: &Test) -> Result<Attempt, GradeError> {
        let (receipt, secret) = (self.receipts.join(random()?), random()?);
        let name = format!("{exercise}::{}::{}", tests_of::MODULE, test.name);
        let ended =
            process::run(self.command(&name), &format!("{}\n{secret}", receipt.display()), self.limits)?;
        let signed = is_signed(&receipt, &secret);
        let _ = fs::remove_file(&receipt);
        let verdict = if signed && ended.succeeded() {
            Verdict::Passed
        } else {
            Verdict::Failed(cut(&why_not(&ended, test, self.limits), SHOWN))
        };
        Ok(Attempt { name: test.name.clone(), seconds: ended.seconds, verdict })
    }

    /// Without the environment of the grader: nothing there concerns a submission.
    fn command(&self, name: &str) -> Command {
        let mut command = process::limited(&self.binary, self.limits);
        command.args(["--exact", name, "--nocapture", "--test-threads", "1"]).current_dir(&self.folder);
        command.env_clear().env("RUST_BACKTRACE", "0");
        if let Some(root) = std::env::var_os("SystemRoot") {
            command.env("SystemRoot", root); // without which no process starts on Windows
        }
        command
    }
}

/// 32 hexadecimal digits that nobody can guess.
fn random() -> Result<String, GradeError> {
    Ok(format!("{:016x}{:016x}", getrandom::u64()?, getrandom::u64()?))
}

fn is_signed(receipt: &Path, secret: &str) -> bool {
    let plain =
        receipt.symlink_metadata().is_ok_and(|about| about.is_file() && about.len() == secret.len() as u64);
    plain && fs::read_to_string(receipt).is_ok_and(|found| found == secret)
}

/// Why there is no receipt, as far as output and ending tell.
fn why_not(ended: &Ended, test: &Test, limits: Limits) -> String {
    let mut panics = panics(&ended.stderr);
    // Where a panic is wanted, the last one says what was wrong with it.
    let said = if test.panics.is_some() { panics.pop() } else { panics.into_iter().next() };
    if ended.status.is_none() {
        format!("it was stopped after {} s: does a loop never end?", limits.time.as_secs_f64())
    } else if ended.stderr.contains("memory allocation of") || ended.stderr.contains("capacity overflow") {
        format!("it asked for more than {} MB of memory", limits.megabytes)
    } else if ended.stderr.contains("has overflowed its stack") {
        "the stack overflowed: does a function call itself for ever?".to_owned()
    } else {
        said.unwrap_or_else(|| format!("the test ended before its last line ({})", ending(ended)))
    }
}

fn ending(ended: &Ended) -> String {
    ended.status.map_or_else(String::new, |status| status.to_string())
}

/// The words of each panic: the lines behind `thread '…' panicked at …:`, up to the note about backtraces.
fn panics(stderr: &str) -> Vec<String> {
    let lines: Vec<&str> = stderr.lines().collect();
    let starts = (0..lines.len())
        .filter(|&at| lines[at].starts_with("thread '") && lines[at].contains("panicked at "));
    starts.map(|at| panic_message(&lines[at + 1..])).collect()
}

fn panic_message(lines: &[&str]) -> String {
    let ends =
        |line: &str| line.starts_with("note: run with `RUST_BACKTRACE") || line.starts_with("thread '");
    let words: Vec<&str> = lines.iter().copied().take_while(|line| !ends(line)).collect();
    let words = words.join("\n").trim().to_owned();
    if words.is_empty() { "it panicked without a word".to_owned() } else { words }
}

#[cfg(test)]
mod tests {
    use super::panics;

    #[test]
    fn a_panic_is_told_in_its_own_words() {
        let stderr = "noise\n\nthread 'a::b' (123) panicked at tests/x.rs:3:5:\nexpected 0.25,\ngot 0.5\n\
                      note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\nmore\n\
                      thread 'a::b' (123) panicked at x:\n\n";
        assert_eq!(panics(stderr), ["expected 0.25,\ngot 0.5", "it panicked without a word"]);
        assert!(panics("test result: ok. 1 passed").is_empty());
    }
}

//! A program that waits to be told to run.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// A program that trains or answers once for every line that it is sent, and says how fast it was.
#[derive(Debug)]
pub struct Contestant {
    /// As in the record.
    pub name: String,
    process: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
}

#[derive(Deserialize)]
struct Ready {
    ready: String,
}

#[derive(Deserialize)]
struct Answer {
    samples_per_second: f64,
}

impl Contestant {
    /// Starts the program; it builds its network and warms up by itself.
    ///
    /// # Errors
    /// If it cannot be started.
    ///
    /// # Panics
    /// Never: both pipes were asked for.
    pub fn start(name: &str, mut command: Command) -> Result<Self> {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", command.get_program().display()))?;
        let orders = process.stdin.take().expect("its input is a pipe");
        let answers = BufReader::new(process.stdout.take().expect("its output is a pipe"));
        Ok(Self { name: name.into(), process, orders, answers })
    }

    /// Waits until it has warmed up; its library's version.
    ///
    /// # Errors
    /// If it ends or says something else.
    pub fn ready(&mut self) -> Result<String> {
        Ok(serde_json::from_str::<Ready>(&self.line()?)?.ready)
    }

    /// One round: samples per second.
    ///
    /// # Errors
    /// If it ends or says something else.
    pub fn round(&mut self) -> Result<f64> {
        self.orders.write_all(b"\n")?;
        self.orders.flush()?;
        Ok(serde_json::from_str::<Answer>(&self.line()?)?.samples_per_second)
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            bail!("it ended with {} and no answer; what it complained of stands above", self.process.wait()?);
        }
        Ok(line)
    }
}

impl Drop for Contestant {
    fn drop(&mut self) {
        // Whether it is gone already does not matter: nobody waits for another answer.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::Contestant;

    fn shell(script: &str) -> Contestant {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        Contestant::start("a shell", command).expect("sh starts")
    }

    #[test]
    fn a_round_for_every_line() {
        let mut contestant =
            shell(r#"echo '{"ready":"1.2"}'; while read go; do echo '{"samples_per_second":2.5}'; done"#);
        assert_eq!(contestant.ready().expect("ready"), "1.2");
        assert_eq!(contestant.round().expect("an answer"), 2.5);
        assert_eq!(contestant.round().expect("an answer"), 2.5);
    }

    #[test]
    fn one_that_ends_is_an_error() {
        let error = shell("exit 3").ready().expect_err("it is gone");
        assert!(error.to_string().contains("exit status: 3"), "{error}");
    }

    #[test]
    fn one_that_babbles_is_an_error() {
        assert!(shell("echo hello; cat").ready().is_err());
    }
}

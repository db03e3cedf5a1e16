//! A process under limits: so many seconds, so much memory, so much output.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::GradeError;

/// How much of each stream is kept; the rest is read and forgotten.
const KEPT: usize = 4 << 20;

/// How often a running process is looked at.
const PAUSE: Duration = Duration::from_millis(5);

/// What a process may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The time from its start to its end.
    pub time: Duration,
    /// Its address space in megabytes; only Linux enforces it.
    pub megabytes: u64,
}

/// Whether this system enforces a limit of memory.
pub const MEMORY_IS_LIMITED: bool = cfg!(target_os = "linux");

/// What became of a process.
#[derive(Debug)]
pub struct Ended {
    /// How it ended; nothing where it was stopped at the time limit.
    pub status: Option<ExitStatus>,
    /// What it printed.
    pub stdout: String,
    /// What it complained.
    pub stderr: String,
    /// How long it took.
    pub seconds: f64,
}

impl Ended {
    /// Whether it ended by itself and well.
    pub fn succeeded(&self) -> bool {
        self.status.is_some_and(|status| status.success())
    }
}

/// A command for `program` whose processes get at most so much address space, write no large files and leave no core.
pub fn limited(program: &Path, limits: Limits) -> Command {
    if !MEMORY_IS_LIMITED {
        return Command::new(program);
    }
    let mut command = Command::new("/bin/sh");
    let script = "ulimit -v \"$1\"; ulimit -c 0; shift; exec \"$@\"";
    command.args(["-c", script, "sh", &(limits.megabytes * 1024).to_string()]).arg(program);
    command
}

/// Runs a command to its end, or to its time limit; then its whole group of processes is ended.
///
/// # Errors
/// If it cannot be started.
pub fn run(mut command: Command, input: &str, limits: Limits) -> Result<Ended, GradeError> {
    let started = Instant::now();
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    group::lead(&mut command);
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child = command.spawn().map_err(|source| GradeError::Start { program, source })?;
    let (stdout, stderr) = (keep(child.stdout.take()), keep(child.stderr.take()));
    if let Some(mut stdin) = child.stdin.take() {
        let _ = stdin.write_all(input.as_bytes()); // a process that does not read is none that writes a receipt
    }
    let status = wait(&mut child, started + limits.time);
    Ok(Ended { status, stdout: text(stdout), stderr: text(stderr), seconds: started.elapsed().as_secs_f64() })
}

/// Waits until the process has ended or its time has; either way nothing of its group is left.
fn wait(child: &mut Child, deadline: Instant) -> Option<ExitStatus> {
    while !group::has_ended(child) {
        if Instant::now() >= deadline {
            group::end(child);
            let _ = child.wait();
            return None;
        }
        thread::sleep(PAUSE);
    }
    group::end(child);
    child.wait().ok()
}

/// Reads a stream to its end, on a thread of its own, so that no process waits for a full pipe.
fn keep(stream: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut kept = Vec::new();
        let Some(mut stream) = stream else { return kept };
        let mut buffer = [0; 8192];
        while let Ok(count @ 1..) = stream.read(&mut buffer) {
            let room = KEPT.saturating_sub(kept.len()).min(count);
            kept.extend_from_slice(&buffer[..room]);
        }
        kept
    })
}

fn text(stream: JoinHandle<Vec<u8>>) -> String {
    String::from_utf8_lossy(&stream.join().unwrap_or_default()).into_owned()
}

/// Groups of processes, where the system has them.
#[cfg(unix)]
mod group {
    use std::os::unix::process::CommandExt;
    use std::process::{Child, Command};

    use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

    /// Makes the process the first of a group of its own.
    pub fn lead(command: &mut Command) {
        command.process_group(0);
    }

    /// Whether the process has ended; it stays in the table, so that its number still means its group.
    pub fn has_ended(child: &mut Child) -> bool {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        !matches!(
            waitid(WaitId::Pid(Pid::from_child(child)), options),
            Ok(None) | Err(rustix::io::Errno::INTR)
        )
    }

    /// Ends every process of the group.
    pub fn end(child: &mut Child) {
        let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
    }
}

/// Elsewhere the process is ended alone.
#[cfg(not(unix))]
mod group {
    use std::process::{Child, Command};

    pub fn lead(_: &mut Command) {}

    pub fn has_ended(child: &mut Child) -> bool {
        !matches!(child.try_wait(), Ok(None))
    }

    pub fn end(child: &mut Child) {
        let _ = child.kill();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::path::Path;
    use std::process::Command;
    use std::time::Duration;

    use super::{KEPT, Limits, MEMORY_IS_LIMITED, limited, run};

    const LIMITS: Limits = Limits { time: Duration::from_secs(2), megabytes: 200 };

    fn shell(script: &str) -> super::Ended {
        let mut command = limited(Path::new("/bin/sh"), LIMITS);
        command.args(["-c", script]);
        run(command, "secret", LIMITS).expect("a shell")
    }

    #[test]
    fn output_and_input_pass() {
        let ended = shell("cat; echo oops >&2; exit 3");
        assert_eq!((ended.stdout.as_str(), ended.stderr.as_str()), ("secret", "oops\n"));
        assert_eq!(ended.status.and_then(|status| status.code()), Some(3));
        assert!(!ended.succeeded());
    }

    #[test]
    fn the_whole_group_ends_at_the_deadline() {
        let ended = shell("sleep 60 & sleep 60");
        assert!(ended.status.is_none());
        assert!((2.0..10.0).contains(&ended.seconds), "{}", ended.seconds);
    }

    #[test]
    fn a_child_left_behind_holds_nothing_up() {
        let ended = shell("sleep 60 & exit 0");
        assert!(ended.succeeded());
        assert!(ended.seconds < 2.0, "{}", ended.seconds);
    }

    #[test]
    fn endless_output_is_cut() {
        let ended = shell("yes");
        assert!(ended.status.is_none());
        assert_eq!(ended.stdout.len(), KEPT);
    }

    #[test]
    fn memory_ends_where_the_system_says_so() {
        let ended = shell("ulimit -v");
        assert!(!MEMORY_IS_LIMITED || ended.stdout.trim() == "204800", "{}", ended.stdout);
    }

    #[test]
    fn a_program_that_is_missing_is_named() {
        let error = run(Command::new("/no/such/program"), "", LIMITS).expect_err("missing");
        assert!(error.to_string().contains("/no/such/program: expected to start it"), "{error}");
    }
}

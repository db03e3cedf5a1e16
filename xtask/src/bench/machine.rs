//! What the machine is, and whether it is busy.

use std::fs;
use std::num::NonZero;
use std::process::{Command, Stdio};
use std::thread::available_parallelism;

/// The processor's name, as Linux gives it.
pub fn processor() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = text.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    name.map_or_else(|| std::env::consts::ARCH.into(), |(_, name)| name.into())
}

/// How many processes wanted a processor in the last minute, where the system counts that.
pub fn load() -> Option<f64> {
    fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()
}

/// Says so where a measurement has little worth.
pub fn warn_if_busy() {
    if let Some(load) = load().filter(|&load| load > 0.5) {
        eprintln!("warning: the machine is busy (load {load}); measure again when it is not");
    }
}

/// The command, held to the last `threads` processors by `taskset` where there is one: processors differ, by what else runs on
/// them, and all contestants shall have the same.
pub fn held(threads: usize, command: Command) -> Command {
    let count = available_parallelism().map_or(1, NonZero::get);
    let is_there =
        Command::new("taskset").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if threads > count || !is_there.is_ok_and(|status| status.success()) {
        return command;
    }
    let mut held = Command::new("taskset");
    held.args(["--cpu-list", &format!("{}-{}", count - threads, count - 1)]);
    held.arg(command.get_program()).args(command.get_args());
    let set = command.get_envs().filter_map(|(name, value)| Some((name, value?)));
    held.envs(set);
    held
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::process::Command;

    use super::held;

    #[test]
    fn a_contestant_sees_as_many_processors_as_it_may_use() {
        let output = held(1, Command::new("nproc")).output().expect("nproc runs");
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "1");
    }

    #[test]
    fn a_contestant_keeps_its_environment() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo $KEPT"]).env("KEPT", "still here");
        let output = held(1, command).output().expect("sh runs");
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "still here");
    }
}

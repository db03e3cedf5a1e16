//! What the machine is, and whether it is busy.

use std::fs;

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

//! `cargo xtask bench`: measures the book's networks and other libraries' side by side, and records it in `book/results/speed.json`.

mod contestant;
mod lineup;
mod machine;
mod record;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

pub use contestant::Contestant;
pub use lineup::{Build, OURS, PEERS, WORKLOADS, Workload};
pub use record::Record;

use crate::{Workspace, files};

/// The record's name in `book/results`.
pub const RECORD: &str = "speed";

/// What is asked for.
#[derive(Debug, Clone, clap::Args)]
pub struct Request {
    /// The Python that has the other libraries (benches/peers/README.md)
    #[arg(long, default_value = "python3")]
    python: PathBuf,
    /// How many rounds each contestant runs, in turns
    #[arg(long, default_value_t = 7)]
    rounds: usize,
    /// How many threads each contestant may use
    #[arg(long, value_delimiter = ',', default_values_t = [1, 2])]
    threads: Vec<usize>,
    /// These workloads instead of all, and the peak; in the record only their figures are replaced
    #[arg(long, value_delimiter = ',')]
    workloads: Vec<String>,
}

/// Measures what is asked for and records it in `book/results/speed.json`.
///
/// # Errors
/// If a contestant cannot be built or started, or does not answer, or the record cannot be read or written.
pub fn run(workspace: &Workspace, request: &Request) -> Result<()> {
    let chosen = chosen(&request.workloads)?;
    let builds = lineup::build(workspace.root())?;
    machine::warn_if_busy();
    let mut record = Record::new(request.rounds);
    for &threads in &request.threads {
        for workload in &chosen {
            println!("{} on {threads} thread(s)", workload.name);
            let contestants = start(workspace.root(), request, &builds, workload, threads)?;
            measure(contestants, workload, threads, request.rounds, &mut record)?;
        }
    }
    print!("{}", record.table());
    let path = workspace.root().join(format!("book/results/{RECORD}.json"));
    let text = if request.workloads.is_empty() {
        record.text()?
    } else {
        let recorded =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        record.merged_into(&recorded)?
    };
    files::write(&path, &text)
}

fn chosen(names: &[String]) -> Result<Vec<&'static Workload>> {
    for name in names {
        ensure!(WORKLOADS.iter().any(|known| known.name == name), "there is no workload `{name}`");
    }
    let wanted = |workload: &&Workload| {
        // Every share is one of the peak.
        names.is_empty() || workload.name == "peak" || names.iter().any(|name| name == workload.name)
    };
    Ok(WORKLOADS.iter().filter(wanted).collect())
}

fn start(
    root: &Path,
    request: &Request,
    builds: &[Build],
    workload: &Workload,
    threads: usize,
) -> Result<Vec<Contestant>> {
    let ours = builds.iter().map(|build| build.contestant(workload, threads));
    let peers = workload.peers.iter().map(|peer| {
        let mut command = std::process::Command::new(&request.python);
        command.arg(root.join("benches/peers/peers.py")).args(["--workload", workload.name, "--peer", peer]);
        command.args(["--threads", &threads.to_string()]);
        Contestant::start(peer, machine::held(threads, command))
    });
    ours.chain(peers).collect()
}

/// Rounds in turns: whatever else the machine does meets all contestants alike.
fn measure(
    mut contestants: Vec<Contestant>,
    workload: &Workload,
    threads: usize,
    rounds: usize,
    record: &mut Record,
) -> Result<()> {
    for contestant in &mut contestants {
        let version = contestant.ready().with_context(|| format!("{} did not start", contestant.name))?;
        record.version(&contestant.name, version);
    }
    for _ in 0..rounds {
        for contestant in &mut contestants {
            let rate = contestant.round().with_context(|| format!("{} stopped", contestant.name))?;
            record.add(workload, threads, &contestant.name, rate);
        }
    }
    Ok(())
}

//! `cargo xtask experiments`: records the runs that the book quotes, or runs them again and compares.

mod claim;
mod launch;
mod record;
mod table;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard};
use std::thread::{self, available_parallelism};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use indicatif::{MultiProgress, ProgressBar};

pub use claim::Claim;
pub use launch::{Outcome, launch, parse};
pub use record::Record;
use record::is_meant;
pub use table::{Data, Entry, Table, read as read_table};

use crate::{Workspace, bench, files};

/// Results by their names.
pub type Figures = BTreeMap<String, f64>;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The experiments to run; all when empty.
    pub names: Vec<String>,
    /// Compare with the records and write nothing.
    pub check: bool,
    /// Fail where a data set is not there.
    pub require_data: bool,
}

/// How an entry becomes a program: with `cargo run` in earnest, with a stand-in in tests.
pub type Program<'a> = &'a (dyn Fn(&Entry) -> Command + Sync);

/// Runs what is asked for.
///
/// # Errors
/// If a table or a record is not right, a run fails, a claim does not hold, a figure deviates, or required data is not there.
pub fn run(workspace: &Workspace, request: &Request) -> Result<()> {
    let root = workspace.root().to_owned();
    run_with(workspace, request, &move |entry| cargo_run(&root, entry))
}

/// Runs what is asked for, with the programs that `program` gives.
///
/// # Errors
/// As [`run`].
///
/// # Panics
/// If the thread of a run does.
pub fn run_with(workspace: &Workspace, request: &Request, program: Program) -> Result<()> {
    let table = read_table(&workspace.root().join("book/experiments.toml"))?;
    let results = workspace.root().join("book/results");
    let experiments = chosen(&table, &request.names)?;
    let (queue, summary) = (Mutex::new(experiments.into_iter()), Mutex::new(Summary::default()));
    let bars = MultiProgress::new();
    thread::scope(|scope| {
        for _ in 0..available_parallelism().map_or(1, NonZero::get) {
            scope.spawn(|| {
                while let Some((name, entry)) = next(&queue) {
                    let bar = bars.add(spinner(name, entry));
                    let finished = data_arguments(workspace.root(), entry).map(|arguments| {
                        let mut command = program(entry);
                        command.args(&entry.arguments).args(arguments);
                        command.arg("--json").env_remove("DATASETS_DIR");
                        finish(name, entry, launch(command, &entry.example), &results, request.check)
                    });
                    bar.finish_and_clear();
                    bars.suspend(|| lock(&summary).add(name, entry, finished));
                }
            });
        }
    });
    let mut summary = summary.into_inner().expect("no run panicked");
    if request.names.is_empty() {
        summary.stale(&results, &table, request.check)?;
    }
    summary.conclude(request)
}

/// Most experiments keep one processor busy, so as many run at a time as there are processors.
fn next<I: Iterator>(queue: &Mutex<I>) -> Option<I::Item> {
    lock(queue).next()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("no run panicked")
}

fn chosen<'a>(table: &'a Table, names: &[String]) -> Result<Vec<(&'a String, &'a Entry)>> {
    if names.is_empty() {
        return Ok(table.iter().collect());
    }
    let find = |name: &String| {
        let known = || table.keys().cloned().collect::<Vec<_>>().join(", ");
        table.get_key_value(name).with_context(|| {
            format!("no experiment `{name}` in book/experiments.toml; there are: {}", known())
        })
    };
    names.iter().map(find).collect()
}

/// `--data FOLDER` where the experiment needs one; `None` if the folder is nowhere.
fn data_arguments(root: &Path, entry: &Entry) -> Option<Vec<String>> {
    let Some(data @ (Data::Mnist | Data::FashionMnist)) = entry.data else { return Some(Vec::new()) };
    let folder = data_folders(root)
        .into_iter()
        .map(|folder| folder.join(data.name()))
        .find(|folder| folder.is_dir())?;
    Some(vec!["--data".into(), folder.to_string_lossy().into_owned()])
}

fn data_folders(root: &Path) -> Vec<PathBuf> {
    let chosen = env::var_os("DATASETS_DIR").map(PathBuf::from);
    chosen.into_iter().chain([root.join("data"), root.join("../shared/data")]).collect()
}

fn cargo_run(root: &Path, entry: &Entry) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root).args([
        "run",
        "--quiet",
        "--release",
        "-p",
        &entry.package,
        "--example",
        &entry.example,
        "--",
    ]);
    command
}

/// A sign of life with the time that has passed, on a terminal only.
fn spinner(name: &str, entry: &Entry) -> ProgressBar {
    let data = entry.data.map_or(String::new(), |data| format!(" on {}", data.name()));
    let bar = ProgressBar::new_spinner().with_message(format!("{name}{data}"));
    bar.set_style(
        indicatif::ProgressStyle::with_template("{spinner} {msg} {elapsed}").expect("a fixed template"),
    );
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// Judges a run and records it, or compares it with its record. The faults that it finds come back in words.
fn finish(
    name: &str,
    entry: &Entry,
    outcome: Result<Outcome>,
    results: &Path,
    check: bool,
) -> Result<(), Vec<String>> {
    let outcome = outcome.map_err(|error| vec![format!("{error:#}")])?;
    let mut faults = misfits(entry, &outcome);
    let record = Record::new(name, entry, outcome);
    let path = results.join(format!("{name}.json"));
    if check {
        match Record::read(&path) {
            Ok(recorded) => faults.extend(recorded.deviations(&record)),
            Err(error) => faults.push(format!("{error:#}")),
        }
    } else if faults.is_empty() {
        record.write(&path).map_err(|error| vec![format!("{error:#}")])?;
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// Claims that do not hold, tolerances of figures that are not there, and the wrong data.
fn misfits(entry: &Entry, outcome: &Outcome) -> Vec<String> {
    let figures = outcome.numbers();
    let mut faults: Vec<String> = entry.claims.iter().filter_map(|claim| claim.broken_by(&figures)).collect();
    let unused = |name: &&String| !figures.keys().any(|figure| is_meant(name, figure));
    let unknown = entry.tolerances.keys().filter(unused);
    faults.extend(
        unknown.map(|name| format!("the table has a tolerance for `{name}`, which the run did not report")),
    );
    let expected = entry.data.map(Data::name);
    if outcome.data.as_deref() != expected {
        faults.push(format!("data: the table says {expected:?}, the run used {:?}", outcome.data));
    }
    faults
}

/// What came of all the runs.
#[derive(Debug, Default)]
struct Summary {
    good: usize,
    failed: Vec<String>,
    not_run: Vec<String>,
}

impl Summary {
    /// What came of a run; none if its data are not there.
    fn add(&mut self, name: &str, entry: &Entry, finished: Option<Result<(), Vec<String>>>) {
        match finished {
            Some(Ok(())) => {
                self.good += 1;
                println!("good     {name}");
            }
            Some(Err(faults)) => self.fail(name, &faults),
            None => self.not_run(name, entry),
        }
    }

    fn fail(&mut self, name: &str, faults: &[String]) {
        println!("FAILED   {name}");
        self.failed.push(format!("{name}: {}", faults.join(&format!("\n{name}: "))));
    }

    fn not_run(&mut self, name: &str, entry: &Entry) {
        let data = entry.data.map_or("", Data::name);
        println!(
            "NOT RUN  {name}: no folder `{data}` in $DATASETS_DIR, data or ../shared/data; `cargo xtask data {data}` fetches it"
        );
        self.not_run.push(name.into());
    }

    /// Records without an entry in the table: removed, or with `check` a fault.
    fn stale(&mut self, results: &Path, table: &Table, check: bool) -> Result<()> {
        for file in files::with_extension(results, "json")? {
            let name = file.trim_end_matches(".json");
            if table.contains_key(name) || name == bench::RECORD {
                continue;
            }
            if check {
                self.fail(&file, &["this record belongs to no experiment of the table".into()]);
            } else {
                fs::remove_file(results.join(&file))
                    .with_context(|| format!("cannot remove the record {file}"))?;
                println!("removed  {file}, which belongs to no experiment of the table");
            }
        }
        Ok(())
    }

    fn conclude(&self, request: &Request) -> Result<()> {
        let deed = if request.check { "agree with their records" } else { "recorded" };
        println!(
            "{} {deed}, {} failed, {} NOT RUN for want of data",
            self.good,
            self.failed.len(),
            self.not_run.len()
        );
        if !self.failed.is_empty() {
            bail!("{} failed\n{}", self.failed.len(), self.failed.join("\n"));
        }
        if request.require_data && !self.not_run.is_empty() {
            bail!("not run for want of data: {}", self.not_run.join(", "));
        }
        Ok(())
    }
}

//! `cargo xtask grade`: a submission graded against what would be handed out today.
//!
//! The work is that of crate `grader`, which is started as a program: a submission that brings even the grader down leaves this one
//! standing, and the press does not wait for its parser to be compiled.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf, absolute};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::Workspace;
use crate::files;
use crate::homework::{Chapter, export, handed_out, render};

/// What to grade.
#[derive(Debug, Clone, Args)]
pub struct Request {
    /// These chapters, `2`, `02` or `02-activations`, instead of those that were handed in
    #[arg(value_name = "NN")]
    pub chapters: Vec<String>,
    /// The submission: a whole workspace, a chapter's folder, or loose files
    #[arg(long, value_name = "PATH", default_value = ".")]
    pub dir: PathBuf,
    /// Also write the results as Gradescope reads them
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Also report to a service
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// How long one test may take
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    pub time_limit: u64,
    /// How much memory one test may use
    #[arg(long, value_name = "MB", default_value_t = 2048)]
    pub memory_limit: u64,
}

/// Who reads the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Gradescope's results.json
    Gradescope,
    /// GitHub Classroom's autograding
    Classroom,
}

/// Grades a submission. A file of results that is asked for is there afterwards, whatever happened.
///
/// # Errors
/// If there are no grades: the homework is broken, nothing was submitted, or the grader cannot be built.
pub fn run(workspace: &Workspace, request: &Request) -> Result<()> {
    let results = request.json.as_deref().map(full).transpose()?;
    if let Some(results) = &results {
        let _ = fs::remove_file(results); // an older one is not this submission's
    }
    let graded = grade(workspace, request, results.as_deref());
    if let (Err(error), Some(results)) = (&graded, &results)
        && !results.exists()
    {
        let why = format!("There are no grades, because the grading itself failed.\n{error:#}");
        let nothing = json!({ "score": 0.0, "output": why, "visibility": "visible", "tests": [] });
        files::write(results, format!("{nothing:#}\n"))?;
    }
    graded
}

fn grade(workspace: &Workspace, request: &Request, results: Option<&Path>) -> Result<()> {
    let chapters = export::chapters(workspace, &[])?;
    let aside = tempfile::tempdir().context("a temporary folder")?;
    let pristine = aside.path().join("workspace");
    handed_out::write(workspace, &chapters, &pristine)?;
    let hints_file = aside.path().join("hints.json");
    files::write(&hints_file, serde_json::to_string(&hints(&chapters)?)?)?;

    let mut command = grader(workspace);
    command.arg("--handed-out").arg(&pristine).arg("--submission").arg(full(&request.dir)?);
    command.arg("--hints").arg(&hints_file).arg("--work").arg(workspace.root().join("target/grade"));
    command.args(["--time-limit", &request.time_limit.to_string()]);
    command.args(["--memory-limit", &request.memory_limit.to_string()]);
    if let Some(results) = results {
        command.arg("--json").arg(results);
    }
    if let Some(format) = request.format.and_then(|format| format.to_possible_value()) {
        command.args(["--format", format.get_name()]);
    }
    let status = command.args(&request.chapters).status().context("cannot start cargo")?;
    ensure!(status.success(), "there are no grades");
    Ok(())
}

fn full(path: &Path) -> Result<PathBuf> {
    absolute(path).with_context(|| format!("{} is no path", path.display()))
}

/// The program, built where it has to be.
fn grader(workspace: &Workspace) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["run", "--quiet", "--package", "grader", "--"]).current_dir(workspace.root());
    command
}

/// The hints of the marked sources, by exercise.
fn hints(chapters: &[Chapter]) -> Result<BTreeMap<String, String>> {
    let mut hints = BTreeMap::new();
    for chapter in chapters {
        for exercise in &chapter.exercises {
            let hint = render::hint(&chapter.source(exercise)??).join("\n").trim().to_owned();
            if !hint.is_empty() {
                hints.insert(exercise.name.clone(), hint);
            }
        }
    }
    Ok(hints)
}

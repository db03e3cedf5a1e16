//! `grader`: what the command line says, handed to the library; there is always a result, whatever happens.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use grader::Request;
use grader::delivery::{Delivery, Format, deliver};
use grader::process::Limits;

/// Grades a submission of the book's homework.
#[derive(Parser)]
#[command(name = "grader")]
struct Arguments {
    /// The workspace as it was handed out
    #[arg(long, value_name = "DIR")]
    handed_out: PathBuf,
    /// The submission: a whole workspace, a chapter's folder, or loose files
    #[arg(long, value_name = "DIR")]
    submission: PathBuf,
    /// Also write the results to this file, as Gradescope reads them
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Also report to a service; what `classroom` reads goes to the file that GitHub names, or to standard output
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// A JSON object of hints by exercise, for whoever is stuck
    #[arg(long, value_name = "FILE")]
    hints: Option<PathBuf>,
    /// Where to build, kept from one grading to the next [default: target/grader in the handed-out workspace]
    #[arg(long, value_name = "DIR")]
    work: Option<PathBuf>,
    /// How long one test may take
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    time_limit: u64,
    /// How much memory one test may use
    #[arg(long, value_name = "MB", default_value_t = 2048)]
    memory_limit: u64,
    /// How long the build of a submission may take
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    build_time_limit: u64,
    /// Chapters by number or name [default: those that were handed in]
    #[arg(value_name = "NN")]
    chapters: Vec<String>,
}

impl Arguments {
    fn request(&self) -> Request {
        let limits = |seconds, megabytes| Limits { time: Duration::from_secs(seconds), megabytes };
        Request {
            handed_out: self.handed_out.clone(),
            submission: self.submission.clone(),
            work: self.work.clone().unwrap_or_else(|| self.handed_out.join("target/grader")),
            chapters: self.chapters.clone(),
            test: limits(self.time_limit, self.memory_limit),
            build: limits(self.build_time_limit, 8192),
            first_build: limits(1800, 8192),
            hints: self.hints.as_deref().map(hints).unwrap_or_default(),
            progress: true,
        }
    }
}

/// Hints are a kindness: without them there are grades all the same.
fn hints(path: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string());
    let hints = text.and_then(|text| serde_json::from_str(&text).map_err(|error| error.to_string()));
    hints.unwrap_or_else(|error| {
        eprintln!("no hints: {}: {error}", path.display());
        BTreeMap::new()
    })
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let delivery = Delivery { json: arguments.json.clone(), format: arguments.format };
    match deliver(&arguments.request(), &delivery) {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

//! Grading with a promise: whatever happens, the teacher's system finds a result.

use std::env;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::{GradeError, Report, Request, classroom, grade, gradescope, terminal};

/// Who reads the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Gradescope's results.json, on standard output unless a file is named
    Gradescope,
    /// GitHub Classroom's autograding, in the file that GitHub names or on standard output
    Classroom,
}

/// Where the results go, besides the terminal.
#[derive(Debug, Clone, Default)]
pub struct Delivery {
    /// A file for Gradescope's JSON.
    pub json: Option<PathBuf>,
    /// A service to report to.
    pub format: Option<Format>,
}

/// What stands in the file until the grading has come to its end, and so for ever if it is killed before.
const UNFINISHED: &str = "The grading was ended before it was finished, so there are no points. Hand in again, or ask your teacher.";

/// Grades, prints the report and delivers it; a grading that fails is delivered as no points and the reason.
///
/// # Errors
/// If the grading fails, or the results cannot be written.
pub fn deliver(request: &Request, delivery: &Delivery) -> Result<Report, GradeError> {
    if let Some(path) = &delivery.json {
        gradescope::write(path, &gradescope::failure(UNFINISHED))?;
    }
    let graded = grade(request);
    let results = match &graded {
        Ok(report) => gradescope::results(report),
        Err(error) => gradescope::failure(&no_grades(error)),
    };
    if let Some(path) = &delivery.json {
        gradescope::write(path, &results)?;
    }
    match (delivery.format, &delivery.json) {
        (Some(Format::Gradescope), None) => println!("{results:#}"),
        _ => graded.iter().for_each(|report| print!("{}", terminal::text(report))),
    }
    if delivery.format == Some(Format::Classroom) {
        let results =
            graded.as_ref().map_or_else(|error| classroom::failure(&no_grades(error)), classroom::results);
        classroom::hand_over(&results, env::var_os("GITHUB_OUTPUT").as_deref().map(Path::new))?;
    }
    graded
}

fn no_grades(error: &GradeError) -> String {
    format!("There are no grades, because the grading itself failed.\n{error}")
}

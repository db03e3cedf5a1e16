//! The report as Gradescope reads it: `results.json`.
//!
//! Source: Gradescope, *Autograder Specifications*, section "Output format".

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::GradeError;
use crate::report::{ChapterReport, ExerciseReport, Report};
use crate::terminal::points;

/// A report as `results.json`: one entry for each exercise.
pub fn results(report: &Report) -> Value {
    json!({
        "score": rounded(report.score()),
        "execution_time": report.seconds.ceil(),
        "output": overview(report),
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": report.exercises().map(entry).collect::<Vec<_>>(),
    })
}

/// What stands in `results.json` where there are no grades: no points, and why.
pub fn failure(why: &str) -> Value {
    json!({
        "score": 0.0,
        "output": why,
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [],
    })
}

fn entry(exercise: &ExerciseReport) -> Value {
    let output: Vec<String> = exercise.words().into_iter().chain(exercise.advice()).collect();
    json!({
        "name": exercise.title,
        "number": exercise.number,
        "score": exercise.score(),
        "max_score": exercise.points,
        "status": if exercise.is_solved() { "passed" } else { "failed" },
        "output": output.join("\n"),
        "visibility": "visible",
    })
}

fn overview(report: &Report) -> String {
    let mut lines = vec![format!("{} of {} points", points(report.score()), report.max_score())];
    lines.extend(report.chapters.iter().flat_map(notes));
    lines.join("\n")
}

fn notes(chapter: &ChapterReport) -> Vec<String> {
    chapter.notes.iter().map(|note| format!("{}: {note}", chapter.name)).collect()
}

/// Sums of hundredths, without the dust of binary fractions.
pub fn rounded(score: f64) -> f64 {
    (score * 100.0).round() / 100.0
}

/// Writes a JSON file beside its place and renames it, so that there is always a whole one.
///
/// # Errors
/// If it cannot be written.
pub fn write(path: &Path, value: &Value) -> Result<(), GradeError> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(GradeError::files(folder, "make the folder"))?;
    }
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".new");
    let unfinished = PathBuf::from(unfinished);
    fs::write(&unfinished, format!("{value:#}\n")).map_err(GradeError::files(&unfinished, "write it"))?;
    fs::rename(&unfinished, path).map_err(GradeError::files(path, "write it"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{failure, results, write};
    use crate::report::tests::example;

    #[test]
    fn an_entry_for_each_exercise() {
        let results = results(&example());
        assert_eq!(results["score"], json!(3.33));
        assert_eq!(results["execution_time"], json!(2.0));
        let tests = results["tests"].as_array().expect("tests");
        assert_eq!(tests.len(), 6);
        assert_eq!(
            tests[1],
            json!({
                "name": "Title 2", "number": "2.2", "score": 1.33, "max_score": 4, "status": "failed",
                "visibility": "visible",
                "output": "1 of 3 tests passed\nb:\n  expected 0.25,\n  got 0.5\nhint: divide by the batch size\n\
                           in the book: 02-activations/homework.html#ex02_2_x",
            })
        );
        assert_eq!(tests[0]["status"], json!("passed"));
        assert_eq!(
            results["output"],
            json!(
                "3.33 of 15 points\n02-activations: src/lib.rs was changed; the handed-out one was used instead"
            )
        );
    }

    #[test]
    fn a_file_is_replaced_as_a_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("results/results.json");
        write(&path, &failure("not yet")).expect("written");
        write(&path, &results(&example())).expect("written");
        let text = std::fs::read_to_string(&path).expect("a file");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).expect("JSON"), results(&example()));
        assert_eq!(std::fs::read_dir(folder.path().join("results")).expect("a folder").count(), 1);
    }
}

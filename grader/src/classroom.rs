//! The report as GitHub Classroom's autograding reads it: JSON of version 1, in base64, as the output `result` of a step.
//!
//! Source: the reporter `classroom-resources/autograding-grading-reporter`, which decodes it, adds up `score` and `max_score`, and fails
//! the run where the status is `fail` or `error`.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::GradeError;
use crate::gradescope::rounded;
use crate::report::{ExerciseReport, Outcome, Report};

/// A report as the autograding's JSON.
pub fn results(report: &Report) -> Value {
    let solved = report.exercises().all(ExerciseReport::is_solved);
    json!({
        "version": 1,
        "status": if solved { "pass" } else { "fail" },
        "max_score": report.max_score(),
        "score": rounded(report.score()),
        "tests": report.exercises().map(test).collect::<Vec<_>>(),
    })
}

/// What is reported where there are no grades.
pub fn failure(why: &str) -> Value {
    let test = json!({
        "name": "the grader itself", "status": "error", "score": 0, "message": why,
        "test_code": "", "filename": "", "line_no": 0, "execution_time": "0s",
    });
    json!({ "version": 1, "status": "error", "max_score": 0, "tests": [test] })
}

fn test(exercise: &ExerciseReport) -> Value {
    let message: Vec<String> = exercise.words().into_iter().chain(exercise.advice()).collect();
    json!({
        "name": format!("{} {}", exercise.number, exercise.title),
        "status": status(exercise),
        "score": exercise.score(),
        "message": message.join("\n"),
        "test_code": format!("cargo test {}", exercise.name),
        "filename": format!("{}.rs", exercise.name),
        "line_no": 0,
        "execution_time": format!("{:.1}s", exercise.seconds()),
    })
}

/// `error` is for what could not be run.
fn status(exercise: &ExerciseReport) -> &'static str {
    match exercise.outcome {
        Outcome::Refused(_) | Outcome::NotCompiled(_) => "error",
        _ if exercise.is_solved() => "pass",
        _ => "fail",
    }
}

/// The line that hands the results to the next step: `result=…`.
pub fn line(results: &Value) -> String {
    format!("result={}", STANDARD.encode(results.to_string()))
}

/// Hands the results over: into the file that GitHub names, or, without one, on standard output.
///
/// # Errors
/// If the file cannot be written.
pub fn hand_over(results: &Value, github_output: Option<&Path>) -> Result<(), GradeError> {
    let Some(path) = github_output else {
        println!("{}", line(results));
        return Ok(());
    };
    let file = OpenOptions::new().create(true).append(true).open(path);
    file.and_then(|mut file| writeln!(file, "{}", line(results)))
        .map_err(GradeError::files(path, "write the result"))
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use serde_json::{Value, json};

    use super::{failure, hand_over, line, results};
    use crate::report::tests::example;

    fn decoded(line: &str) -> Value {
        let encoded = line.trim_end().strip_prefix("result=").expect("result=");
        serde_json::from_slice(&STANDARD.decode(encoded).expect("base64")).expect("JSON")
    }

    #[test]
    fn the_reporter_finds_what_it_reads() {
        let found = decoded(&line(&results(&example())));
        assert_eq!(
            (&found["version"], &found["status"], &found["max_score"]),
            (&json!(1), &json!("fail"), &json!(15))
        );
        let tests = found["tests"].as_array().expect("tests");
        let statuses: Vec<&str> = tests.iter().filter_map(|test| test["status"].as_str()).collect();
        assert_eq!(statuses, ["pass", "fail", "error", "error", "fail", "fail"]);
        let total: f64 = tests.iter().filter_map(|test| test["score"].as_f64()).sum();
        assert_eq!(total, 3.33);
        assert_eq!(
            tests[0],
            json!({
                "name": "2.1 Title 1", "status": "pass", "score": 2.0, "message": "1 of 1 tests passed",
                "test_code": "cargo test ex02_1_x", "filename": "ex02_1_x.rs", "line_no": 0, "execution_time": "0.2s",
            })
        );
    }

    #[test]
    fn a_failure_is_an_error() {
        let found = decoded(&line(&failure("no cargo")));
        assert_eq!((&found["status"], &found["tests"][0]["message"]), (&json!("error"), &json!("no cargo")));
    }

    #[test]
    fn what_other_steps_wrote_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("output");
        std::fs::write(&path, "other=1\n").expect("a file");
        hand_over(&results(&example()), Some(&path)).expect("written");
        let text = std::fs::read_to_string(&path).expect("a file");
        let (first, second) = text.split_once('\n').expect("two lines");
        assert_eq!(first, "other=1");
        assert_eq!(decoded(second)["version"], json!(1));
    }
}

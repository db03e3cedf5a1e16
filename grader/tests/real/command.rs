//! The program itself: there is always a result.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::school::{GOOD_SUM, handed_out, submission};

fn grader(submission: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
    let work = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("work");
    command.arg("--handed-out").arg(handed_out()).arg("--submission").arg(submission).arg("--work").arg(work);
    command.arg("1").env_remove("GITHUB_OUTPUT");
    command
}

fn run(command: &mut Command) -> Output {
    command.output().expect("a grader")
}

fn json_of(folder: &TempDir) -> (PathBuf, impl Fn() -> Value) {
    let path = folder.path().join("results.json");
    let file = path.clone();
    (path, move || serde_json::from_slice(&fs::read(&file).expect("results")).expect("JSON"))
}

#[test]
fn the_report_is_printed_and_written() {
    let folder = submission(&[
        ("ex01_1_double.rs", "pub fn double(x: f64) -> f64 {\n    x +\n}"),
        ("ex01_2_sum.rs", GOOD_SUM),
    ]);
    let (path, results) = json_of(&folder);
    let hints = folder.path().join("hints.json");
    fs::write(&hints, r#"{"ex01_1_double": "add it to itself"}"#).expect("a file");
    let output = run(grader(folder.path()).arg("--json").arg(&path).arg("--hints").arg(&hints));
    assert!(output.status.success(), "{output:?}");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(
        printed.contains("✗ 1.1 Twice a number: 0 of 3 points\n      it does not compile:\n"),
        "{printed}"
    );
    assert!(
        printed.contains("hint: add it to itself")
            && printed.contains("✓ 1.2 A sum: 2 of 2 points")
            && printed.contains("Together: 2 of 9 points"),
        "{printed}"
    );
    let results = results();
    assert_eq!((&results["score"], &results["tests"][1]["status"]), (&json!(2.0), &json!("passed")));
    assert!(
        results["tests"][0]["output"]
            .as_str()
            .is_some_and(|words| words.contains("error: expected expression"))
    );
}

#[test]
fn a_grader_that_cannot_work_still_writes_no_points_and_why() {
    let folder = submission(&[("ex01_2_sum.rs", GOOD_SUM)]);
    let (path, results) = json_of(&folder);
    let output = run(grader(folder.path()).arg("--json").arg(&path).env("CARGO", "/no/such/cargo"));
    assert!(!output.status.success());
    assert_eq!(results()["score"], json!(0.0));
    let output = run(grader(&folder.path().join("nowhere")).arg("--json").arg(&path));
    assert!(!output.status.success());
    let words = results()["output"].as_str().expect("words").to_owned();
    assert!(
        words.contains("grading itself failed") && words.contains("nowhere: expected to open"),
        "{words}"
    );
}

#[test]
fn a_grader_that_is_killed_leaves_no_points() {
    let slow = "pub fn sum(numbers: &[i32]) -> i32 { loop { if numbers.len() > 9 { return 0; } } }";
    let folder = submission(&[("ex01_2_sum.rs", slow)]);
    let (path, results) = json_of(&folder);
    let mut child = grader(folder.path())
        .args(["--time-limit", "60"])
        .arg("--json")
        .arg(&path)
        .spawn()
        .expect("a grader");
    while !path.exists() {
        assert!(child.try_wait().expect("a process").is_none(), "it ended before it wrote anything");
        thread::sleep(Duration::from_millis(20));
    }
    child.kill().and_then(|()| child.wait()).expect("killed");
    let results = results();
    assert_eq!(results["score"], json!(0.0));
    assert!(
        results["output"].as_str().is_some_and(|words| words.contains("ended before it was finished")),
        "{results}"
    );
}

#[test]
fn classroom_reads_the_last_line_or_its_file() {
    let folder = submission(&[("ex01_2_sum.rs", GOOD_SUM)]);
    let output = run(grader(folder.path()).args(["--format", "classroom"]));
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let decode = |line: &str| -> Value {
        let encoded = line.strip_prefix("result=").expect("result=");
        serde_json::from_slice(&STANDARD.decode(encoded).expect("base64")).expect("JSON")
    };
    let results = decode(printed.lines().last().expect("a line"));
    assert_eq!(
        (&results["version"], &results["max_score"], &results["status"]),
        (&json!(1), &json!(9), &json!("fail"))
    );
    assert_eq!(results["tests"][1]["score"], json!(2.0));
    let file = folder.path().join("github-output");
    let output = run(grader(folder.path()).args(["--format", "classroom"]).env("GITHUB_OUTPUT", &file));
    assert!(!String::from_utf8_lossy(&output.stdout).contains("result="));
    assert_eq!(
        decode(fs::read_to_string(&file).expect("a file").trim_end())["tests"][1]["status"],
        json!("pass")
    );
}

#[test]
fn gradescope_may_read_standard_output() {
    let folder = submission(&[("ex01_2_sum.rs", GOOD_SUM)]);
    let output = run(grader(folder.path()).args(["--format", "gradescope"]));
    let results: Value = serde_json::from_slice(&output.stdout).expect("JSON alone");
    assert_eq!(results["score"], json!(2.0));
}

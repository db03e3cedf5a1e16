//! The book's own homework, as a teacher grades it: `cargo xtask grade`.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::school::submission;

/// Grades chapter 1.
fn graded(submission: &Path) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let results = folder.path().join("results.json");
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["run", "--quiet", "--package", "xtask", "--", "grade", "1", "--dir"]).arg(submission);
    command.arg("--json").arg(&results).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = command.output().expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&fs::read(results).expect("results")).expect("JSON")
}

/// The marked sources compile with their solutions, so the checkout itself is a perfect submission.
#[test]
#[ignore = "builds the press; .ci/run asks for it with --include-ignored"]
fn the_solutions_of_a_chapter_earn_all_its_points() {
    let results = graded(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../homework/01-neuron"));
    let tests = results["tests"].as_array().expect("tests");
    assert!((4..=6).contains(&tests.len()));
    for test in tests {
        assert_eq!(
            (&test["status"], test["score"].as_f64()),
            (&json!("passed"), test["max_score"].as_f64()),
            "{test}"
        );
    }
}

#[test]
#[ignore = "builds the press; .ci/run asks for it with --include-ignored"]
fn a_student_who_is_stuck_gets_a_hint_and_no_points() {
    let folder = submission(&[("ex01_1_majority.rs", "/// Three votes.\npub fn nothing() {}\n")]);
    let results = graded(folder.path());
    assert_eq!(results["score"], json!(0.0));
    let words = results["tests"][0]["output"].as_str().expect("words");
    assert!(words.contains("was handed out and is missing") && words.contains("\nhint: "), "{words}");
    assert!(words.contains("in the book: 01-neuron/homework.html#ex01_1_majority"), "{words}");
}

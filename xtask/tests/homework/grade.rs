//! `cargo xtask grade`, with a stand-in for cargo that writes down how the grader is started; crate `grader` tests the rest.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use super::small;

/// Records `cargo run …` and its hints; anything else is for the real cargo.
const CARGO: &str = r#"#!/bin/sh
if [ "$1" != run ]; then exec "$REAL_CARGO" "$@"; fi
echo "$@" >"$RECORD/arguments"
while [ $# -gt 0 ]; do
    case $1 in
    --hints) cp "$2" "$RECORD/hints" ;;
    --handed-out) cp "$2/homework/01-small/src/ex01_1_double.rs" "$RECORD/stub" ;;
    esac
    shift
done
exit "${STATUS:-0}"
"#;

fn grade(checkout: &Path, status: &str, arguments: &[&str]) -> Output {
    let cargo = checkout.join("cargo");
    fs::write(&cargo, CARGO).expect("written");
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).expect("executable");
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command
        .env("REAL_CARGO", env!("CARGO"))
        .env("CARGO", cargo)
        .env("RECORD", checkout)
        .env("STATUS", status);
    command.current_dir(checkout).arg("grade").args(arguments).output().expect("xtask runs")
}

fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join(file)).expect(file)
}

#[test]
fn the_grader_gets_what_is_handed_out_and_the_hints() {
    let (checkout, _) = small::workspace(|_, text| text);
    let here = checkout.path().canonicalize().expect("a folder");
    fs::write(here.join("book.toml"), "").expect("written");
    let output = grade(&here, "0", &["1", "--dir", "handed-in", "--json", "r.json", "--format", "classroom"]);
    assert!(output.status.success(), "{output:?}");
    let arguments = read(&here, "arguments");
    assert!(arguments.starts_with("run --quiet --package grader -- --handed-out "), "{arguments}");
    let expected = format!("--submission {} ", here.join("handed-in").display());
    assert!(arguments.contains(&expected), "{arguments}");
    assert!(
        arguments
            .trim_end()
            .ends_with(&format!("--json {} --format classroom 1", here.join("r.json").display()))
    );
    let hints: Value = serde_json::from_str(&read(&here, "hints")).expect("JSON");
    assert_eq!(hints["ex01_1_double"], "The secret is addition.");
    let stub = read(&here, "stub");
    assert!(
        stub.contains("todo!(\"twice {x}\")") && !stub.contains("secret") && !stub.contains("summand"),
        "{stub}"
    );
}

#[test]
fn without_a_grader_there_are_results_all_the_same() {
    let (checkout, _) = small::workspace(|_, text| text);
    fs::write(checkout.path().join("book.toml"), "").expect("written");
    fs::write(checkout.path().join("r.json"), r#"{"score": 5}"#).expect("an older one");
    let output = grade(checkout.path(), "101", &["--json", "r.json"]);
    assert!(!output.status.success());
    let results: Value = serde_json::from_str(&read(checkout.path(), "r.json")).expect("JSON");
    assert_eq!(results["score"], 0.0);
    assert!(results["output"].as_str().is_some_and(|why| why.contains("grading itself failed")), "{results}");
}

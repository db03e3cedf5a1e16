//! What the examples print, as the chapter shows it, and that those run which train.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use pins::{Example, run_example};

#[test]
fn characters() {
    pins::pin_output!("characters", "--trained");
}

#[test]
fn long_dependence_runs_from_start_to_end() {
    let arguments = ["--lags", "2", "--steps", "30", "--units", "8"];
    ends_with("long_dependence", &arguments, "remembering 2");
}

#[test]
fn reversal_runs_from_start_to_end() {
    let arguments = ["--lengths", "2", "--steps", "30", "--units", "8"];
    ends_with("reversal", &arguments, "strings 2");
}

#[test]
fn rows_runs_from_start_to_end() {
    let arguments = ["--epochs", "1", "--units", "8", "--seed", "3"];
    ends_with("rows", &arguments, "test accuracy");
}

#[test]
fn characters_runs_from_start_to_end() {
    let arguments = ["--epochs", "1", "--units", "2", "--batch-size", "512"];
    ends_with("characters", &arguments, "train bits");
}

fn ends_with(name: &str, arguments: &[&str], last: &str) {
    let output = run_example(&Example { package: "lstm", name, arguments });
    let line = output.lines().last().expect("figures");
    assert!(line.starts_with(last), "{name} ends with {line:?}");
}

/// `rows` on its way, with a checkpoint.
fn rows(folder: &Path, weights: &str, checkpoint: &str) -> Command {
    let mut command = Command::new(pins::executable("rows"));
    command.env_remove("DATASETS_DIR").stdout(Stdio::null());
    command.args(["--epochs", "5", "--units", "8", "--resume"]);
    command.arg("--save").arg(folder.join(weights));
    command.arg("--checkpoint").arg(folder.join(checkpoint));
    command
}

#[test]
fn a_killed_run_goes_on_to_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    assert!(
        rows(folder, "whole", "whole.checkpoint").status().expect("runs").success()
    );

    let mut killed = rows(folder, "parts", "parts.checkpoint").spawn().expect("runs");
    while !folder.join("parts.checkpoint").exists() {
        assert!(
            killed.try_wait().expect("waited").is_none(),
            "ended without a checkpoint"
        );
        sleep(Duration::from_millis(1));
    }
    killed.kill().expect("killed");
    assert!(!killed.wait().expect("ended").success(), "it had ended before");
    assert!(!folder.join("parts").exists(), "its weights were written already");
    assert!(
        rows(folder, "parts", "parts.checkpoint").status().expect("runs").success()
    );
    let [whole, parts] =
        ["whole", "parts"].map(|name| fs::read(folder.join(name)).expect("weights"));
    assert!(whole == parts, "the resumed run has other weights");
}

#[test]
fn what_cannot_be_run_is_refused_with_a_reason() {
    let refused: [(&str, &[&str], &str); 4] = [
        ("reversal", &["--lengths", "2,2"], "--lengths must differ"),
        ("long_dependence", &["--lags", "5,5"], "--lags must differ"),
        (
            "long_dependence",
            &["--learning-rate", "nan"],
            "--learning-rate must be above 0",
        ),
        ("characters", &["--moments", "1000000"], "--moments 1000000 of"),
    ];
    for (name, arguments, reason) in refused {
        let example = pins::Example { package: "lstm", name, arguments };
        let said = pins::refused_example(&example);
        assert!(said.contains(reason), "{name} {arguments:?}: {said}");
    }
}

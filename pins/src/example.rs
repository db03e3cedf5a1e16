//! Running a built example from a test.

use std::path::PathBuf;
use std::process::{Command, Output};

/// An example of a package, with the arguments that the book shows.
#[derive(Debug, Clone, Copy)]
pub struct Example<'a> {
    /// The package it belongs to.
    pub package: &'a str,
    /// The name after `--example`.
    pub name: &'a str,
    /// What stands after `--`.
    pub arguments: &'a [&'a str],
}

/// Runs the example that `cargo test` built beside this test, and returns the command line followed by what it printed.
///
/// # Panics
/// If the example was not built, or ended with an error: the message carries its standard error.
pub fn run_example(example: &Example) -> String {
    let output = output(example);
    assert!(
        output.status.success(),
        "example {} ended with {}:\n{}",
        example.name,
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    format!("$ {}\n{}", command_line(example), String::from_utf8_lossy(&output.stdout))
}

/// Runs an example with arguments that it has to refuse, and returns what it said.
///
/// # Panics
/// If the example was not built, or ended well, or panicked: an error of the user ends with the code 1 and a line.
pub fn refused_example(example: &Example) -> String {
    let output = output(example);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let (name, arguments) = (example.name, example.arguments);
    assert!(output.status.code() == Some(1), "{name} {arguments:?} ended with {}:\n{said}", output.status);
    said
}

fn output(example: &Example) -> Output {
    let path = executable(example.name);
    Command::new(&path)
        .args(example.arguments)
        .env_remove("DATASETS_DIR") // the book shows the default data
        .output()
        .unwrap_or_else(|error| {
            panic!("cannot run {}: {error}; `cargo test -p {}` builds it", path.display(), example.package)
        })
}

fn command_line(example: &Example) -> String {
    let mut line = format!("cargo run --release -p {} --example {}", example.package, example.name);
    if !example.arguments.is_empty() {
        line.push_str(" -- ");
        line.push_str(&example.arguments.join(" "));
    }
    line
}

/// The program of an example, which `cargo test` builds beside this test: tests lie in `…/deps`, examples in `…/examples`.
///
/// # Panics
/// If this is no test of cargo's.
pub fn executable(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a running test has a path");
    let profile = test.parent().and_then(|deps| deps.parent()).expect("tests lie in target/PROFILE/deps");
    profile.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

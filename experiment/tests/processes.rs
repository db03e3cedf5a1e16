//! A real experiment in a real process: what it prints, what it answers to bad flags and bad paths, how it ends.

use std::process::{Command, Output};

/// Cargo puts tests into `…/deps` and examples into `…/examples`.
fn label_census(arguments: &[&str]) -> Command {
    let test = std::env::current_exe().expect("a running test has a path");
    let profile = test.ancestors().nth(2).expect("tests lie in target/PROFILE/deps");
    let program = profile.join("examples").join(format!("label_census{}", std::env::consts::EXE_SUFFIX));
    let mut command = Command::new(program);
    command.args(arguments).env_remove("DATASETS_DIR");
    command
}

fn run(arguments: &[&str]) -> Output {
    label_census(arguments).output().expect("`cargo test` builds the example")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the output is UTF-8")
}

fn assert_fails(output: &Output, code: i32, words: &[&str]) {
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{message}");
    assert_eq!(text(&output.stdout), "", "a failed run reports nothing");
    for word in words {
        assert!(message.contains(word), "`{word}` is missing in: {message}");
    }
    assert!(!message.contains("panicked"), "{message}");
}

#[test]
fn people_read_words_and_no_times() {
    let output = run(&[]);
    assert!(output.status.success());
    assert_eq!(text(&output.stderr), "", "no progress bar where no terminal is");
    let expected =
        "Looking for the label 1 among 300 test images.\nfound            30\nshare of test    10.0 %\n";
    assert_eq!(text(&output.stdout), expected);
}

#[test]
fn the_press_reads_json_on_the_last_line() {
    let output = run(&["--json", "--seed", "9"]);
    assert!(output.status.success());
    let printed = text(&output.stdout);
    let last: serde_json::Value =
        serde_json::from_str(printed.lines().last().expect("a last line")).expect("JSON");
    assert_eq!(last["experiment"], "label_census");
    assert_eq!(last["seed"], 9);
    assert_eq!(last["data"], "digits");
    let found = last["figures"]["found"].as_f64().expect("a count");
    assert_eq!(last["figures"]["share_of_test"], found / 300.0);
    assert!(last["seconds"].as_f64().expect("a time") >= 0.0);
}

#[test]
fn usage_errors_end_with_2() {
    assert_fails(&run(&["--sed", "1"]), 2, &["--sed", "--seed"]);
    assert_fails(&run(&["--seed", "many"]), 2, &["many", "--seed"]);
    assert_fails(&run(&["--seed", "-1"]), 2, &["-1"]);
    assert_fails(&run(&["--data"]), 2, &["--data"]);
}

#[test]
fn help_names_the_shared_flags() {
    let help = text(&run(&["--help"]).stdout);
    for word in ["--seed", "--data", "--json", "--label", "DATASETS_DIR"] {
        assert!(help.contains(word), "`{word}` is missing in: {help}");
    }
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    assert_fails(&run(&["--data", "no/such/folder"]), 1, &["error: ", "no/such/folder"]);
}

#[test]
fn the_environment_names_a_folder_too() {
    let output = label_census(&[]).env("DATASETS_DIR", "no/such/place").output().expect("it runs");
    assert_fails(&output, 1, &["no/such/place"]);
}

#[test]
fn the_flag_wins_over_the_environment() {
    let output = label_census(&["--data", "from/flag"]).env("DATASETS_DIR", "from/environment").output();
    assert_fails(&output.expect("it runs"), 1, &["from/flag"]);
}

#[test]
fn a_broken_file_is_named_with_what_is_wrong() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in names() {
        std::fs::write(folder.path().join(name), b"no IDX file").expect("written");
    }
    let path = folder.path().to_str().expect("UTF-8");
    assert_fails(&run(&["--data", path]), 1, &["error: ", path, "ubyte"]);
}

fn names() -> [&'static str; 4] {
    ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"]
}

#[test]
fn an_error_of_the_experiment_itself_ends_with_1() {
    assert_fails(&run(&["--label", "10"]), 1, &["error: no class 10, the labels go from 0 to 9"]);
}

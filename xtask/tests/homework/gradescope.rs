//! The autograder's scripts, run as Gradescope runs them, in a folder that stands for `/autograder`, with a grader of a few lines.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use xtask::homework::{export, gradescope};

use super::small;

/// Does what the submission's file `deed` says, and tells where it looked.
const GRADER: &str = r#"
use std::{env, fs, thread, time::Duration};

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let after = |flag: &str| arguments.iter().position(|it| it == flag).map(|at| arguments[at + 1].clone()).unwrap();
    assert!(fs::exists(format!("{}/homework/01-small/src/lib.rs", after("--handed-out"))).unwrap());
    if arguments.iter().any(|argument| argument == "classroom") {
        return println!("result={}", after("--submission"));
    }
    assert_eq!(arguments.last().unwrap(), "01-small");
    match fs::read_to_string(format!("{}/deed", after("--submission"))).unwrap_or_default().as_str() {
        "panic" => panic!("the grader breaks down"),
        "sleep" => thread::sleep(Duration::from_secs(60)),
        _ => fs::write(after("--json"), "{\"score\": 3, \"tests\": []}").unwrap(),
    }
}
"#;

const MANIFEST: &str = "[package]\nname = \"grader\"\nversion.workspace = true\nedition = \"2024\"\n[dev-dependencies]\nnowhere = \"1\"\n[lints]\nworkspace = true\n";

/// The autograder's folder, unpacked from the zip.
fn unpacked() -> tempfile::TempDir {
    let (checkout, workspace) = small::workspace(|_, text| text);
    fs::create_dir_all(checkout.path().join("grader/src")).expect("a folder");
    fs::write(checkout.path().join("grader/Cargo.toml"), MANIFEST).expect("written");
    fs::write(checkout.path().join("grader/src/main.rs"), format!("//! Stands in.\n{GRADER}"))
        .expect("written");
    let root = tempfile::tempdir().expect("a temporary folder");
    let zip = root.path().join("autograder.zip");
    let chapters = export::chapters(&workspace, &[]).expect("chapters");
    gradescope::run(&workspace, &chapters, &zip).expect("a zip");
    let mut archive = zip::ZipArchive::new(fs::File::open(&zip).expect("the zip")).expect("a zip");
    archive.extract(root.path().join("source")).expect("unpacked");
    root
}

fn script(root: &Path, name: &str, seconds: &str) -> Output {
    let mut command = Command::new("bash");
    command
        .arg(root.join("source").join(name))
        .env("AUTOGRADER_ROOT", root)
        .env("AUTOGRADER_SECONDS", seconds);
    command.env("CARGO_NET_OFFLINE", "true").env_remove("CARGO_TARGET_DIR").current_dir(root);
    command.output().expect("bash runs")
}

/// What a submission earns: the results file, whole and well formed.
fn graded(root: &Path, deed: &str, seconds: &str) -> Value {
    let submission = root.join("submission");
    fs::create_dir_all(&submission).expect("a folder");
    fs::write(submission.join("deed"), deed).expect("written");
    let output = script(root, "run_autograder", seconds);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let results = fs::read_to_string(root.join("results/results.json")).expect("there is always a result");
    serde_json::from_str(&results).expect("JSON")
}

#[track_caller]
fn earns_nothing(results: &Value, words: &str) {
    assert_eq!(results["score"], 0);
    assert!(results["output"].as_str().is_some_and(|output| output.contains(words)), "{results}");
}

#[test]
fn the_scripts_build_and_grade_and_always_leave_a_result() {
    let root = unpacked();
    let root = root.path();
    earns_nothing(&graded(root, "", "20"), "The autograder itself failed"); // setup.sh has not run

    let setup = script(root, "setup.sh", "");
    let said = String::from_utf8_lossy(&setup.stderr);
    assert!(setup.status.success(), "{said}");
    assert!(String::from_utf8_lossy(&setup.stdout).ends_with("ready: 01-small\n"), "{said}");

    assert_eq!(graded(root, "", "20")["score"], 3);
    earns_nothing(&graded(root, "panic", "20"), "The autograder itself failed (status 101)");
    earns_nothing(&graded(root, "sleep", "1"), "Grading took too long");
    assert_eq!(graded(root, "", "20")["score"], 3, "and the next one is graded again");
}

/// The words of the step that grades, in a folder as the checkouts leave it.
#[test]
fn the_workflow_for_github_finds_grader_and_workspace() {
    let root = unpacked();
    let workflow = fs::read_to_string(root.path().join("source/github.yml")).expect("the workflow");
    let step = workflow.split_once("run: >-\n").expect("a step").1;
    let words: Vec<&str> = step
        .lines()
        .take_while(|line| line.starts_with("          "))
        .flat_map(str::split_whitespace)
        .collect();
    std::os::unix::fs::symlink(root.path().join("source"), root.path().join("autograder")).expect("a link");
    let mut command = Command::new(env!("CARGO"));
    command
        .args(&words[1..])
        .current_dir(root.path())
        .env("CARGO_NET_OFFLINE", "true")
        .env_remove("CARGO_TARGET_DIR");
    let output = command.output().expect("cargo runs");
    assert_eq!(words[0], "cargo");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "result=submission\n", "{output:?}");
}

#[test]
fn the_scripts_of_the_zip_can_be_run() {
    use std::os::unix::fs::PermissionsExt;
    let root = unpacked();
    for name in ["setup.sh", "run_autograder"] {
        let mode =
            fs::metadata(root.path().join("source").join(name)).expect("a script").permissions().mode();
        assert_eq!(mode & 0o777, 0o755, "{name}");
    }
}

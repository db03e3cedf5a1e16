//! What the examples print, as the chapter shows it; and a run that is killed.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

#[test]
fn look() {
    pins::pin_output!("look");
}

fn lenet(checkpoint: &Path) -> Command {
    let mut command = Command::new(pins::executable("lenet"));
    command
        .args([
            "--filters",
            "2",
            "3",
            "--epochs",
            "4",
            "--shift",
            "0.5",
            "--checkpoint",
        ])
        .arg(checkpoint);
    command.env_remove("DATASETS_DIR").stdout(Stdio::null());
    command
}

/// Network, optimizer, shuffling and the moved images all go on where they were.
#[test]
fn a_run_that_is_killed_and_resumed_ends_with_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let unbroken = folder.path().join("unbroken.safetensors");
    assert!(lenet(&unbroken).status().expect("`cargo test` builds it").success());
    let broken = folder.path().join("broken.safetensors");
    let mut child = lenet(&broken).spawn().expect("`cargo test` builds it");
    while !broken.exists() {
        assert!(
            child.try_wait().expect("waited").is_none(),
            "ended without a checkpoint"
        );
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().expect("it still runs, after the first of four epochs");
    assert!(!child.wait().expect("it is gone").success(), "it had ended before");
    let kept = fs::read(&broken).expect("a checkpoint was kept");
    let expected = fs::read(&unbroken).unwrap();
    assert!(kept != expected);
    let resumed = lenet(&broken).arg("--resume").status().expect("it was built");
    assert!(resumed.success());
    assert!(fs::read(&broken).unwrap() == expected, "other bytes after a kill");
}

#[test]
fn what_cannot_be_run_is_refused_with_a_reason() {
    let refused: [(&str, &[&str], &str); 3] = [
        ("lenet", &["--filters", "0", "16"], "--filters must be 1 or more"),
        ("lenet", &["--shift", "nan"], "--shift is a number of pixels, not NaN"),
        ("lenet", &["--shift=-1"], "--shift is a number of pixels, not -1"),
    ];
    for (name, arguments, reason) in refused {
        let example = pins::Example { package: "cnn", name, arguments };
        let said = pins::refused_example(&example);
        assert!(said.contains(reason), "{name} {arguments:?}: {said}");
    }
}

//! A program that trains is killed at random moments, started again, and ends with the same bytes as one that was left alone.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use chacha20::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

fn mnist_mlp(checkpoint: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(pins::executable("mnist_mlp"));
    command.arg("--checkpoint").arg(checkpoint).args(arguments);
    command.env_remove("DATASETS_DIR").stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(checkpoint: &Path, arguments: &[&str]) -> Output {
    mnist_mlp(checkpoint, arguments).output().expect("`cargo test` builds the example")
}

#[track_caller]
fn assert_good(output: &Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[track_caller]
fn assert_refused(output: &Output, words: &[&str]) {
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{message}");
    for word in words {
        assert!(message.contains(word), "`{word}` is missing in: {message}");
    }
}

/// Kills the program unless it ends before; returns its output if it did.
fn kill_after(delay: Duration, mut child: Child) -> Option<Output> {
    thread::sleep(delay);
    if child.try_wait().expect("a child").is_none() {
        child.kill().expect("SIGKILL");
        child.wait().expect("the child is gone");
        return None;
    }
    Some(child.wait_with_output().expect("its output"))
}

#[test]
fn whenever_it_is_killed_a_run_ends_with_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let unbroken = folder.path().join("unbroken.safetensors");
    let start = Instant::now();
    assert_good(&run(&unbroken, &["--epochs", "5"]));
    let duration = start.elapsed();
    let expected = fs::read(&unbroken).unwrap();

    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let (mut kills, mut resumed) = (0, 0);
    for round in 0..5 {
        let path = folder.path().join(format!("{round}.safetensors"));
        let last = (0..30).find_map(|_| {
            resumed += usize::from(path.exists());
            let child = mnist_mlp(&path, &["--epochs", "5", "--resume"])
                .spawn()
                .expect("`cargo test` builds the example");
            let output = kill_after(duration.mul_f64(rng.random_range(0.0..0.9)), child);
            kills += usize::from(output.is_none());
            output
        });
        assert_good(&last.unwrap_or_else(|| run(&path, &["--epochs", "5", "--resume"])));
        assert!(fs::read(&path).unwrap() == expected, "round {round}: other bytes after {kills} kills");
    }
    assert!(kills >= 5, "of all runs only {kills} were killed");
    assert!(resumed >= 5, "only {resumed} runs found a checkpoint");
}

#[test]
fn a_run_of_other_settings_is_not_resumed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.safetensors");
    assert_good(&run(&path, &[]));
    let before = fs::read(&path).unwrap();
    let output = run(&path, &["--resume", "--learning-rate", "0.25", "--seed", "2"]);
    let words = ["run.safetensors", "learning_rate: expected 0.25, found 0.15", "seed: expected 2, found 1"];
    assert_refused(&output, &words);
    assert_refused(&run(&path, &[]), &["run.safetensors", "expected no file, found one"]);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_longer_run_goes_on_from_a_shorter_one() {
    let folder = tempfile::tempdir().unwrap();
    let (at_once, in_two) = (folder.path().join("at_once"), folder.path().join("in_two"));
    assert_good(&run(&at_once, &["--epochs", "4"]));
    assert_good(&run(&in_two, &["--epochs", "2"]));
    assert_ne!(fs::read(&in_two).unwrap(), fs::read(&at_once).unwrap());
    assert_good(&run(&in_two, &["--epochs", "4", "--resume"]));
    assert_eq!(fs::read(&in_two).unwrap(), fs::read(&at_once).unwrap());
}

#[test]
fn a_rate_that_is_too_large_ends_with_the_reason_and_without_a_checkpoint() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.safetensors");
    let output = run(&path, &["--learning-rate", "1e20"]);
    assert_refused(
        &output,
        &["epoch 1, step ", "expected a finite loss", "learning rate is probably too large"],
    );
    assert!(!path.exists(), "no good checkpoint, so none");
}

#[test]
fn resuming_from_nowhere_is_a_wrong_flag() {
    let output = Command::new(mnist_mlp(Path::new("unused"), &[]).get_program()).arg("--resume").output();
    let output = output.expect("`cargo test` builds the example");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--checkpoint"));
}

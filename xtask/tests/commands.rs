//! `cargo xtask` as a reader types it.

use std::process::Command;

#[test]
fn alone_it_lists_what_it_can_do() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).output().expect("xtask runs");
    let text = String::from_utf8_lossy(&output.stderr);
    for command in ["book", "figures", "experiments", "data", "pdf"] {
        let listed = text.lines().any(|line| line.trim_start().starts_with(&format!("{command} ")));
        assert!(listed, "no {command} in\n{text}");
    }
}

#[test]
fn outside_a_checkout_it_says_so() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = command.current_dir(&folder).args(["book", "--build"]).output().expect("xtask runs");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: no book.toml in "));
}

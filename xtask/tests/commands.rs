//! `cargo xtask` as a reader types it.

use std::process::Command;

#[test]
fn alone_it_lists_what_it_can_do() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).output().expect("xtask runs");
    let text = String::from_utf8_lossy(&output.stderr);
    for command in ["book", "figures", "experiments", "data", "grade", "pdf"] {
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

#[test]
fn a_taken_port_is_told_before_anything_is_rendered() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("book.toml"), "").expect("a checkout with nothing in it");
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let port = taken.local_addr().expect("its address").port().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = command.current_dir(&folder).args(["book", "--no-open", "--port", &port]).output();
    let output = output.expect("xtask runs");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && text.contains(&port) && text.contains("--port"), "{text}");
    assert_eq!(std::fs::read_dir(&folder).expect("the folder").count(), 1);
}

//! The command as it is typed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::tempdir;
use xtask::data::MNIST;

use crate::fixture::names;
use crate::server::{Answer, Server};

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace's root")
}

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("data").args(arguments).current_dir(workspace()).output().expect("it runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn alone_it_lists_what_there_is() {
    let output = run(&[]);
    assert!(output.status.success(), "{}", stderr(&output));
    for part in ["cargo xtask data mnist\n", "cargo xtask data fashion-mnist\n", "CC BY-SA 3.0", "in 4 files"]
    {
        assert!(stdout(&output).contains(part), "{part}: {}", stdout(&output));
    }
}

#[test]
fn unknown_set_is_named() {
    let output = run(&["cifar"]);
    assert!(!output.status.success());
    let expected = "no data set is called cifar; expected mnist or fashion-mnist";
    assert!(stderr(&output).contains(expected), "{}", stderr(&output));
}

#[test]
fn folder_without_the_files_is_refused() {
    let (from, to) = (tempdir().unwrap(), tempdir().unwrap());
    let output =
        run(&["mnist", "--from", from.path().to_str().unwrap(), "--out", to.path().to_str().unwrap()]);
    assert!(!output.status.success());
    let expected = "expected 9912422 bytes with SHA-256 440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609, found no file";
    assert!(stderr(&output).contains(expected), "{}", stderr(&output));
}

#[test]
fn mirror_without_the_files_leaves_an_error_and_nothing_else() {
    let (server, to) = (Server::start(&[Answer::Status(404)], |_| Vec::new()), tempdir().unwrap());
    let output = run(&["mnist", "--mirror", &server.url, "--out", to.path().to_str().unwrap()]);
    assert!(!output.status.success());
    for part in
        [server.url.as_str(), "train-images-idx3-ubyte.gz: no mirror gave it", "found 404", "--from FOLDER"]
    {
        assert!(stderr(&output).contains(part), "{part}: {}", stderr(&output));
    }
    assert_eq!(names(to.path()), Vec::<String>::new());
}

/// The published files, if they lie on this machine, from a server that drops the connection in the middle of the largest.
#[test]
fn published_set_arrives_and_can_be_read() {
    let Some(published) = published_mnist() else {
        eprintln!("NOT CHECKED: no MNIST on this machine; `cargo xtask data mnist` fetches it");
        return;
    };
    let content =
        move |path: &str| fs::read(published.join(path.trim_start_matches('/'))).expect("a published file");
    let (server, to) = (Server::start(&[Answer::Drop(4_000_000), Answer::Good], content), tempdir().unwrap());
    let output = run(&["mnist", "--mirror", &server.url, "--out", to.path().to_str().unwrap()]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(server.starts(), [0, 4_000_000, 0, 0, 0]);
    let mut expected: Vec<&str> = MNIST.files.iter().map(|file| file.name).collect();
    expected.sort_unstable();
    assert_eq!(names(to.path()), expected);
    assert_eq!(stdout(&output).matches("downloaded").count(), 4);
    let set = datasets::load(Some(to.path())).unwrap();
    assert_eq!((set.name, set.train.len(), set.test.len()), ("MNIST", 60_000, 10_000));
}

fn published_mnist() -> Option<PathBuf> {
    let named = datasets::folder_from_environment().map(|folder| workspace().join(folder));
    let roots = [named, Some(workspace().join("../shared/data")), Some(workspace().join("data"))];
    roots.into_iter().flatten().flat_map(|root| [root.join("mnist"), root]).find(|folder| {
        MNIST
            .files
            .iter()
            .all(|file| folder.join(file.name).metadata().is_ok_and(|found| found.len() == file.bytes))
    })
}

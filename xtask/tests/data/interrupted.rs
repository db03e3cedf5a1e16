//! A download whose process is killed goes on where it was.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::tempdir;
use xtask::data::{Fetched, Order, Patience};

use crate::fixture::{LARGE, ONE, content, names, order};
use crate::server::{Answer, Server};

/// Where the process that will be killed downloads from, and to.
const FROM: &str = "BOOK_TEST_DOWNLOAD_FROM";
const TO: &str = "BOOK_TEST_DOWNLOAD_TO";

#[test]
fn killed_download_is_resumed() {
    let (server, folder) =
        (Server::start(&[Answer::Slowly(5000), Answer::Good], content), tempdir().unwrap());
    let part = folder.path().join("large.gz.part");
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["interrupted::downloads_until_it_is_killed", "--exact"])
        .env(FROM, &server.url)
        .env(TO, folder.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    wait_until_longer_than(&part, 1000);
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success());

    let length = fs::metadata(&part).unwrap().len();
    assert!(length < LARGE.bytes, "killed too late to show anything");
    assert_eq!(names(folder.path()), ["large.gz.part"]);
    assert_eq!(order(ONE, folder.path(), &[&server]).fetch().unwrap(), [Fetched::Now]);
    assert_eq!(server.starts(), [0, usize::try_from(length).unwrap()]);
    assert!(fs::read(folder.path().join(LARGE.name)).unwrap() == content(LARGE.name));
}

/// The process that [`killed_download_is_resumed`] starts and kills; on its own this test has nothing to do.
#[test]
fn downloads_until_it_is_killed() {
    let (Some(from), Some(to)) = (std::env::var_os(FROM), std::env::var_os(TO)) else { return };
    let order = Order {
        mirrors: vec![from.into_string().unwrap()],
        patience: Patience::default(),
        ..order(ONE, Path::new(&to), &[])
    };
    let _ = order.fetch();
}

fn wait_until_longer_than(path: &Path, bytes: u64) {
    let start = Instant::now();
    while fs::metadata(path).map_or(0, |metadata| metadata.len()) <= bytes {
        assert!(start.elapsed() < Duration::from_mins(1), "{} does not grow", path.display());
        sleep(Duration::from_millis(5));
    }
}

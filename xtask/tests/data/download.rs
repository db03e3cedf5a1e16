//! Whatever the server does, either the published file lies in the folder at the end, or none and an error.

use std::fs;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use tempfile::{TempDir, tempdir};
use xtask::data::{Failure, FetchError, Fetched, Order, Patience, copy_set};

use crate::fixture::{BOTH, LARGE, ONE, SMALL, content, names, order};
use crate::server::{Answer, Server};

/// Fetches one file from a server with these answers; it must arrive. Returns where each request started.
fn arrives(answers: &[Answer]) -> Vec<usize> {
    let (server, folder) = (Server::start(answers, content), tempdir().unwrap());
    assert_eq!(order(ONE, folder.path(), &[&server]).fetch().unwrap(), [Fetched::Now]);
    assert_whole(&folder);
    server.starts()
}

fn assert_whole(folder: &TempDir) {
    assert_eq!(names(folder.path()), [LARGE.name]);
    assert!(fs::read(folder.path().join(LARGE.name)).unwrap() == content(LARGE.name));
}

/// Fetches one file from a server with these answers; it must not arrive. Returns why, and where each request started.
fn fails(answers: &[Answer]) -> (Failure, Vec<usize>) {
    let (server, folder) = (Server::start(answers, content), tempdir().unwrap());
    let error = order(ONE, folder.path(), &[&server]).fetch().unwrap_err();
    assert!(!folder.path().join(LARGE.name).exists());
    let FetchError::NoMirror { mut failures, .. } = error else { panic!("{error}") };
    assert_eq!(failures.len(), 1);
    (failures.remove(0).1, server.starts())
}

#[test]
fn whole_set_arrives_once() {
    let (server, folder) = (Server::start(&[Answer::Good], content), tempdir().unwrap());
    let order = order(BOTH, &folder.path().join("new/folder"), &[&server]);
    assert_eq!(order.fetch().unwrap(), [Fetched::Now; 2]);
    assert_eq!(names(&order.folder), [LARGE.name, SMALL.name]);
    assert!(fs::read(order.folder.join(SMALL.name)).unwrap() == content(SMALL.name));
    let paths: Vec<String> = server.requests().into_iter().map(|request| request.path).collect();
    assert_eq!(paths, ["/large.gz", "/small.gz"]);
    assert_eq!(order.fetch().unwrap(), [Fetched::Already; 2]);
    assert_eq!(server.requests(), []);
}

#[test]
fn dropped_connection_is_resumed() {
    assert_eq!(arrives(&[Answer::Drop(2000), Answer::Drop(500), Answer::Good]), [0, 2000, 2500]);
}

#[test]
fn server_that_ignores_ranges_starts_over() {
    assert_eq!(arrives(&[Answer::Drop(2000), Answer::IgnoreRange]), [0, 2000]);
}

#[test]
fn stalled_connection_is_left_and_resumed() {
    let start = Instant::now();
    assert_eq!(arrives(&[Answer::Stall(1000), Answer::Silence, Answer::Good]), [0, 1000, 1000]);
    assert!(start.elapsed() < Duration::from_secs(8));
}

/// A byte now and then keeps a connection alive for ever; the time for the whole answer ends it.
#[test]
fn dripping_connection_is_left() {
    let (server, folder) = (Server::start(&[Answer::Slowly(5000)], content), tempdir().unwrap());
    let mut order = order(ONE, folder.path(), &[&server]);
    order.patience = Patience { answer: Duration::from_millis(300), attempts: 2, ..order.patience };
    let error = order.fetch().unwrap_err().to_string();
    assert!(error.contains("expected 5000 bytes, found "), "{error}");
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn no_length_a_redirect_and_a_needless_header_do_no_harm() {
    assert_eq!(arrives(&[Answer::NoLength]), [0]);
    assert_eq!(arrives(&[Answer::Redirect, Answer::Good]), [0, 0]);
    assert_eq!(arrives(&[Answer::EncodingGzip]), [0]);
}

#[test]
fn busy_server_is_asked_again() {
    for status in [408, 429, 500, 503] {
        assert_eq!(arrives(&[Answer::Status(status), Answer::Good]), [0, 0], "{status}");
    }
}

#[test]
fn attempts_are_bounded() {
    let (failure, starts) = fails(&[Answer::Status(500)]);
    assert!(matches!(failure, Failure::Status { found: 500 }), "{failure}");
    assert_eq!(starts, [0; 4]);
    let (failure, starts) = fails(&[Answer::Drop(1000)]);
    assert!(matches!(failure, Failure::BrokenOff { expected: 5000, found: 4000, .. }), "{failure}");
    assert_eq!(starts, [0, 1000, 2000, 3000]);
    let (failure, starts) = fails(&[Answer::Garbage]);
    assert!(matches!(failure, Failure::NoAnswer(_)), "{failure}");
    assert_eq!(starts, [0; 4]);
}

#[test]
fn server_without_the_file_is_asked_once() {
    for status in [403, 404] {
        let (failure, starts) = fails(&[Answer::Status(status)]);
        assert_eq!(failure.to_string(), format!("expected status 200 or 206, found {status}"));
        assert_eq!(starts, [0]);
    }
}

#[test]
fn server_with_another_file_is_asked_once() {
    let (failure, starts) = fails(&[Answer::Shorter]);
    assert_eq!(
        (failure.to_string().as_str(), starts),
        ("expected 5000 bytes, found an answer of 4999", vec![0])
    );
    let (failure, starts) = fails(&[Answer::Longer]);
    assert_eq!(
        (failure.to_string().as_str(), starts),
        ("expected 5000 bytes, found an answer of 5001", vec![0])
    );
    let (failure, starts) = fails(&[Answer::EndlessNoLength]);
    assert_eq!((failure.to_string().as_str(), starts), ("expected 5000 bytes, found more", vec![0]));
    let (failure, starts) = fails(&[Answer::Corrupt]);
    let Failure::WrongSum { expected, found, .. } = failure else { panic!("{failure}") };
    assert_eq!((expected, found.len(), starts), (LARGE.sha256, 64, vec![0]));
    assert_ne!(expected, found);
}

/// The part that was there may be the wrong one, so everything is fetched once more.
#[test]
fn wrong_sum_of_a_resumed_file_starts_over() {
    assert_eq!(arrives(&[Answer::Drop(2000), Answer::Corrupt, Answer::Good]), [0, 2000, 0]);
}

#[test]
fn wrong_part_starts_over() {
    assert_eq!(arrives(&[Answer::Drop(2000), Answer::WrongPart, Answer::Good]), [0, 2000, 0]);
    assert_eq!(arrives(&[Answer::Drop(2000), Answer::Status(416), Answer::Good]), [0, 2000, 0]);
}

#[test]
fn spoilt_file_leaves_nothing_behind() {
    for answer in [Answer::Corrupt, Answer::EndlessNoLength, Answer::Status(404)] {
        let (server, folder) = (Server::start(&[answer], content), tempdir().unwrap());
        order(ONE, folder.path(), &[&server]).fetch().unwrap_err();
        assert_eq!(names(folder.path()), Vec::<String>::new(), "{answer:?}");
    }
}

#[test]
fn second_mirror_goes_on_where_the_first_stopped() {
    let first = Server::start(&[Answer::Drop(1000), Answer::Status(404)], content);
    let second = Server::start(&[Answer::Good], content);
    let folder = tempdir().unwrap();
    order(ONE, folder.path(), &[&first, &second]).fetch().unwrap();
    assert_whole(&folder);
    assert_eq!((first.starts(), second.starts()), (vec![0, 1000], vec![1000]));
}

#[test]
fn mirrors_that_are_not_there_or_lie_are_passed_over() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (liar, good) = (Server::start(&[Answer::Corrupt], content), Server::start(&[Answer::Good], content));
    let folder = tempdir().unwrap();
    let mirrors = vec![format!("http://{closed}/folder/"), liar.url.clone(), good.url.clone()];
    Order { mirrors, ..order(ONE, folder.path(), &[]) }.fetch().unwrap();
    assert_whole(&folder);
    assert_eq!((liar.starts(), good.starts()), (vec![0], vec![0]));
}

#[test]
fn error_names_mirrors_file_expected_found_and_what_to_do() {
    let servers =
        [Server::start(&[Answer::Status(404)], content), Server::start(&[Answer::Shorter], content)];
    let folder = tempdir().unwrap();
    let error = order(ONE, folder.path(), &[&servers[0], &servers[1]]).fetch().unwrap_err();
    let expected = [
        "large.gz: no mirror gave it".to_owned(),
        format!("  {}/large.gz", servers[0].url),
        "    expected status 200 or 206, found 404".to_owned(),
        format!("  {}/large.gz", servers[1].url),
        "    expected 5000 bytes, found an answer of 4999".to_owned(),
        "Run the same command again to go on where it stopped. Without a network, bring the files from elsewhere and run"
            .to_owned(),
        format!("`cargo xtask data one --from FOLDER`, which checks them and copies them to {}.", folder.path().display()),
        "The digits that the book ships need no download.".to_owned(),
    ];
    assert_eq!(error.to_string(), expected.join("\n"));
}

/// With TLS built in, what fails is the handshake with a server that does not speak it.
#[test]
fn https_is_spoken_and_no_answer_in_clear_is_taken() {
    let (server, folder) = (Server::start(&[Answer::Good], content), tempdir().unwrap());
    let mirrors = vec![server.url.replace("http://", "https://")];
    let order = Order { mirrors, ..order(ONE, folder.path(), &[]) };
    let order = Order { patience: Patience { attempts: 1, ..order.patience }, ..order };
    let FetchError::NoMirror { failures, .. } = order.fetch().unwrap_err() else { panic!("another error") };
    assert!(matches!(failures[0].1, Failure::NoAnswer(_)), "{}", failures[0].1);
    assert_eq!(names(folder.path()), Vec::<String>::new());
}

#[test]
fn leftovers_of_every_length_do_no_harm() {
    let whole = content(LARGE.name);
    let longer = [whole.as_slice(), b"x"].concat();
    let wrong = vec![0; 5000];
    let cases: [(&[u8], &[usize]); 5] =
        [(&[], &[0]), (&whole[..1], &[1]), (&whole, &[]), (&longer, &[0]), (&wrong, &[0])];
    for (leftover, starts) in cases {
        let (server, folder) = (Server::start(&[Answer::Good], content), tempdir().unwrap());
        fs::write(folder.path().join("large.gz.part"), leftover).unwrap();
        order(ONE, folder.path(), &[&server]).fetch().unwrap();
        assert_whole(&folder);
        assert_eq!(server.starts(), starts, "{} bytes", leftover.len());
    }
}

#[test]
fn another_file_under_the_name_is_replaced() {
    let (server, folder) = (Server::start(&[Answer::Good], content), tempdir().unwrap());
    fs::write(folder.path().join(LARGE.name), "an error page that somebody saved").unwrap();
    assert_eq!(order(ONE, folder.path(), &[&server]).fetch().unwrap(), [Fetched::Now]);
    assert_whole(&folder);
}

#[test]
fn another_file_under_the_name_stays_when_no_mirror_answers() {
    let (server, folder) = (Server::start(&[Answer::Corrupt], content), tempdir().unwrap());
    fs::write(folder.path().join(LARGE.name), "mine").unwrap();
    order(ONE, folder.path(), &[&server]).fetch().unwrap_err();
    assert_eq!(fs::read(folder.path().join(LARGE.name)).unwrap(), b"mine");
}

#[test]
fn two_downloads_do_not_write_one_file() {
    let (server, folder) = (Server::start(&[Answer::Good], content), tempdir().unwrap());
    let other = fs::File::create(folder.path().join("large.gz.part")).unwrap();
    other.lock().unwrap();
    let error = order(ONE, folder.path(), &[&server]).fetch().unwrap_err();
    assert!(matches!(&error, FetchError::Busy { path } if path.ends_with("large.gz.part")), "{error}");
    assert_eq!(server.requests(), []);
}

#[test]
fn folder_that_cannot_be_made_is_named() {
    let folder = tempdir().unwrap();
    let in_the_way = folder.path().join("file");
    fs::write(&in_the_way, "").unwrap();
    let error = order(ONE, &in_the_way, &[]).fetch().unwrap_err();
    assert!(matches!(&error, FetchError::Local { path, .. } if *path == in_the_way), "{error}");
}

#[test]
fn folder_of_this_machine_serves_as_well() {
    let (from, to) = (tempdir().unwrap(), tempdir().unwrap());
    for file in [LARGE, SMALL] {
        fs::write(from.path().join(file.name), content(file.name)).unwrap();
    }
    assert_eq!(copy_set(&BOTH, from.path(), to.path()).unwrap(), [Fetched::Now; 2]);
    assert_eq!(copy_set(&BOTH, from.path(), to.path()).unwrap(), [Fetched::Already; 2]);
    assert_eq!(names(to.path()), [LARGE.name, SMALL.name]);
    assert!(fs::read(to.path().join(LARGE.name)).unwrap() == content(LARGE.name));
}

#[test]
fn folder_with_other_files_is_refused() {
    let (from, to) = (tempdir().unwrap(), tempdir().unwrap());
    let expected = format!("expected 5000 bytes with SHA-256 {}", LARGE.sha256);
    let error = copy_set(&ONE, from.path(), to.path()).unwrap_err().to_string();
    assert_eq!(error, format!("{}: {expected}, found no file", from.path().join(LARGE.name).display()));
    fs::write(from.path().join(LARGE.name), &content(LARGE.name)[1..]).unwrap();
    let error = copy_set(&ONE, from.path(), to.path()).unwrap_err().to_string();
    assert!(error.contains(&format!("{expected}, found 4999 bytes with SHA-256 ")), "{error}");
    assert_eq!(names(to.path()), Vec::<String>::new());
}

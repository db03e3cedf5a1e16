//! The server of `cargo book`, asked over loopback by a client that writes what it wants to the socket.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use anyhow::anyhow;
use tempfile::TempDir;
use xtask::site::server::copy::BookCopy;
use xtask::site::server::live::{Live, listen};
use xtask::site::server::watch::Changes;

const LONG: Duration = Duration::from_secs(10);

fn book(text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("sub")).unwrap();
    fs::write(folder.path().join("index.html"), format!("<p>{text}")).unwrap();
    fs::write(folder.path().join("404.html"), "<p>lost").unwrap();
    fs::write(folder.path().join("sub/index.html"), "<p>below").unwrap();
    fs::write(folder.path().join("two words.css"), "p{}").unwrap();
    fs::write(folder.path().join("face.woff2"), [0, 1, 2]).unwrap();
    folder
}

fn serve(folder: &Path) -> Live {
    Live::start(BookCopy::read(folder).unwrap(), listen(0).unwrap()).unwrap()
}

/// One exchange, head and body, with nothing between the test and the wire that could tidy the path.
fn ask(live: &Live, method: &str, path: &str) -> (String, String) {
    let address = live.url().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.to_owned(), body.to_owned())
}

fn version(live: &Live) -> String {
    ask(live, "GET", "/-/changes?0").1
}

#[test]
fn serves_pages_and_files_with_their_types() {
    let folder = book("hello");
    let live = serve(folder.path());
    for (path, mime, content) in [
        ("/", "text/html; charset=utf-8", "<p>hello"),
        ("/index.html?search=x", "text/html; charset=utf-8", "<p>hello"),
        ("/sub/", "text/html; charset=utf-8", "<p>below"),
        ("/two%20words.css", "text/css; charset=utf-8", "p{}"),
        ("/face.woff2", "font/woff2", "\u{0}\u{1}\u{2}"),
    ] {
        let (head, body) = ask(&live, "GET", path);
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}");
        assert!(head.contains(&format!("content-type: {mime}\r\n")), "{path}: {head}");
        assert!(body.starts_with(content), "{path}: {body}");
    }
}

#[test]
fn a_folder_without_its_slash_is_sent_on() {
    let folder = book("hello");
    let (head, _) = ask(&serve(folder.path()), "GET", "/sub");
    assert!(head.starts_with("HTTP/1.1 302"), "{head}");
    assert!(head.contains("location: /sub/"), "{head}");
}

#[test]
fn head_has_no_body_and_other_methods_are_refused() {
    let folder = book("hello");
    let live = serve(folder.path());
    let (head, body) = ask(&live, "HEAD", "/");
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert!(body.is_empty());
    for method in ["POST", "PUT", "DELETE"] {
        assert!(ask(&live, method, "/").0.starts_with("HTTP/1.1 405"));
    }
}

#[test]
fn what_is_not_there_gets_the_books_own_404() {
    let folder = book("hello");
    let (head, body) = ask(&serve(folder.path()), "GET", "/nowhere.html");
    assert!(head.starts_with("HTTP/1.1 404"), "{head}");
    assert!(body.starts_with("<p>lost"));
}

#[test]
fn no_path_leads_out_of_the_book() {
    let folder = book("hello");
    let inside = folder.path().join("sub");
    fs::write(inside.join("404.html"), "<p>lost").unwrap();
    let live = serve(&inside);
    // `index.html` of the folder above exists and must not be reached.
    for path in [
        "/../index.html",
        "/..%2findex.html",
        "/%2e%2e/index.html",
        "//../index.html",
        "/x/../../index.html",
        "/..\\index.html",
        "/..%5cindex.html",
        "/etc/passwd",
        "//etc/passwd",
        "/%00",
        "/%ff",
    ] {
        let (head, body) = ask(&live, "GET", path);
        assert!(head.starts_with("HTTP/1.1 40"), "{path}: {head}");
        assert!(body.is_empty() || body.starts_with("<p>lost"), "{path}: {body}");
    }
}

/// A browser keeps its connections, and one of them waits for news.
#[test]
fn many_connections_are_answered_while_others_are_kept_and_wait() {
    let folder = book("hello");
    let live = serve(folder.path());
    let seen = version(&live);
    let address = live.url().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let kept: Vec<TcpStream> = (0..12)
        .map(|number| {
            let path = if number % 3 == 0 { format!("/-/changes?{seen}") } else { "/".to_owned() };
            let mut stream = TcpStream::connect(&address).unwrap();
            write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
            stream
        })
        .collect();
    for _ in 0..12 {
        assert!(ask(&live, "GET", "/").1.starts_with("<p>hello"));
    }
    drop(kept);
}

#[test]
fn a_waiting_page_hears_of_a_new_book() {
    let (old, new) = (book("old"), book("new"));
    let live = serve(old.path());
    let seen = version(&live);
    let (sender, news) = channel();
    let waiting = live.clone();
    let path = format!("/-/changes?{seen}");
    thread::spawn(move || sender.send(ask(&waiting, "GET", &path).1).unwrap());
    assert!(news.recv_timeout(Duration::from_millis(300)).is_err(), "nothing has changed yet");
    live.show(BookCopy::read(new.path()));
    assert_ne!(news.recv_timeout(LONG).unwrap(), seen);
    assert!(ask(&live, "GET", "/").1.starts_with("<p>new"));
}

#[test]
fn a_fault_is_shown_over_the_last_good_book_until_it_is_mended() {
    let folder = book("good");
    let live = serve(folder.path());
    let seen = version(&live);
    live.show(Err(anyhow!("01-neuron.md:7: no snapshot <gates>")));
    assert_ne!(version(&live), seen);
    let page = ask(&live, "GET", "/").1;
    assert!(page.starts_with("<p>good") && page.contains("01-neuron.md:7: no snapshot &lt;gates>"), "{page}");
    live.show(BookCopy::read(folder.path()));
    assert!(!ask(&live, "GET", "/").1.contains("01-neuron.md:7"));
}

#[test]
fn the_reload_script_is_served_and_never_written() {
    let folder = book("hello");
    let live = serve(folder.path());
    assert!(ask(&live, "GET", "/").1.contains("/-/changes"));
    assert!(!ask(&live, "GET", "/two%20words.css").1.contains("/-/changes"));
    assert_eq!(fs::read_to_string(folder.path().join("index.html")).unwrap(), "<p>hello");
}

#[test]
fn a_busy_port_names_the_flag() {
    let folder = book("hello");
    let live = serve(folder.path());
    let port = live.url().trim_end_matches('/').rsplit_once(':').unwrap().1.parse().unwrap();
    let error = listen(port).expect_err("the port is taken").to_string();
    assert!(error.contains("--port") && error.contains(&port.to_string()), "{error}");
}

#[test]
fn writing_a_source_is_a_change_and_reading_or_editing_aside_is_none() {
    let folder = TempDir::new().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let page = root.join("page.md");
    fs::write(&page, "one").unwrap();
    let changes = Changes::of(&[root.clone(), root.join("missing")]).unwrap();
    let (sender, news) = channel();
    thread::spawn(move || {
        while let Some(path) = changes.next() {
            if sender.send(path).is_err() {
                break;
            }
        }
    });
    fs::read(&page).unwrap();
    fs::write(root.join("page.md~"), "aside").unwrap();
    fs::write(root.join(".page.md.swp"), "aside").unwrap();
    assert!(news.recv_timeout(Duration::from_millis(500)).is_err());
    fs::write(&page, "two").unwrap();
    assert_eq!(news.recv_timeout(LONG).unwrap(), page);
}

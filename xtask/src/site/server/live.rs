//! Answers the browser, and tells its open pages when the book has changed.

use std::net::SocketAddr;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Result, bail};
use percent_encoding::percent_decode_str;
use tiny_http::{Header, Method, Request, Response, Server};

use super::copy::{BookCopy, Found};

/// Where an open page waits for news.
const CHANGES: &str = "/-/changes";
/// How long one wait lasts before the page asks again.
const PATIENCE: Duration = Duration::from_secs(25);

/// A server that is running; it ends with the process.
#[derive(Clone)]
pub struct Live {
    address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    shown: Mutex<Shown>,
    changed: Condvar,
}

/// What every page shows at the moment.
#[derive(Default)]
struct Shown {
    book: Arc<BookCopy>,
    /// Why the last rendering failed, if it did; `book` is then the one before.
    fault: Option<String>,
    /// Counts from the time of the start, so that a page of an earlier server sees a change too.
    version: u64,
}

type Answer = Response<std::io::Cursor<Vec<u8>>>;

impl Live {
    /// Serves `book` on 127.0.0.1; port 0 lets the system choose.
    ///
    /// # Errors
    /// If the port is taken.
    pub fn start(book: BookCopy, port: u16) -> Result<Self> {
        let server = match Server::http(("127.0.0.1", port)) {
            Ok(server) => server,
            Err(error) => {
                bail!("cannot serve on 127.0.0.1:{port} ({error}); choose another port with --port")
            }
        };
        let Some(address) = server.server_addr().to_ip() else { bail!("no address to serve on") };
        let shown = Shown { book: Arc::new(book), fault: None, version: now() };
        let state = Arc::new(State { shown: Mutex::new(shown), changed: Condvar::new() });
        let live = Self { address, state };
        let serving = live.clone();
        thread::spawn(move || serving.serve(&server));
        Ok(live)
    }

    /// Where the book is.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Shows a new book, or why there is none, on every open page.
    pub fn show(&self, rendered: Result<BookCopy>) {
        let mut shown = self.state.lock();
        match rendered {
            Ok(book) => (shown.book, shown.fault) = (Arc::new(book), None),
            Err(fault) => shown.fault = Some(format!("{fault:#}")),
        }
        shown.version += 1;
        self.state.changed.notify_all();
    }

    /// A thread for each request, since a page that waits for news holds its own.
    fn serve(&self, server: &Server) {
        for request in server.incoming_requests() {
            let state = Arc::clone(&self.state);
            thread::spawn(move || {
                let answer = state.answer(&request);
                // The reader may have gone on to another page meanwhile.
                let _ = request.respond(answer);
            });
        }
    }
}

impl State {
    fn lock(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, request: &Request) -> Answer {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return plain(405, "only GET and HEAD").with_header(header("Allow", "GET, HEAD"));
        }
        let (path, query) = request.url().split_once('?').unwrap_or((request.url(), ""));
        if path == CHANGES {
            return plain(200, &self.wait(query).to_string());
        }
        self.page(path)
    }

    /// The version, as soon as it is another than the page has seen.
    fn wait(&self, seen: &str) -> u64 {
        let seen = seen.parse().unwrap_or(0);
        let still = |shown: &mut Shown| shown.version == seen;
        let waited = self.changed.wait_timeout_while(self.lock(), PATIENCE, still);
        waited.unwrap_or_else(PoisonError::into_inner).0.version
    }

    fn page(&self, path: &str) -> Answer {
        let shown = self.lock();
        let book = Arc::clone(&shown.book);
        let addition = addition(&shown);
        drop(shown);
        let path = path.trim_start_matches('/');
        match book.find(&percent_decode_str(path).decode_utf8_lossy()) {
            Found::File(path, content) => file(200, path, content, &addition),
            Found::Folder => plain(302, "").with_header(header("Location", &format!("/{path}/"))),
            Found::Nothing => match book.find("404.html") {
                Found::File(path, content) => file(404, path, content, &addition),
                _ => plain(404, "no such page"),
            },
        }
    }
}

fn file(status: u16, path: &str, content: &[u8], addition: &str) -> Answer {
    let mime = mime_guess::from_path(path).first_or_octet_stream();
    let mut content = content.to_vec();
    if mime == mime_guess::mime::TEXT_HTML {
        content.extend_from_slice(addition.as_bytes());
    }
    let charset = if mime.type_() == "text" { "; charset=utf-8" } else { "" };
    answer(status, content, &format!("{mime}{charset}"))
}

fn plain(status: u16, text: &str) -> Answer {
    answer(status, text.into(), "text/plain; charset=utf-8")
}

fn answer(status: u16, content: Vec<u8>, mime: &str) -> Answer {
    Response::from_data(content)
        .with_status_code(status)
        .with_header(header("Content-Type", mime))
        .with_header(header("Cache-Control", "no-store"))
        .with_header(header("X-Content-Type-Options", "nosniff"))
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("request lines and the values above are ASCII")
}

/// What only a served page carries, after everything of its own: the wait for news, and a fault to show.
fn addition(shown: &Shown) -> String {
    let script =
        include_str!("reload.js").replace("CHANGES", CHANGES).replace("VERSION", &shown.version.to_string());
    let fault = shown.fault.as_deref().map(|fault| {
        let fault = fault.replace('&', "&amp;").replace('<', "&lt;");
        format!("<dialog open class=\"press-fault\"><p>This page is the last that rendered. The press says:</p><pre><samp>{fault}</samp></pre></dialog>")
    });
    format!("{}<script>{script}</script>", fault.unwrap_or_default())
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or_default()
}

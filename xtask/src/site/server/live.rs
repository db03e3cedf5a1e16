//! Answers the browser, and tells its open pages when the book has changed.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use percent_encoding::percent_decode_str;
use tokio::sync::watch;

use super::copy::{BookCopy, Found};

/// Where an open page waits for news.
const CHANGES: &str = "/-/changes";
/// How long one wait lasts before the page asks again.
const PATIENCE: Duration = Duration::from_secs(25);

/// A server that is running; it ends with the process.
#[derive(Clone)]
pub struct Live {
    address: SocketAddr,
    shown: watch::Sender<Shown>,
}

/// What every page shows at the moment.
struct Shown {
    book: Arc<BookCopy>,
    /// Why the last rendering failed, if it did; `book` is then the one before.
    fault: Option<String>,
    /// Counts from the time of the start, so that a page of an earlier server sees a change too.
    version: u64,
}

impl Live {
    /// Serves `book` where `listener` listens.
    ///
    /// # Errors
    /// If the system refuses what a server needs.
    pub fn start(book: BookCopy, listener: TcpListener) -> Result<Self> {
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let shown = watch::Sender::new(Shown { book: Arc::new(book), fault: None, version: now() });
        let router = Router::new()
            .route(CHANGES, get(changes))
            .fallback_service(get(page).with_state(shown.clone()))
            .with_state(shown.clone());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        thread::spawn(move || {
            runtime
                .block_on(async { axum::serve(tokio::net::TcpListener::from_std(listener)?, router).await })
        });
        Ok(Self { address, shown })
    }

    /// Where the book is.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Shows a new book, or why there is none, on every open page.
    pub fn show(&self, rendered: Result<BookCopy>) {
        self.shown.send_modify(|shown| {
            match rendered {
                Ok(book) => (shown.book, shown.fault) = (Arc::new(book), None),
                Err(fault) => shown.fault = Some(format!("{fault:#}")),
            }
            shown.version += 1;
        });
    }
}

/// Takes a port of 127.0.0.1; port 0 lets the system choose.
///
/// # Errors
/// If the port is taken.
pub fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port))
        .with_context(|| format!("cannot serve on 127.0.0.1:{port}; choose another port with --port"))
}

/// The version, as soon as it is another than the page has seen, which is the query.
async fn changes(State(shown): State<watch::Sender<Shown>>, RawQuery(seen): RawQuery) -> Response {
    let seen: u64 = seen.and_then(|seen| seen.parse().ok()).unwrap_or_default();
    let mut news = shown.subscribe();
    // Patience may end first: then the page hears the version that it knows, and asks again.
    let _ = tokio::time::timeout(PATIENCE, news.wait_for(|shown| shown.version != seen)).await;
    let version = shown.borrow().version;
    ([(header::CACHE_CONTROL, "no-store")], version.to_string()).into_response()
}

async fn page(State(shown): State<watch::Sender<Shown>>, uri: Uri) -> Response {
    let shown = shown.borrow();
    let path = uri.path().trim_start_matches('/');
    match shown.book.find(&percent_decode_str(path).decode_utf8_lossy()) {
        Found::File(path, content) => file(StatusCode::OK, path, content, &shown),
        Found::Folder => (StatusCode::FOUND, [(header::LOCATION, format!("/{path}/"))]).into_response(),
        Found::Nothing => match shown.book.find("404.html") {
            Found::File(path, content) => file(StatusCode::NOT_FOUND, path, content, &shown),
            _ => StatusCode::NOT_FOUND.into_response(),
        },
    }
}

fn file(status: StatusCode, path: &str, content: &[u8], shown: &Shown) -> Response {
    let mime = mime_guess::from_path(path).first_or_octet_stream();
    let mut content = content.to_vec();
    if mime == mime_guess::mime::TEXT_HTML {
        content.extend_from_slice(addition(shown).as_bytes());
    }
    let charset = if mime.type_() == "text" { "; charset=utf-8" } else { "" };
    let headers = [
        (header::CONTENT_TYPE, format!("{mime}{charset}")),
        (header::CACHE_CONTROL, "no-cache".into()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".into()),
    ];
    (status, headers, content).into_response()
}

/// What only a served page carries, after everything of its own: the wait for news, and a fault to show.
fn addition(shown: &Shown) -> String {
    let script =
        include_str!("reload.js").replace("CHANGES", CHANGES).replace("VERSION", &shown.version.to_string());
    let fault = shown.fault.as_deref().map(|fault| {
        let fault = fault.replace('&', "&amp;").replace('<', "&lt;");
        format!(
            "<dialog open class=\"press-fault\"><p>This page is the last that rendered. The press says:</p>\
             <pre><samp>{fault}</samp></pre></dialog>"
        )
    });
    format!("{}<script>{script}</script>", fault.unwrap_or_default())
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or_default()
}

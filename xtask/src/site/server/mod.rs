//! Serves the rendered book and reloads the reader's page when a source changes.
//!
//! [`copy`] holds the last book that rendered, [`live`] answers the browser, [`watch`] notices changes.

use std::net::TcpListener;
use std::time::Instant;

use anyhow::Result;

use crate::Workspace;
use crate::press::{self, ApiDocs};

pub mod copy;
pub mod live;
pub mod watch;

use copy::BookCopy;
use live::Live;
use watch::Changes;

/// What pages are made from.
const SOURCES: [&str; 8] =
    ["book.toml", "book", "chapters", "datasets/src", "experiment/src", "pins/src", "tests", "README.md"];

/// Serves `target/book` where `listener` listens and renders again on change, until the process is ended.
///
/// # Errors
/// If the folders cannot be watched.
pub fn run(workspace: &Workspace, listener: TcpListener, open: bool) -> Result<()> {
    let live = Live::start(BookCopy::read(&workspace.rendered())?, listener)?;
    println!("the book is at {} and follows its sources; Ctrl-C ends it", live.url());
    if open && let Err(error) = opener::open_browser(live.url()) {
        eprintln!("no browser opened ({error})");
    }
    let changes = Changes::of(&SOURCES.map(|source| workspace.root().join(source)))?;
    while let Some(path) = changes.next() {
        println!("{} changed", workspace.relative(&path));
        live.show(render(workspace));
    }
    Ok(())
}

fn render(workspace: &Workspace) -> Result<BookCopy> {
    let start = Instant::now();
    let rendered =
        press::render(workspace, ApiDocs::Keep).and_then(|()| BookCopy::read(&workspace.rendered()));
    match &rendered {
        Ok(_) => println!("rendered in {:.1} s", start.elapsed().as_secs_f64()),
        Err(fault) => eprintln!("{fault:#}"),
    }
    rendered
}

//! mdBook's part of the work, with its warnings made faults.

use std::path::Path;
use std::str::FromStr;
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result};
use mdbook_driver::MDBook;
use mdbook_driver::config::{Config, HtmlConfig};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context as LayerContext, Layer, SubscriberExt};

use super::book::Book;
use super::fault::{Faults, Place};
use crate::Workspace;

/// Reads `book.toml` and the pages it names.
///
/// # Errors
/// If a key is unknown, `SUMMARY.md` is malformed or a page is missing.
pub fn load(workspace: &Workspace) -> Result<MDBook> {
    let path = workspace.root().join("book.toml");
    let text = std::fs::read_to_string(&path).context("cannot read book.toml")?;
    let mut config = Config::from_str(&text).map_err(|error| wrong_config(&text, &error))?;
    // mdBook itself only logs an unknown key here.
    config.get::<HtmlConfig>("output.html").map_err(|error| wrong_config(&text, &error))?;
    config.build.create_missing = false; // mdBook would otherwise write an empty page for a missing one
    config.build.use_default_preprocessors = false; // they leave a missing include on the page
    MDBook::load_with_config(workspace.root(), config)
}

/// The message of the parser, and the line of the key that it names.
fn wrong_config(text: &str, error: &anyhow::Error) -> anyhow::Error {
    let message = error.root_cause().to_string();
    let key = message.split("unknown field `").nth(1).and_then(|rest| rest.split('`').next());
    let line = key.and_then(|key| text.lines().position(|line| line.trim_start().starts_with(key)));
    let mut faults = Faults::default();
    faults.add(Place::line("book.toml", line.map_or(0, |line| line + 1)), message.trim());
    faults.into_result().map_or_else(Into::into, |()| anyhow::anyhow!("in book.toml"))
}

/// Renders the expanded pages into `out`.
///
/// # Errors
/// If mdBook stops.
pub fn render(
    mut mdbook: MDBook,
    book: &Book,
    pages: &[String],
    out: &Path,
    faults: &mut Faults,
) -> Result<()> {
    out.clone_into(&mut mdbook.config.build.build_dir);
    mdbook.book.for_each_chapter_mut(|chapter| {
        let path = chapter.path.as_ref().map(|path| path.to_string_lossy().replace('\\', "/"));
        let page = book.pages.iter().position(|page| Some(&page.path) == path.as_ref());
        if let Some(page) = page {
            chapter.content.clone_from(&pages[page]);
        }
    });
    let warnings = Warnings::default();
    let subscriber = tracing_subscriber::registry().with(warnings.clone());
    tracing::subscriber::with_default(subscriber, || mdbook.build())?;
    let warnings = std::mem::take(&mut *warnings.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    for warning in warnings {
        faults.add(place(&warning, book), warning);
    }
    Ok(())
}

/// The page that a warning names in backticks.
fn place(warning: &str, book: &Book) -> Place {
    let page = book.pages.iter().find(|page| warning.contains(&format!("`{}`", page.path)));
    Place::file(page.map_or("book", |page| &page.fragment.file))
}

/// What mdBook says at the levels of warning and error.
#[derive(Clone, Default)]
struct Warnings(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Warnings {
    fn on_event(&self, event: &Event<'_>, _: LayerContext<'_, S>) {
        let metadata = event.metadata();
        if *metadata.level() > Level::WARN || !metadata.target().starts_with("mdbook") {
            return;
        }
        let mut message = String::new();
        event.record(&mut |field: &tracing::field::Field, value: &dyn std::fmt::Debug| {
            if field.name() == "message" {
                message = format!("{value:?}");
            }
        });
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(message);
    }
}

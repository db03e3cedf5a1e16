//! Notices that a source of the book has changed.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use anyhow::{Context, Result};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

/// An editor writes a file in several steps; this long without another step, and it has finished.
const QUIET: Duration = Duration::from_millis(150);

/// Watches folders until it is dropped.
pub struct Changes {
    events: Receiver<notify::Result<Event>>,
    _watcher: RecommendedWatcher,
}

impl Changes {
    /// Starts to watch those of `paths` that exist, folders with all that is in them.
    ///
    /// # Errors
    /// If the system has no watches left.
    pub fn of(paths: &[PathBuf]) -> Result<Self> {
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(sender).context("cannot watch for changes")?;
        for path in paths.iter().filter(|path| path.exists()) {
            watcher
                .watch(path, RecursiveMode::Recursive)
                .with_context(|| format!("watching {}", path.display()))?;
        }
        Ok(Self { events, _watcher: watcher })
    }

    /// Waits for a change and for the quiet after it; the first path that changed, or nothing when watching has ended.
    pub fn next(&self) -> Option<PathBuf> {
        let first = loop {
            if let Some(path) = changed(self.events.recv().ok()?) {
                break path;
            }
        };
        while self.events.recv_timeout(QUIET).is_ok() {}
        Some(first)
    }
}

/// The source that an event is about. Rendering reads the sources, so reading must not count as a change.
fn changed(event: notify::Result<Event>) -> Option<PathBuf> {
    let event = event.ok().filter(|event| !event.kind.is_access())?;
    event.paths.into_iter().find(|path| is_source(path))
}

/// Not what editors leave beside a file while they work.
fn is_source(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !(name.starts_with(['.', '#']) || name.ends_with(['~', '#']) || name.ends_with(".swp") || name == "4913")
}

//! What a submission holds: for each exercise one source, read with care, since anything may lie there.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::GradeError;
use crate::handed_out::{Chapter, Exercise};
use crate::show::harmless;

/// The largest source that is read: no exercise needs a tenth of it.
pub const LARGEST: u64 = 64 * 1024;

/// How many files a report names that were not read.
const MOST_NOTES: usize = 20;

/// What was found for one exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// No file of that name.
    Missing,
    /// A file that is not read, and why.
    Refused(String),
    /// The source.
    Source(String),
}

/// A submission's folder.
#[derive(Debug, Clone)]
pub struct Submission {
    root: PathBuf,
}

impl Submission {
    /// The submission in `folder`: a whole workspace, a chapter's folder, or loose files.
    ///
    /// # Errors
    /// If the folder cannot be listed.
    pub fn open(folder: &Path) -> Result<Self, GradeError> {
        let root = folder.canonicalize().map_err(GradeError::files(folder, "open the submission"))?;
        fs::read_dir(&root).map_err(GradeError::files(folder, "list the submission"))?;
        Ok(Self { root })
    }

    /// The source of an exercise.
    pub fn find(&self, chapter: &Chapter, exercise: &Exercise) -> Found {
        match self.path(chapter, &exercise.file()) {
            None => Found::Missing,
            Some(path) => read(&self.root, &path).map_or_else(Found::Refused, Found::Source),
        }
    }

    /// Where the file of an exercise lies: the first of the places where it may.
    fn path(&self, chapter: &Chapter, file: &str) -> Option<PathBuf> {
        let folders = self.chapter_folders(chapter);
        let sources = folders.iter().map(|folder| folder.join("src")).chain([self.root.clone()]);
        sources.map(|folder| folder.join(file)).find(|path| path.symlink_metadata().is_ok())
    }

    /// The folders that may be the chapter's.
    fn chapter_folders(&self, chapter: &Chapter) -> Vec<PathBuf> {
        let name = &chapter.name;
        vec![self.root.join("homework").join(name), self.root.join(name), self.root.clone()]
    }

    /// What differs from the handed-out workspace although only exercises are read; each a line of the report.
    pub fn ignored(&self, workspace: &Path, chapter: &Chapter) -> Vec<String> {
        let mut notes = Vec::new();
        for folder in self.chapter_folders(chapter) {
            if folder.join("src").is_dir() {
                ignored_files(chapter, &folder, &mut notes);
            }
        }
        if self.root.join("homework").is_dir() {
            let roots = ["Cargo.toml", "Cargo.lock", ".cargo/config.toml", "rust-toolchain.toml", "build.rs"];
            notes.extend(
                roots
                    .iter()
                    .filter_map(|file| difference(&workspace.join(file), &self.root.join(file), file)),
            );
        }
        notes.sort();
        notes.dedup();
        let more = notes.len().saturating_sub(MOST_NOTES);
        notes.truncate(MOST_NOTES);
        notes.extend((more > 0).then(|| format!("and {more} files more that were not read")));
        notes.iter().map(|note| harmless(note)).collect()
    }
}

fn ignored_files(chapter: &Chapter, folder: &Path, notes: &mut Vec<String>) {
    let mut files = vec!["Cargo.toml".to_owned(), "build.rs".to_owned(), "homework.toml".to_owned()];
    for inside in ["src", "tests", "tests/exercises"] {
        files.extend(listed(&chapter.folder, inside).into_iter().chain(listed(folder, inside)));
    }
    let exercises: Vec<String> =
        chapter.exercises.iter().map(|exercise| format!("src/{}", exercise.file())).collect();
    files.retain(|file| !exercises.contains(file));
    notes.extend(
        files.iter().filter_map(|file| difference(&chapter.folder.join(file), &folder.join(file), file)),
    );
}

/// The files of a folder, as paths from its parent.
fn listed(parent: &Path, inside: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(parent.join(inside)) else { return Vec::new() };
    let files = entries.filter_map(Result::ok).filter(|entry| !entry.path().is_dir());
    files.map(|entry| format!("{inside}/{}", entry.file_name().to_string_lossy())).take(1000).collect()
}

/// A line about a submitted file that is not the handed-out one.
fn difference(handed_out: &Path, submitted: &Path, file: &str) -> Option<String> {
    let submitted = submitted.symlink_metadata().ok().map(|about| (about, submitted))?;
    match fs::read(handed_out) {
        Err(_) => Some(format!("{file} is not part of the homework and was not read")),
        Ok(content) if is(&content, submitted) => None,
        Ok(_) => Some(format!("{file} was changed; the handed-out one was used instead")),
    }
}

fn is(content: &[u8], (about, path): (fs::Metadata, &Path)) -> bool {
    about.is_file()
        && about.len() == content.len() as u64
        && fs::read(path).is_ok_and(|found| found == content)
}

/// Reads a plain file of text inside `root`, or says why not.
fn read(root: &Path, path: &Path) -> Result<String, String> {
    let about = path.symlink_metadata().map_err(|error| format!("the file cannot be read: {error}"))?;
    if !about.is_file() {
        return Err(format!("expected a plain file, found {}", kind(&about)));
    }
    let inside = path.canonicalize().is_ok_and(|path| path.starts_with(root));
    if !inside {
        return Err("expected a file inside the submission, found a link that leads out of it".into());
    }
    if about.len() > LARGEST {
        return Err(format!("expected at most {LARGEST} bytes, found {}", about.len()));
    }
    let mut bytes = Vec::new();
    let open = File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    open.map_err(|error| format!("the file cannot be read: {error}"))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| format!("expected UTF-8, found other bytes: {}", error.utf8_error()))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

fn kind(about: &fs::Metadata) -> &'static str {
    if about.is_symlink() {
        "a symbolic link"
    } else if about.is_dir() {
        "a folder"
    } else {
        "a device or a pipe"
    }
}

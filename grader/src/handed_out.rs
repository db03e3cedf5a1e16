//! What was handed out: the chapters, their exercises and the tests of each, read from a pristine workspace.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::GradeError;
use crate::tests_of::{self, Test};

/// One chapter's homework.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// The folder's name, such as `02-activations`.
    pub name: String,
    /// The package's name, such as `activations-homework`.
    pub package: String,
    /// The pristine folder.
    pub folder: PathBuf,
    /// The exercises, easiest first.
    pub exercises: Vec<Exercise>,
}

/// One exercise.
#[derive(Debug, Clone)]
pub struct Exercise {
    /// Its file, module and test module: `ex02_1_softplus`.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// What all of its tests together are worth.
    pub points: u32,
    /// The source as it was handed out.
    pub stub: String,
    /// The tests, easiest first.
    pub tests: Vec<Test>,
}

impl Exercise {
    /// `2.1` for `ex02_1_softplus`.
    pub fn number(&self) -> String {
        let mut parts = self.name.trim_start_matches("ex").splitn(3, '_');
        let chapter = parts.next().unwrap_or_default().trim_start_matches('0');
        format!("{chapter}.{}", parts.next().unwrap_or_default())
    }

    /// The file's name.
    pub fn file(&self) -> String {
        format!("{}.rs", self.name)
    }
}

#[derive(Deserialize)]
struct Table {
    chapter: String,
    exercise: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    title: String,
    points: u32,
}

#[derive(Deserialize)]
struct Manifest {
    package: Package,
}

#[derive(Deserialize)]
struct Package {
    name: String,
}

/// Reads the chapters of a pristine workspace: all of them, or those that `asked` names (`2`, `02` or `02-activations`).
///
/// # Errors
/// If a file is missing or not what an export writes, or a chapter does not exist.
pub fn read(workspace: &Path, asked: &[String]) -> Result<Vec<Chapter>, GradeError> {
    let names = chapter_names(workspace)?;
    let wanted = choose(workspace, &names, asked)?;
    wanted.iter().map(|name| chapter(&workspace.join("homework").join(name))).collect()
}

fn chapter_names(workspace: &Path) -> Result<Vec<String>, GradeError> {
    let folder = workspace.join("homework");
    let entries = fs::read_dir(&folder).map_err(GradeError::files(&folder, "list the chapters"))?;
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().join("homework.toml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    if names.is_empty() {
        return Err(GradeError::handed_out(&folder, "folders with a homework.toml", "none"));
    }
    Ok(names)
}

fn choose(workspace: &Path, names: &[String], asked: &[String]) -> Result<Vec<String>, GradeError> {
    for one in asked {
        if !names.iter().any(|name| is_named(name, one)) {
            let (path, known) = (workspace.to_owned(), names.join(", "));
            return Err(GradeError::UnknownChapter { path, known, asked: one.clone() });
        }
    }
    let wanted = |name: &&String| asked.is_empty() || asked.iter().any(|one| is_named(name, one));
    Ok(names.iter().filter(wanted).cloned().collect())
}

/// Whether `asked` means the chapter `name`.
fn is_named(name: &str, asked: &str) -> bool {
    let number = name.split('-').next().unwrap_or_default();
    let same_number = match (number.parse::<u32>(), asked.parse::<u32>()) {
        (Ok(number), Ok(asked)) => number == asked,
        _ => false,
    };
    name == asked || same_number
}

fn chapter(folder: &Path) -> Result<Chapter, GradeError> {
    let path = folder.join("homework.toml");
    let table: Table = toml(&path)?;
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if table.chapter != name {
        return Err(GradeError::handed_out(&path, format!("chapter = \"{name}\""), table.chapter));
    }
    let manifest: Manifest = toml(&folder.join("Cargo.toml"))?;
    let exercises = table.exercise.into_iter().map(|row| exercise(folder, row)).collect::<Result<_, _>>()?;
    Ok(Chapter { name, package: manifest.package.name, folder: folder.to_owned(), exercises })
}

fn exercise(folder: &Path, row: Row) -> Result<Exercise, GradeError> {
    let plain = row.name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if !plain || !row.name.starts_with("ex") {
        return Err(GradeError::handed_out(
            &folder.join("homework.toml"),
            "names such as ex02_1_softplus",
            row.name,
        ));
    }
    let stub = text(&folder.join("src").join(format!("{}.rs", row.name)))?;
    let tests = folder.join("tests/exercises").join(format!("{}.rs", row.name));
    let tests = tests_of::read(&tests, &text(&tests)?)?;
    Ok(Exercise { name: row.name, title: row.title, points: row.points, stub, tests })
}

fn toml<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T, GradeError> {
    toml::from_str(&text(path)?)
        .map_err(|error| GradeError::handed_out(path, "a table of the homework", error.to_string()))
}

fn text(path: &Path) -> Result<String, GradeError> {
    fs::read_to_string(path).map_err(GradeError::files(path, "read it"))
}

#[cfg(test)]
mod tests {
    use super::{Exercise, is_named};

    #[test]
    fn a_chapter_is_asked_for_by_number_or_name() {
        for asked in ["2", "02", "02-activations"] {
            assert!(is_named("02-activations", asked), "{asked}");
        }
        for asked in ["12", "activations", "02-", ""] {
            assert!(!is_named("02-activations", asked), "{asked}");
        }
    }

    #[test]
    fn the_number_comes_from_the_name() {
        let name = "ex10_3_peephole_cell".to_owned();
        let exercise = Exercise { name, title: String::new(), points: 1, stub: String::new(), tests: vec![] };
        assert_eq!(
            (exercise.number().as_str(), exercise.file().as_str()),
            ("10.3", "ex10_3_peephole_cell.rs")
        );
    }
}

//! A chapter's exercises, as `homework/NN-name/homework.toml` lists them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::marked::{self, Marked};
use crate::Workspace;
use crate::press::Fault;

/// The homework of one chapter.
#[derive(Debug)]
pub struct Chapter {
    /// `02-activations`, the folder's name.
    pub name: String,
    /// Where it lies.
    pub folder: PathBuf,
    /// `activations-homework`.
    pub package: String,
    /// The exercises, easiest first.
    pub exercises: Vec<Exercise>,
}

/// One exercise.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    /// The file, the module and the module of tests: `ex02_1_softplus`.
    pub name: String,
    /// The heading in the book.
    pub title: String,
    /// How long it takes.
    pub minutes: u32,
    /// How hard it is.
    pub difficulty: Difficulty,
    /// What it is worth.
    pub points: u32,
    /// What is asked for.
    pub kind: Kind,
}

/// How hard an exercise is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Difficulty {
    /// One idea, a few lines.
    Easy,
    /// Two ideas, or care.
    Medium,
    /// Several steps.
    Hard,
}

/// What an exercise asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A function to write.
    Code,
    /// A number found with pen and paper.
    Paper,
    /// A mistake to find.
    Bug,
}

impl Difficulty {
    /// The word on the page.
    pub fn word(self) -> &'static str {
        match self {
            Self::Easy => "easy",
            Self::Medium => "medium",
            Self::Hard => "hard",
        }
    }
}

/// The file as it stands.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    chapter: String,
    exercise: Vec<Exercise>,
}

impl Chapter {
    /// The chapters with homework, in order.
    ///
    /// # Errors
    /// If a list cannot be read.
    pub fn all(workspace: &Workspace) -> Result<Vec<Self>> {
        let folder = workspace.root().join("homework");
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let entries = fs::read_dir(&folder).context("cannot read the folder homework")?;
        let mut folders: Vec<PathBuf> =
            entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>().context("in homework")?;
        folders.retain(|folder| folder.join("homework.toml").is_file());
        folders.sort();
        folders.into_iter().map(Self::read).collect()
    }

    /// The chapters among `all` that `names` mean, `02` or `02-activations`; all where there are no names.
    ///
    /// # Errors
    /// If a name means none.
    pub fn chosen(all: Vec<Self>, names: &[String]) -> Result<Vec<Self>> {
        for name in names {
            let known = all.iter().map(|chapter| chapter.name.as_str()).collect::<Vec<_>>().join(", ");
            ensure!(
                all.iter().any(|chapter| chapter.is_called(name)),
                "no homework `{name}`; there are: {known}"
            );
        }
        let wanted = |chapter: &Self| names.is_empty() || names.iter().any(|name| chapter.is_called(name));
        Ok(all.into_iter().filter(wanted).collect())
    }

    fn read(folder: PathBuf) -> Result<Self> {
        let path = folder.join("homework.toml");
        let list: List = read_toml(&path)?;
        let manifest: toml::Table = read_toml(&folder.join("Cargo.toml"))?;
        let package = manifest.get("package").and_then(|package| package.get("name")?.as_str());
        let package = package.with_context(|| format!("{} names no package", folder.display()))?.to_owned();
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        ensure!(list.chapter == name, "{}: the chapter is `{}`, not `{name}`", path.display(), list.chapter);
        Ok(Self { name, folder, package, exercises: list.exercise })
    }

    /// Whether `name` is this chapter's name, or its number with or without zeros.
    pub fn is_called(&self, name: &str) -> bool {
        let number = self.number();
        name == self.name || name == number || name == number.trim_start_matches('0')
    }

    /// `02` of `02-activations`.
    pub fn number(&self) -> &str {
        self.name.split('-').next().unwrap_or(&self.name)
    }

    /// The file of an exercise, from the chapter's folder.
    pub fn file(exercise: &Exercise) -> String {
        format!("src/{}.rs", exercise.name)
    }

    /// The marked source of an exercise.
    ///
    /// # Errors
    /// If the file cannot be read, or its marks are wrong: the inner result.
    pub fn source(&self, exercise: &Exercise) -> Result<Result<Marked, Fault>> {
        let path = self.folder.join(Self::file(exercise));
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(marked::parse(&format!("homework/{}/{}", self.name, Self::file(exercise)), &text))
    }
}

fn read_toml<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("in {}", path.display()))
}

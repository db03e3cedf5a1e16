//! The repository: its packages, its pages, its files.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use walkdir::{DirEntry, WalkDir};

/// A checkout of the book.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
}

/// A package of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Its name, as after `cargo test -p`.
    pub name: String,
    /// The folder of its `Cargo.toml`, from the root, with `/` on every system.
    pub folder: String,
}

impl Workspace {
    /// The checkout that this crate was built from.
    ///
    /// # Panics
    /// If the crate does not lie one folder below the root.
    pub fn here() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the workspace");
        Self { root: root.to_owned() }
    }

    /// The full path of something in the repository.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// The text of a file.
    ///
    /// # Panics
    /// If it cannot be read, naming the path.
    pub fn read(&self, relative: impl AsRef<Path>) -> String {
        let path = self.path(relative);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()))
    }

    /// A TOML file as a value of `T`.
    ///
    /// # Panics
    /// If it cannot be read or does not fit, naming path and place.
    pub fn table<T: DeserializeOwned>(&self, relative: impl AsRef<Path>) -> T {
        let relative = relative.as_ref();
        toml::from_str(&self.read(relative)).unwrap_or_else(|error| panic!("{}: {error}", relative.display()))
    }

    /// Every file below a folder whose name ends in `suffix`, sorted, from the root; build output and dependencies left out.
    ///
    /// # Panics
    /// Never: what is walked from the root lies below it.
    pub fn files(&self, below: &str, suffix: &str) -> Vec<PathBuf> {
        WalkDir::new(self.root.join(below))
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| !is_generated(entry))
            .filter_map(Result::ok)
            .filter(|entry| {
                entry.file_type().is_file() && entry.file_name().to_string_lossy().ends_with(suffix)
            })
            .map(|entry| entry.path().strip_prefix(&self.root).expect("walked from the root").to_owned())
            .collect()
    }

    /// The packages of the workspace, sorted by folder.
    pub fn packages(&self) -> Vec<Package> {
        self.files(".", "Cargo.toml").iter().filter_map(|manifest| self.package(manifest)).collect()
    }

    /// The package of this name.
    pub fn find_package(&self, name: &str) -> Option<Package> {
        self.packages().into_iter().find(|package| package.name == name)
    }

    /// The chapters' packages in reading order.
    pub fn chapters(&self) -> Vec<Package> {
        self.packages().into_iter().filter(|package| package.folder.starts_with("chapters/")).collect()
    }

    /// The prose: the pages of the book, and what stands at the repository's root.
    pub fn prose(&self) -> Vec<PathBuf> {
        let mut pages = self.files("book/src", ".md");
        pages.extend(["README.md", "CONTRIBUTING.md"].map(PathBuf::from));
        pages
    }

    fn package(&self, manifest: &Path) -> Option<Package> {
        #[derive(Deserialize)]
        struct Manifest {
            package: Option<Named>,
        }
        #[derive(Deserialize)]
        struct Named {
            name: String,
        }
        let folder = manifest.parent()?.to_string_lossy().replace('\\', "/");
        self.table::<Manifest>(manifest).package.map(|package| Package { name: package.name, folder })
    }
}

fn is_generated(entry: &DirEntry) -> bool {
    matches!(entry.file_name().to_str(), Some("target" | "node_modules" | ".git"))
}

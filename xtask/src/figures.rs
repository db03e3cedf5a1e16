//! `cargo xtask figures`: draws the figures, or compares them with the committed ones.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::{Workspace, files};

/// The figures by their files, such as `neuron/gates.svg`.
pub type Drawn = BTreeMap<String, String>;

/// Draws every figure; with `check` compares instead of writing.
///
/// # Errors
/// If a file cannot be read or written, or, with `check`, where one differs, is missing or belongs to no figure.
pub fn run(workspace: &Workspace, check: bool) -> Result<()> {
    let drawn =
        ::figures::all().iter().map(|figure| (format!("{}.svg", figure.name()), figure.svg())).collect();
    let folder = workspace.pages().join("figures");
    let differences = if check { differences(&folder, &drawn)? } else { write(&folder, &drawn)? };
    for difference in &differences {
        println!("{} {}", difference.kind.word(check), difference.file);
    }
    if check && !differences.is_empty() {
        bail!(
            "{} of {} figures are not as drawn; `cargo xtask figures` draws them",
            differences.len(),
            drawn.len()
        );
    }
    let change = if differences.is_empty() {
        "nothing changed".into()
    } else {
        format!("{} changed", differences.len())
    };
    println!("{} figures, {change}", drawn.len());
    Ok(())
}

/// One file that is not as drawn.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its path below the folder of the figures.
    pub file: String,
    /// In which way.
    pub kind: Kind,
}

/// In which way a file is not as drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The figure has no file.
    Missing,
    /// The file holds something else.
    Different,
    /// The file belongs to no figure.
    Stale,
}

impl Kind {
    /// What is wrong with the file, or what was done about it.
    fn word(self, check: bool) -> &'static str {
        match (self, check) {
            (Self::Missing, true) => "missing  ",
            (Self::Different, true) => "different",
            (Self::Stale, true) => "stale    ",
            (Self::Missing, false) => "added    ",
            (Self::Different, false) => "changed  ",
            (Self::Stale, false) => "removed  ",
        }
    }
}

/// Every file below `folder` that is not as drawn, in the order of their names.
///
/// # Errors
/// If the folder or a file cannot be read.
pub fn differences(folder: &Path, drawn: &Drawn) -> Result<Vec<Difference>> {
    let present = files::with_extension(folder, "svg")?;
    let mut found = Vec::new();
    for (file, svg) in drawn {
        let kind = if !present.contains(file) {
            Kind::Missing
        } else if read(&folder.join(file))? != *svg {
            Kind::Different
        } else {
            continue;
        };
        found.push(Difference { file: file.clone(), kind });
    }
    let stale = present.into_iter().filter(|file| !drawn.contains_key(file));
    found.extend(stale.map(|file| Difference { file, kind: Kind::Stale }));
    found.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(found)
}

/// Makes the folder hold exactly what is drawn, and says what that changed.
///
/// # Errors
/// If a file cannot be read, written or removed.
pub fn write(folder: &Path, drawn: &Drawn) -> Result<Vec<Difference>> {
    let differences = differences(folder, drawn)?;
    for Difference { file, .. } in &differences {
        let path = folder.join(file);
        match drawn.get(file) {
            Some(svg) => files::write(&path, svg)?,
            None => fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?,
        }
    }
    Ok(differences)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{Difference, Drawn, Kind, differences, write};

    fn drawn(figures: &[(&str, &str)]) -> Drawn {
        figures.iter().map(|&(file, svg)| (file.to_owned(), svg.to_owned())).collect()
    }

    fn found(file: &str, kind: Kind) -> Difference {
        Difference { file: file.into(), kind }
    }

    #[test]
    fn each_kind_of_difference_is_named_and_then_mended() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let folder = folder.path();
        write(folder, &drawn(&[("neuron/a.svg", "old"), ("neuron/b.svg", "same"), ("gone/c.svg", "stale")]))
            .expect("written");

        let new = drawn(&[("loss/d.svg", "new"), ("neuron/a.svg", "changed"), ("neuron/b.svg", "same")]);
        let expected = [
            found("gone/c.svg", Kind::Stale),
            found("loss/d.svg", Kind::Missing),
            found("neuron/a.svg", Kind::Different),
        ];
        assert_eq!(differences(folder, &new).expect("read"), expected);
        assert_eq!(write(folder, &new).expect("written"), expected);
        assert_eq!(differences(folder, &new).expect("read"), []);
        assert_eq!(std::fs::read_to_string(folder.join("neuron/a.svg")).expect("read"), "changed");
        assert!(!folder.join("gone/c.svg").exists());
    }

    #[test]
    fn a_check_of_an_empty_folder_writes_nothing() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let nowhere = folder.path().join("figures");
        let missing = differences(&nowhere, &drawn(&[("neuron/a.svg", "svg")])).expect("read");
        assert_eq!(missing, [found("neuron/a.svg", Kind::Missing)]);
        assert!(!nowhere.exists());
    }
}

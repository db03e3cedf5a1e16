//! The file that a test compares with.

use std::path::{Path, PathBuf};
use std::{env, fs};

use expect_test::expect_file;
use serde_json::Value;

use crate::six_digits;

/// A snapshot of a test file, as [`pin!`](crate::pin) and [`pin_output!`](crate::pin_output) name it.
#[derive(Debug, Clone, Copy)]
pub struct Snapshot<'a> {
    /// The folder of the package.
    pub package: &'a str,
    /// The module of the test file, as in `all::slides`.
    pub test: &'a str,
    /// What the prose quotes it by.
    pub name: &'a str,
}

impl Snapshot<'_> {
    /// Asserts that `values`, rounded to six digits, equal the snapshot.
    ///
    /// # Panics
    /// If they do not; the difference goes to standard output.
    pub fn assert_values(&self, values: Value) {
        self.assert("json", &format!("{:#}\n", six_digits(values)));
    }

    /// Asserts that what an example printed equals the snapshot.
    ///
    /// # Panics
    /// If it does not; the difference goes to standard output.
    pub fn assert_output(&self, output: &str) {
        self.assert("txt", output);
    }

    fn assert(&self, extension: &str, actual: &str) {
        let file = self.file(extension);
        if env::var_os("UPDATE_EXPECT").is_some() {
            let folder = file.parent().expect("a file lies in a folder");
            fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        }
        expect_file![file].assert_eq(actual);
    }

    fn file(&self, extension: &str) -> PathBuf {
        let folder = Path::new(self.package).join("tests/snapshots");
        let test = self.test.rsplit("::").next().unwrap_or_default();
        folder.join(format!("{test}__{}.{extension}", self.name))
    }
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;
    use std::{env, fs};

    use serde_json::json;

    use super::Snapshot;

    #[test]
    fn only_the_same_values_pass() {
        if env::var_os("UPDATE_EXPECT").is_some() {
            return; // values that differ are written then, not refused
        }
        let package = tempfile::tempdir().expect("a temporary folder");
        let folder = package.path().join("tests/snapshots");
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("slides__thirds.json"), "{\n  \"third\": 0.333333\n}\n").expect("a file");
        let package = package.path().to_str().expect("a path in UTF-8");
        let thirds = Snapshot { package, test: "all::slides", name: "thirds" };
        thirds.assert_values(json!({ "third": 1.0 / 3.0 }));
        for (snapshot, values) in [
            (thirds, json!({ "third": 0.334 })),
            (thirds, json!({ "third": 1.0 / 3.0, "half": 0.5 })),
            (Snapshot { name: "missing", ..thirds }, json!({ "third": 1.0 / 3.0 })),
        ] {
            let refused = catch_unwind(|| snapshot.assert_values(values.clone()));
            assert!(refused.is_err(), "{} passes for {values}", snapshot.name);
        }
    }
}

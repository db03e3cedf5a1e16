//! Building the tests of a generated workspace, and what the compiler said about it.

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// What came of a build.
#[derive(Debug, Default)]
pub struct Built {
    /// The test programs, by the folder of their package: `02-activations`.
    pub programs: BTreeMap<String, PathBuf>,
    /// Warnings and errors, by the folder of their package.
    pub complaints: BTreeMap<String, Vec<String>>,
}

/// Builds the tests of these packages; one that does not compile does not hold up the others.
///
/// # Errors
/// If cargo cannot be started, or fails without a word of the compiler.
pub fn build(folder: &Path, target: &Path, packages: &[&str]) -> Result<Built> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["build", "--quiet", "--tests", "--keep-going", "--message-format=json"]);
    command.current_dir(folder).arg("--target-dir").arg(target).stderr(Stdio::piped());
    for package in packages {
        command.args(["-p", package]);
    }
    let output = command.output().context("cannot start cargo")?;
    let built = Built::parse(&String::from_utf8_lossy(&output.stdout));
    if !output.status.success() && built.complaints.is_empty() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("cargo could not build {}:\n{}", folder.display(), said.trim_end());
    }
    Ok(built)
}

impl Built {
    /// Reads cargo's messages, one a line.
    fn parse(messages: &str) -> Self {
        let mut built = Self::default();
        for message in messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
            let Some(package) = folder_of(&message) else { continue };
            let text = |path: &str| message.pointer(path).and_then(Value::as_str);
            match text("/reason") {
                Some("compiler-artifact") => {
                    if let Some(program) = text("/executable") {
                        built.programs.insert(package, program.into());
                    }
                }
                Some("compiler-message") => {
                    let rendered = text("/message/rendered").unwrap_or_default().trim_end().to_owned();
                    built.complaints.entry(package).or_default().push(rendered);
                }
                _ => {}
            }
        }
        built
    }
}

/// The last folder of the package's path.
fn folder_of(message: &Value) -> Option<String> {
    let manifest = Path::new(message.get("manifest_path")?.as_str()?);
    Some(manifest.parent()?.file_name()?.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::Built;

    #[test]
    fn programs_and_complaints_are_found_by_package() {
        let messages = concat!(
            r#"{"reason":"compiler-message","manifest_path":"/x/homework/02-a/Cargo.toml","message":{"rendered":"warning: odd\n"}}"#,
            "\n",
            r#"{"reason":"compiler-artifact","manifest_path":"/x/homework/02-a/Cargo.toml","executable":null}"#,
            "\n",
            r#"{"reason":"compiler-artifact","manifest_path":"/x/homework/03-b/Cargo.toml","executable":"/t/b-1"}"#,
            "\n",
            r#"{"reason":"build-finished","success":true}"#,
            "\nnoise\n"
        );
        let built = Built::parse(messages);
        assert_eq!(built.programs.keys().collect::<Vec<_>>(), ["03-b"]);
        assert_eq!(built.complaints["02-a"], ["warning: odd"]);
    }
}

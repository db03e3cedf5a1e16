//! The `Cargo.toml` of a generated workspace: the book's own, with other members and other paths.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use toml::{Table, Value};

/// What a generated workspace has for itself.
#[derive(Debug)]
pub struct Own {
    /// The folders of its packages.
    pub members: Vec<String>,
    /// The version of these: workspaces that share a folder of builds must differ in it, or one's programs overwrite the other's.
    pub version: String,
    /// Lints of rustc on top of the book's; clippy's stay the book's business.
    pub lints: Table,
}

/// The text of the manifest, made of that of the book's workspace; `path` says where a package of the book lies.
///
/// # Errors
/// If `book` is not the manifest of a workspace.
pub fn workspace(book: &str, own: Own, path: impl Fn(&str) -> String) -> Result<String> {
    let mut manifest: Table = toml::from_str(book).context("in Cargo.toml")?;
    let workspace = table(&mut manifest, "workspace")?;
    for key in ["default-members", "exclude"] {
        workspace.remove(key);
    }
    workspace.insert("members".into(), own.members.into());
    table(workspace, "package")?.insert("version".into(), own.version.into());
    for (_, dependency) in table(workspace, "dependencies")? {
        if let Some(Value::String(folder)) = dependency.get_mut("path") {
            *folder = path(folder);
        }
    }
    let lints = table(workspace, "lints")?;
    lints.remove("clippy");
    table(lints, "rust")?.extend(own.lints);
    toml::to_string_pretty(&manifest).context("the manifest of a generated workspace")
}

/// The manifest without dependencies and profiles of packages that are not among `locked`: cargo warns of the latter.
///
/// # Errors
/// If `text` is not the manifest of a workspace.
pub fn without_unused(text: &str, locked: &BTreeSet<String>) -> Result<String> {
    let mut manifest: Table = toml::from_str(text).context("in Cargo.toml")?;
    let wanted = |name: &str, _: &mut Value| name == "*" || locked.contains(name);
    let workspace = table(&mut manifest, "workspace")?;
    let members = workspace.get("members").cloned().unwrap_or_else(|| Value::Array(Vec::new()));
    workspace.insert("default-members".into(), members); // the chapters beside them become members by themselves
    table(workspace, "dependencies")?.retain(wanted);
    if let Ok(packages) =
        table(&mut manifest, "profile").and_then(|it| table(it, "dev")).and_then(|it| table(it, "package"))
    {
        packages.retain(wanted);
    }
    toml::to_string_pretty(&manifest).context("the manifest of a generated workspace")
}

/// The table `key` of a table.
fn table<'a>(parent: &'a mut Table, key: &str) -> Result<&'a mut Table> {
    let value = parent.get_mut(key).and_then(Value::as_table_mut);
    value.with_context(|| format!("the workspace's Cargo.toml has no table `{key}`"))
}

#[cfg(test)]
mod tests {
    use toml::{Table, Value};

    use super::{Own, without_unused, workspace};

    fn own() -> Own {
        let lints = Table::from_iter([("unused".to_owned(), Value::String("allow".into()))]);
        Own { members: vec!["x".into()], version: "2.0.0".into(), lints }
    }

    #[test]
    fn members_paths_and_lints_are_other_ones() {
        let book = "\
[workspace]
members = [\"a\"]
default-members = [\"a\"]
[workspace.package]
version = \"1.0.0\"
[workspace.dependencies]
a = { path = \"chapters/a\" }
b = \"1\"
[workspace.lints.rust]
unsafe_code = \"forbid\"
[workspace.lints.clippy]
pedantic = \"warn\"
[profile.dev]
opt-level = 2
";
        let expected = "\
[workspace]
members = [\"x\"]
[workspace.package]
version = \"2.0.0\"
[workspace.dependencies]
a = { path = \"/book/chapters/a\" }
b = \"1\"
[workspace.lints.rust]
unsafe_code = \"forbid\"
unused = \"allow\"
[profile.dev]
opt-level = 2
";
        let text = workspace(book, own(), |path| format!("/book/{path}")).expect("a workspace");
        let table = |text: &str| toml::from_str::<Table>(text).expect("toml");
        assert_eq!(table(&text), table(expected));
        let error = workspace("[package]\n", own(), str::to_owned).expect_err("no workspace").to_string();
        assert!(error.contains("`workspace`"), "{error}");
    }

    #[test]
    fn what_is_not_locked_goes() {
        let text = "\
[workspace]
members = [\"x\"]
[workspace.dependencies]
a = \"1\"
b = \"1\"
[profile.dev.package.\"*\"]
opt-level = 0
[profile.dev.package.a]
opt-level = 2
[profile.dev.package.b]
opt-level = 2
";
        let pruned = without_unused(text, &["b".to_owned()].into()).expect("a workspace");
        let table: Table = toml::from_str(&pruned).expect("toml");
        let keys = |table: &Value| table.as_table().expect("a table").keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&table["workspace"]["dependencies"]), ["b"]);
        assert_eq!(keys(&table["profile"]["dev"]["package"]), ["*", "b"]);
        assert_eq!(table["workspace"]["default-members"][0].as_str(), Some("x"));
    }
}

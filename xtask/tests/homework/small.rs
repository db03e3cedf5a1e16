//! A workspace with one chapter of homework and no dependencies, so that cargo builds it in a second.

use std::fs;

use tempfile::TempDir;
use xtask::Workspace;

const ROOT: &str = r#"[workspace]
resolver = "3"
members = ["homework/*"]
[workspace.package]
version = "0.1.0"
[workspace.dependencies]
[workspace.lints.rust]
missing_docs = "deny"
[workspace.lints.clippy]
pedantic = "warn"
"#;

const PACKAGE: &str = r#"[package]
name = "small-homework"
version.workspace = true
edition = "2024"
[lib]
doctest = false
test = false
[lints]
workspace = true
"#;

/// A sound exercise: a number twice.
pub const SOURCE: &str = "\
//! Twice a number: `double(3) = 6`.
//!
//! # Hint
//!
//! The secret is addition.

/// Twice `x`.
pub fn double(x: i64) -> i64 {
    //~ solution
    let summand = x; // the same again
    x + summand
    //~ stub
    // todo!(\"twice {x}\")
    //~ mutant squares
    // x * x
    //~ mutant changes nothing
    // x
    //~ mutant is thrice
    // let mut sum = x;
    // for _ in 0..2 {
    //     sum += x;
    // }
    // sum
    //~ end
}
";

/// Its tests.
pub const TESTS: &str = "\
use small_homework::NAME::double;

#[test]
fn of_three() {
    assert_eq!(double(3), 6, \"3 + 3 is 6\");
}

#[test]
fn of_minus_two() {
    assert_eq!(double(-2), -4, \"-2 - 2 is -4\");
}

#[test]
fn of_one() {
    assert_eq!(double(1), 2, \"1 + 1 is 2\");
}
";

const KINDS: [&str; 4] = ["code", "paper", "bug", "code"];

/// The workspace: four sound exercises, in which `change` may replace the text of a file, given with its path.
pub fn workspace(change: impl Fn(&str, String) -> String) -> (TempDir, Workspace) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let names: Vec<String> = (1..=4).map(|number| format!("ex01_{number}_double")).collect();
    let put = |path: &str, text: String| {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, change(path, text)).expect("written");
    };
    let list = |line: &dyn Fn(&String) -> String| names.iter().map(line).collect::<String>();
    put("Cargo.toml", ROOT.into());
    put("book.toml", String::new());
    put("homework/01-small/Cargo.toml", PACKAGE.into());
    put("homework/01-small/homework.toml", list_of_exercises(&names));
    put(
        "homework/01-small/src/lib.rs",
        format!("//! Small.\n\n{}", list(&|name| format!("pub mod {name};\n"))),
    );
    put(
        "homework/01-small/tests/exercises/main.rs",
        format!("//! Small.\n\n{}", list(&|name| format!("mod {name};\n"))),
    );
    for name in &names {
        put(&format!("homework/01-small/src/{name}.rs"), SOURCE.into());
        put(&format!("homework/01-small/tests/exercises/{name}.rs"), TESTS.replace("NAME", name));
    }
    let workspace = Workspace::new(folder.path());
    (folder, workspace)
}

fn list_of_exercises(names: &[String]) -> String {
    let entries = names.iter().zip(KINDS).map(|(name, kind)| {
        format!(
            "[[exercise]]\nname = \"{name}\"\ntitle = \"Twice\"\nminutes = 10\ndifficulty = \"easy\"\npoints = 1\nkind = \"{kind}\"\n"
        )
    });
    "chapter = \"01-small\"\n".to_owned() + &entries.collect::<String>()
}

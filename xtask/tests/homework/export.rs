//! What a student gets: complete, without solutions, and whole or not at all.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use xtask::Workspace;
use xtask::homework::{Chapter, Marked, export, handed_out, render};

use super::small;

fn exported(workspace: &Workspace, folder: &Path) -> anyhow::Result<()> {
    export::run(workspace, &export::chapters(workspace, &[])?, folder)
}

fn cargo(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).current_dir(folder).env_remove("CARGO_TARGET_DIR").env("RUST_BACKTRACE", "0");
    command.output().expect("cargo runs")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn a_student_fails_in_words_and_passes_with_the_solution() {
    let (_checkout, workspace) = small::workspace(|_, text| text);
    let outside = tempfile::tempdir().expect("a temporary folder");
    let folder = outside.path().join("course/homework");
    exported(&workspace, &folder).expect("exported");
    let test = |name: &str| {
        let output = cargo(&folder, &["test", "--offline", "--locked", "-p", "small-homework", name]);
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (passed, said) = test("ex01_2");
    assert!(!passed && said.contains("not yet implemented: twice 3"), "{said}");
    let path = folder.join("homework/01-small/src/ex01_2_double.rs");
    let stub = fs::read_to_string(&path).expect("the stub");
    fs::write(&path, stub.replace("todo!(\"twice {x}\")", "x + x")).expect("written");
    let (passed, said) = test("ex01_2");
    assert!(passed && said.contains("3 passed"), "{said}");
    assert!(!test("ex01_1").0, "the others still fail");
}

#[test]
fn a_folder_that_is_not_empty_is_left_alone() {
    let (checkout, workspace) = small::workspace(|_, text| text);
    let outside = tempfile::tempdir().expect("a temporary folder");
    let refused = |folder: &Path| format!("{:#}", exported(&workspace, folder).expect_err("refused"));
    fs::write(outside.path().join("thesis"), "years of work").expect("written");
    assert!(refused(outside.path()).contains("is not empty: nothing was written"));
    assert!(refused(&outside.path().join("thesis")).contains("is a file"));
    assert_eq!(names(outside.path()), ["thesis"]);
    assert!(refused(&checkout.path().join("mine")).contains("inside the book's own checkout"));
    let empty = outside.path().join("empty");
    fs::create_dir(&empty).expect("a folder");
    exported(&workspace, &empty).expect("an empty folder will do");
    assert!(empty.join("Cargo.lock").is_file() && empty.join("README.md").is_file());
}

#[test]
fn what_cannot_be_exported_whole_is_not_exported() {
    let broken = |path: &str, text: String| {
        if path.ends_with("src/ex01_4_double.rs") { text.replace("//~ end", "") } else { text }
    };
    let (_checkout, workspace) = small::workspace(broken);
    let outside = tempfile::tempdir().expect("a temporary folder");
    let error = exported(&workspace, &outside.path().join("homework")).expect_err("refused");
    assert!(format!("{error:#}").contains("ex01_4_double.rs:25: each line of a stub"), "{error:#}");
    assert_eq!(names(outside.path()), Vec::<String>::new(), "nothing is left, not even beside it");
}

/// The lines of a text that tell something, without their indentation.
fn telling(lines: &[String], least: usize) -> impl Iterator<Item = &str> {
    lines.iter().map(|line| line.trim()).filter(move |line| line.len() >= least)
}

/// Searches the files of an export for the secrets of a source.
fn assert_silent(source: &Marked, name: &str, tree: &[(String, String)]) {
    let stub = render::stub(source, name);
    let hint = render::hint(source);
    let everywhere = |secret: &str, what: &str| {
        for (path, text) in tree {
            assert!(!text.contains(secret), "{path} holds {what} of {}: {secret}", source.file);
        }
    };
    everywhere("//~", "a mark");
    telling(&hint, 20).for_each(|line| everywhere(line, "the hint"));
    for region in source.regions() {
        for mutant in &region.mutants {
            assert!(!stub.contains(&mutant.name), "the stub of {} names a mutant", source.file);
        }
        let whole: String = region.solution.iter().map(|line| line.trim()).collect();
        if region.stub.as_ref() == Some(&region.solution) {
            continue; // right from the start: the bug is elsewhere
        }
        // A single line may well stand elsewhere too.
        if region.solution.len() > 1 && whole.len() >= 40 {
            for (path, text) in tree {
                let text: String = text.lines().map(str::trim).collect();
                assert!(
                    !text.contains(&whole),
                    "{path} holds the solution of {}:{}",
                    source.file,
                    region.line
                );
            }
        }
        for line in telling(&region.solution, 12) {
            let shown = region.stub.iter().flatten().any(|stub| stub.trim() == line); // a bug's other lines
            assert!(
                shown || !stub.lines().any(|stub| stub.trim() == line),
                "the stub of {} holds `{line}`",
                source.file
            );
        }
    }
}

#[test]
fn no_solution_and_no_hint_of_the_book_is_handed_out() {
    let workspace = Workspace::find().expect("the book");
    let chapters = Chapter::all(&workspace).expect("the homework");
    let tree = handed_out::tree(&workspace, &chapters).expect("an export");
    let tree: Vec<(String, String)> = tree
        .into_iter()
        .map(|(path, content)| (path, String::from_utf8_lossy(&content).into_owned()))
        .collect();
    let mut searched = 0;
    for chapter in &chapters {
        for exercise in &chapter.exercises {
            let source = chapter.source(exercise).expect("a file").expect("well marked");
            assert_silent(&source, &exercise.name, &tree);
            searched += 1;
        }
    }
    assert!(searched > 0 && tree.iter().any(|(path, _)| path.ends_with("src/ex02_1_softplus.rs")));
}

#[test]
fn the_search_finds_a_solution_that_is_handed_out() {
    let (_checkout, workspace) = small::workspace(|_, text| text);
    let chapter = &Chapter::all(&workspace).expect("the homework")[0];
    let source = chapter.source(&chapter.exercises[0]).expect("a file").expect("well marked");
    let leaks = |text: &str| {
        let tree = [("homework/x.rs".to_owned(), text.to_owned())];
        std::panic::catch_unwind(|| assert_silent(&source, "ex01_1_double", &tree)).is_err()
    };
    assert!(!leaks("pub fn double(x: i64) -> i64 {\n    todo!()\n}\n"));
    assert!(leaks("//! The secret is addition.\n"));
    assert!(leaks("//~ solution\n"));
    assert!(leaks("fn other() {\n  let summand = x; // the same again\n  x + summand\n}\n"));
}

#[test]
fn the_books_export_holds_exactly_the_packages_that_it_locks() {
    let outside = tempfile::tempdir().expect("a temporary folder");
    let folder = outside.path().join("homework");
    exported(&Workspace::find().expect("the book"), &folder).expect("exported");
    let output = cargo(&folder, &["tree", "--offline", "--locked", "--quiet"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.trim().is_empty(), "cargo says:\n{said}");
}

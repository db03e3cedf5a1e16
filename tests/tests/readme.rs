//! The README: its commands are the ones CI runs, its table is the workspace.

use book_tests::Workspace;
use regex::Regex;

/// The commands of the section "Two commands", from its console block.
fn two_commands() -> Vec<String> {
    let readme = Workspace::here().read("README.md");
    let section = readme
        .split("\n## ")
        .find(|section| section.starts_with("Two commands"))
        .expect("the section is there");
    section.lines().filter_map(|line| line.strip_prefix("$ ")).map(|line| line.trim().to_owned()).collect()
}

#[test]
fn the_two_commands_are_what_ci_runs() {
    let commands = two_commands();
    assert_eq!(commands, ["cargo book", "cargo test"]);
    let steps = Workspace::here().read(".ci/run");
    assert!(steps.contains("cargo book --build\n"), ".ci/run renders the book");
    assert!(steps.contains("cargo test\n"), ".ci/run tests as the README says");
}

#[test]
fn the_workflows_call_the_same() {
    let workspace = Workspace::here();
    let ci = workspace.read(".github/workflows/ci.yml");
    assert!(ci.contains("cargo test") && ci.contains("bash .ci/run"));
    assert!(workspace.read(".github/workflows/pages.yml").contains("cargo book --build"));
}

#[test]
fn the_table_lists_every_chapter_with_its_command() {
    let workspace = Workspace::here();
    let readme = workspace.read("README.md");
    for chapter in workspace.chapters() {
        let folder = &chapter.folder;
        let digits = folder.trim_start_matches("chapters/").split('-').next();
        let number: usize = digits.and_then(|digits| digits.parse().ok()).expect("chapters/NN-name");
        let row = Regex::new(&format!(
            r"(?m)^\| {number} .*\[`{}`\]\({folder}\).*`cargo test -p {}`",
            chapter.name, chapter.name
        ));
        assert!(
            row.expect("a valid pattern").is_match(&readme),
            "the table has no row for chapter {}",
            chapter.name
        );
    }
}

#[test]
fn what_the_readme_links_to_exists() {
    let workspace = Workspace::here();
    let link = Regex::new(r"\]\(([^)#]+)").expect("a valid pattern");
    for page in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        for target in link.captures_iter(&workspace.read(page)) {
            let target = &target[1];
            assert!(
                target.starts_with("http") || workspace.path(target).exists(),
                "{page} links to {target}"
            );
        }
    }
}

#[test]
fn the_toolchain_is_the_one_that_the_manifest_states() {
    let workspace = Workspace::here();
    let manifest = workspace.read("Cargo.toml");
    let version = Regex::new(r#"rust-version = "(\d+\.\d+)""#).expect("a valid pattern");
    let stated = &version.captures(&manifest).expect("rust-version is stated")[1];
    assert!(workspace.read("README.md").contains(&format!("Rust {stated}")), "README says Rust {stated}");
    assert!(workspace.read(".github/workflows/ci.yml").contains(&format!("toolchain install {stated}")));
}

//! The proof accepts what is sound, and names every way in which an exercise is not.

use std::time::Duration;

use xtask::homework::check::{self, Manner};

use super::small::{self, SOURCE};

const MANNER: Manner =
    Manner { solution: Duration::from_secs(20), mutant: Duration::from_secs(1), verbose: false };

type Change = fn(String) -> String;

/// What the proof says where the files at `ends` (of their paths) are changed in this way.
fn complaint(changes: &[(&str, Change)]) -> String {
    let (_folder, workspace) = small::workspace(|path, text| {
        let meant = changes.iter().filter(|(end, _)| path.ends_with(end));
        meant.fold(text, |text, (_, change)| change(text))
    });
    check::run(&workspace, &[], &MANNER).map_or_else(|error| format!("{error:#}"), |()| String::new())
}

#[track_caller]
fn names_each(complaint: &str, expected: &[&str]) {
    for expected in expected {
        assert!(complaint.contains(expected), "`{expected}` is missing in:\n{complaint}");
    }
    let count = format!("the homework has {} fault", expected.len());
    assert!(complaint.starts_with(&count), "not `{count}`:\n{complaint}");
}

#[test]
fn sound_exercises_pass_also_with_a_mutant_that_never_ends() {
    let endless = |text: String| text.replace("    // x\n", "    // loop {}\n");
    assert_eq!(complaint(&[("src/ex01_1_double.rs", endless)]), "");
}

#[test]
fn unsound_exercises_are_each_named_with_the_place() {
    let complaint = complaint(&[
        ("src/ex01_1_double.rs", |text| text.replace("    // x * x\n", "    // 2 * x\n")),
        ("src/ex01_2_double.rs", |text| text.replace("    x + summand\n", "    x - summand\n")),
        ("src/ex01_3_double.rs", |text| text.replace("todo!(\"twice {x}\")", "x + x")),
        ("exercises/ex01_4_double.rs", |text| {
            text.replace("#[test]\nfn of_one", "#[allow(unused)]\nfn of_one")
        }),
    ]);
    names_each(
        &complaint,
        &[
            "src/ex01_1_double.rs:14: the mutant `squares` passes every test",
            "src/ex01_2_double.rs: the solution fails its tests:",
            "src/ex01_3_double.rs: the stub passes every test",
            "src/ex01_4_double.rs: 2 tests, not 3 to 6",
        ],
    );
    assert!(complaint.contains("3 + 3 is 6"), "what the solution's test said:\n{complaint}");
}

#[test]
fn a_test_that_any_panic_pleases_gives_points_for_nothing() {
    let lazy = |text: String| {
        text.replace(
            "#[test]\nfn of_one() {",
            "#[test]\n#[should_panic]\nfn of_one() {\n    assert!(double(0) != 0);",
        )
    };
    let complaint = complaint(&[("exercises/ex01_1_double.rs", lazy)]);
    names_each(&complaint, &["ex01_1_double.rs: the test `of_one` passes with the stub"]);
}

#[test]
fn a_stub_that_warns_or_a_variant_that_does_not_compile_is_told_in_the_compilers_words() {
    let warns = |text: String| text.replace("todo!(\"twice {x}\")", "let mut A = x; A += 1; todo!()");
    let complaint = complaint(&[("src/ex01_1_double.rs", warns)]);
    names_each(&complaint, &["homework/01-small: as stubs, the compiler complains:"]);
    assert!(complaint.contains("snake case"), "{complaint}");
    let broken = |text: String| text.replace("// x * x", "// x * y");
    names_each(
        &self::complaint(&[("src/ex01_1_double.rs", broken)]),
        &["as variants, the compiler complains:"],
    );
}

#[test]
fn wrong_marks_and_unknown_chapters_are_told_before_anything_is_built() {
    let complaint = complaint(&[("src/ex01_4_double.rs", |_| SOURCE.replace("//~ stub", "//~ start"))]);
    names_each(&complaint, &["src/ex01_4_double.rs:12: unknown mark `//~ start`"]);
    let (folder, workspace) = small::workspace(|_, text| text);
    let error = check::run(&workspace, &["7".into()], &MANNER).expect_err("no such chapter").to_string();
    assert_eq!(error, "no homework `7`; there are: 01-small");
    assert!(!folder.path().join("target").exists());
}

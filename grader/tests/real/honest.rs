//! Honest submissions of every shape.

use crate::school::{self, GOOD_DOUBLE, GOOD_ROOT, GOOD_SUM, failures, graded, graded_files, submission};
use grader::{GradeError, Outcome, grade};

#[test]
fn all_solved_earns_all() {
    let report = graded_files(&[
        ("ex01_1_double.rs", GOOD_DOUBLE),
        ("ex01_2_sum.rs", GOOD_SUM),
        ("ex01_3_root.rs", GOOD_ROOT),
    ]);
    assert_eq!((report.score(), report.max_score()), (9.0, 9));
    assert!(report.exercises().all(grader::ExerciseReport::is_solved));
}

#[test]
fn each_test_earns_its_share_and_the_first_that_fails_speaks() {
    let always_two = GOOD_DOUBLE.replace("2.0 * x", "2.0");
    let report = graded_files(&[("ex01_1_double.rs", &always_two)]);
    let double = &report.chapters[0].exercises[0];
    assert_eq!(double.score(), 1.0);
    assert_eq!(failures(double).len(), 2);
    assert!(double.words()[1].contains("twice_zero_is_zero"), "{:?}", double.words());
    assert_eq!(double.advice(), ["hint: count to two", "in the book: 01-tiny/homework.html#ex01_1_double"]);
    assert_eq!(report.chapters[0].exercises[1].outcome, Outcome::Missing);
}

#[test]
fn a_test_that_should_panic_has_to_with_the_right_words() {
    let root = |body: &str| format!("/// A root.\npub fn root(x: f64) -> f64 {{ {body} }}\n");
    for (body, score, words) in [
        ("if x < 0.0 { panic!(\"negative\") } x.sqrt()", 4.0, ""),
        ("x.sqrt()", 2.0, "should panic, and did not"),
        ("if x < 0.0 { panic!(\"oh\") } x.sqrt()", 2.0, "should say `negative`, and said `oh`"),
    ] {
        let report = graded_files(&[("ex01_3_root.rs", &root(body))]);
        let exercise = &report.chapters[0].exercises[2];
        assert_eq!(exercise.score(), score, "{exercise:?}");
        assert!(words.is_empty() || failures(exercise)[0].contains(words), "{exercise:?}");
    }
}

#[test]
fn stubs_earn_nothing() {
    let report = graded(school::handed_out());
    assert_eq!((report.score(), report.max_score()), (0.0, 9));
    assert!(report.exercises().all(|exercise| exercise.outcome == Outcome::Untouched), "{report:?}");
    assert!(report.chapters[0].notes.is_empty(), "{:?}", report.chapters[0].notes);
}

#[test]
fn a_whole_workspace_a_chapter_or_loose_files_are_the_same() {
    for prefix in ["homework/01-tiny/src/", "01-tiny/src/", "src/", ""] {
        let path = format!("{prefix}ex01_2_sum.rs");
        let report = graded_files(&[(&path, GOOD_SUM)]);
        assert_eq!(report.score(), 2.0, "{path}");
    }
}

#[test]
fn what_does_not_compile_leaves_the_others_their_points() {
    let broken = "pub fn double(x: f64) -> f64 {\n    x + \"two\"\n}\n";
    let report = graded_files(&[
        ("ex01_1_double.rs", broken),
        ("ex01_2_sum.rs", GOOD_SUM),
        ("ex01_3_root.rs", "pub fn ("),
    ]);
    let exercises = &report.chapters[0].exercises;
    let Outcome::NotCompiled(errors) = &exercises[0].outcome else { panic!("{:?}", exercises[0]) };
    assert!(
        errors.contains("cannot add `&str` to `f64`") && errors.contains("src/ex01_1_double.rs:2:7"),
        "{errors}"
    );
    assert_eq!(exercises[1].score(), 2.0);
    assert!(
        matches!(&exercises[2].outcome, Outcome::Refused(_) | Outcome::NotCompiled(_)),
        "{:?}",
        exercises[2]
    );
}

#[test]
fn without_numbers_the_chapters_handed_in_are_graded() {
    let folder = submission(&[("src/ex01_2_sum.rs", GOOD_SUM)]);
    let mut request = school::request(folder.path());
    request.chapters.clear();
    assert_eq!(grade(&request).expect("grades").score(), 2.0);
    let empty = submission(&[("notes.txt", "I was ill")]);
    request.submission = empty.path().to_owned();
    let error = grade(&request).expect_err("nothing");
    assert!(matches!(error, GradeError::NothingSubmitted { .. }), "{error}");
    assert!(error.to_string().ends_with("expected files such as ex01_1_double.rs, found none"), "{error}");
}

#[test]
fn a_chapter_that_is_not_there_is_named() {
    let folder = submission(&[]);
    let mut request = school::request(folder.path());
    request.chapters = vec!["7".into()];
    let error = grade(&request).expect_err("no chapter").to_string();
    assert!(error.ends_with("expected one of the chapters 01-tiny, found `7`"), "{error}");
}

#[test]
fn a_broken_handed_out_workspace_is_the_teachers_to_mend() {
    let folder = submission(&[("ex01_2_sum.rs", GOOD_SUM)]);
    let school = tempfile::tempdir().expect("a folder");
    copy(school::handed_out(), school.path());
    let lib = school.path().join("homework/01-tiny/src/lib.rs");
    std::fs::write(&lib, "pub mod ex01_1_double; pub mod ex01_2_sum; pub mod ex01_3_root; mod lost;")
        .expect("a file");
    let mut request = school::request(folder.path());
    request.handed_out = school.path().to_owned();
    request.work = school.path().join("target/grader");
    let error = grade(&request).expect_err("broken").to_string();
    assert!(error.contains("expected the handed-out stubs to build") && error.contains("lost"), "{error}");
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    grader::workspace::lay(from, to, &[]).expect("a copy");
}

//! A tiny course: a workspace without dependencies, so that a build takes a second, and ways to hand things in.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use grader::process::Limits;
use grader::{ExerciseReport, Outcome, Report, Request, Verdict, grade};
use tempfile::TempDir;

/// The files of the handed-out workspace.
const FILES: [(&str, &str); 12] = [
    (
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"homework/*\"]\n\n[workspace.lints.rust]\nunsafe_code = \"forbid\"\n",
    ),
    (
        "homework/01-tiny/Cargo.toml",
        "[package]\nname = \"tiny-homework\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lints]\nworkspace = true\n",
    ),
    (
        "homework/01-tiny/homework.toml",
        "chapter = \"01-tiny\"\n\
         [[exercise]]\nname = \"ex01_1_double\"\ntitle = \"Twice a number\"\nminutes = 10\npoints = 3\n\
         [[exercise]]\nname = \"ex01_2_sum\"\ntitle = \"A sum\"\nminutes = 10\npoints = 2\n\
         [[exercise]]\nname = \"ex01_3_root\"\ntitle = \"A root\"\nminutes = 10\npoints = 4\n",
    ),
    (
        "homework/01-tiny/src/lib.rs",
        "//! Three exercises, and a helper that is dangerous on purpose: it lets a submission reach what its words may not name.\n\
         pub mod ex01_1_double;\npub mod ex01_2_sum;\npub mod ex01_3_root;\npub mod helper;\n",
    ),
    (
        "homework/01-tiny/src/helper.rs",
        "/// Ends the process and says that all is well.\npub fn leave() -> ! { std::process::exit(0) }\n\
         /// All that a process can know of its surroundings.\n\
         pub fn surroundings() -> String {\n    let typed = std::io::read_to_string(std::io::stdin()).unwrap_or_default();\n    \
         let set: Vec<_> = std::env::vars().chain(std::env::args().map(|word| (word, String::new()))).collect();\n    \
         format!(\"typed <{typed}> {set:?}\")\n}\n",
    ),
    ("homework/01-tiny/src/ex01_1_double.rs", DOUBLE),
    ("homework/01-tiny/src/ex01_2_sum.rs", SUM),
    ("homework/01-tiny/src/ex01_3_root.rs", ROOT),
    ("homework/01-tiny/tests/exercises/main.rs", "mod ex01_1_double;\nmod ex01_2_sum;\nmod ex01_3_root;\n"),
    // With a glob import: the worst case for names that a submission brings.
    (
        "homework/01-tiny/tests/exercises/ex01_1_double.rs",
        "use tiny_homework::ex01_1_double::*;\n\n\
         #[test]\nfn twice_one_is_two() { assert!(double(1.0) == 2.0, \"double(1) should be 2, got {:?}\", double(1.0)); }\n\n\
         #[test]\nfn twice_zero_is_zero() { assert_eq!(double(0.0), 0.0); }\n\n\
         #[test]\nfn the_sign_stays() { if !(double(-1.0) < 0.0) { panic!(\"double(-1) should be negative\"); } }\n",
    ),
    (
        "homework/01-tiny/tests/exercises/ex01_2_sum.rs",
        "use tiny_homework::ex01_2_sum::sum;\n\n\
         #[test]\nfn of_nothing_it_is_zero() { assert_eq!(sum(&[]), 0); }\n\n\
         #[test]\nfn of_three_numbers() { assert_eq!(sum(&[1, 2, 3]), 6, \"1 + 2 + 3\"); }\n",
    ),
    (
        "homework/01-tiny/tests/exercises/ex01_3_root.rs",
        "use tiny_homework::ex01_3_root::root;\n\n\
         #[test]\nfn of_four() { assert_eq!(root(4.0), 2.0); }\n\n\
         #[test]\n#[should_panic(expected = \"negative\")]\nfn of_minus_one() { root(-1.0); }\n",
    ),
];

/// The stub of the first exercise.
pub const DOUBLE: &str =
    "//! Twice a number.\n\n/// 2 x.\npub fn double(x: f64) -> f64 {\n    todo!(\"ex01_1: twice {x}\")\n}\n";
/// The stub of the second.
pub const SUM: &str = "//! A sum.\n\n/// Of whole numbers.\npub fn sum(numbers: &[i32]) -> i32 {\n    todo!(\"ex01_2: {numbers:?}\")\n}\n";
/// The stub of the third.
pub const ROOT: &str = "//! A root.\n\n/// # Panics\n/// If x is negative.\npub fn root(x: f64) -> f64 {\n    todo!(\"ex01_3: {x}\")\n}\n";

/// Solutions.
pub const GOOD_DOUBLE: &str =
    "//! Twice a number.\n\n/// 2 x.\npub fn double(x: f64) -> f64 {\n    2.0 * x\n}\n";
pub const GOOD_SUM: &str =
    "/// Of whole numbers.\npub fn sum(numbers: &[i32]) -> i32 {\n    numbers.iter().sum()\n}\n";
pub const GOOD_ROOT: &str = "/// A root.\npub fn root(x: f64) -> f64 {\n    assert!(x >= 0.0, \"{x} is negative\");\n    x.sqrt()\n}\n";

/// The handed-out workspace, written once for all tests.
pub fn handed_out() -> &'static Path {
    static SCHOOL: OnceLock<PathBuf> = OnceLock::new();
    SCHOOL.get_or_init(|| {
        let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("school");
        let _ = fs::remove_dir_all(root.join("homework"));
        write(&root, &FILES);
        root
    })
}

/// Writes files below a folder.
pub fn write(root: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

/// A submission of loose files.
pub fn submission(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), files);
    folder
}

/// The usual request, with short limits.
pub fn request(submission: &Path) -> Request {
    let limits = |seconds, megabytes| Limits { time: Duration::from_secs(seconds), megabytes };
    Request {
        handed_out: handed_out().to_owned(),
        submission: submission.to_owned(),
        work: PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("work"),
        chapters: vec!["1".into()],
        test: limits(2, 256),
        build: limits(60, 8192),
        first_build: limits(300, 8192),
        hints: BTreeMap::from([("ex01_1_double".to_owned(), "count to two".to_owned())]),
        progress: false,
    }
}

/// Grades a submission's folder.
pub fn graded(submission: &Path) -> Report {
    grade(&request(submission)).expect("grades")
}

/// Grades loose files.
pub fn graded_files(files: &[(&str, &str)]) -> Report {
    graded(submission(files).path())
}

/// Grades one source of the first exercise beside a good second one, which has to earn its points whatever the first does.
pub fn attacked(double: &str) -> ExerciseReport {
    let mut report = graded_files(&[("ex01_1_double.rs", double), ("ex01_2_sum.rs", GOOD_SUM)]);
    let exercises = &mut report.chapters[0].exercises;
    assert_eq!(exercises[1].score(), 2.0, "the innocent: {:?}", exercises[1]);
    exercises.swap_remove(0)
}

/// Sees that an exercise earned nothing, and that the report says why.
#[track_caller]
pub fn earns_nothing(exercise: &ExerciseReport, why: &str) {
    assert_eq!(exercise.score(), 0.0, "{exercise:?}");
    let words = exercise.words().join("\n");
    assert!(words.contains(why), "`{why}` is missing in: {words}");
}

/// The words of each failed test.
pub fn failures(exercise: &ExerciseReport) -> Vec<String> {
    let Outcome::Tested(attempts) = &exercise.outcome else { panic!("not tested: {exercise:?}") };
    let failed = attempts.iter().filter_map(|attempt| match &attempt.verdict {
        Verdict::Failed(words) => Some(words.clone()),
        Verdict::Passed => None,
    });
    failed.collect()
}

//! Submissions that want points without work. None gets any, and a good exercise beside them keeps its own.

use std::fs::{self, File};
use std::os::unix::fs::symlink;

use grader::Outcome;

use crate::school::{
    self, GOOD_DOUBLE, GOOD_SUM, attacked, earns_nothing, failures, graded, graded_files, handed_out,
    submission,
};

/// A first exercise with this body.
fn body(body: &str) -> String {
    format!("/// 2 x.\npub fn double(x: f64) -> f64 {{\n    {body}\n}}\n")
}

#[test]
fn a_loop_without_end_is_stopped() {
    let exercise = attacked(&body("loop { if x.is_nan() { break x; } }"));
    earns_nothing(&exercise, "it was stopped after 2 s");
    assert_eq!(failures(&exercise).len(), 3);
}

#[test]
fn memory_without_end_is_refused() {
    let exercise = attacked(&body("let mut all = vec![vec![x]]; loop { all.push(vec![x; 1 << 20]); }"));
    if grader::process::MEMORY_IS_LIMITED {
        earns_nothing(&exercise, "it asked for more than 256 MB of memory");
    }
    earns_nothing(&exercise, "");
}

#[test]
fn a_stack_without_end_is_told() {
    let exercise = attacked(&body("if x > 1e300 { x } else { 1.0 + double(x + 1.0) }"));
    earns_nothing(&exercise, "the stack overflowed");
}

#[test]
fn leaving_early_with_a_good_code_earns_nothing() {
    earns_nothing(&attacked(&body("std::process::exit(0)")), "line 3: `process` in a path");
    earns_nothing(&attacked(&body("{ use std as s; s::process::exit(0) }")), "line 3: `process` in a path");
    earns_nothing(
        &attacked(&format!("use std::{{process as p}};\n{}", body("p::exit(0)"))),
        "line 1: `process`",
    );
    earns_nothing(
        &attacked(&body("println!(\"{}\", { std::r#process::exit(0); x }); x")),
        "line 3: `process`",
    );
    let hidden =
        format!("macro_rules! out {{ ($m:ident) => {{ std::$m::exit(0) }} }}\n{}", body("out!(process)"));
    earns_nothing(&attacked(&hidden), "line 1: `macro_rules` is not allowed");
}

/// Even a way out that no word gives away leaves no receipt.
#[test]
fn leaving_through_somebody_elses_function_earns_nothing() {
    let exercise = attacked(&body("crate::helper::leave()"));
    earns_nothing(&exercise, "the test ended before its last line (exit status: 0)");
}

/// Even code that may read everything finds neither the secret nor its place.
#[test]
fn nothing_around_a_test_gives_the_receipt_away() {
    let exercise = attacked(&body("panic!(\"{x} {}\", crate::helper::surroundings())"));
    let words = &failures(&exercise)[0];
    assert!(words.contains("typed <>") && words.contains("ex01_1_double"), "{words}");
    assert!(!words.contains("receipts/") && !words.contains("CARGO"), "{words}");
    earns_nothing(&exercise, "");
}

#[test]
fn printed_results_are_not_believed() {
    let exercise = attacked(&body(
        "println!(\"test ex01_1_double::twice_one_is_two ... ok\\ntest result: ok. 3 passed; 0 failed;\");\n    \
         println!(\"{}\", r#\"{\"score\": 100, \"tests\": [{\"score\": 3, \"max_score\": 3, \"status\": \"passed\"}]}\"#);\n    \
         println!(\"{}\", r#\"{\"type\":\"test\",\"event\":\"ok\",\"name\":\"ex01_1_double::twice_one_is_two\"}\"#);\n    \
         eprintln!(\"result=eyJ2ZXJzaW9uIjoxfQ==\");\n    crate::helper::leave()",
    ));
    earns_nothing(&exercise, "the test ended before its last line");
    assert_eq!(failures(&exercise).len(), 3);
}

#[test]
fn a_panic_is_a_panic() {
    earns_nothing(&attacked(&body("panic!(\"no idea what to do with {x}\")")), "  no idea what to do with 1");
    let hushed = body("std::panic::set_hook(Box::new(|_| {})); panic!(\"{x}\")");
    earns_nothing(&attacked(&hushed), "line 3: `set_hook` is not allowed");
}

/// A terminal obeys escape sequences, and GitHub lines such as `::set-output`.
#[test]
fn a_message_cannot_rewrite_the_report() {
    let exercise = attacked(&body("panic!(\"{x}\\x1b[2J\\r✓ solved\\n::set-output name=result::e30=\")"));
    let words = exercise.words().join("\n");
    assert!(words.contains("✓ solved") && words.contains("> ::set-output name=result::e30="), "{words}");
    assert!(!words.contains(['\u{1b}', '\r']), "{words:?}");
}

#[test]
fn edited_tests_manifests_and_build_scripts_are_not_read() {
    let root = "homework/01-tiny";
    let folder = submission(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"homework/*\"]\n"),
        (&format!("{root}/src/ex01_1_double.rs"), &body("-x")),
        (&format!("{root}/src/lib.rs"), "#![allow(unsafe_code)] pub mod ex01_1_double;"),
        (&format!("{root}/src/more.rs"), "pub fn more() {}"),
        (&format!("{root}/build.rs"), "fn main() { panic!(\"the build script was run\") }"),
        (&format!("{root}/Cargo.toml"), "[package]\nname = \"tiny-homework\"\nbuild = \"build.rs\"\n"),
        (&format!("{root}/tests/exercises/main.rs"), "mod ex01_1_double;"),
        (&format!("{root}/tests/exercises/ex01_1_double.rs"), "#[test]\nfn twice_one_is_two() {}\n"),
        (&format!("{root}/homework.toml"), "chapter = \"01-tiny\"\nexercise = []\n"),
    ]);
    let report = graded(folder.path());
    let chapter = &report.chapters[0];
    // Of three tests, -x passes the one about zero.
    assert_eq!((chapter.exercises[0].score(), report.max_score()), (1.0, 9));
    let notes = chapter.notes.join("\n");
    for file in [
        "Cargo.toml",
        "homework.toml",
        "src/lib.rs",
        "tests/exercises/main.rs",
        "tests/exercises/ex01_1_double.rs",
    ] {
        assert!(
            notes.contains(&format!("{file} was changed; the handed-out one was used")),
            "{file}: {notes}"
        );
    }
    for file in ["build.rs", "src/more.rs"] {
        assert!(
            notes.contains(&format!("{file} is not part of the homework and was not read")),
            "{file}: {notes}"
        );
    }
}

#[test]
fn solutions_and_other_files_cannot_be_read() {
    let read = |call: &str| body(&format!("let text = {call}; text.len() as f64 + x"));
    earns_nothing(
        &attacked(&read("include_str!(\"../../../solutions/ex01_1_double.rs\")")),
        "`include_str` is not allowed",
    );
    earns_nothing(&attacked(&read("std::fs::read_to_string(\"solution\").unwrap()")), "`fs` in a path");
    earns_nothing(&attacked(&read("env!(\"HOME\")")), "`env` as a macro");
    earns_nothing(&attacked("include!(\"solution.rs\");"), "line 1: `include` is not allowed");
    earns_nothing(
        &attacked("#[path = \"solution.rs\"]\nmod solution;\npub use solution::double;"),
        "line 1: `path`",
    );
    earns_nothing(
        &attacked("#![allow(unsafe_code)]\nunsafe extern \"C\" { fn exit(code: i32); }"),
        "`unsafe` is not allowed",
    );
}

#[test]
fn a_type_that_equals_everything_is_refused() {
    let sly = "#[derive(Debug, Clone, Copy)]\npub struct Sly;\n\
        impl PartialEq<f64> for Sly { fn eq(&self, _: &f64) -> bool { true } }\n\
        impl PartialOrd<f64> for Sly { fn partial_cmp(&self, _: &f64) -> Option<std::cmp::Ordering> { \
        Some(std::cmp::Ordering::Less) } }\n";
    let returned = format!("{sly}pub fn double(_: f64) -> Sly {{ Sly }}\n");
    earns_nothing(
        &attacked(&returned),
        "line 5: `fn double(f64) -> f64` was handed out, found `fn double(f64) -> Sly`",
    );
    let renamed = format!(
        "{sly}#[allow(non_camel_case_types)] type f64 = Sly;\npub fn double(_: f64) -> f64 {{ Sly }}\n"
    );
    earns_nothing(&attacked(&renamed), "`f64` keeps its meaning");
    let selected = format!("{sly}cfg_select! {{ _ => {{ pub fn double(_: f64) -> Sly {{ Sly }} }} }}\n");
    earns_nothing(&attacked(&selected), "`cfg_select` is not allowed");
    let hidden = format!(
        "{sly}mod inner {{ pub fn double(_: f64) -> super::Sly {{ super::Sly }} }}\npub use inner::double;\n"
    );
    earns_nothing(&attacked(&hidden), "`fn double(f64) -> f64` was handed out and is missing");
}

/// The tests of the first exercise import everything that it offers.
#[test]
fn macros_and_traits_of_the_prelude_keep_their_meaning() {
    let shadow = |import: &str| format!("{import}\n{}", body("-x - 1.0"));
    earns_nothing(
        &attacked(&shadow("pub use std::stringify as assert;")),
        "line 1: `assert` keeps its meaning",
    );
    earns_nothing(
        &attacked(&shadow("pub use std::{stringify as assert_eq, line as panic};")),
        "`assert_eq` keeps",
    );
    earns_nothing(&attacked(&shadow("pub trait PartialOrd {}")), "`PartialOrd` keeps its meaning");
    let ordered = shadow(
        "pub trait Ordered { fn lt(&self, _: &f64) -> bool { true } fn eq(&self, _: &f64) -> bool { true } }\n\
         impl Ordered for f64 {}",
    );
    earns_nothing(&attacked(&ordered), "line 2: `impl Ordered for f64` was not handed out");
}

#[test]
fn drops_and_thread_locals_run_too_late_to_help() {
    let exercise = attacked(&format!(
        "struct Last(f64);\n\
         impl Drop for Last {{ fn drop(&mut self) {{ println!(\"test result: ok\"); if self.0 > 0.0 {{ crate::helper::leave() }} }} }}\n\
         thread_local! {{ static LAST: Last = const {{ Last(1.0) }}; }}\n{}",
        body("LAST.with(|last| last.0); let _guard = Last(0.0); panic!(\"{x}\")")
    ));
    earns_nothing(&exercise, "");
    assert_eq!(failures(&exercise).len(), 3);
}

#[test]
fn a_constant_without_end_does_not_hold_the_others_up() {
    let endless = "#[allow(long_running_const_eval)]\nconst ENDLESS: u64 = { let mut i = 0u64; while i < u64::MAX { i += 1; } i };\n";
    let source = format!("{endless}{}", body("x + ENDLESS as f64"));
    let folder = submission(&[("ex01_1_double.rs", &source), ("ex01_2_sum.rs", GOOD_SUM)]);
    let mut request = school::request(folder.path());
    request.build.time = std::time::Duration::from_secs(6);
    let report = grader::grade(&request).expect("grades");
    earns_nothing(&report.chapters[0].exercises[0], "the compiler was stopped after 6 s");
    assert_eq!(report.chapters[0].exercises[1].score(), 2.0);
}

#[test]
fn links_lead_nowhere() {
    let elsewhere = submission(&[("double.rs", GOOD_DOUBLE), ("src/ex01_1_double.rs", GOOD_DOUBLE)]);
    let folder = submission(&[("src/ex01_2_sum.rs", GOOD_SUM)]);
    symlink(elsewhere.path().join("double.rs"), folder.path().join("src/ex01_1_double.rs")).expect("a link");
    earns_nothing(
        &graded(folder.path()).chapters[0].exercises[0],
        "expected a plain file, found a symbolic link",
    );
    let folder = submission(&[]);
    symlink(elsewhere.path().join("src"), folder.path().join("src")).expect("a link");
    earns_nothing(&graded(folder.path()).chapters[0].exercises[0], "found a link that leads out of it");
}

#[test]
fn files_that_are_no_sources_are_not_read() {
    let folder = submission(&[("ex01_2_sum.rs", GOOD_SUM)]);
    let path = folder.path().join("ex01_1_double.rs");
    File::create(&path).and_then(|file| file.set_len(2 << 30)).expect("two gigabytes of nothing");
    fs::write(folder.path().join("ex01_3_root.rs"), b"pub fn root() {} // \xff\xfe").expect("a file");
    let report = graded(folder.path());
    let exercises = &report.chapters[0].exercises;
    earns_nothing(&exercises[0], "expected at most 65536 bytes, found 2147483648");
    assert_eq!(exercises[1].score(), 2.0);
    earns_nothing(&exercises[2], "expected UTF-8, found other bytes");
    fs::remove_file(&path).and_then(|()| fs::create_dir(&path)).expect("a folder");
    earns_nothing(&graded(folder.path()).chapters[0].exercises[0], "expected a plain file, found a folder");
}

#[test]
fn a_missing_file_is_missing() {
    let report = graded_files(&[("ex01_2_sum.rs", GOOD_SUM)]);
    assert_eq!(report.chapters[0].exercises[0].outcome, Outcome::Missing);
    earns_nothing(&report.chapters[0].exercises[0], "there is no ex01_1_double.rs");
}

/// The copy is built in again and again: what one student handed in must not be there for the next.
#[test]
fn nobody_is_graded_for_what_another_handed_in() {
    let good = graded_files(&[("ex01_1_double.rs", GOOD_DOUBLE)]);
    assert_eq!(good.score(), 3.0);
    let other = graded_files(&[("ex01_1_double.rs", &body("x")), ("ex01_2_sum.rs", GOOD_SUM)]);
    assert_eq!(other.score(), 4.0, "x is twice x for zero, and has its sign: {other:?}");
    assert_eq!(graded(handed_out()).score(), 0.0);
}

//! `cargo xtask experiments` with stand-ins for the experiments: recording, comparing, and everything that can go wrong.

use std::fs;
use std::process::Command;

use tempfile::TempDir;
use xtask::Workspace;
use xtask::experiments::{Entry, Record, Request, run_with};

#[track_caller]
fn refused(result: Result<(), String>, expected: &str) {
    let message = result.expect_err("refused");
    assert!(message.contains(expected), "`{expected}` is missing in: {message}");
}

/// A checkout of its own with nothing but a table of experiments.
struct Book {
    folder: TempDir,
}

const LINE: &str =
    r#"{"experiment":"fake","seed":1,"data":"digits","figures":{"accuracy":0.97,"steps":10},"seconds":2.5}"#;

impl Book {
    fn new(table: &str) -> Self {
        let book = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        fs::create_dir_all(book.folder.path().join("checkout/book")).expect("a folder");
        book.table(table);
        book
    }

    /// One experiment `a` that prints a line.
    fn printing(line: &str) -> Self {
        Self::new(&entry("a", line, ""))
    }

    fn table(&self, table: &str) {
        fs::write(self.path("book/experiments.toml"), table).expect("written");
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.folder.path().join("checkout").join(path)
    }

    fn run(&self, request: &Request) -> Result<(), String> {
        let workspace = Workspace::new(self.path(""));
        run_with(&workspace, request, &fake).map_err(|error| format!("{error:#}"))
    }

    fn record(&self) -> Result<(), String> {
        self.run(&Request::default())
    }

    fn check(&self) -> Result<(), String> {
        self.run(&Request { check: true, ..Request::default() })
    }

    fn has_record(&self, name: &str) -> bool {
        self.path(&format!("book/results/{name}.json")).exists()
    }
}

fn entry(name: &str, line: &str, more: &str) -> String {
    format!(
        "[{name}]\npackage = \"x\"\nexample = \"fake\"\narguments = ['--print', '{line}']\ndata = \"digits\"\n{more}\n"
    )
}

/// Cargo puts tests into `…/deps` and examples into `…/examples`.
fn fake(_: &Entry) -> Command {
    let test = std::env::current_exe().expect("a running test has a path");
    let profile = test.ancestors().nth(2).expect("tests lie in target/PROFILE/deps");
    Command::new(profile.join("examples").join(format!("fake_experiment{}", std::env::consts::EXE_SUFFIX)))
}

#[test]
fn a_run_is_recorded_and_agrees_with_itself() {
    let book =
        Book::new(&entry("a", LINE, "claims = [\"accuracy >= 0.97\"]\n[a.tolerances]\naccuracy = 0.01"));
    book.record().expect("recorded");
    let record = Record::read(&book.path("book/results/a.json")).expect("a record");
    assert_eq!(record.figures["accuracy"], 0.97);
    assert_eq!(record.claims, ["accuracy >= 0.97"]);
    assert!(
        record.command.starts_with("cargo run --release -p x --example fake -- --print "),
        "{}",
        record.command
    );
    let text = fs::read_to_string(book.path("book/results/a.json")).expect("read");
    assert!(!text.contains("\"seconds\":"), "a time would change the record on every run");

    book.check().expect("the same again");
    book.record().expect("recorded again");
    assert_eq!(fs::read_to_string(book.path("book/results/a.json")).expect("read"), text);
}

#[test]
fn a_figure_may_move_within_its_tolerance_and_no_further() {
    let tolerances = "[a.tolerances]\naccuracy = 0.01";
    let book = Book::new(&entry("a", LINE, tolerances));
    book.record().expect("recorded");
    book.table(&entry("a", &LINE.replace("0.97", "0.965"), tolerances));
    refused(book.check(), "a: command: recorded cargo run");

    // The command is the same where only the program changed.
    let recorded = book.path("book/results/a.json");
    let swap = |from: &str, to: &str| {
        let text = fs::read_to_string(&recorded).expect("read").replace(from, to);
        fs::write(&recorded, text).expect("written");
    };
    swap(r#""accuracy\":0.97"#, r#""accuracy\":0.965"#);
    book.check().expect("0.965 is within 0.01 of 0.97");
    swap(r#""accuracy": 0.97"#, r#""accuracy": 0.98"#);
    refused(book.check(), "a: accuracy: expected 0.98, found 0.965, tolerance 0.01");
    swap(r#""accuracy": 0.98"#, r#""accuracy": 0.97"#);
    swap(r#""steps": 10"#, r#""steps": 11"#);
    refused(book.check(), "a: steps: expected 11, found 10, tolerance 0");
}

#[test]
fn a_claim_that_does_not_hold_records_nothing() {
    let book = Book::new(&entry("a", LINE, "claims = [\"accuracy > 0.97\"]"));
    refused(book.record(), "a: claim `accuracy > 0.97` does not hold: found 0.97");
    assert!(!book.has_record("a"));
}

#[test]
fn a_tolerance_for_an_unknown_figure_is_a_fault() {
    let book = Book::new(&entry("a", LINE, "[a.tolerances]\nacuracy = 0.01"));
    refused(book.record(), "a tolerance for `acuracy`");
    assert!(!book.has_record("a"));
}

#[test]
fn broken_output_records_nothing() {
    let cases = [
        ("", "no line of results"),
        ("no JSON", "not a line of results: no JSON"),
        ("{}", "missing field"),
        (&LINE.replace("fake", "other"), "those of `other`, not of `fake`"),
        (&LINE.replace("digits", "mnist"), "data: the table says Some(\"digits\")"),
    ];
    for (line, expected) in cases {
        let book = Book::printing(line);
        refused(book.record(), expected);
        assert!(!book.has_record("a"), "{line}");
    }
}

#[test]
fn a_program_that_fails_or_is_not_there_is_a_fault() {
    let table = "[a]\npackage = \"x\"\nexample = \"fake\"\narguments = ['--complain', 'no', '--exit', '3']\n";
    refused(Book::new(table).record(), "3:\nno");

    let book = Book::printing(LINE);
    let nowhere = |_: &Entry| Command::new("no/such/program");
    let result = run_with(&Workspace::new(book.path("")), &Request::default(), &nowhere);
    refused(result.map_err(|error| error.to_string()), "a: cannot start no/such/program");
}

#[test]
fn checking_without_a_record_fails_and_writes_nothing() {
    let book = Book::printing(LINE);
    refused(book.check(), "a.json");
    assert!(!book.has_record("a"));
}

#[test]
fn one_experiment_can_be_named() {
    let book = Book::new(&(entry("a", LINE, "") + &entry("b", "broken", "")));
    book.run(&Request { names: vec!["a".into()], ..Request::default() }).expect("only a runs");
    assert!(book.has_record("a"));
    let message = book.run(&Request { names: vec!["c".into()], ..Request::default() }).expect_err("no c");
    assert_eq!(message, "no experiment `c` in book/experiments.toml; there are: a, b");
}

#[test]
fn one_failure_does_not_hide_the_others() {
    let book = Book::new(&(entry("a", "broken", "") + &entry("b", LINE, "")));
    refused(book.record(), "1 failed\na: its last line is not a line of results: broken");
    assert!(book.has_record("b"));
}

#[test]
fn a_record_without_an_experiment_is_found_and_removed() {
    let book = Book::new(&(entry("a", LINE, "") + &entry("b", LINE, "")));
    book.record().expect("recorded");
    book.table(&entry("a", LINE, ""));
    refused(book.check(), "b.json: this record belongs to no experiment");
    assert!(book.has_record("b"), "a check changes nothing");
    book.record().expect("recorded");
    assert!(!book.has_record("b"));
}

const ON_FASHION: &str =
    "[a]\npackage = \"x\"\nexample = \"fake\"\narguments = ['--print-data']\ndata = \"fashion-mnist\"\n";

#[test]
fn data_that_is_not_there_is_a_failure_where_it_is_required() {
    if std::env::var_os("DATASETS_DIR").is_some() {
        return; // this machine has chosen where its data lies
    }
    let book = Book::new(ON_FASHION);
    book.record().expect("not run, and said so");
    assert!(!book.has_record("a"));
    let message = book.run(&Request { require_data: true, ..Request::default() }).expect_err("required");
    assert_eq!(message, "not run for want of data: a");
}

#[test]
fn data_beside_the_checkout_is_found() {
    let book = Book::new(ON_FASHION);
    fs::create_dir_all(book.folder.path().join("shared/data/fashion-mnist")).expect("a folder");
    book.run(&Request { require_data: true, ..Request::default() }).expect("found and run");
    let record = Record::read(&book.path("book/results/a.json")).expect("a record");
    assert_eq!(record.data.as_deref(), Some("fashion-mnist"));
    assert!(record.command.ends_with("-- --print-data --data data/fashion-mnist"), "{}", record.command);
}

#[test]
fn a_table_that_is_not_right_names_file_and_key() {
    let cases = [
        ("[a]\nexample = \"fake\"\n", "package"),
        ("[a]\npackage = \"x\"\nexample = \"fake\"\ntolerance = 1\n", "tolerance"),
        ("[a]\npackage = \"x\"\nexample = \"fake\"\ndata = \"cifar\"\n", "cifar"),
        ("[a]\npackage = \"x\"\nexample = \"fake\"\nclaims = [\"accuracy is good\"]\n", "accuracy is good"),
        ("[a]\npackage = \"x\"\nexample = \"fake\"\narguments = [\"--json\"]\n", "--json"),
        ("[a]\npackage = \"x\"\nexample = \"fake\"\n[a.tolerances]\naccuracy = -1.0\n", "accuracy"),
    ];
    for (table, word) in cases {
        let message = Book::new(table).record().expect_err("refused");
        assert!(message.contains("experiments.toml") && message.contains(word), "{message}");
    }
}

//! What can be said of homework without building it: how many exercises, how long, and what their code may not use.

use std::sync::LazyLock;

use regex::Regex;

use super::chapter::{Chapter, Exercise, Kind};
use super::marked::Marked;
use super::render;
use crate::press::{Fault, Place};

/// What an exercise's code may not use, for a grader refuses it.
static FORBIDDEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\b(?:std|core|alloc)::\{?(?:fs|process|env|net|os|path|thread|io)\b|\bunsafe\b|\binclude(?:_str|_bytes)?!|\bmacro_rules!|\bextern\b|#!?\[path\b|\basm!|\benv!|\boption_env!",
    )
    .expect("a valid pattern")
});

/// How many mutants an exercise has at least.
const MUTANTS: usize = 3;

/// What is wrong with the list of a chapter's exercises.
pub fn faults_of_list(chapter: &Chapter) -> Vec<Fault> {
    let file = format!("homework/{}/homework.toml", chapter.name);
    let exercises = &chapter.exercises;
    let mut wrong = Vec::new();
    if !(4..=6).contains(&exercises.len()) {
        wrong.push(format!("{} exercises, not 4 to 6", exercises.len()));
    }
    for (kind, name) in [(Kind::Paper, "paper"), (Kind::Bug, "bug")] {
        let count = exercises.iter().filter(|exercise| exercise.kind == kind).count();
        if count != 1 {
            wrong.push(format!("{count} exercises of kind \"{name}\", not 1"));
        }
    }
    if !exercises.is_sorted_by_key(|exercise| exercise.difficulty) {
        wrong.push("the exercises do not stand easiest first".into());
    }
    let numbered = exercises.iter().zip(1..);
    wrong.extend(numbered.flat_map(|(exercise, number)| faults_of_entry(chapter, exercise, number)));
    wrong.into_iter().map(|message| Fault { place: Place::file(&file), message }).collect()
}

fn faults_of_entry(chapter: &Chapter, exercise: &Exercise, number: usize) -> Vec<String> {
    let Exercise { name, minutes, points, title, .. } = exercise;
    let mut wrong = Vec::new();
    let start = format!("ex{}_{number}_", chapter.number());
    if !name.starts_with(&start) {
        wrong.push(format!("`{name}` should be called `{start}…`"));
    }
    if !(10..=40).contains(minutes) {
        wrong.push(format!("`{name}` takes {minutes} minutes, not 10 to 40"));
    }
    if !(1..=5).contains(points) {
        wrong.push(format!("`{name}` is worth {points} points, not 1 to 5"));
    }
    if title.trim().is_empty() {
        wrong.push(format!("`{name}` has no title"));
    }
    wrong
}

/// What is wrong with the source of an exercise.
pub fn faults_of_source(source: &Marked) -> Vec<Fault> {
    let mut faults: Vec<Fault> = forbidden(source).into_iter().collect();
    let mut say = |message: String| faults.push(Fault { place: Place::file(&source.file), message });
    let mutants = source.mutants().count();
    if mutants < MUTANTS {
        say(format!("{mutants} mutants, not {MUTANTS} or more"));
    }
    let solution = render::solution(source);
    if !solution.starts_with("//! ") {
        say("the file starts with its specification: `//! …`".into());
    }
    if !solution.lines().any(|line| line == "//! # Hint") {
        say("the specification has no `//! # Hint`".into());
    }
    faults
}

/// The first forbidden thing in the solution, the stub or a mutant; comments do not count.
fn forbidden(source: &Marked) -> Option<Fault> {
    let mutants = (0..source.mutants().count()).map(|index| render::mutant(source, index));
    let mut texts = [render::solution(source), render::stub(source, "")].into_iter().chain(mutants);
    let found = texts.find_map(|text| {
        text.lines().find_map(|line| Some(FORBIDDEN.find(code_of(line))?.as_str().to_owned()))
    })?;
    let message = format!("`{found}` is not for exercises: the grader refuses it");
    Some(Fault { place: Place::file(&source.file), message })
}

/// The line without its comment.
fn code_of(line: &str) -> &str {
    line.split("//").next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::super::chapter::{Chapter, Difficulty, Exercise, Kind};
    use super::super::marked::parse;
    use super::{faults_of_list, faults_of_source};

    fn exercise(name: &str, kind: Kind) -> Exercise {
        let title = "Title".to_owned();
        Exercise { name: name.to_owned(), title, minutes: 10, difficulty: Difficulty::Easy, points: 1, kind }
    }

    fn chapter() -> Chapter {
        let kinds = [Kind::Code, Kind::Paper, Kind::Bug, Kind::Code];
        let exercises = kinds
            .iter()
            .zip(1..)
            .map(|(&kind, number)| exercise(&format!("ex02_{number}_x"), kind))
            .collect();
        Chapter { name: "02-a".into(), folder: PathBuf::new(), package: "a-homework".into(), exercises }
    }

    #[track_caller]
    fn one_fault(change: impl FnOnce(&mut Chapter), expected: &str) {
        let mut chapter = chapter();
        assert_eq!(faults_of_list(&chapter), []);
        change(&mut chapter);
        let faults: Vec<String> = faults_of_list(&chapter).iter().map(ToString::to_string).collect();
        assert_eq!(faults, [format!("homework/02-a/homework.toml: {expected}")]);
    }

    #[test]
    fn each_rule_of_the_list_is_kept() {
        one_fault(|chapter| drop(chapter.exercises.pop()), "3 exercises, not 4 to 6");
        one_fault(|chapter| chapter.exercises[0].kind = Kind::Bug, "2 exercises of kind \"bug\", not 1");
        one_fault(|chapter| chapter.exercises[1].kind = Kind::Code, "0 exercises of kind \"paper\", not 1");
        one_fault(
            |chapter| chapter.exercises[0].difficulty = Difficulty::Hard,
            "the exercises do not stand easiest first",
        );
        one_fault(|chapter| chapter.exercises[3].minutes = 41, "`ex02_4_x` takes 41 minutes, not 10 to 40");
        one_fault(|chapter| chapter.exercises[3].points = 0, "`ex02_4_x` is worth 0 points, not 1 to 5");
        one_fault(|chapter| chapter.exercises[3].title.clear(), "`ex02_4_x` has no title");
        one_fault(
            |chapter| chapter.exercises[3].name = "ex02_5_x".into(),
            "`ex02_5_x` should be called `ex02_4_…`",
        );
    }

    fn source(use_line: &str, mutant: &str) -> String {
        let mutants = [1, 2, 3].map(|number| format!("//~ mutant {number}\n// {mutant}\n")).concat();
        format!(
            "//! Two.\n//!\n//! # Hint\n//!\n//! It is even.\n{use_line}\nfn two() -> i32 {{\n//~ solution\n2\n{mutants}//~ end\n}}\n"
        )
    }

    #[track_caller]
    fn faults(text: &str) -> Vec<String> {
        faults_of_source(&parse("a.rs", text).expect("well marked")).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_source_says_what_it_wants_and_has_three_mutants() {
        assert_eq!(faults(&source("", "1")), Vec::<String>::new());
        assert_eq!(
            faults(&source("", "1").replace("//! # Hint", "//!")),
            ["a.rs: the specification has no `//! # Hint`"]
        );
        assert_eq!(
            faults(&source("", "1").replace("//! Two.\n", "use x;\n")),
            ["a.rs: the file starts with its specification: `//! …`"]
        );
        assert_eq!(
            faults(&source("", "1").replace("//~ mutant 3\n", "")),
            ["a.rs: 2 mutants, not 3 or more"]
        );
    }

    #[test]
    fn what_the_grader_refuses_is_refused_in_every_variant() {
        for (line, found) in [
            ("use std::fs::File;", "std::fs"),
            ("use std::{process};", "std::{process"),
            ("const A: &str = include_str!(\"a\");", "include_str!"),
        ] {
            let expected = format!("a.rs: `{found}` is not for exercises: the grader refuses it");
            assert_eq!(faults(&source(line, "1")), [expected.as_str()]);
        }
        assert_eq!(faults(&source("", "unsafe { 1 }")).len(), 1, "in a mutant too");
        assert_eq!(
            faults(&source("// an unsafe process", "1")),
            Vec::<String>::new(),
            "a comment may say it"
        );
    }
}

//! What is known of each exercise while a chapter is graded.

use std::collections::BTreeMap;

use crate::compile::Build;
use crate::handed_out::{Chapter, Exercise};
use crate::inspect::{self, Finding};
use crate::report::{Attempt, Outcome};
use crate::show::cut;
use crate::submission::{Found, Submission};

/// How much of a reason is shown.
const SHOWN: usize = 400;

/// Sources by the name of their exercise.
pub type Sources = BTreeMap<String, String>;

/// What is known of the exercises so far.
pub struct Outcomes {
    /// Those that are decided.
    pub known: BTreeMap<String, Outcome>,
    /// Those that are not.
    pub sources: Sources,
    /// Why one is not to be tested even if, against expectation, it builds.
    suspicious: BTreeMap<String, String>,
}

impl Outcomes {
    /// Finds and inspects the source of each exercise.
    pub fn inspect(chapter: &Chapter, submission: &Submission) -> Self {
        let stubs: Vec<&str> = chapter.exercises.iter().map(|exercise| exercise.stub.as_str()).collect();
        let mut outcomes =
            Self { known: BTreeMap::new(), sources: Sources::new(), suspicious: BTreeMap::new() };
        for exercise in &chapter.exercises {
            match submission.find(chapter, exercise) {
                Found::Missing => outcomes.know(exercise, Outcome::Missing),
                Found::Refused(why) => outcomes.know(exercise, Outcome::Refused(vec![why])),
                Found::Source(source) => outcomes.sort(exercise, source, &stubs),
            }
        }
        outcomes
    }

    fn know(&mut self, exercise: &Exercise, outcome: Outcome) {
        self.known.insert(exercise.name.clone(), outcome);
    }

    fn sort(&mut self, exercise: &Exercise, source: String, stubs: &[&str]) {
        match inspect::inspect(&source, &exercise.stub, stubs) {
            Finding::Untouched => return self.know(exercise, Outcome::Untouched),
            Finding::Refused(complaints) => {
                let reasons = complaints.iter().map(|complaint| cut(&complaint.to_string(), SHOWN)).collect();
                return self.know(exercise, Outcome::Refused(reasons));
            }
            Finding::NoRust(complaint) => {
                self.suspicious.insert(exercise.name.clone(), complaint.to_string());
            }
            Finding::Fine => {}
        }
        self.sources.insert(exercise.name.clone(), source);
    }

    /// Decides that an exercise does not compile.
    pub fn take_out(&mut self, name: &str, errors: String) {
        self.sources.remove(name);
        self.known.insert(name.to_owned(), Outcome::NotCompiled(errors));
    }

    /// Takes out the exercises that errors point at; says whether there were any.
    pub fn take_out_blamed(&mut self, build: &Build) -> bool {
        let blamed: Vec<(String, String)> =
            self.sources.keys().filter_map(|name| Some((name.clone(), build.blames(name)?))).collect();
        for (name, errors) in &blamed {
            self.take_out(name, errors.clone());
        }
        !blamed.is_empty()
    }

    /// Decides what an exercise's tests came to.
    pub fn tested(&mut self, name: &str, attempts: Vec<Attempt>) {
        let outcome = match self.suspicious.remove(name) {
            Some(words) => Outcome::Refused(vec![cut(&words, SHOWN)]),
            None => Outcome::Tested(attempts),
        };
        self.known.insert(name.to_owned(), outcome);
    }
}

//! `cargo xtask homework check`: every exercise can be solved, and not by chance.
//!
//! For each: the stub compiles without warnings and fails a test; the solution passes all tests; every mutant fails one.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::build::{self, Built};
use super::chapter::{Chapter, Exercise, Kind};
use super::generate::{self, Flavour, Sources};
use super::marked::Marked;
use super::rules;
use super::trial::{self, End, Trial};
use crate::Workspace;
use crate::press::{Fault, Place};

/// How many tests an exercise has.
const TESTS: std::ops::RangeInclusive<usize> = 3..=6;

/// How the proof is made.
#[derive(Debug, Clone)]
pub struct Manner {
    /// How long the tests of an exercise may take with its solution, and with its stub.
    pub solution: Duration,
    /// How long with a mutant, which may never end; one that is stopped counts as found out.
    pub mutant: Duration,
    /// Whether to show what the tests say of the stub and of every mutant.
    pub verbose: bool,
}

impl Default for Manner {
    fn default() -> Self {
        Self { solution: Duration::from_secs(30), mutant: Duration::from_secs(15), verbose: false }
    }
}

/// Proves the homework of the chapters that are named, all where none is.
///
/// # Errors
/// With every fault of every exercise, or what stopped the proof itself.
pub fn run(workspace: &Workspace, names: &[String], manner: &Manner) -> Result<()> {
    let start = Instant::now();
    let chapters = Chapter::chosen(Chapter::all(workspace)?, names)?;
    let mut check = Check { workspace, manner, faults: Vec::new(), exercises: 0, mutants: 0 };
    let readable = check.read(&chapters)?;
    if !readable.is_empty() {
        check.prove(&readable)?;
    }
    check.conclude(chapters.len(), start.elapsed())
}

type Readable<'a> = (&'a Chapter, Sources);

struct Check<'a> {
    workspace: &'a Workspace,
    manner: &'a Manner,
    faults: Vec<Fault>,
    exercises: usize,
    mutants: usize,
}

impl Check<'_> {
    /// The chapters whose sources are well marked, with these.
    fn read<'c>(&mut self, chapters: &'c [Chapter]) -> Result<Vec<Readable<'c>>> {
        let mut readable = Vec::new();
        for chapter in chapters {
            self.faults.extend(rules::faults_of_list(chapter));
            let mut sources = Sources::new();
            for exercise in &chapter.exercises {
                match chapter.source(exercise)? {
                    Ok(source) => sources.push(source),
                    Err(fault) => self.faults.push(fault),
                }
            }
            self.faults.extend(sources.iter().flat_map(rules::faults_of_source));
            if sources.len() == chapter.exercises.len() {
                readable.push((chapter, sources));
            } else {
                println!("{}: not built, for its marks are wrong", chapter.name);
            }
        }
        Ok(readable)
    }

    /// Builds the two workspaces and tries every exercise.
    fn prove(&mut self, chapters: &[Readable]) -> Result<()> {
        let stubs = self.build(chapters, Flavour::Stubs)?;
        let variants = self.build(chapters, Flavour::Variants)?;
        for (chapter, sources) in chapters {
            let (Some(stubs), Some(variants)) =
                (stubs.programs.get(&chapter.name), variants.programs.get(&chapter.name))
            else {
                println!("{}: not tried, for it does not compile", chapter.name);
                continue;
            };
            for (exercise, source) in chapter.exercises.iter().zip(sources) {
                self.exercise(chapter, exercise, source, stubs, variants)?;
            }
        }
        Ok(())
    }

    fn build(&mut self, chapters: &[Readable], flavour: Flavour) -> Result<Built> {
        let start = Instant::now();
        let target = self.workspace.root().join("target/homework");
        let name = match flavour {
            Flavour::Stubs => "stubs",
            Flavour::Variants => "variants",
        };
        let folder = target.join(name);
        let members: Vec<&Chapter> = chapters.iter().map(|(chapter, _)| *chapter).collect();
        let mut tree = generate::root(self.workspace, &members, flavour)?;
        for (chapter, sources) in chapters {
            tree.extend(generate::package(chapter, sources, flavour)?);
        }
        generate::write(&folder, &tree)?;
        let packages: Vec<&str> = members.iter().map(|chapter| chapter.package.as_str()).collect();
        let built = build::build(&folder, &target.join("build"), &packages)?;
        for (package, complaints) in &built.complaints {
            let place = Place::file(format!("homework/{package}"));
            let message = format!("as {name}, the compiler complains:\n{}", complaints.join("\n"));
            self.faults.push(Fault { place, message });
        }
        println!("built {name} in {:.1} s", start.elapsed().as_secs_f64());
        Ok(built)
    }

    fn exercise(
        &mut self,
        chapter: &Chapter,
        exercise: &Exercise,
        source: &Marked,
        stubs: &Path,
        variants: &Path,
    ) -> Result<()> {
        let solution = trial::run(variants, &exercise.name, 0, self.manner.solution)?;
        let stub = trial::run(stubs, &exercise.name, 0, self.manner.solution)?;
        self.judge_solution(source, &solution);
        self.judge_stub(exercise, source, &stub);
        self.show("the stub", &stub);
        let mut caught = 0;
        for (mutant, number) in source.mutants().zip(1..) {
            let trial = trial::run(variants, &exercise.name, number, self.manner.mutant)?;
            self.show(&format!("`{}`", mutant.name), &trial);
            if trial.end == End::Good {
                let message = format!("the mutant `{}` passes every test", mutant.name);
                self.faults.push(Fault { place: Place::line(&source.file, mutant.line), message });
            } else {
                caught += 1;
            }
        }
        self.exercises += 1;
        self.mutants += caught;
        println!(
            "{} {}: {} tests in {} ms, {} fail with the stub, {caught} of {} mutants found out",
            chapter.number(),
            exercise.name,
            solution.passed.len(),
            solution.duration.as_millis(),
            stub.failed.len(),
            source.mutants().count(),
        );
        Ok(())
    }

    /// Which tests fail, and what each says first.
    fn show(&self, what: &str, trial: &Trial) {
        if !self.manner.verbose {
            return;
        }
        let end = if trial.end == End::Stopped { ", stopped" } else { "" };
        println!("  {what}: {} failed{end}", trial.failed.len());
        trial.messages().iter().for_each(|(test, message)| println!("    {test}: {message}"));
    }

    fn judge_solution(&mut self, source: &Marked, trial: &Trial) {
        let mut say = |message| self.faults.push(Fault { place: Place::file(&source.file), message });
        match trial.end {
            End::Stopped => say(format!("the solution did not finish its tests in {:?}", trial.duration)),
            End::Bad => say(format!("the solution fails its tests:\n{}", trial.output.trim())),
            End::Good if !TESTS.contains(&trial.passed.len()) => {
                say(format!("{} tests, not {} to {}", trial.passed.len(), TESTS.start(), TESTS.end()));
            }
            End::Good => {}
        }
    }

    /// A test that expects just any panic is content with `todo!`: points for nothing.
    fn judge_stub(&mut self, exercise: &Exercise, source: &Marked, trial: &Trial) {
        let mut say = |message| self.faults.push(Fault { place: Place::file(&source.file), message });
        if trial.end == End::Good {
            say("the stub passes every test".into());
        }
        for test in trial.panicked.iter().filter(|_| exercise.kind != Kind::Bug) {
            say(format!(
                "the test `{test}` passes with the stub: say which panic it expects, `expected = \"…\"`"
            ));
        }
    }

    fn conclude(mut self, chapters: usize, duration: Duration) -> Result<()> {
        let (exercises, mutants) = (self.exercises, self.mutants);
        println!(
            "{exercises} exercises of {chapters} chapters, {mutants} mutants found out, {:.0} s",
            duration.as_secs_f64()
        );
        self.faults.sort();
        if !self.faults.is_empty() {
            let lines: Vec<String> = self.faults.iter().map(ToString::to_string).collect();
            let plural = if lines.len() == 1 { "" } else { "s" };
            bail!("the homework has {} fault{plural}:\n{}", lines.len(), lines.join("\n"));
        }
        Ok(())
    }
}

//! A grading from beginning to end.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::GradeError;
use crate::attempt::Runner;
use crate::compile::{Build, Builder};
use crate::handed_out::{self, Chapter, Exercise};
use crate::outcomes::{Outcomes, Sources};
use crate::process::Limits;
use crate::report::{ChapterReport, ExerciseReport, Outcome, Report};
use crate::submission::{Found, Submission};
use crate::{tests_of, workspace};

/// What to grade, and how.
#[derive(Debug, Clone)]
pub struct Request {
    /// The pristine workspace.
    pub handed_out: PathBuf,
    /// The submission.
    pub submission: PathBuf,
    /// Where to build; kept from one grading to the next.
    pub work: PathBuf,
    /// These chapters; without any, those of which the submission holds an exercise.
    pub chapters: Vec<String>,
    /// What a test may use.
    pub test: Limits,
    /// What the build of a submission may use.
    pub build: Limits,
    /// What the first build, of what was handed out, may use.
    pub first_build: Limits,
    /// Hints by exercise.
    pub hints: BTreeMap<String, String>,
    /// Whether to say on standard error what is being done.
    pub progress: bool,
}

/// Grades a submission.
///
/// # Errors
/// If the grading itself fails: the pristine workspace is broken, there is no cargo, nothing was submitted. A bad submission is graded.
pub fn grade(request: &Request) -> Result<Report, GradeError> {
    let started = Instant::now();
    let submission = Submission::open(&request.submission)?;
    let chapters = chapters(request, &submission)?;
    let place = Place::prepare(request)?;
    let chapters =
        chapters.iter().map(|chapter| place.grade(chapter, &submission)).collect::<Result<_, _>>()?;
    Ok(Report { chapters, seconds: started.elapsed().as_secs_f64() })
}

/// The chapters that were asked for, or else those that were handed in.
fn chapters(request: &Request, submission: &Submission) -> Result<Vec<Chapter>, GradeError> {
    let mut chapters = handed_out::read(&request.handed_out, &request.chapters)?;
    if request.chapters.is_empty() {
        let example = chapters.first().and_then(|chapter| chapter.exercises.first()).map(Exercise::file);
        chapters.retain(|chapter| {
            chapter.exercises.iter().any(|exercise| submission.find(chapter, exercise) != Found::Missing)
        });
        if chapters.is_empty() {
            let (path, expected) = (request.submission.clone(), example.unwrap_or_default());
            return Err(GradeError::NothingSubmitted { path, expected });
        }
    }
    Ok(chapters)
}

/// Where one grading at a time takes place.
struct Place<'a> {
    request: &'a Request,
    copy: PathBuf,
    target: PathBuf,
    fingerprint: String,
    receipts: PathBuf,
    builder: Builder,
    _lock: File,
}

impl<'a> Place<'a> {
    fn prepare(request: &'a Request) -> Result<Self, GradeError> {
        let work = &request.work;
        let receipts = work.join("receipts");
        fs::create_dir_all(&receipts).map_err(GradeError::files(&receipts, "make the folder"))?;
        let work = &work.canonicalize().map_err(GradeError::files(work, "open it"))?;
        let lock = work.join("lock");
        let lock = File::create(&lock)
            .and_then(|file| file.lock().map(|()| file))
            .map_err(GradeError::files(&lock, "lock it"))?;
        let copy = work.join("workspace");
        workspace::lay(&request.handed_out, &copy, &[])?;
        let target = work.join("build");
        let builder = Builder::new(&copy, &target, request.first_build)?;
        let fingerprint = workspace::fingerprint(&request.handed_out)?.to_string();
        Ok(Self { request, copy, target, fingerprint, receipts: work.join("receipts"), builder, _lock: lock })
    }

    fn say(&self, words: &str) {
        if self.request.progress {
            eprintln!("{words}");
        }
    }

    fn grade(&self, chapter: &Chapter, submission: &Submission) -> Result<ChapterReport, GradeError> {
        self.build_stubs(chapter)?;
        let mut outcomes = Outcomes::inspect(chapter, submission);
        self.say(&format!("{}: building {} exercises", chapter.name, outcomes.sources.len()));
        let binary = self.settle(chapter, &mut outcomes)?;
        if let Some(binary) = binary {
            self.test(chapter, binary, &mut outcomes)?;
        }
        let exercises =
            chapter.exercises.iter().map(|exercise| self.report(chapter, exercise, &mut outcomes)).collect();
        let notes = submission.ignored(&self.request.handed_out, chapter);
        Ok(ChapterReport { name: chapter.name.clone(), exercises, notes })
    }

    /// Lays these sources over the copy and builds the chapter.
    fn build(&self, chapter: &Chapter, sources: &Sources, limits: Limits) -> Result<Build, GradeError> {
        let folder = Path::new("homework").join(&chapter.name);
        let mut replaced = Vec::new();
        for exercise in &chapter.exercises {
            let tests = Path::new("tests/exercises").join(exercise.file());
            let path = chapter.folder.join(&tests);
            let text = fs::read_to_string(&path).map_err(GradeError::files(&path, "read it"))?;
            replaced.push((folder.join(tests), tests_of::with_receipts(&text, &exercise.tests)));
            if let Some(source) = sources.get(&exercise.name) {
                replaced.push((folder.join("src").join(exercise.file()), source.clone()));
            }
        }
        workspace::lay(&self.request.handed_out, &self.copy, &replaced)?;
        self.builder.build(&chapter.package, limits)
    }

    /// Builds what was handed out, once: it has to build, and the chapters that it needs are then there.
    fn build_stubs(&self, chapter: &Chapter) -> Result<(), GradeError> {
        let stamp = self.target.join(format!("{}.handed-out", chapter.name));
        if fs::read_to_string(&stamp).is_ok_and(|found| found == self.fingerprint) {
            return Ok(());
        }
        self.say(&format!("{}: building what was handed out", chapter.name));
        let build = self.build(chapter, &Sources::new(), self.request.first_build)?;
        if build.binary.is_none() {
            let found = if build.stopped { "a build without an end".to_owned() } else { build.complaint() };
            return Err(GradeError::Stubs { path: chapter.folder.clone(), found });
        }
        fs::write(&stamp, &self.fingerprint).map_err(GradeError::files(&stamp, "write it"))
    }

    /// Builds the sources together, taking out those that do not build, until the rest does.
    fn settle(&self, chapter: &Chapter, outcomes: &mut Outcomes) -> Result<Option<PathBuf>, GradeError> {
        while !outcomes.sources.is_empty() {
            let build = self.build(chapter, &outcomes.sources, self.request.build)?;
            if build.binary.is_some() {
                return Ok(build.binary);
            }
            if !outcomes.take_out_blamed(&build) {
                self.settle_alone(chapter, outcomes, &build)?;
            }
        }
        Ok(None)
    }

    /// Builds each source with stubs beside it, where together they fail and the compiler names nobody, or never ends.
    fn settle_alone(
        &self,
        chapter: &Chapter,
        outcomes: &mut Outcomes,
        together: &Build,
    ) -> Result<(), GradeError> {
        let before = outcomes.sources.len();
        for (name, source) in outcomes.sources.clone() {
            self.say(&format!("{}: building {name} alone", chapter.name));
            let alone = Sources::from([(name.clone(), source)]);
            let build = self.build(chapter, &alone, self.request.build)?;
            if build.binary.is_none() {
                outcomes.take_out(&name, self.why_not(&build));
            }
        }
        if outcomes.sources.len() == before {
            for name in outcomes.sources.clone().keys() {
                outcomes.take_out(name, self.why_not(together));
            }
        }
        Ok(())
    }

    fn why_not(&self, build: &Build) -> String {
        if build.stopped {
            let seconds = self.request.build.time.as_secs();
            return format!(
                "the compiler was stopped after {seconds} s: does a constant or a type never end?"
            );
        }
        build.complaint()
    }

    fn test(&self, chapter: &Chapter, binary: PathBuf, outcomes: &mut Outcomes) -> Result<(), GradeError> {
        let folder = self.copy.join("homework").join(&chapter.name);
        let runner = Runner { binary, folder, receipts: self.receipts.clone(), limits: self.request.test };
        for exercise in &chapter.exercises {
            if !outcomes.sources.contains_key(&exercise.name) {
                continue;
            }
            self.say(&format!("{}: testing {}", chapter.name, exercise.name));
            let attempts = exercise.tests.iter().map(|test| runner.attempt(&exercise.name, test));
            let attempts = attempts.collect::<Result<_, _>>()?;
            outcomes.tested(&exercise.name, attempts);
        }
        Ok(())
    }

    fn report(&self, chapter: &Chapter, exercise: &Exercise, outcomes: &mut Outcomes) -> ExerciseReport {
        ExerciseReport {
            name: exercise.name.clone(),
            number: exercise.number(),
            title: exercise.title.clone(),
            points: exercise.points,
            outcome: outcomes.known.remove(&exercise.name).unwrap_or(Outcome::Missing),
            hint: self.request.hints.get(&exercise.name).cloned(),
            page: format!("{}/homework.html#{}", chapter.name, exercise.name),
        }
    }
}

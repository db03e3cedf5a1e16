//! What a grading found.

/// What was graded.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The chapters, in order.
    pub chapters: Vec<ChapterReport>,
    /// How long it took.
    pub seconds: f64,
}

/// One chapter.
#[derive(Debug, Clone)]
pub struct ChapterReport {
    /// The folder's name: `02-activations`.
    pub name: String,
    /// The exercises, easiest first.
    pub exercises: Vec<ExerciseReport>,
    /// What else was noticed, such as changed tests, which were not used.
    pub notes: Vec<String>,
}

/// One exercise.
#[derive(Debug, Clone)]
pub struct ExerciseReport {
    /// The file without its ending: `ex02_1_softplus`.
    pub name: String,
    /// `2.1`.
    pub number: String,
    /// What people call it.
    pub title: String,
    /// What it is worth.
    pub points: u32,
    /// What became of it.
    pub outcome: Outcome,
    /// What a friendly teacher would say.
    pub hint: Option<String>,
    /// Where the book explains it.
    pub page: String,
}

/// What became of an exercise.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// There is no file.
    Missing,
    /// The file is the handed-out one.
    Untouched,
    /// The file is not compiled; the reasons.
    Refused(Vec<String>),
    /// The compiler's words.
    NotCompiled(String),
    /// Each of its tests was run.
    Tested(Vec<Attempt>),
}

/// One run of one test.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// The test's name.
    pub name: String,
    /// How long it took.
    pub seconds: f64,
    /// What came of it.
    pub verdict: Verdict,
}

/// What came of a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It reached its end, and gave a receipt.
    Passed,
    /// Why it did not.
    Failed(String),
}

impl Report {
    /// The points earned.
    pub fn score(&self) -> f64 {
        self.exercises().map(ExerciseReport::score).sum()
    }

    /// The points that could be earned.
    pub fn max_score(&self) -> u32 {
        self.exercises().map(|exercise| exercise.points).sum()
    }

    /// Every exercise of every chapter.
    pub fn exercises(&self) -> impl Iterator<Item = &ExerciseReport> {
        self.chapters.iter().flat_map(|chapter| &chapter.exercises)
    }
}

impl ExerciseReport {
    /// The points earned, to the hundredth: tests share an exercise's worth equally.
    pub fn score(&self) -> f64 {
        let Outcome::Tested(attempts) = &self.outcome else { return 0.0 };
        let share = passed(attempts) as f64 / attempts.len().max(1) as f64;
        (f64::from(self.points) * share * 100.0).round() / 100.0
    }

    /// Whether every test passed.
    pub fn is_solved(&self) -> bool {
        matches!(&self.outcome, Outcome::Tested(attempts) if passed(attempts) == attempts.len())
    }

    /// The time that its tests took.
    pub fn seconds(&self) -> f64 {
        match &self.outcome {
            Outcome::Tested(attempts) => attempts.iter().map(|attempt| attempt.seconds).sum(),
            _ => 0.0,
        }
    }

    /// What to tell the student, in lines; nothing but praise where all is well.
    pub fn words(&self) -> Vec<String> {
        match &self.outcome {
            Outcome::Missing => vec![format!("not handed in: there is no {}.rs", self.name)],
            Outcome::Untouched => vec!["not started yet".to_owned()],
            Outcome::Refused(reasons) => lines("it was not compiled, because:", reasons),
            Outcome::NotCompiled(errors) => std::iter::once("it does not compile:".to_owned())
                .chain(errors.lines().map(Into::into))
                .collect(),
            Outcome::Tested(attempts) => tested(attempts),
        }
    }

    /// The hint and the page for whoever is not done.
    pub fn advice(&self) -> Vec<String> {
        if self.is_solved() {
            return Vec::new();
        }
        let hint = self.hint.iter().map(|hint| format!("hint: {}", hint.trim()));
        hint.chain([format!("in the book: {}", self.page)]).collect()
    }
}

fn passed(attempts: &[Attempt]) -> usize {
    attempts.iter().filter(|attempt| attempt.verdict == Verdict::Passed).count()
}

fn lines(title: &str, reasons: &[String]) -> Vec<String> {
    let shown = reasons.iter().take(5).map(|reason| format!("  {reason}"));
    let more = reasons.len().saturating_sub(5);
    let rest = (more > 0).then(|| format!("  and {more} more"));
    std::iter::once(title.to_owned()).chain(shown).chain(rest).collect()
}

/// How many passed, and the first that did not, with its words.
fn tested(attempts: &[Attempt]) -> Vec<String> {
    let mut words = vec![format!("{} of {} tests passed", passed(attempts), attempts.len())];
    for attempt in attempts {
        if let Verdict::Failed(said) = &attempt.verdict {
            words.push(format!("{}:", attempt.name));
            words.extend(said.lines().map(|line| format!("  {line}")));
            break;
        }
    }
    words
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Attempt, ChapterReport, ExerciseReport, Outcome, Report, Verdict};

    fn attempt(name: &str, verdict: Verdict) -> Attempt {
        Attempt { name: name.into(), seconds: 0.25, verdict }
    }

    fn exercise(number: u32, points: u32, outcome: Outcome, hint: Option<&str>) -> ExerciseReport {
        ExerciseReport {
            name: format!("ex02_{number}_x"),
            number: format!("2.{number}"),
            title: format!("Title {number}"),
            points,
            outcome,
            hint: hint.map(Into::into),
            page: format!("02-activations/homework.html#ex02_{number}_x"),
        }
    }

    /// One exercise of each outcome, worth 15 points together, of which 3.33 are earned.
    pub(crate) fn example() -> Report {
        let failed = Verdict::Failed("expected 0.25,\ngot 0.5".into());
        let half = vec![
            attempt("a", Verdict::Passed),
            attempt("b", failed),
            attempt("c", Verdict::Failed("x".into())),
        ];
        let exercises = vec![
            exercise(1, 2, Outcome::Tested(vec![attempt("a", Verdict::Passed)]), Some("unused")),
            exercise(2, 4, Outcome::Tested(half), Some(" divide by the batch size ")),
            exercise(3, 3, Outcome::NotCompiled("error[E0308]: mismatched types".into()), None),
            exercise(4, 3, Outcome::Refused(vec!["line 3: `fs` is not allowed".into()]), None),
            exercise(5, 2, Outcome::Untouched, None),
            exercise(6, 1, Outcome::Missing, None),
        ];
        let notes = vec!["src/lib.rs was changed; the handed-out one was used instead".into()];
        let chapter = ChapterReport { name: "02-activations".into(), exercises, notes };
        Report { chapters: vec![chapter], seconds: 1.5 }
    }

    #[test]
    fn tests_share_the_worth_of_an_exercise() {
        let report = example();
        let scores: Vec<f64> = report.exercises().map(ExerciseReport::score).collect();
        assert_eq!(scores, [2.0, 1.33, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!((report.score(), report.max_score()), (3.33, 15));
    }

    #[test]
    fn the_first_failing_test_speaks() {
        let report = example();
        let words = report.chapters[0].exercises[1].words();
        assert_eq!(words, ["1 of 3 tests passed", "b:", "  expected 0.25,", "  got 0.5"]);
        assert_eq!(report.chapters[0].exercises[1].advice()[0], "hint: divide by the batch size");
        assert!(report.chapters[0].exercises[0].advice().is_empty());
    }
}

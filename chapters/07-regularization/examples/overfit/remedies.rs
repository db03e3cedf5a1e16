//! The same images, the same start, with a remedy or without.

use datasets::TrainTest;
use experiment::{Failure, Flags, Report};
use regularization::{Patience, best_epoch, stops_after};

use crate::Setting;
use crate::rules;
use crate::task::{Measured, Remedy, Task, UNITS, course, spread};

/// Epochs without a new best that are borne.
pub const PATIENCE: usize = 20;

fn remedies_tried() -> [Remedy; 5] {
    let nothing = Remedy::nothing();
    [
        nothing.clone(),
        Remedy { name: "few units", hidden: vec![UNITS / 8], ..nothing.clone() },
        Remedy { name: "penalty", lambda: 0.01, ..nothing.clone() },
        Remedy { name: "augmented", is_augmented: true, ..nothing.clone() },
        Remedy { name: "both", lambda: 0.01, is_augmented: true, ..nothing },
    ]
}

/// Trains with each remedy, `runs` times.
pub fn remedies(
    data: &TrainTest,
    setting: Setting,
    flags: &Flags,
    report: &mut Report,
) -> Result<(), Failure> {
    let wrong = setting.images * setting.wrong / 100;
    println!(
        "{} images, {wrong} of them mislabelled, {} runs",
        setting.images, setting.runs
    );
    println!("              validation loss        wrong on the test");
    println!("              lowest   at the end    at the end   stopped");
    let mut unremedied = Vec::new();
    let tried = remedies_tried();
    let progress = report.progress(tried.len() * setting.runs, "runs");
    for remedy in tried {
        let mut runs = Vec::new();
        for run in 0..setting.runs {
            let task = Task::draw(data, setting, flags.seed.wrapping_add(run as u64));
            runs.push(course(&task, &remedy, setting.epochs, 1)?);
            progress.inc(1);
        }
        let outcomes: Vec<Outcome> =
            runs.iter().map(|run| Outcome::of(run)).collect();
        show(remedy.name, &outcomes);
        if flags.json {
            figures(remedy.name, &outcomes, report);
            curve(remedy.name, &runs[0], report);
        }
        if remedy.name == "nothing" {
            unremedied = runs;
        }
    }
    rules::show(&unremedied, flags, report);
    println!();
    Ok(())
}

/// What a run came to.
struct Outcome {
    lowest_loss: f64,
    lowest_epoch: usize,
    last: Measured,
    /// Of the network that early stopping kept.
    stopped_error: f64,
    stopped_epoch: usize,
}

impl Outcome {
    fn of(run: &[Measured]) -> Self {
        let losses: Vec<f64> =
            run.iter().map(|epoch| epoch.validation_loss).collect();
        let lowest = best_epoch(&losses);
        let rule = Patience { epochs: PATIENCE, min_improvement: 0.0 };
        let stopped = stops_after(&rule, &losses).unwrap_or(losses.len() - 1);
        let kept = best_epoch(&losses[..=stopped]);
        Self {
            lowest_loss: losses[lowest],
            lowest_epoch: lowest + 1,
            last: run[run.len() - 1],
            stopped_error: run[kept].test_error,
            stopped_epoch: stopped + 1,
        }
    }

    /// How far the loss has risen from its lowest.
    fn turn(&self) -> f64 {
        self.last.validation_loss / self.lowest_loss
    }
}

fn column(outcomes: &[Outcome], of: impl Fn(&Outcome) -> f64) -> [f64; 3] {
    spread(&outcomes.iter().map(of).collect::<Vec<_>>())
}

fn show(name: &str, outcomes: &[Outcome]) {
    let [lowest, ..] = column(outcomes, |outcome| outcome.lowest_loss);
    let [last, ..] = column(outcomes, |outcome| outcome.last.validation_loss);
    let [end, ..] = column(outcomes, |outcome| outcome.last.test_error);
    let [stopped, ..] = column(outcomes, |outcome| outcome.stopped_error);
    println!(
        "{name:<10}{lowest:>10.2}{last:>13.2}{:>12.1} %{:>8.1} %",
        100.0 * end,
        100.0 * stopped
    );
}

/// A number of an outcome.
type Of = fn(&Outcome) -> f64;

fn figures(name: &str, outcomes: &[Outcome], report: &mut Report) {
    let key = name.replace(' ', "_");
    let columns: [(&str, Of); 8] = [
        ("lowest_loss", |outcome| outcome.lowest_loss),
        ("lowest_epoch", |outcome| outcome.lowest_epoch as f64),
        ("last_loss", |outcome| outcome.last.validation_loss),
        ("last_training_loss", |outcome| outcome.last.training_loss),
        ("turn", Outcome::turn),
        ("last_error", |outcome| outcome.last.test_error),
        ("stopped_error", |outcome| outcome.stopped_error),
        ("stopped_epoch", |outcome| outcome.stopped_epoch as f64),
    ];
    for (what, of) in columns {
        let [mean, lowest, highest] = column(outcomes, of);
        report.figure(&format!("{key}_{what}"), mean);
        if ["turn", "last_error", "stopped_error"].contains(&what) {
            report.figure(&format!("{key}_{what}_least"), lowest);
            report.figure(&format!("{key}_{what}_most"), highest);
        }
    }
}

/// The first run for the figures of the book: every epoch at first, every tenth later.
fn curve(name: &str, run: &[Measured], report: &mut Report) {
    let key = name.replace(' ', "_");
    for (epoch, measured) in (1..).zip(run) {
        if epoch <= 40 || epoch % 10 == 0 {
            let mut point = |what: &str, value| {
                report.figure(&format!("curve_{key}_{what}_{epoch}"), round(value));
            };
            point("validation", measured.validation_loss);
            if name == "nothing" {
                point("training", measured.training_loss);
                point("error", measured.validation_error);
            }
        }
    }
}

/// Four digits are enough to draw.
fn round(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

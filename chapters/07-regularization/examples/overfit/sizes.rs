//! Networks of other sizes.

use datasets::TrainTest;
use experiment::{Failure, Flags, Report};
use regularization::{best_epoch, parameters_of};

use crate::Setting;
use crate::task::{Remedy, Task, UNITS, course, spread};

/// Trains networks of every size without any other remedy.
pub fn sizes(
    data: &TrainTest,
    setting: Setting,
    flags: &Flags,
    report: &mut Report,
) -> Result<(), Failure> {
    let hidden: [&[usize]; 9] =
        [&[], &[4], &[8], &[16], &[32], &[UNITS], &[512], &[UNITS; 2], &[UNITS; 3]];
    println!("                          loss      wrong on validation");
    println!("hidden       parameters   training  at the best  at the end");
    let progress = report.progress(hidden.len() * setting.runs, "runs");
    for units in hidden {
        let (mut training, mut best, mut last) = (Vec::new(), Vec::new(), Vec::new());
        for run in 0..setting.runs {
            let task = Task::draw(data, setting, flags.seed.wrapping_add(run as u64));
            let remedy = Remedy { hidden: units.to_vec(), ..Remedy::nothing() };
            let course = course(&task, &remedy, setting.epochs, 1)?;
            let losses: Vec<f64> =
                course.iter().map(|epoch| epoch.validation_loss).collect();
            let end = course[course.len() - 1];
            training.push(end.training_loss);
            best.push(course[best_epoch(&losses)].validation_error);
            last.push(end.validation_error);
            progress.inc(1);
        }
        let parameters = parameters(data, units);
        let ([training, ..], best, last) =
            (spread(&training), spread(&best), spread(&last));
        println!(
            "{:<12}{parameters:>11}{training:>11.3}{:>11.1} %{:>10.1} %",
            name(units),
            100.0 * best[0],
            100.0 * last[0]
        );
        if flags.json {
            let key = format!("units_{}", name(units));
            report.count(&format!("{key}_parameters"), parameters);
            report.figure(&format!("{key}_training_loss"), training);
            for (what, [mean, least, most]) in [("best", best), ("last", last)] {
                report.figure(&format!("{key}_{what}_error"), mean);
                report.figure(&format!("{key}_{what}_error_least"), least);
                report.figure(&format!("{key}_{what}_error_most"), most);
            }
        }
    }
    println!();
    Ok(())
}

fn name(units: &[usize]) -> String {
    match units {
        [] => "none".into(),
        [units] => units.to_string(),
        [first, ..] => format!("{}x{first}", units.len()),
    }
}

fn parameters(data: &TrainTest, units: &[usize]) -> usize {
    let widths = [&[data.train.features()], units, &[data.train.classes()]].concat();
    parameters_of(&widths)
}

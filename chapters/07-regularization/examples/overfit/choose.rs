//! λ, chosen by cross-validation.

use backprop::TrainError;
use chacha20::ChaCha8Rng;
use datasets::TrainTest;
use experiment::{Failure, Flags, Report};
use gradient_descent::split::{Fold, k_fold};
use rand::SeedableRng;
use regularization::cross_validate;

use crate::Setting;
use crate::task::{Measured, Remedy, Task, course};

/// From the strongest to none: the simplest candidate first.
const LAMBDAS: [f64; 8] = [0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0];
const FOLDS: usize = 5;

/// Five folds of the training images choose; the validation images, which took no part, tell how well.
pub fn choose_lambda(
    data: &TrainTest,
    setting: Setting,
    flags: &Flags,
    report: &mut Report,
) -> Result<(), Failure> {
    if setting.images < FOLDS {
        return Err(
            format!("--images must be {FOLDS} or more, one for each fold").into()
        );
    }
    let task = Task::draw(data, setting, flags.seed);
    let mut rng = ChaCha8Rng::seed_from_u64(flags.seed);
    let folds = k_fold(setting.images, FOLDS, &mut rng);
    let progress = report.progress(LAMBDAS.len() * FOLDS, "trainings");
    let mut failure = None;
    let choice = cross_validate(&LAMBDAS, &folds, |&lambda, fold| {
        progress.inc(1);
        let measured = last(&of_fold(&task, fold), lambda, setting.epochs);
        measured.map_or_else(
            |error| {
                failure = Some(error);
                f64::NAN
            },
            |measured| measured.validation_loss,
        )
    });
    if let Some(error) = failure {
        return Err(error.into());
    }
    println!("lambda     loss on the folds       then wrong on images");
    println!("           mean    +- error        kept back");
    let (means, errors) = (choice.means(), choice.standard_errors());
    let (best, simplest) = (choice.best(), choice.first_within_a_standard_error());
    for (index, &lambda) in LAMBDAS.iter().enumerate() {
        let wrong = last(&task, lambda, setting.epochs)?.validation_error;
        let note = match index {
            index if index == best => "  lowest",
            index if index == simplest => "  simplest as good",
            _ => "",
        };
        let (mean, error) = (means[index], errors[index]);
        println!(
            "{lambda:<8}{mean:>7.3}{error:>12.3}{:>15.1} %{note}",
            100.0 * wrong
        );
        if flags.json {
            report.figure(&format!("loss_{index}"), mean);
            report.figure(&format!("standard_error_{index}"), error);
            report.figure(&format!("error_{index}"), wrong);
        }
    }
    println!();
    if flags.json {
        report.figure("best_lambda", LAMBDAS[best]);
        report.figure("simplest_lambda", LAMBDAS[simplest]);
    }
    Ok(())
}

/// One fold's part validates in place of the validation images.
fn of_fold(task: &Task, fold: &Fold) -> Task {
    Task {
        training: task.training.select(&fold.train),
        validation: task.training.select(&fold.validation),
        test: task.test.clone(),
        ..*task
    }
}

fn last(task: &Task, lambda: f64, epochs: usize) -> Result<Measured, TrainError> {
    Ok(course(task, &Remedy { lambda, ..Remedy::nothing() }, epochs, epochs)?[0])
}

//! A learning curve: errors against the number of images.

use backprop::TrainError;
use chacha20::ChaCha8Rng;
use datasets::TrainTest;
use experiment::{Failure, Flags, Report};
use gradient_descent::split::shuffled;
use rand::SeedableRng;
use regularization::{Errors, Learnt, learning_curve};

use crate::Setting;
use crate::task::{Remedy, Task, course, spread};

/// How many images to learn from, as many as there are.
const SIZES: [usize; 9] = [50, 100, 200, 400, 800, 1600, 3200, 6400, 12800];

/// Trains on more and more images. Every set holds the one before it, and all make equally many steps.
pub fn more_images(
    data: &TrainTest,
    setting: Setting,
    flags: &Flags,
    report: &mut Report,
) -> Result<(), Failure> {
    let most = data.train.len() - setting.validation;
    let sizes: Vec<usize> = SIZES.into_iter().filter(|&size| size <= most).collect();
    if sizes.is_empty() {
        return Err(format!("--validation leaves {most} images to learn from").into());
    }
    println!("           wrong answers, {} in 100 labels wrong", setting.wrong);
    println!("images     in training   on validation     apart");
    let progress = report.progress(setting.runs, "runs");
    let mut runs = Vec::new();
    for run in 0..setting.runs {
        let seed = flags.seed.wrapping_add(run as u64);
        runs.push(curve(data, setting, &sizes, seed)?);
        progress.inc(1);
    }
    for (index, images) in sizes.into_iter().enumerate() {
        let column = |of: fn(&Errors) -> f64| {
            spread(&runs.iter().map(|run| of(&run[index].errors)).collect::<Vec<_>>())
        };
        let training = column(|errors| errors.training);
        let validation = column(|errors| errors.validation);
        let apart = validation[0] - training[0];
        let [shown, also, apart] =
            [training[0], validation[0], apart].map(|share| 100.0 * share);
        println!("{images:>6}{shown:>14.1} %{also:>14.1} %{apart:>10.1} %");
        if flags.json {
            for (what, [mean, least, most]) in
                [("training", training), ("validation", validation)]
            {
                report.figure(&format!("{what}_error_{images}"), mean);
                report.figure(&format!("{what}_error_{images}_least"), least);
                report.figure(&format!("{what}_error_{images}_most"), most);
            }
        }
    }
    println!();
    Ok(())
}

/// One run: the images to validate by are drawn once, for all sizes.
fn curve(
    data: &TrainTest,
    setting: Setting,
    sizes: &[usize],
    seed: u64,
) -> Result<Vec<Learnt>, TrainError> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let order = shuffled(data.train.len(), &mut rng);
    let (validation, rest) = order.split_at(setting.validation);
    let mut failure = None;
    let curve = learning_curve(rest.len(), sizes, &mut rng, |examples| {
        let training: Vec<usize> =
            examples.iter().map(|&image| rest[image]).collect();
        let mut labels = ChaCha8Rng::seed_from_u64(seed);
        let task =
            Task::of(data, &training, validation, setting.wrong, &mut labels, seed);
        errors(&task, setting).unwrap_or_else(|error| {
            failure = Some(error);
            Errors { training: f64::NAN, validation: f64::NAN }
        })
    });
    failure.map_or(Ok(curve), Err)
}

/// As many epochs as make the steps that `epochs` of 200 images would.
fn errors(task: &Task, setting: Setting) -> Result<Errors, TrainError> {
    let epochs =
        (setting.epochs.saturating_mul(200) / task.training.targets.len()).max(1);
    let measured = course(task, &Remedy::nothing(), epochs, epochs)?[0];
    Ok(Errors {
        training: measured.training_error,
        validation: measured.validation_error,
    })
}

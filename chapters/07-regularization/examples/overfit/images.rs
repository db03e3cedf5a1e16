//! A learning curve: errors against the number of images.

use backprop::TrainError;
use datasets::TrainTest;
use experiment::{Failure, Flags, Report};

use crate::Setting;
use crate::task::{Measured, Remedy, Task, course, spread};

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
    println!("           wrong answers, {} in 100 labels wrong", setting.wrong);
    println!("images     in training   on validation     apart");
    let progress = report.progress(sizes.len() * setting.runs, "runs");
    for &images in &sizes {
        let mut runs: Vec<Measured> = Vec::new();
        for run in 0..setting.runs {
            runs.push(trained(
                data,
                Setting { images, ..setting },
                flags.seed + run as u64,
            )?);
            progress.inc(1);
        }
        let column = |of: fn(&Measured) -> f64| {
            spread(&runs.iter().map(of).collect::<Vec<_>>())
        };
        let training = column(|run| run.training_error);
        let validation = column(|run| run.validation_error);
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

/// As many epochs as make the steps that `epochs` of 200 images would.
fn trained(
    data: &TrainTest,
    setting: Setting,
    seed: u64,
) -> Result<Measured, TrainError> {
    let task = Task::draw(data, setting, seed);
    let epochs = (setting.epochs * 200 / setting.images).max(1);
    Ok(course(&task, &Remedy::nothing(), epochs, epochs)?[0])
}

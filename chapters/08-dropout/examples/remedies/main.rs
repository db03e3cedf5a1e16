//! Overfitting, and what helps: no remedy, each alone, all together, over several seeds.

mod compare;
mod images;
mod learn;
mod probabilities;
mod several;
mod tune;

use std::process::ExitCode;

use clap::Parser;
use experiment::Flags;

use crate::learn::Recipe;

/// Which remedy helps a network that has few images to learn from?
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// How many images each run learns from, drawn from the training images by lot
    #[arg(long, default_value_t = 1000)]
    training_images: usize,
    /// How often to go through them
    #[arg(long, default_value_t = 40)]
    epochs: usize,
    /// How many runs: the seeds count on from --seed
    #[arg(long, default_value_t = 5)]
    seeds: u64,
    /// How many units the hidden layer has
    #[arg(long, default_value_t = 256)]
    units: usize,
    /// Do not compare: try values for each remedy, judged on images that are kept back
    #[arg(long)]
    tune: bool,
    /// Do not compare: try dropout with many probabilities, judged on images that are kept back
    #[arg(long, conflicts_with = "tune")]
    probabilities: bool,
}

impl Arguments {
    /// No remedy.
    fn plain(&self) -> Recipe {
        Recipe {
            units: self.units,
            epochs: self.epochs,
            batch_size: 32,
            learning_rate: compare::chosen(self.training_images).learning_rate,
            l2: 0.0,
            augmented: false,
            drop_prob: 0.0,
            patience: None,
            fewer: false,
        }
    }

    fn seeds(&self) -> Vec<u64> {
        (0..self.seeds).map(|run| self.flags.seed.wrapping_add(run)).collect()
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("remedies", &arguments.flags, |report| {
        if arguments.epochs == 0 || arguments.seeds == 0 || arguments.units == 0
        {
            return Err(
                "--epochs, --seeds and --units must be 1 or more".into()
            );
        }
        let data = experiment::load(&arguments.flags, report)?;
        let (least, most) = (10, data.train.len());
        if !(least..=most).contains(&arguments.training_images) {
            return Err(format!(
                "--training-images must be from {least} to {most}, found {}",
                arguments.training_images
            )
            .into());
        }
        if (arguments.tune || arguments.probabilities)
            && arguments.training_images == most
        {
            return Err(format!(
                "--training-images {most} leaves none to judge by"
            )
            .into());
        }
        if arguments.tune {
            tune::tune(&arguments, &data, report)
        } else if arguments.probabilities {
            probabilities::sweep(&arguments, &data, report)
        } else {
            compare::compare(&arguments, &data, report)
        }
    })
}

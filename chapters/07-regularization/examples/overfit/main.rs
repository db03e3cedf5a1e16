//! A network learns a few images by heart, some with wrong labels; what helps?

mod choose;
mod images;
mod remedies;
mod rules;
mod sizes;
mod sparse;
mod task;

use std::process::ExitCode;

use clap::Parser;
use experiment::Flags;

/// When does the validation loss turn, and what keeps it from turning?
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    #[command(flatten)]
    setting: Setting,
    /// Which of the experiments
    #[arg(value_enum, default_value_t = Experiment::Remedies)]
    experiment: Experiment,
}

/// The experiments of the chapter.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Experiment {
    /// The same network with a remedy and without; rules for stopping
    Remedies,
    /// Networks of other sizes
    Sizes,
    /// A learning curve: from few images to many
    MoreImages,
    /// The penalty, chosen by five-fold cross-validation
    ChooseLambda,
    /// One layer without a hidden one, its weights under each penalty
    Sparse,
}

/// What all the experiments share.
#[derive(Clone, Copy, clap::Args)]
struct Setting {
    /// How many images to learn from
    #[arg(long, default_value_t = 200)]
    images: usize,
    /// How many of them in a hundred bear a wrong label
    #[arg(long, default_value_t = 20)]
    wrong: usize,
    /// How many images are kept back to validate
    #[arg(long, default_value_t = 500)]
    validation: usize,
    /// How often to go through the images
    #[arg(long, default_value_t = 200)]
    epochs: usize,
    /// How many draws of images and first weights
    #[arg(long, default_value_t = 5)]
    runs: usize,
}

impl Setting {
    fn check(&self, available: usize) -> Result<(), experiment::Failure> {
        if self.images == 0
            || self.validation == 0
            || self.epochs == 0
            || self.runs == 0
        {
            return Err(
                "--images, --validation, --epochs and --runs must be 1 or more"
                    .into(),
            );
        }
        if self.wrong > 100 {
            return Err("--wrong is a share in a hundred".into());
        }
        if self.images.saturating_add(self.validation) > available {
            let (images, validation) = (self.images, self.validation);
            let wanted = format!("--images {images} and --validation {validation}");
            return Err(format!("{wanted} of {available} images").into());
        }
        Ok(())
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let (flags, setting) = (&arguments.flags, arguments.setting);
    experiment::run("overfit", flags, |report| {
        let data = experiment::load(flags, report)?;
        setting.check(data.train.len())?;
        match arguments.experiment {
            Experiment::Remedies => remedies::remedies(&data, setting, flags, report),
            Experiment::Sizes => sizes::sizes(&data, setting, flags, report),
            Experiment::MoreImages => {
                images::more_images(&data, setting, flags, report)
            }
            Experiment::ChooseLambda => {
                choose::choose_lambda(&data, setting, flags, report)
            }
            Experiment::Sparse => {
                sparse::sparse(&data, flags, report);
                Ok(())
            }
        }
    })
}

//! Features of pure noise, classes by coin: what does cross-validation say when the features were chosen on all rows?

use std::process::ExitCode;

use chacha20::ChaCha8Rng;
use clap::Parser;
use experiment::{Flags, ProgressBar};
use gradient_descent::leak::{ChosenOn, cross_validated_accuracy};
use gradient_descent::split::k_fold;
use ndarray::Array2;
use rand::{RngExt, SeedableRng};

/// How good does a classifier look that cannot be any good?
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// How many data sets to average over
    #[arg(long, default_value_t = 20)]
    data_sets: usize,
    /// How many features there are; several numbers, with commas between them, are tried in turn
    #[arg(long, value_delimiter = ',', default_value = "1000")]
    features: Vec<usize>,
}

const EXAMPLES: usize = 50;
const KEPT: usize = 10;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("leak", &arguments.flags, |report| {
        let sizes = &arguments.features;
        if arguments.data_sets == 0 || sizes.iter().any(|&features| features < KEPT) {
            return Err(format!("a data set and {KEPT} features are the least").into());
        }
        if (1..sizes.len()).any(|place| sizes[..place].contains(&sizes[place])) {
            return Err("--features has a number twice".into());
        }
        let mut rng = ChaCha8Rng::seed_from_u64(arguments.flags.seed);
        let progress = report.progress(sizes.len() * arguments.data_sets, "data sets");
        for &features in sizes {
            let [leaky, clean] = estimates(features, arguments.data_sets, &progress, &mut rng);
            println!("{EXAMPLES} examples, {features} features of noise, the best {KEPT} kept, 10 folds");
            let of = if sizes.len() == 1 { String::new() } else { format!("_of_{features}") };
            report.share(&format!("chosen_on_all_rows{of}"), leaky);
            report.share(&format!("chosen_on_training_rows{of}"), clean);
        }
        Ok(())
    })
}

/// The mean estimates over data sets of pure noise: features chosen on all rows, and on training rows.
fn estimates(features: usize, data_sets: usize, progress: &ProgressBar, rng: &mut ChaCha8Rng) -> [f64; 2] {
    let mut sums = [0.0; 2];
    for _data_set in 0..data_sets {
        let inputs = Array2::from_shape_simple_fn((EXAMPLES, features), || rng.random::<f64>());
        let targets: Vec<usize> = (0..EXAMPLES).map(|_| rng.random_range(0..2)).collect();
        let folds = k_fold(EXAMPLES, 10, rng);
        for (sum, chosen_on) in sums.iter_mut().zip([ChosenOn::AllRows, ChosenOn::TrainingRows]) {
            *sum += cross_validated_accuracy(&inputs, &targets, &folds, KEPT, chosen_on);
        }
        progress.inc(1);
    }
    sums.map(|sum| sum / data_sets as f64)
}

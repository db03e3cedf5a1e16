//! Features of pure noise, classes by coin: what does cross-validation say when the features were chosen on all rows?

use std::process::ExitCode;

use chacha20::ChaCha8Rng;
use clap::Parser;
use experiment::Flags;
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
    /// How many features there are
    #[arg(long, default_value_t = 1000)]
    features: usize,
}

const EXAMPLES: usize = 50;
const KEPT: usize = 10;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("leak", &arguments.flags, |report| {
        if arguments.data_sets == 0 || arguments.features < KEPT {
            return Err(format!("a data set and {KEPT} features are the least").into());
        }
        let mut rng = ChaCha8Rng::seed_from_u64(arguments.flags.seed);
        let (mut leaky, mut clean) = (0.0, 0.0);
        let progress = report.progress(arguments.data_sets, "data sets");
        for _data_set in progress.wrap_iter(0..arguments.data_sets) {
            let inputs = Array2::from_shape_simple_fn((EXAMPLES, arguments.features), || rng.random::<f64>());
            let targets: Vec<usize> = (0..EXAMPLES).map(|_| rng.random_range(0..2)).collect();
            let folds = k_fold(EXAMPLES, 10, &mut rng);
            let estimate = |chosen_on| cross_validated_accuracy(&inputs, &targets, &folds, KEPT, chosen_on);
            leaky += estimate(ChosenOn::AllRows);
            clean += estimate(ChosenOn::TrainingRows);
        }
        println!(
            "{EXAMPLES} examples, {} features of noise, the best {KEPT} kept, 10 folds",
            arguments.features
        );
        report.share("chosen_on_all_rows", leaky / arguments.data_sets as f64);
        report.share("chosen_on_training_rows", clean / arguments.data_sets as f64);
        Ok(())
    })
}

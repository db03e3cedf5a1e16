//! Trains perceptrons on examples of a known margin, one a seed, and sets their mistakes against the bound.

use std::process::ExitCode;

use chacha20::ChaCha8Rng;
use clap::Parser;
use experiment::Flags;
use neuron::{margin, mistake_bound, separable_examples, trace_mistakes};
use rand::SeedableRng;

/// How many mistakes does a perceptron make, and how many could it make at most?
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// How many data sets to draw, each with a seed of its own
    #[arg(long, default_value_t = 10)]
    runs: u64,
    /// How many examples a data set has
    #[arg(long, default_value_t = 200)]
    examples: usize,
    /// How many numbers an example has
    #[arg(long, default_value_t = 10)]
    features: usize,
    /// The least distance of an example from the plane
    #[arg(long, default_value_t = 0.1)]
    margin: f64,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("mistake_bound", &arguments.flags, |report| {
        if !(0.01..=0.9).contains(&arguments.margin) || arguments.features < 2 || arguments.examples == 0 {
            return Err(
                "--margin must lie in 0.01 to 0.9, --features be 2 or more, --examples 1 or more".into()
            );
        }
        println!("seed   margin  mistakes   bound");
        let mut most_mistakes = 0;
        let mut largest_share: f64 = 0.0;
        for seed in (0..arguments.runs).map(|run| arguments.flags.seed.wrapping_add(run)) {
            let (gamma, mistakes) = one_run(&arguments, seed);
            let bound = mistake_bound(gamma);
            println!("{seed:4}   {gamma:.4}  {mistakes:8}  {bound:6.1}");
            most_mistakes = most_mistakes.max(mistakes);
            largest_share = largest_share.max(mistakes as f64 / bound);
        }
        report.count("runs", arguments.runs.try_into()?);
        report.count("most_mistakes", most_mistakes);
        report.share("largest_share_of_bound", largest_share);
        Ok(())
    })
}

/// The margin that one data set really has, and the mistakes made on it.
fn one_run(arguments: &Arguments, seed: u64) -> (f64, usize) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let drawn = separable_examples(arguments.examples, arguments.features, arguments.margin, &mut rng);
    let mistakes = trace_mistakes(&drawn.direction, &drawn.inputs, &drawn.targets, 100_000);
    (margin(&drawn.direction, &drawn.inputs), mistakes.len())
}

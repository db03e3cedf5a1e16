//! What was said first? Plain recurrent layers and LSTMs are asked after longer and longer chatter.

use std::collections::HashSet;
use std::process::ExitCode;

use backprop::{Chain, Layer, Linear, Mode};
use chacha20::ChaCha8Rng;
use clap::Parser;
use experiment::Flags;
use loss::accuracy;
use lstm::{LastMoment, Lstm, Recall, Rnn, learn_from_fresh_examples};
use ndarray::{Array2, Array3};
use rand::SeedableRng;

/// One of four words, then some more that mean nothing: which was the first?
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// How many words come in between
    #[arg(long, value_delimiter = ',', default_values_t = [5, 10, 20, 40, 80])]
    lags: Vec<usize>,
    /// How many steps of training each network gets, at each lag
    #[arg(long, default_value_t = 1500)]
    steps: usize,
    /// How many examples to a step
    #[arg(long, default_value_t = 32)]
    batch_size: usize,
    /// How many units
    #[arg(long, default_value_t = 24)]
    units: usize,
    /// How many networks of each kind are trained at each lag, from other seeds
    #[arg(long, default_value_t = 3)]
    tries: u64,
    /// The first bias of the third network's forget gates
    #[arg(long, default_value_t = 5.0)]
    forget_bias: f32,
    /// Adam's rate at the start; it falls to 0 along a cosine
    #[arg(long, default_value_t = 0.005)]
    learning_rate: f64,
}

const WORDS: usize = 4;

type Network = Box<dyn Layer<f32, Input = Array3<f32>, Output = Array2<f32>>>;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("long_dependence", &arguments.flags, |report| {
        if arguments.units == 0 || arguments.batch_size == 0 || arguments.tries == 0 {
            return Err("--units, --batch-size and --tries must be 1 or more".into());
        }
        if !(arguments.learning_rate > 0.0 && arguments.learning_rate.is_finite()) {
            return Err("--learning-rate must be above 0".into());
        }
        let mut seen = HashSet::new();
        if !arguments.lags.iter().all(|lag| seen.insert(lag)) {
            return Err("--lags must differ from each other".into());
        }
        let bar = report.progress(3 * arguments.lags.len(), "networks");
        println!("share of right answers after so many words in between");
        println!(
            "   lag    plain     LSTM    LSTM, forget bias {}",
            arguments.forget_bias
        );
        for &lag in &arguments.lags {
            let shares = ["rnn", "lstm", "remembering"].map(|kind| {
                bar.inc(1);
                let task = Recall { words: WORDS, lag };
                let tries = (0..arguments.tries).map(|other| {
                    learn(
                        kind,
                        task,
                        &arguments,
                        arguments.flags.seed.wrapping_add(other),
                    )
                });
                let share = tries.sum::<f64>() / arguments.tries as f64;
                report.share(&format!("{kind}_{lag}"), share);
                100.0 * share
            });
            let [rnn, lstm, remembering] = shares;
            println!("{lag:6}  {rnn:5.1} %  {lstm:5.1} %  {remembering:5.1} %");
        }
        bar.finish_and_clear();
        Ok(())
    })
}

// ANCHOR: long_networks
/// A memory, and a linear layer that asks its last state.
fn asked<L>(memory: L, units: usize, rng: &mut ChaCha8Rng) -> Network
where
    L: Layer<f32, Input = Array3<f32>, Output = Array3<f32>> + 'static,
{
    let output = Linear::glorot_uniform(units, WORDS, rng);
    Box::new(Chain(Chain(memory, LastMoment::default()), output))
}

fn network(kind: &str, arguments: &Arguments, rng: &mut ChaCha8Rng) -> Network {
    let units = arguments.units;
    if kind == "rnn" {
        return asked(Rnn::uniform(WORDS + 1, units, rng), units, rng);
    }
    let lstm = Lstm::uniform(WORDS + 1, units, rng);
    match kind {
        "lstm" => asked(lstm, units, rng),
        _ => asked(lstm.with_forget_bias(arguments.forget_bias), units, rng),
    }
}
// ANCHOR_END: long_networks

/// Trains a network on examples that are all new, and asks it a thousand more.
fn learn(kind: &str, task: Recall, arguments: &Arguments, seed: u64) -> f64 {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut network = network(kind, arguments, &mut rng);
    let examples = || task.batch(arguments.batch_size, &mut rng);
    let (steps, rate) = (arguments.steps, arguments.learning_rate);
    learn_from_fresh_examples(&mut network, steps, rate, examples);
    let (input, targets) = task.batch(1000, &mut rng);
    accuracy(&network.forward(input, Mode::Eval), &targets)
}

//! One network reads a word, another says it backwards: all they share is one vector.

use std::collections::HashSet;
use std::process::ExitCode;

use backprop::{Chain, Layer, Linear, Mode};
use chacha20::ChaCha8Rng;
use clap::Parser;
use experiment::Flags;
use loss::predictions;
use lstm::{Lstm, MomentsAsRows, RepeatLast, Reversal, learn_from_fresh_examples};
use rand::SeedableRng;

/// An encoder and a decoder, trained to reverse strings of random letters.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// How long the strings are; a pair of networks for each length
    #[arg(long, value_delimiter = ',', default_values_t = [2, 4, 6, 8])]
    lengths: Vec<usize>,
    /// How many letters the alphabet has
    #[arg(long, default_value_t = 10)]
    letters: usize,
    /// How many steps of training
    #[arg(long, default_value_t = 2000)]
    steps: usize,
    /// How many strings to a step
    #[arg(long, default_value_t = 32)]
    batch_size: usize,
    /// How many units the encoder has, and the decoder
    #[arg(long, default_value_t = 48)]
    units: usize,
    /// Adam's rate at the start; it falls to 0 along a cosine
    #[arg(long, default_value_t = 0.005)]
    learning_rate: f64,
}

// ANCHOR: encoder_decoder
type EncoderDecoder =
    Chain<Chain<Chain<Chain<Lstm, RepeatLast>, Lstm>, MomentsAsRows>, Linear>;

fn encoder_decoder(
    task: Reversal,
    units: usize,
    rng: &mut ChaCha8Rng,
) -> EncoderDecoder {
    let encoder = Lstm::uniform(task.letters, units, rng).with_forget_bias(1.0);
    let decoder = Lstm::uniform(units, units, rng).with_forget_bias(1.0);
    let output = Linear::glorot_uniform(units, task.letters, rng);
    let code = Chain(encoder, RepeatLast::new(task.length));
    Chain(Chain(Chain(code, decoder), MomentsAsRows::default()), output)
}
// ANCHOR_END: encoder_decoder

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("reversal", &arguments.flags, |report| {
        let sizes = [arguments.letters, arguments.units, arguments.batch_size];
        if sizes.contains(&0)
            || arguments.letters > 26
            || arguments.lengths.contains(&0)
        {
            return Err(
                "--units, --batch-size, --lengths from 1, --letters from 1 to 26"
                    .into(),
            );
        }
        if !(arguments.learning_rate > 0.0 && arguments.learning_rate.is_finite()) {
            return Err("--learning-rate must be above 0".into());
        }
        let mut seen = HashSet::new();
        if !arguments.lengths.iter().all(|length| seen.insert(length)) {
            return Err("--lengths must differ from each other".into());
        }
        let bar = report.progress(arguments.lengths.len(), "lengths");
        for &length in &arguments.lengths {
            bar.inc(1);
            let task = Reversal { letters: arguments.letters, length };
            let (letters, strings) = learn(task, &arguments);
            report.share(&format!("letters_{length}"), letters);
            report.share(&format!("strings_{length}"), strings);
        }
        bar.finish_and_clear();
        Ok(())
    })
}

/// Trains a pair on strings that are all new, measures it on a thousand more, and shows what it makes of three of them: the shares of
/// letters and of whole strings that are right.
fn learn(task: Reversal, arguments: &Arguments) -> (f64, f64) {
    let mut rng = ChaCha8Rng::seed_from_u64(arguments.flags.seed);
    let mut network = encoder_decoder(task, arguments.units, &mut rng);
    let examples = || task.batch(arguments.batch_size, &mut rng);
    let (steps, rate) = (arguments.steps, arguments.learning_rate);
    learn_from_fresh_examples(&mut network, steps, rate, examples);
    let (input, targets) = task.batch(1000, &mut rng);
    let answers = predictions(&network.forward(input, Mode::Eval));
    let pairs = || targets.chunks(task.length).zip(answers.chunks(task.length));
    for (target, answer) in pairs().take(3) {
        let asked: Vec<usize> = target.iter().rev().copied().collect();
        println!("{} -> {}", word(&asked), word(answer));
    }
    let right =
        targets.iter().zip(&answers).filter(|(target, answer)| target == answer);
    let whole = pairs().filter(|(target, answer)| target == answer);
    (right.count() as f64 / targets.len() as f64, whole.count() as f64 / 1000.0)
}

fn word(letters: &[usize]) -> String {
    letters.iter().filter_map(|&letter| ('a'..='z').nth(letter)).collect()
}

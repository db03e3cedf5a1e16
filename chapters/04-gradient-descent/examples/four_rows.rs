//! S3's training cycle on its four rows: show a pattern, compare, adjust, and again.

use std::process::ExitCode;

use chacha20::ChaCha8Rng;
use clap::Parser;
use experiment::Flags;
use gradient_descent::batches::draw_with_replacement;
use gradient_descent::online::show;
use ndarray::Array1;
use neuron::SigmoidNeuron;
use rand::{RngExt, SeedableRng};

/// Many small changes, each good for the newest pattern.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// How many patterns to show
    #[arg(long, default_value_t = 2000)]
    shows: usize,
    /// The step's length
    #[arg(long, default_value_t = 0.1)]
    learning_rate: f64,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("four_rows", &arguments.flags, |report| {
        let rows = datasets::four_rows();
        let mut rng = ChaCha8Rng::seed_from_u64(arguments.flags.seed);
        let weight = Array1::from_shape_simple_fn(3, || rng.random_range(-1.0..1.0));
        let mut neuron = SigmoidNeuron { weight, bias: rng.random_range(-1.0..1.0) };
        println!(" show  row  target  output   error        w₁      w₂      w₃       b");
        let mut last_wrong = 0;
        for (shown, row) in draw_with_replacement(4, arguments.shows, &mut rng).into_iter().enumerate() {
            let target = rows.labels[row] as f64;
            let outcome = show(&mut neuron, &rows.points.row(row), target, arguments.learning_rate);
            let number = shown + 1;
            if number <= 8 || number == arguments.shows {
                let [w1, w2, w3] = [neuron.weight[0], neuron.weight[1], neuron.weight[2]];
                println!(
                    "{number:>5} {:>4} {target:>7} {:>7.3} {:>7.3}   {w1:>7.3} {w2:>7.3} {w3:>7.3} {:>7.3}",
                    row + 1,
                    outcome.output,
                    outcome.error,
                    neuron.bias
                );
            }
            let right = |row: usize| neuron.says_yes(&rows.points.row(row)) == (rows.labels[row] == 1);
            if !(0..4).all(right) {
                last_wrong = number;
            }
        }
        println!();
        for row in 0..4 {
            println!("row {}: {:.3} for {}", row + 1, neuron.output(&rows.points.row(row)), rows.labels[row]);
        }
        println!();
        report.count("all_right_from_show", last_wrong + 1);
        Ok(())
    })
}

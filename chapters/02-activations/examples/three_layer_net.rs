//! Runs the lecture's network of three layers and prints every number on the way.

use std::process::ExitCode;

use activations::{Sigmoid, forward, worked_network};
use clap::Parser;
use experiment::Flags;
use ndarray::{ArrayRef1, array};

/// Follows two numbers through three layers of two sigmoid units.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// The first input
    #[arg(long, allow_negative_numbers = true, default_value_t = 1.0)]
    x1: f64,
    /// The second input
    #[arg(long, allow_negative_numbers = true, default_value_t = -1.0)]
    x2: f64,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("three_layer_net", &arguments.flags, |report| {
        let trace = forward(&worked_network(), &Sigmoid, &array![[arguments.x1, arguments.x2]]);
        println!("x             = {}", pair(&array![arguments.x1, arguments.x2]));
        for (number, layer) in (1..).zip(&trace) {
            println!("layer {number}   z   = {}", pair(&layer.pre_activation.row(0)));
            println!("          σ(z) = {}", pair(&layer.output.row(0)));
        }
        report.figure("y1", trace[2].output[[0, 0]]);
        report.figure("y2", trace[2].output[[0, 1]]);
        Ok(())
    })
}

fn pair(numbers: &ArrayRef1<f64>) -> String {
    format!("({:>9.6}, {:>9.6})", numbers[0], numbers[1])
}

//! One neuron and its loss as a graph of single numbers, walked forwards and backwards.

use std::process::ExitCode;

use activations::Sigmoid;
use backprop::scalar::Graph;
use clap::Parser;
use experiment::Flags;

/// The slopes of (σ(wx + b) − t)² by w, x and b.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// The input
    #[arg(long, allow_negative_numbers = true, default_value_t = 2.0)]
    x: f64,
    /// The weight
    #[arg(long, allow_negative_numbers = true, default_value_t = 0.5)]
    w: f64,
    /// The bias
    #[arg(long, allow_negative_numbers = true, default_value_t = -1.0)]
    b: f64,
    /// The target
    #[arg(long, allow_negative_numbers = true, default_value_t = 1.0)]
    t: f64,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("autodiff", &arguments.flags, |report| {
        // ANCHOR: neuron_graph
        let mut graph = Graph::new();
        let x = graph.input("x", arguments.x);
        let w = graph.input("w", arguments.w);
        let b = graph.input("b", arguments.b);
        let minus_t = graph.input("−t", -arguments.t);
        let product = graph.multiply(w, x);
        let z = graph.add(product, b);
        let a = graph.apply("σ", &Sigmoid, z);
        let error = graph.add(a, minus_t);
        let loss = graph.power(error, 2.0);
        graph.backward(loss);
        print!("{graph}");
        // ANCHOR_END: neuron_graph
        println!();
        report.figure("loss_by_w", graph.grad(w));
        report.figure("loss_by_x", graph.grad(x));
        report.figure("loss_by_b", graph.grad(b));
        Ok(())
    })
}

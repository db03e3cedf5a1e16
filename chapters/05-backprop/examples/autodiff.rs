//! One neuron and its loss as a graph of single numbers, walked forwards and backwards.

use std::process::ExitCode;

use backprop::scalar::neuron_graph;
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
        let Arguments { x, w, b, t, .. } = arguments;
        let (graph, nodes) = neuron_graph(x, w, b, t);
        print!("{graph}");
        println!();
        report.figure("loss_by_w", graph.grad(nodes.w));
        report.figure("loss_by_x", graph.grad(nodes.x));
        report.figure("loss_by_b", graph.grad(nodes.b));
        Ok(())
    })
}

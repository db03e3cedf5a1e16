//! Down the parabola θ², at six learning rates.

use std::process::ExitCode;

use clap::Parser;
use experiment::Flags;
use gradient_descent::descent::descend_line;
use gradient_descent::rate::{distance_factor, largest_rate, steps_to_shrink};

/// Too small, right, too large.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// Where the descent starts
    #[arg(long, default_value_t = 8.0)]
    start: f64,
    /// The learning rates
    #[arg(long, num_args = 1.., default_values_t = [0.01, 0.25, 0.5, 0.75, 1.0, 1.1])]
    learning_rates: Vec<f64>,
}

/// θ² bends upwards like this everywhere: its second derivative.
const CURVATURE: f64 = 2.0;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("learning_rates", &arguments.flags, |report| {
        println!("  rate  factor  to 1 %  θ from step to step");
        for &rate in &arguments.learning_rates {
            let trace = descend_line(|theta| CURVATURE * theta, arguments.start, rate, 4);
            let places: Vec<String> = trace.iter().map(|theta| format!("{theta:>7.3}")).collect();
            let steps = steps_to_shrink(rate, CURVATURE, 0.01);
            let steps = steps.map_or("never".to_owned(), |steps| steps.to_string());
            println!("{rate:>6} {:>7.2} {steps:>7}  {}", distance_factor(rate, CURVATURE), places.join(" "));
        }
        report.figure("largest_rate", largest_rate(CURVATURE));
        Ok(())
    })
}

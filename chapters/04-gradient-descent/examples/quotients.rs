//! The slope of x⁴ by trying, with steps of every size.

use std::process::ExitCode;

use clap::Parser;
use experiment::Flags;
use gradient_descent::numeric::{forward_difference, numeric_derivative};

/// How small should a step be?
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// Where the slope is wanted
    #[arg(long, default_value_t = 1.3)]
    at: f64,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("quotients", &arguments.flags, |report| {
        let exact = 4.0 * arguments.at * arguments.at * arguments.at;
        println!("The slope of x⁴ at {} is {exact:.3}. Off by", arguments.at);
        println!("     h   one side  both sides  both sides in f32");
        let mut best = (f64::INFINITY, 0);
        for exponent in 1..=15 {
            let h = 10.0_f64.powi(-exponent);
            let one_side = (forward_difference(fourth_power, arguments.at, h) - exact).abs();
            let both_sides = (numeric_derivative(fourth_power, arguments.at, h) - exact).abs();
            #[expect(clippy::cast_possible_truncation, reason = "what f32 makes of it is the question")]
            let single = f64::from(numeric_derivative(fourth_power, arguments.at as f32, h as f32));
            let single = (single - exact).abs();
            println!("{:>6} {one_side:>10.1e} {both_sides:>11.1e} {single:>18.1e}", format!("1e-{exponent}"));
            if both_sides < best.0 {
                best = (both_sides, exponent);
            }
        }
        report.count("best_exponent_both_sides", usize::try_from(best.1)?);
        Ok(())
    })
}

/// By three products, which round alike on every machine.
fn fourth_power<F: std::ops::Mul<Output = F> + Copy>(x: F) -> F {
    x * x * x * x
}

//! What does a flat cost? Linear regression by descent and by formula, with features in three units.

use std::process::ExitCode;

use clap::Parser;
use experiment::{Flags, Report};
use gradient_descent::linear_regression::{LinearRegression, hessian};
use gradient_descent::rate::{largest_curvature, largest_rate};
use gradient_descent::standardise::Standardiser;
use loss::Reduction;
use ndarray::{Array1, Array2, array};

/// Does it matter in which unit a feature is given?
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// Stop when the loss is this close to the smallest possible
    #[arg(long, default_value_t = 0.01)]
    within: f64,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("flats", &arguments.flags, |report| {
        let (inputs, prices) = flats();
        let formula =
            LinearRegression::closed_form(&inputs, &prices).ok_or("the features depend on each other")?;
        let least = formula.loss(&inputs, &prices, Reduction::Mean).0;
        println!(
            "By formula: {:.2} + {:.2} · rooms + {:.3} · m²",
            formula.bias, formula.weight[0], formula.weight[1]
        );
        println!("mean squared error {least:.3}");
        println!();
        println!("features                 largest rate      steps");
        let in_tens = &inputs * &array![1.0, 0.1];
        let standard = Standardiser::fit(&inputs).transform(&inputs);
        for (name, key, inputs) in [
            ("rooms, square metres", "raw", &inputs),
            ("rooms, tens of m²", "tens", &in_tens),
            ("both standardised", "standardised", &standard),
        ] {
            row(report, name, key, inputs, &prices, least + arguments.within);
        }
        println!();
        report.figure("smallest_loss", least);
        Ok(())
    })
}

/// Descends with half the largest rate until the loss is near enough.
fn row(report: &mut Report, name: &str, key: &str, inputs: &Array2<f64>, prices: &Array1<f64>, enough: f64) {
    let limit = largest_rate(largest_curvature(&hessian(inputs)));
    let mut model = LinearRegression::zeros(inputs.ncols());
    let mut steps = 0;
    loop {
        let (loss, slopes) = model.loss(inputs, prices, Reduction::Mean);
        if loss <= enough || steps == 1_000_000 {
            break;
        }
        model.step(&slopes, limit / 2.0);
        steps += 1;
    }
    println!("{name:<22} {limit:>14.6} {steps:>10}");
    report.figure(&format!("largest_rate_{key}"), limit);
    report.count(&format!("steps_{key}"), steps);
}

/// Twelve invented flats: rooms, square metres, and the price in ten thousands.
fn flats() -> (Array2<f64>, Array1<f64>) {
    let inputs = array![
        [1.0, 28.0],
        [1.0, 35.0],
        [2.0, 48.0],
        [2.0, 60.0],
        [2.0, 71.0],
        [3.0, 66.0],
        [3.0, 80.0],
        [3.0, 95.0],
        [4.0, 88.0],
        [4.0, 110.0],
        [5.0, 118.0],
        [5.0, 140.0],
    ];
    let prices = array![11.0, 13.5, 17.0, 20.5, 23.0, 24.0, 27.5, 30.0, 31.5, 35.5, 40.0, 45.5];
    (inputs, prices)
}

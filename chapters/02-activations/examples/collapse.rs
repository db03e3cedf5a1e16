//! Folds a random stack of affine layers into one, and shows that a bend between the layers prevents it.

use std::process::ExitCode;

use activations::{Affine, Relu, collapse, predict, run_linear};
use chacha20::ChaCha8Rng;
use clap::Parser;
use experiment::Flags;
use ndarray::{Array1, Array2};
use rand::{Rng, RngExt, SeedableRng};

/// Compares a deep stack without bends with the one layer that it is.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// How many layers
    #[arg(long, default_value_t = 10)]
    layers: usize,
    /// How many units in each
    #[arg(long, default_value_t = 32)]
    units: usize,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("collapse", &arguments.flags, |report| {
        let mut rng = ChaCha8Rng::seed_from_u64(arguments.flags.seed);
        let stack: Vec<Affine<f64>> =
            (0..arguments.layers.max(1)).map(|_| random_layer(arguments.units, &mut rng)).collect();
        let one = collapse(&stack);
        let points = [(); 2].map(|()| random_matrix(100, arguments.units, 1.0, &mut rng));

        report.count("layers", stack.len());
        report.count("parameters_of_the_stack", stack.iter().map(parameters).sum());
        report.count("parameters_of_one_layer", parameters(&one));
        let difference = largest(&(run_linear(&stack, &points[0]) - one.apply(&points[0])));
        println!("One layer gives the stack's outputs: {}", if difference < 1e-12 { "yes" } else { "no" });
        let bent = affine_defect(&points, |inputs| predict(&stack, &Relu, inputs));
        let straight = affine_defect(&points, |inputs| run_linear(&stack, inputs));
        println!(
            "f(a) + f(b) = f(0) + f(a + b) without bends: {}",
            if straight < 1e-12 { "yes" } else { "no" }
        );
        report.figure("off_by_with_relu", bent);
        Ok(())
    })
}

/// How far f(a) + f(b) is from f(0) + f(a + b), which are equal for every affine f; as a share of the outputs' size.
fn affine_defect([a, b]: &[Array2<f64>; 2], f: impl Fn(&Array2<f64>) -> Array2<f64>) -> f64 {
    let apart = f(a) + f(b);
    let together = f(&Array2::zeros(a.dim())) + f(&(a + b));
    largest(&(&apart - &together)) / largest(&apart)
}

/// Weights spread so that a signal keeps its size from layer to layer.
fn random_layer(units: usize, rng: &mut dyn Rng) -> Affine<f64> {
    let scale = (3.0 / units as f64).sqrt();
    let bias = Array1::from_shape_simple_fn(units, || rng.random_range(-0.1..0.1));
    Affine::new(random_matrix(units, units, scale, rng), bias)
}

fn random_matrix(rows: usize, columns: usize, scale: f64, rng: &mut dyn Rng) -> Array2<f64> {
    Array2::from_shape_simple_fn((rows, columns), || rng.random_range(-scale..scale))
}

fn parameters(layer: &Affine<f64>) -> usize {
    layer.weight.len() + layer.bias.len()
}

fn largest(matrix: &Array2<f64>) -> f64 {
    matrix.fold(0.0, |largest, x| x.abs().max(largest))
}

//! What depth does to signals on their way in and to gradients on their way back.

use activations::{Activation, Relu, Sigmoid, Tanh};
use backprop::{Layer, Mode, glorot_uniform, gradient_sizes, he_normal, normal, signal_variances, stack};
use chacha20::ChaCha8Rng;
use ndarray::Array2;
use rand::SeedableRng;

use crate::{Colour, Figure, Panel, Point, Side};

const WIDTH: usize = 100;
const BATCH: usize = 200;
const DEPTH: usize = 20;

type Weights = fn(&mut ChaCha8Rng) -> Array2<f64>;

fn small(rng: &mut ChaCha8Rng) -> Array2<f64> {
    normal(WIDTH, WIDTH, 0.01, rng)
}

fn large(rng: &mut ChaCha8Rng) -> Array2<f64> {
    normal(WIDTH, WIDTH, 1.0, rng)
}

fn glorot(rng: &mut ChaCha8Rng) -> Array2<f64> {
    glorot_uniform(WIDTH, WIDTH, rng)
}

fn he(rng: &mut ChaCha8Rng) -> Array2<f64> {
    he_normal(WIDTH, WIDTH, rng)
}

/// What becomes of a signal of variance 1, by the first weights?
pub(super) fn signals() -> Figure {
    let rules: [(Weights, Colour); 4] =
        [(small, Colour::Second), (large, Colour::Fourth), (glorot, Colour::Third), (he, Colour::First)];
    let lines = |panel: Panel, relu: bool| {
        rules.iter().fold(panel, |panel, &(weights, colour)| {
            let line = if relu { variances(&Relu, weights) } else { variances(&Tanh, weights) };
            panel.line(colour, &line)
        })
    };
    let empty = |title: &str| {
        Panel::new(0.0..=20.0, -10.5..=10.5)
            .title(title)
            .axes("layer", "variance of the signal")
            .x_ticks(&[0.0, 5.0, 10.0, 15.0, 20.0])
            .y_names(&[
                (-10.0, "10^{−10}"),
                (-5.0, "10^{−5}"),
                (0.0, "1"),
                (5.0, "10^{5}"),
                (10.0, "10^{10}"),
            ])
    };
    let tanh = lines(empty("tanh"), false)
        .label(Colour::Second, (4.6, -8.6), Side::Right, "normal 0.01")
        .label(Colour::Fourth, (11.0, 0.1), Side::Above, "normal 1, He, Glorot");
    let relu = lines(empty("ReLU"), true)
        .label(Colour::Second, (4.2, -8.6), Side::Right, "normal 0.01")
        .label(Colour::Fourth, (6.0, 8.6), Side::Right, "normal 1")
        .label(Colour::First, (15.5, 0.2), Side::Above, "He")
        .label(Colour::Third, (13.2, -4.6), Side::Right, "Glorot");
    Figure::new("backprop/signals").columns(2).panel(tanh).panel(relu)
}

/// The exponent of ten of the variance after every layer, from the input on.
fn variances<A: Activation<f64> + Clone + Send + 'static>(activation: &A, weights: Weights) -> Vec<Point> {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let inputs = normal(WIDTH, BATCH, 1.0, &mut rng);
    let mut network = stack(DEPTH, WIDTH, activation, || weights(&mut rng));
    let after: Vec<f64> = signal_variances(&mut network, inputs).into_iter().skip(1).step_by(2).collect();
    std::iter::once(1.0)
        .chain(after)
        .enumerate()
        .map(|(layer, variance)| (layer as f64, variance.log10().max(-30.0)))
        .collect()
}

/// How much of a gradient reaches each layer of twenty?
pub(super) fn gradients() -> Figure {
    let panel = Panel::new(1.0..=20.0, -13.5..=1.0)
        .axes("layer", "size of the gradient")
        .x_ticks(&[1.0, 5.0, 10.0, 15.0, 20.0])
        .y_names(&[(-12.0, "10^{−12}"), (-8.0, "10^{−8}"), (-4.0, "10^{−4}"), (0.0, "1")])
        .line(Colour::Muted.dashed(), &bound())
        .line(Colour::Second, &sizes(&Sigmoid, glorot))
        .line(Colour::Third, &sizes(&Tanh, glorot))
        .line(Colour::First, &sizes(&Relu, he))
        .label(Colour::Second, (8.2, -8.6), Side::BelowRight, "sigmoid, Glorot")
        .label(Colour::Muted, (13.0, -4.1), Side::AboveLeft, "a quarter each")
        .label(Colour::Third, (7.0, -0.55), Side::Below, "tanh, Glorot")
        .label(Colour::First, (7.0, 0.0), Side::Above, "ReLU, He");
    Figure::new("backprop/gradients").panel(panel)
}

/// The exponent of ten of the gradient at every activation, as a share of what was fed in at the end.
fn sizes<A: Activation<f64> + Clone + Send + 'static>(activation: &A, weights: Weights) -> Vec<Point> {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let inputs = normal(WIDTH, BATCH, 1.0, &mut rng);
    let upstream = normal(WIDTH, BATCH, 1.0, &mut rng);
    let mut network = stack(DEPTH, WIDTH, activation, || weights(&mut rng));
    network.forward(inputs, Mode::Train);
    let sizes = gradient_sizes(&mut network, upstream);
    // the even places are the linear layers': what each hands to the layer before it
    sizes.iter().step_by(2).enumerate().map(|(layer, size)| (layer as f64 + 1.0, size.log10())).collect()
}

/// A quarter for every layer that is passed on the way back.
fn bound() -> Vec<Point> {
    (1..=DEPTH).map(|layer| (layer as f64, (DEPTH + 1 - layer) as f64 * 0.25_f64.log10())).collect()
}

//! Gradients along time, and a memory along a sequence.

use backprop::{Layer, Mode, normal};
use chacha20::ChaCha8Rng;
use lstm::{Lstm, RecurrentParams, Rnn, cell_gradient_over_time, gradient_over_time};
use ndarray::{Array1, Array2, Array3, array};
use rand::SeedableRng;

use crate::{Colour, Figure, Mark, Panel, Point, Side};

const UNITS: usize = 64;
const MOMENTS: usize = 101;

/// How much of a gradient is left, so many moments back?
pub(super) fn along_time() -> Figure {
    let empty = |title: &str| {
        Panel::new(0.0..=100.0, -16.0..=8.0)
            .title(title)
            .axes("moments back", "share of the gradient")
            .x_ticks(&[0.0, 25.0, 50.0, 75.0, 100.0])
            .y_names(&[(-16.0, "10^{−16}"), (-8.0, "10^{−8}"), (0.0, "1"), (8.0, "10^{8}")])
    };
    let plain = empty("plain layer, by the size of *U*")
        .line(Colour::Second, &plain(0.7))
        .line(Colour::Muted, &plain(0.95))
        .line(Colour::Fourth, &plain(1.2))
        .label(Colour::Second, (62.0, -7.6), Side::AboveRight, "0.7")
        .label(Colour::Muted, (78.0, -0.6), Side::Below, "0.95")
        .label(Colour::Fourth, (46.0, 5.2), Side::AboveLeft, "1.2");
    let cells = empty("LSTM’s cell, by forget bias")
        .line(Colour::Second, &cells(0.0))
        .line(Colour::Third, &cells(1.0))
        .line(Colour::First, &cells(5.0))
        .label(Colour::Second, (60.0, -12.4), Side::AboveRight, "0")
        .label(Colour::Third, (78.0, -5.6), Side::Below, "1")
        .label(Colour::First, (70.0, 0.6), Side::Above, "5");
    Figure::new("lstm/along_time").columns(2).panel(plain).panel(cells)
}

/// The exponents of ten of the shares, the nearest moment first.
fn shares(sizes: &[f64]) -> Vec<Point> {
    let last = sizes[sizes.len() - 1];
    let exponent = |size: f64| (size / last).log10();
    let back = sizes.iter().rev().enumerate();
    back.map(|(back, &size)| (back as f64, exponent(size))).filter(|point| point.1.abs() < 24.0).collect()
}

fn plain(scale: f64) -> Vec<Point> {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let memory = normal(UNITS, UNITS, scale / (UNITS as f64).sqrt(), &mut rng);
    let zeros = Array1::zeros(UNITS);
    let params = RecurrentParams::new(Array2::zeros((UNITS, 1)), memory, zeros.clone(), zeros);
    let mut layer = Rnn::new(params);
    layer.forward(Array3::zeros((1, MOMENTS, 1)), Mode::Train);
    shares(&gradient_over_time(&mut layer, &normal(UNITS, 1, 1.0, &mut rng)))
}

fn cells(bias: f64) -> Vec<Point> {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut layer = Lstm::uniform(8, UNITS, &mut rng).with_forget_bias(bias);
    let input = normal(8, MOMENTS, 1.0, &mut rng);
    layer.forward(input.insert_axis(ndarray::Axis(0)), Mode::Train);
    shares(&cell_gradient_over_time(&mut layer, &normal(UNITS, 1, 1.0, &mut rng)))
}

/// What does a memory do that was made by hand?
pub(super) fn latch() -> Figure {
    let values = [0.3, 0.9, -0.6, 0.5, -0.8, 0.2, -0.4, 0.7];
    let marked = [1, 6];
    let mut layer = Lstm::<f64>::new(RecurrentParams::new(
        array![[0.0, 10.0], [0.0, -10.0], [1.0, 0.0], [0.0, 0.0]],
        Array2::zeros((4, 1)),
        array![-5.0, 5.0, 0.0, 5.0],
        Array1::zeros(4),
    ));
    let input = Array3::from_shape_fn((1, 8, 2), |(_, t, feature)| {
        if feature == 0 { values[t] } else { f64::from(u8::from(marked.contains(&t))) }
    });
    layer.forward(input, Mode::Eval);
    let over_time = |numbers: Vec<f64>| -> Vec<Point> {
        numbers.into_iter().enumerate().map(|(t, number)| (t as f64 + 1.0, number)).collect()
    };
    let gate = |part: usize| over_time(layer.gates().outer_iter().map(|gates| gates[[0, part]]).collect());
    let cells = over_time(layer.cells().iter().skip(1).copied().collect());
    let all = over_time(values.to_vec());
    let marks: Vec<Point> = marked.iter().map(|&t| all[t]).collect();
    let moments = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0];
    let memory = Panel::new(0.5..=8.6, -1.0..=1.25)
        .title("values, and the cell")
        .axes("moment", "")
        .x_ticks(&moments)
        .y_ticks(&[-1.0, 0.0, 1.0])
        .bars(Colour::Grid, 0.5, &all)
        .points(Colour::Muted, Mark::Ring, &all)
        .points(Colour::Second, Mark::Disc, &marks)
        .line(Colour::First, &cells)
        .points(Colour::First, Mark::Dot, &cells)
        .label(Colour::Second, marks[0], Side::AboveRight, "marked")
        .label(Colour::First, (5.0, 0.72), Side::Above, "*c*");
    let gates = Panel::new(0.5..=9.2, -0.05..=1.15)
        .title("its gates")
        .axes("moment", "")
        .x_ticks(&moments)
        .y_ticks(&[0.0, 0.5, 1.0])
        .line(Colour::Third, &gate(0))
        .points(Colour::Third, Mark::Disc, &gate(0))
        .line(Colour::Fourth, &gate(1))
        .points(Colour::Fourth, Mark::Square, &gate(1))
        .label(Colour::Third, (8.1, 0.03), Side::Right, "input")
        .label(Colour::Fourth, (8.1, 0.98), Side::Right, "forget");
    Figure::new("lstm/latch").columns(2).panel(memory).panel(gates)
}

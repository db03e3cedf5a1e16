//! One hidden layer, built by hand, against a curve.

use activations::{Activation, Affine, Relu, Sigmoid, activate};
use backprop::{broken_line, staircase};
use ndarray::{Array2, array};

use crate::{Colour, Figure, Mark, Panel, Point, Side};

const FROM: f64 = -3.0;
const TO: f64 = 3.0;

fn target(x: f64) -> f64 {
    (2.0 * x).sin() + 0.5 * x
}

fn run([hidden, output]: &[Affine<f64>; 2], activation: &dyn Activation<f64>, x: f64) -> f64 {
    output.apply(&activate(activation, &hidden.apply(&array![[x]])))[[0, 0]]
}

/// How near does one hidden layer come, and what does it cost?
pub(super) fn approximation() -> Figure {
    let curve = |title: &str| {
        Panel::new(-4.0..=4.0, -3.0..=3.0)
            .title(title)
            .axes("*x*", "")
            .curve(Colour::Muted, target)
            .line(Colour::Grid, &[(FROM, -3.0), (FROM, 3.0)])
            .line(Colour::Grid, &[(TO, -3.0), (TO, 3.0)])
    };
    let steps = |units: usize| staircase(target, FROM, TO, units, 40.0 * units as f64);
    let few = steps(12);
    let many = steps(48);
    let lines = broken_line(target, FROM, TO, 12);
    Figure::new("backprop/approximation")
        .columns(2)
        .panel(curve("12 sigmoid units").curve(Colour::First, move |x| run(&few, &Sigmoid, x)))
        .panel(curve("48 sigmoid units").curve(Colour::First, move |x| run(&many, &Sigmoid, x)))
        .panel(curve("12 ReLU units").curve(Colour::Second, move |x| run(&lines, &Relu, x)))
        .panel(errors())
}

fn errors() -> Panel {
    let units: Vec<usize> = (2..=8).map(|power| 1 << power).collect();
    let grid = Array2::from_shape_fn((3001, 1), |(k, _)| FROM + (TO - FROM) * k as f64 / 3000.0);
    let worst = |[hidden, output]: [Affine<f64>; 2], activation: &dyn Activation<f64>| {
        let outputs = output.apply(&activate(activation, &hidden.apply(&grid)));
        grid.iter().zip(&outputs).map(|(&x, y)| (target(x) - y).abs()).fold(0.0, f64::max)
    };
    let points = |error: &dyn Fn(usize) -> f64| -> Vec<Point> {
        units.iter().map(|&n| ((n as f64).log2(), error(n).log10())).collect()
    };
    let steps = points(&|n| worst(staircase(target, FROM, TO, n, 40.0 * n as f64), &Sigmoid));
    let lines = points(&|n| worst(broken_line(target, FROM, TO, n), &Relu));
    Panel::new(1.8..=8.2, -4.0..=0.5)
        .title("Largest error between −3 and 3")
        .axes("units", "")
        .x_names(&[(2.0, "4"), (4.0, "16"), (6.0, "64"), (8.0, "256")])
        .y_names(&[(-4.0, "0.0001"), (-3.0, "0.001"), (-2.0, "0.01"), (-1.0, "0.1"), (0.0, "1")])
        .line(Colour::First, &steps)
        .line(Colour::Second, &lines)
        .points(Colour::First, Mark::Disc, &steps)
        .points(Colour::Second, Mark::Square, &lines)
        .label(Colour::First, (6.0, -0.9), Side::Above, "steps")
        .label(Colour::Second, (5.0, -2.1), Side::BelowLeft, "lines")
}

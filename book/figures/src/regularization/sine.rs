//! Ten points of a noisy sine, and polynomials.

use std::f64::consts::TAU;

use datasets::{Curve, noisy_sine};
use ndarray::array;
use regularization::Polynomial;

use crate::{Colour, Figure, Mark, Panel, Point, Side};

const SEED: u64 = 6;
const NOISE: f64 = 0.3;

/// The points that the tests pin: so many to learn from, a hundred to judge by.
fn points(count: usize, seed: u64) -> (Curve, Curve) {
    (noisy_sine(count, NOISE, seed), noisy_sine(100, NOISE, 1000 + seed))
}

fn pairs(curve: &Curve) -> Vec<Point> {
    curve.x.iter().copied().zip(curve.y.iter().copied()).collect()
}

fn rms(polynomial: &Polynomial, points: &Curve) -> f64 {
    polynomial.root_mean_square_error(&points.x, &points.y)
}

fn at(polynomial: &Polynomial, x: f64) -> f64 {
    polynomial.at(&array![x])[0]
}

fn panel(title: &str, train: &Curve, mark: Mark) -> Panel {
    Panel::new(-0.04..=1.04, -1.9..=1.9)
        .title(title)
        .axes("*x*", "*y*")
        .x_ticks(&[0.0, 0.5, 1.0])
        .y_ticks(&[-1.0, 0.0, 1.0])
        .curve(Colour::Third.dashed(), |x| (TAU * x).sin())
        .points(Colour::Ink, mark, &pairs(train))
}

/// Which polynomial would you trust between the points?
pub(super) fn degrees() -> Figure {
    let (ten, _) = points(10, SEED);
    let (hundred, _) = points(100, SEED);
    let fitted = |title: &str, train: &Curve, degree, mark| {
        let polynomial = Polynomial::fit(&train.x, &train.y, degree);
        panel(title, train, mark).curve_over(0.0..=1.0, Colour::First, move |x| at(&polynomial, x))
    };
    Figure::new("regularization/degrees").columns(2).panels([
        fitted("degree 1", &ten, 1, Mark::Disc).label(
            Colour::Third,
            (0.3, 1.2),
            Side::AboveRight,
            "the sine",
        ),
        fitted("degree 3", &ten, 3, Mark::Disc),
        fitted("degree 9", &ten, 9, Mark::Disc),
        fitted("degree 9, a hundred points", &hundred, 9, Mark::Dot),
    ])
}

/// How do the errors go with the degree?
pub(super) fn by_degree() -> Figure {
    let (train, test) = points(10, SEED);
    let error = |on: &Curve| -> Vec<Point> {
        (0..=9).map(|degree| (degree as f64, rms(&Polynomial::fit(&train.x, &train.y, degree), on))).collect()
    };
    let (training, tested) = (error(&train), error(&test));
    let panel = Panel::new(-0.3..=9.3, 0.0..=0.82)
        .axes("degree", "root mean square error")
        .x_ticks(&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0])
        .line(Colour::Muted.dashed(), &[(-0.3, NOISE), (9.3, NOISE)])
        .line(Colour::First, &training)
        .points(Colour::First, Mark::Disc, &training)
        .line(Colour::Second, &tested)
        .points(Colour::Second, Mark::Disc, &tested)
        .label(Colour::First, (4.9, 0.12), Side::BelowLeft, "on the ten points")
        .label(Colour::Second, (7.6, 0.46), Side::AboveLeft, "on a hundred others")
        .label(Colour::Muted, (0.0, NOISE), Side::Below, "noise");
    Figure::new("regularization/by_degree").panel(panel)
}

/// What does a price on squares make of the polynomial of degree nine?
pub(super) fn ridge() -> Figure {
    let (train, test) = points(10, SEED);
    let fit = |lambda: f64| Polynomial::ridge(&train.x, &train.y, 9, lambda);
    let strengths =
        [(1e-8, Colour::Second, "10^{−8}"), (1e-3, Colour::First, "10^{−3}"), (1.0, Colour::Fourth, "1")];
    let fits = strengths
        .into_iter()
        .fold(panel("degree 9, three prices", &train, Mark::Disc), |panel, (lambda, colour, _)| {
            let polynomial = fit(lambda);
            panel.curve_over(0.0..=1.0, colour, move |x| at(&polynomial, x))
        })
        .label(Colour::Second, (0.57, -1.5), Side::Below, "*λ* = 10^{−8}")
        .label(Colour::First, (0.3, 1.25), Side::AboveRight, "*λ* = 10^{−3}")
        .label(Colour::Fourth, (0.6, 0.0), Side::AboveRight, "*λ* = 1");
    let exponents = || (0..=48).map(|quarter| f64::from(quarter) / 4.0 - 9.0);
    let error = |on: &Curve| -> Vec<Point> {
        exponents().map(|exponent| (exponent, rms(&fit(10_f64.powf(exponent)), on))).collect()
    };
    let errors = Panel::new(-9.0..=3.0, 0.0..=0.82)
        .title("errors")
        .axes("*λ*", "root mean square error")
        .x_names(&[(-9.0, "10^{−9}"), (-6.0, "10^{−6}"), (-3.0, "10^{−3}"), (0.0, "1"), (3.0, "10^{3}")])
        .line(Colour::Muted.dashed(), &[(-9.0, NOISE), (3.0, NOISE)])
        .line(Colour::First, &error(&train))
        .line(Colour::Second, &error(&test))
        .label(Colour::First, (-4.4, 0.12), Side::BelowRight, "on the ten points")
        .label(Colour::Second, (-5.8, 0.37), Side::Above, "on a hundred others");
    Figure::new("regularization/ridge").columns(2).panel(fits).panel(errors)
}

/// Where does each coefficient go as the price rises?
pub(super) fn paths() -> Figure {
    let (train, _) = points(10, SEED);
    let exponents: Vec<f64> = (0..=64).map(|eighth| f64::from(eighth) / 8.0 - 6.0).collect();
    let fits: Vec<Polynomial> = exponents
        .iter()
        .map(|&exponent| Polynomial::ridge(&train.x, &train.y, 9, 10_f64.powf(exponent)))
        .collect();
    let panel = Panel::new(-6.0..=2.0, -75.0..=60.0).axes("*λ*", "*w*_{1} to *w*_{9}").x_names(&[
        (-6.0, "10^{−6}"),
        (-4.0, "10^{−4}"),
        (-2.0, "0.01"),
        (0.0, "1"),
        (2.0, "100"),
    ]);
    let panel = (1..=9).fold(panel, |panel, power| {
        let path: Vec<Point> =
            exponents.iter().zip(&fits).map(|(&exponent, fit)| (exponent, fit.coefficients[power])).collect();
        panel.line(Colour::CATEGORIES[power % 6], &path)
    });
    Figure::new("regularization/coefficient_paths").panel(panel)
}

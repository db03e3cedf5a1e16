//! A slope by trying.

use gradient_descent::numeric::{forward_difference, numeric_derivative};

use crate::{Colour, Figure, Mark, Panel, Point, Side};

pub(super) fn figures() -> Vec<Figure> {
    vec![nudge(), error_curve()]
}

/// Which of two secants has the slope of the curve?
fn nudge() -> Figure {
    let cube = |x: f64| x * x * x;
    let (at, h) = (1.0, 0.5);
    let panel = |title: &str, slope: f64, other: f64| {
        let chord = [(other, cube(other)), (at + h, cube(at + h))];
        Panel::new(0.0..=2.0, -1.0..=4.0)
            .title(title)
            .axes("*x*", "*x*^{3}")
            .curve(Colour::First, cube)
            .line(Colour::Third.dashed(), &[(0.2, 1.0 - 3.0 * 0.8), (1.9, 1.0 + 3.0 * 0.9)])
            .line(Colour::Second, &chord)
            .points(Colour::Second, Mark::Disc, &chord)
            .points(Colour::First, Mark::Disc, &[(at, cube(at))])
            .label(Colour::Second, (0.1, 3.4), Side::Right, &format!("slope {slope:.2}"))
            .label(Colour::Third, (0.1, 2.8), Side::Right, "true slope 3")
    };
    Figure::new("gradient-descent/nudge")
        .columns(2)
        .panel(panel("One step forwards", forward_difference(cube, at, h), at))
        .panel(panel("A step to either side", numeric_derivative(cube, at, h), at - h))
}

/// How small should the step be?
fn error_curve() -> Figure {
    fn fourth<F: std::ops::Mul<Output = F> + Copy>(x: F) -> F {
        x * x * x * x
    }
    let (at, exact) = (1.3_f64, 4.0 * 1.3 * 1.3 * 1.3);
    // The largest of the errors near a step: single ones are lucky now and then.
    let worst = |exponent: f64, quotient: &dyn Fn(f64) -> f64| -> Point {
        let near = (-6..=6).map(|k| 10.0_f64.powf(exponent + f64::from(k) / 40.0));
        let error = near.map(|h| (quotient(h) - exact).abs()).fold(1e-16, f64::max);
        (exponent, error.log10())
    };
    let curve = |from: i32, quotient: &dyn Fn(f64) -> f64| -> Vec<Point> {
        (from * 2..=-2).map(|half| worst(f64::from(half) / 2.0, quotient)).collect()
    };
    let forward = curve(-15, &|h| forward_difference(fourth, at, h));
    let central = curve(-15, &|h| numeric_derivative(fourth, at, h));
    #[expect(clippy::cast_possible_truncation, reason = "what f32 makes of it is the question")]
    let single = curve(-7, &|h| f64::from(numeric_derivative(fourth, at as f32, h as f32)));
    let names = [(-15.0, "10^{−15}"), (-10.0, "10^{−10}"), (-5.0, "10^{−5}"), (-1.0, "0.1")];
    let errors = [(0.0, "1"), (-5.0, "10^{−5}"), (-10.0, "10^{−10}")];
    Figure::new("gradient-descent/error_curve").panel(
        Panel::new(-15.0..=-1.0, -11.0..=1.5)
            .axes("step *h*", "error of the slope")
            .x_names(&names)
            .y_names(&errors)
            .line(Colour::Second, &forward)
            .line(Colour::First, &central)
            .line(Colour::Third, &single)
            .label(Colour::Second, (-6.9, -4.6), Side::Left, "one side")
            .label(Colour::First, (-6.9, -8.8), Side::Left, "both sides")
            .label(Colour::Third, (-5.6, 0.2), Side::AboveRight, "both sides, f32")
            .label(Colour::Muted, (-14.6, -5.2), Side::Right, "rounding")
            .label(Colour::Muted, (-3.7, -7.0), Side::Right, "bending"),
    )
}

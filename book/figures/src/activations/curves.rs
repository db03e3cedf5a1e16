//! Slopes: what one is, how steep a sigmoid can be, and what is left of a change after several layers.

use activations::{Activation, Relu, Sigmoid, SteepSigmoid, Step, Tanh, family};

use crate::{Colour, Figure, Mark, Panel, Point, Side};

/// What is the slope of a curve at a point?
pub(super) fn slope() -> Figure {
    let (at, height) = (1.0, Sigmoid.value(1.0));
    let panel = Panel::new(-5.0..=5.0, -0.1..=1.4)
        .axes("*x*", "*σ*(*x*)")
        .y_ticks(&[0.0, 0.5, 1.0])
        .curve(Colour::Ink, |x| Sigmoid.value(x));
    let with_secants = [4.0, 2.5].into_iter().fold(panel, |panel, second: f64| {
        let rise = (Sigmoid.value(second) - height) / (second - at);
        panel.curve(Colour::Second.dashed().thin(), |x| height + rise * (x - at)).points(
            Colour::Second,
            Mark::Ring,
            &[(second, Sigmoid.value(second))],
        )
    });
    let tangent = |x: f64| height + Sigmoid.derivative(at) * (x - at);
    Figure::new("activations/slope").panel(
        with_secants.curve(Colour::First, tangent).points(Colour::First, Mark::Disc, &[(at, height)]).label(
            Colour::First,
            (2.7, tangent(2.7)),
            Side::AboveLeft,
            "tangent",
        ),
    )
}

/// When does a sigmoid become a step?
pub(super) fn steepness() -> Figure {
    let panel = Panel::new(-2.0..=2.0, -0.05..=1.1).axes("*x*", "*σ*_{s}(*x*)").y_ticks(&[0.0, 0.5, 1.0]);
    let step = Step::half();
    let with_step = panel.curve_over(-2.0..=-1e-9, Colour::Muted.dashed(), |x| step.value(x)).curve_over(
        1e-9..=2.0,
        Colour::Muted.dashed(),
        |x| step.value(x),
    );
    let curves = [
        (1.0, Colour::First, 1.5, Side::BelowRight),
        (2.0, Colour::Second, 1.0, Side::BelowRight),
        (5.0, Colour::Third, 0.45, Side::BelowRight),
        (10.0, Colour::Fourth, 0.2, Side::AboveLeft),
    ];
    let panel = curves.into_iter().fold(with_step, |panel, (steepness, colour, place, side)| {
        let unit = SteepSigmoid { steepness };
        let name = format!("*s* = {steepness}");
        panel.curve(colour, |x| unit.value(x)).label(colour, (place, unit.value(place)), side, &name)
    });
    Figure::new("activations/steepness").panel(panel.points(
        Colour::Muted,
        Mark::Disc,
        &[(0.0, step.value(0.0))],
    ))
}

/// How much of a change is left after several layers?
pub(super) fn vanishing() -> Figure {
    let slopes = Panel::new(-5.0..=5.0, -0.05..=1.15)
        .title("slope of one layer")
        .axes("*x*", "")
        .y_ticks(&[0.0, 0.25, 0.5, 1.0])
        .curve(Colour::First, |x| Sigmoid.derivative(x))
        .curve(Colour::Second, |x| Tanh.derivative(x))
        .curve_over(-5.0..=-1e-9, Colour::Third, |x| Relu.derivative(x))
        .curve_over(1e-9..=5.0, Colour::Third, |x| Relu.derivative(x))
        .label(Colour::First, (-3.2, 0.11), Side::Above, "sigmoid")
        .label(Colour::Second, (-0.9, 0.6), Side::Left, "tanh")
        .label(Colour::Third, (3.0, 1.0), Side::Below, "ReLU");
    let after = |slope: f64| -> Vec<Point> {
        (0..=10).map(|layers| (f64::from(layers), f64::from(layers) * slope.log10())).collect()
    };
    let runs = [
        (Relu.derivative(2.0), Colour::Third, "ReLU, on"),
        (Sigmoid.derivative(0.0), Colour::First, "sigmoid at 0"),
        (Sigmoid.derivative(2.0), Colour::First, "sigmoid at 2"),
        (Tanh.derivative(2.0), Colour::Second, "tanh at 2"),
    ];
    let powers = ["10^{−12}", "10^{−9}", "10^{−6}", "10^{−3}", "1"];
    let names: Vec<(f64, &str)> = (0..).map(|i| f64::from(3 * i - 12)).zip(powers).collect();
    let products = Panel::new(0.0..=16.5, -12.5..=1.5)
        .title("what is left")
        .axes("after so many layers", "")
        .x_ticks(&[0.0, 5.0, 10.0])
        .y_names(&names);
    let products = runs.into_iter().fold(products, |panel, (slope, colour, name)| {
        let points = after(slope);
        panel.line(colour.thin(), &points).points(colour, Mark::Dot, &points).label(
            colour,
            points[10],
            Side::Right,
            name,
        )
    });
    Figure::new("activations/vanishing").columns(2).panel(slopes).panel(products)
}

/// How much slope is left far from zero?
pub(super) fn tails() -> Figure {
    let names = [
        ("arsinh", "arsinh", Colour::Third, Side::Right),
        ("softsign", "softsign", Colour::Fourth, Side::BelowRight),
        ("arctan", "arctan", Colour::Fifth, Side::AboveRight),
        ("isru", "ISRU", Colour::Sixth, Side::Right),
        ("sigmoid", "sigmoid", Colour::First, Side::Right),
        ("tanh", "tanh", Colour::Second, Side::Right),
    ];
    let powers = ["10^{−6}", "10^{−4}", "10^{−2}", "1"];
    let ticks: Vec<(f64, &str)> = (0..).map(|i| f64::from(2 * i - 6)).zip(powers).collect();
    let panel = Panel::new(0.0..=13.0, -7.0..=0.6)
        .axes("*x*", "slope")
        .x_ticks(&[0.0, 2.0, 4.0, 6.0, 8.0, 10.0])
        .y_names(&ticks);
    let panel = names.into_iter().fold(panel, |panel, (name, title, colour, side)| {
        let member =
            family::<f64>().into_iter().find(|member| member.name == name).expect("a name of the list");
        let height = |x: f64| member.activation.derivative(x).log10();
        let end = if name == "tanh" { 7.5 } else { 10.0 };
        panel.curve_over(0.0..=end, colour, height).label(colour, (end, height(end)), side, title)
    });
    Figure::new("activations/tails").panel(panel)
}

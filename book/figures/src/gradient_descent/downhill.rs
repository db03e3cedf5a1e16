//! Down a line, down a plane, and how long the steps are.

use gradient_descent::descent::{descend, descend_line};
use gradient_descent::landscape::{Bowl, two_valleys, two_valleys_slope};
use gradient_descent::linear_regression::LinearRegression;
use gradient_descent::standardise::Standardiser;
use loss::Reduction;
use ndarray::{Array1, Array2, array};

use crate::{Colour, Figure, Mark, Panel, Point, Side};

pub(super) fn figures() -> Vec<Figure> {
    vec![valleys(), contours(), rates(), ravine(), line_fit(), units()]
}

/// Where does a descent end?
fn valleys() -> Figure {
    let panel = Panel::new(-1.9..=1.7, -0.6..=1.1).axes("*θ*", "*L*(*θ*)").curve(Colour::First, two_valleys);
    let starts = [
        (Colour::Second, -1.75, Side::Right),
        (Colour::Third, 1.55, Side::Left),
        (Colour::Fourth, 0.15, Side::Above),
    ];
    let panel = starts.into_iter().fold(panel, |panel, (colour, start, side)| {
        let trace = descend_line(two_valleys_slope, start, 0.12, 40);
        let places: Vec<Point> = trace.iter().map(|&theta| (theta, two_valleys(theta))).collect();
        panel
            .points(colour, Mark::Disc, &places[..1])
            .points(colour, Mark::Dot, &places[1..])
            .label(colour, places[0], side, "start")
    });
    Figure::new("gradient-descent/valleys").panel(
        panel.label(Colour::Ink, (-1.088, two_valleys(-1.088)), Side::Below, "deepest").label(
            Colour::Ink,
            (0.879, two_valleys(0.879)),
            Side::Below,
            "a valley too",
        ),
    )
}

fn contour_panel(panel: Panel, value: &dyn Fn(f64, f64) -> f64, levels: &[f64]) -> Panel {
    levels.iter().fold(panel, |panel, &level| panel.rim(Colour::Muted.thin(), |x, y| value(x, y) - level))
}

fn with_trace(panel: Panel, colour: Colour, places: &[Point]) -> Panel {
    panel.line(colour.thin(), places).points(colour, Mark::Dot, places).points(
        colour,
        Mark::Disc,
        &places[..1],
    )
}

/// Which way is down in the plane?
fn contours() -> Figure {
    let bowl = Bowl { curvature: array![1.0, 4.0], lowest: array![0.0, 0.0] };
    let value = |x: f64, y: f64| bowl.value(&array![x, y]);
    let panel = Panel::new(-5.0..=5.0, -3.0..=3.0).square().axes("*θ*_{1}", "*θ*_{2}");
    let panel = contour_panel(panel, &value, &[0.5, 2.0, 4.5, 8.0, 12.5, 18.0]);
    let trace = descend(|at| bowl.gradient(at), &array![4.0, 2.0], 0.1, 30);
    let places: Vec<Point> = trace.iter().map(|at| (at[0], at[1])).collect();
    let panel = with_trace(panel, Colour::Second, &places);
    Figure::new("gradient-descent/contours").panel(
        panel
            .arrow(Colour::First, (4.0, 2.0), (4.0 - 1.2, 2.0 - 2.4))
            .label(Colour::First, (2.9, -0.5), Side::Below, "straight down")
            .label(Colour::Muted, (-0.1, 0.0), Side::BelowLeft, "lowest"),
    )
}

/// Too small, right, too large: what does each rate do on one parabola?
fn rates() -> Figure {
    let panels = [
        ("*η* = 0.02: creeps", 0.02, 10),
        ("*η* = 0.25: goes", 0.25, 10),
        ("*η* = 0.9: jumps across", 0.9, 10),
        ("*η* = 1.05: runs away", 1.05, 8),
    ]
    .map(|(title, rate, steps)| {
        let trace = descend_line(|theta| 2.0 * theta, -5.0, rate, steps);
        let places: Vec<Point> = trace.iter().map(|&theta| (theta, theta * theta)).collect();
        Panel::new(-12.0..=12.0, 0.0..=120.0)
            .title(title)
            .axes("*θ*", "*θ*^{2}")
            .y_ticks(&[0.0, 50.0, 100.0])
            .curve(Colour::First, |theta| theta * theta)
            .line(Colour::Second.thin(), &places)
            .points(Colour::Second, Mark::Dot, &places)
            .points(Colour::Second, Mark::Disc, &places[..1])
    });
    Figure::new("gradient-descent/rates").columns(2).panels(panels)
}

/// Why does a ravine take so long?
fn ravine() -> Figure {
    let bowl = Bowl { curvature: array![1.0, 20.0], lowest: array![0.0, 0.0] };
    let panels = [("*η* = 0.02", 0.02), ("*η* = 0.095", 0.095)].map(|(title, rate)| {
        let value = |x: f64, y: f64| bowl.value(&array![x, y]);
        let panel = Panel::new(-1.0..=9.0, -2.4..=2.4).title(title).axes("*θ*_{1}", "*θ*_{2}");
        let panel = contour_panel(panel, &value, &[2.0, 8.0, 18.0, 32.0, 50.0]);
        let trace = descend(|at| bowl.gradient(at), &array![8.0, 1.8], rate, 25);
        let places: Vec<Point> = trace.iter().map(|at| (at[0], at[1])).collect();
        with_trace(panel, Colour::Second, &places)
    });
    Figure::new("gradient-descent/ravine").columns(2).panels(panels)
}

fn three_points() -> (Array2<f64>, Array1<f64>) {
    (array![[0.0], [1.0], [2.0]], array![1.0, 2.0, 6.0])
}

fn descended(inputs: &Array2<f64>, targets: &Array1<f64>, rate: f64, steps: usize) -> Vec<LinearRegression> {
    let mut line = LinearRegression::zeros(1);
    let mut lines = vec![line.clone()];
    for _step in 0..steps {
        let (_, slopes) = line.loss(inputs, targets, Reduction::Mean);
        line.step(&slopes, rate);
        lines.push(line.clone());
    }
    lines
}

/// How does the line find the points?
fn line_fit() -> Figure {
    let (inputs, targets) = three_points();
    let lines = descended(&inputs, &targets, 0.1, 40);
    let panel = Panel::new(-0.5..=2.5, -0.5..=7.0).axes("*x*", "*t*");
    let shown = [(0, "start"), (1, "1 step"), (2, "2 steps"), (40, "40 steps")];
    let panel = shown.into_iter().fold(panel, |panel, (step, words)| {
        let line = &lines[step];
        let stroke = if step == 40 { Colour::Second.into() } else { Colour::First.thin() };
        let colour = if step == 40 { Colour::Second } else { Colour::First };
        let end = 1.62;
        panel.curve(stroke, |x| line.weight[0] * x + line.bias).label(
            colour,
            (end, line.weight[0] * end + line.bias),
            Side::BelowRight,
            words,
        )
    });
    let points: Vec<Point> = inputs.column(0).iter().zip(&targets).map(|(&x, &t)| (x, t)).collect();
    Figure::new("gradient-descent/line_fit").panel(panel.points(Colour::Ink, Mark::Disc, &points))
}

/// What does standardising do to the landscape?
fn units() -> Figure {
    let (inputs, targets) = three_points();
    let standard = Standardiser::fit(&inputs).transform(&inputs);
    let panel = |title: &str, inputs: &Array2<f64>, rate: f64| {
        let value = |bias: f64, weight: f64| {
            let line = LinearRegression { weight: array![weight], bias };
            line.loss(inputs, &targets, Reduction::Mean).0
        };
        let best = LinearRegression::closed_form(inputs, &targets).expect("different inputs");
        let panel = Panel::new(-1.0..=5.0, -1.0..=5.0)
            .square()
            .title(title)
            .axes("bias *b*", "weight *w*")
            .x_ticks(&[0.0, 2.0, 4.0])
            .y_ticks(&[0.0, 2.0, 4.0]);
        let panel = contour_panel(panel, &value, &[1.0, 2.0, 4.0, 7.0, 11.0, 16.0]);
        let lines = descended(inputs, &targets, rate, 20);
        let places: Vec<Point> = lines.iter().map(|line| (line.bias, line.weight[0])).collect();
        with_trace(panel, Colour::Second, &places).points(
            Colour::Third,
            Mark::Cross,
            &[(best.bias, best.weight[0])],
        )
    };
    Figure::new("gradient-descent/units").columns(2).panel(panel("As given", &inputs, 0.2)).panel(panel(
        "Standardised",
        &standard,
        0.2,
    ))
}

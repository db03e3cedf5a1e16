//! What the rules make of gradients: sums, roots, parabolas.

use optimizers::{Parabola, adagrad_steps, newton_step, weighted_past};

use crate::{Colour, Figure, Mark, Panel, Point, Side};

/// What does a velocity make of slopes that last, and of slopes that alternate?
pub(super) fn ball() -> Figure {
    let lasting: Vec<f64> = vec![-1.0; 24];
    let alternating: Vec<f64> = (0..24).map(|k| if k % 2 == 0 { -1.0 } else { 1.0 }).collect();
    let panels =
        [("a slope that lasts", lasting), ("a slope that alternates", alternating)].map(|(title, slopes)| {
            let plain: Vec<Point> = slopes.iter().enumerate().map(|(k, slope)| (k as f64, -slope)).collect();
            let steps: Vec<Point> =
                (0..slopes.len()).map(|k| (k as f64, weighted_past(&slopes[..=k], 1.0, 0.9))).collect();
            Panel::new(-1.0..=24.0, -1.6..=11.6)
                .title(title)
                .axes("step", "length of the step, in *ηg*")
                .bars(Colour::First, 0.8, &steps)
                .points(Colour::Second, Mark::Dot, &plain)
                .line(Colour::Muted.dashed(), &[(-1.0, 10.0), (24.0, 10.0)])
        });
    let [lasting, alternating] = panels;
    let lasting = lasting.label(Colour::Muted, (24.0, 10.0), Side::AboveLeft, "1/(1 − *μ*) = 10").label(
        Colour::First,
        (8.0, 6.4),
        Side::AboveLeft,
        "momentum",
    );
    let alternating = alternating.label(Colour::First, (2.0, 3.0), Side::Right, "momentum, *μ* = 0.9").label(
        Colour::Second,
        (2.0, 2.0),
        Side::Right,
        "without",
    );
    Figure::new("optimizers/ball").columns(2).panel(lasting).panel(alternating)
}

/// How long is Adagrad's step, next to the gradient?
pub(super) fn rates() -> Figure {
    let tables = [
        ("the last gradient is large", [0.001, 0.001, 0.003, 0.002, 0.1]),
        ("the last gradient is small", [10.8, 20.9, 31.7, 12.1, 0.1]),
    ];
    let panels = tables.map(|(title, gradients)| {
        let steps: Vec<Point> = adagrad_steps(&gradients, 1.0)
            .into_iter()
            .enumerate()
            .map(|(k, step)| (k as f64, step))
            .collect();
        let names = gradients.map(|grad| format!("{grad}"));
        let names: Vec<(f64, &str)> =
            names.iter().enumerate().map(|(k, name)| (k as f64, name.as_str())).collect();
        let panel = Panel::new(-0.6..=4.6, 0.0..=1.2)
            .title(title)
            .axes("gradient", "step / *η*")
            .x_names(&names)
            .y_ticks(&[0.0, 0.5, 1.0])
            .bars(Colour::First, 0.6, &steps[..4])
            .bars(Colour::Second, 0.6, &steps[4..]);
        let digits = if steps[4].1 < 0.01 { 4 } else { 2 };
        let last = format!("{:.digits$}", steps[4].1);
        let panel = steps[..4].iter().fold(panel, |panel, &(k, step)| {
            panel.label(Colour::First, (k, step), Side::Above, &format!("{step:.2}"))
        });
        panel.label(Colour::Second, steps[4], Side::Above, &last)
    });
    Figure::new("optimizers/surprise_steps").columns(2).panels(panels)
}

/// How far is it to the bottom?
pub(super) fn newton() -> Figure {
    let (flat, steep) = (Parabola { a: 0.1, b: 0.0, c: 0.0 }, Parabola { a: 2.0, b: 0.0, c: 0.0 });
    let (far, near) = (4.0, 1.0);
    let tangent = |parabola: &Parabola, x: f64, half: f64| -> Vec<Point> {
        [-half, half].map(|step| (x + step, parabola.value(x) + parabola.slope(x) * step)).to_vec()
    };
    let step =
        |parabola: &Parabola, x: f64| newton_step(parabola.slope(x), parabola.curvature()).expect("a valley");
    let left = Panel::new(-1.5..=5.0, -0.5..=4.0)
        .title("two valleys, one point in each")
        .axes("*x*", "")
        .curve(Colour::First, |x| flat.value(x))
        .curve_over(-1.45..=1.45, Colour::Second, |x| steep.value(x))
        .line(Colour::Muted, &tangent(&flat, far, 0.9))
        .line(Colour::Muted, &tangent(&steep, near, 0.4))
        .points(Colour::First, Mark::Disc, &[(far, flat.value(far))])
        .points(Colour::Second, Mark::Disc, &[(near, steep.value(near))])
        .arrow(Colour::Second, (near, -0.15), (near - step(&steep, near), -0.15))
        .arrow(Colour::First, (far, -0.35), (far - step(&flat, far), -0.35))
        .label(Colour::Second, (1.45, 3.6), Side::Right, "slope 4, distance 1")
        .label(Colour::First, (5.0, 0.2), Side::Left, "slope 0.8, distance 4");
    let f = |x: f64| x.powi(4) / 4.0 + x.powi(2) / 2.0;
    let (slope, curvature) = (|x: f64| x.powi(3) + x, |x: f64| 3.0 * x.powi(2) + 1.0);
    let at: f64 = 1.5;
    let touching = move |x: f64| f(at) + slope(at) * (x - at) + 0.5 * curvature(at) * (x - at).powi(2);
    let next = at - newton_step(slope(at), curvature(at)).expect("a valley");
    let right = Panel::new(-1.0..=2.2, -0.3..=4.0)
        .title("no parabola")
        .axes("*x*", "")
        .curve(Colour::First, f)
        .curve(Colour::Second.dashed(), touching)
        .points(Colour::First, Mark::Disc, &[(at, f(at))])
        .points(Colour::Second, Mark::Ring, &[(next, touching(next))])
        .line(Colour::Muted.dashed(), &[(next, touching(next)), (next, f(next))])
        .points(Colour::First, Mark::Disc, &[(next, f(next))])
        .label(Colour::Second, (0.12, 3.0), Side::Left, "its parabola")
        .label(Colour::First, (at, f(at)), Side::Left, "here")
        .label(Colour::First, (next, f(next)), Side::AboveLeft, "next");
    Figure::new("optimizers/newton").columns(2).panel(left).panel(right)
}

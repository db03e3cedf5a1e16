//! Rates over time, and gradients cut short.

use ndarray::array;
use optimizers::{
    CosineDecay, InverseSquareRootDecay, InverseTimeDecay, Ravine, Schedule, StepDecay, WarmUp,
    clip_grad_norm, clip_grad_value,
};

use crate::{Colour, Figure, Mark, Panel, Point, Side};

/// How does the rate change?
pub(super) fn schedules() -> Figure {
    let line = |schedule: &dyn Schedule| -> Vec<Point> {
        (0..=100)
            .map(|step| (f64::from(step), schedule.rate(usize::try_from(step).expect("a count"))))
            .collect()
    };
    let steps: Vec<Vec<Point>> = (0..5)
        .map(|stage| {
            let rate = StepDecay { initial: 1.0, factor: 0.5, every: 20 }.rate(stage * 20);
            vec![(20.0 * stage as f64, rate), (20.0 * (stage + 1) as f64, rate)]
        })
        .collect();
    let decays = Panel::new(0.0..=100.0, 0.0..=1.1)
        .title("rates that fall")
        .axes("step *k*", "rate / *η*")
        .y_ticks(&[0.0, 0.5, 1.0])
        .line(Colour::First, &line(&InverseSquareRootDecay { initial: 1.0 }))
        .line(Colour::Second, &line(&InverseTimeDecay { initial: 1.0 }));
    let decays = steps.iter().fold(decays, |panel, stage| panel.line(Colour::Third, stage));
    let decays = decays
        .label(Colour::First, (98.0, 0.14), Side::AboveLeft, "1/√(*k* + 1)")
        .label(Colour::Second, (3.0, 0.72), Side::Right, "1/(*k* + 1)")
        .label(Colour::Third, (21.0, 0.5), Side::AboveRight, "half every 20 steps");
    let cosine = CosineDecay { initial: 1.0, last: 0.0, steps: 100 };
    let warm = Panel::new(0.0..=100.0, 0.0..=1.1)
        .title("rates that rise first")
        .axes("step *k*", "rate / *η*")
        .y_ticks(&[0.0, 0.5, 1.0])
        .line(Colour::Muted.dashed(), &line(&cosine))
        .line(Colour::First, &line(&WarmUp { steps: 20, then: cosine }))
        .label(Colour::First, (12.0, 0.6), Side::Right, "warm-up")
        .label(Colour::First, (62.0, 0.42), Side::Right, "cosine");
    Figure::new("optimizers/schedules").columns(2).panel(decays).panel(warm)
}

/// What do the two ways of clipping do to a gradient?
pub(super) fn clipping() -> Figure {
    let gradient = |x: f64, y: f64| {
        let mut ravine = Ravine::new([1.0, 1.0], [0.0, 0.0]);
        ravine.position.grad = array![x, y];
        ravine
    };
    let tip = |ravine: &Ravine| (ravine.position.grad[0], ravine.position.grad[1]);
    let (x, y) = (1.0, 2.6);
    let (mut by_norm, mut by_value) = (gradient(x, y), gradient(x, y));
    clip_grad_norm(&mut by_norm, 1.5);
    clip_grad_value(&mut by_value, 1.5);
    let circle: Vec<Point> = (0..=90)
        .map(|degree| f64::from(degree).to_radians().sin_cos())
        .map(|(sin, cos)| (1.5 * cos, 1.5 * sin))
        .collect();
    let whole = |panel: Panel| {
        panel.arrow(Colour::Muted, (0.0, 0.0), (x, y)).label(Colour::Muted, (x, y), Side::Right, "*g*")
    };
    let panel = |title: &str| {
        Panel::new(-0.3..=2.6, -0.3..=3.0)
            .square()
            .title(title)
            .axes("*g*_{1}", "*g*_{2}")
            .x_ticks(&[0.0, 1.0, 2.0])
            .y_ticks(&[0.0, 1.0, 2.0, 3.0])
    };
    let left = whole(panel("by norm").line(Colour::Third.dashed(), &circle))
        .arrow(Colour::First, (0.0, 0.0), tip(&by_norm))
        .label(Colour::First, tip(&by_norm), Side::AboveLeft, "shorter");
    let corner = [(0.0, 1.5), (1.5, 1.5), (1.5, 0.0)];
    let right = whole(panel("by value").line(Colour::Third.dashed(), &corner))
        .arrow(Colour::Second, (0.0, 0.0), tip(&by_value))
        .label(Colour::Second, tip(&by_value), Side::BelowRight, "turned")
        .points(Colour::Second, Mark::Dot, &[tip(&by_value)]);
    Figure::new("optimizers/clipping").columns(2).panel(left).panel(right)
}

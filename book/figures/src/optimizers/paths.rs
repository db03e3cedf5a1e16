//! Paths down a ravine.

use std::f64::consts::FRAC_PI_4;

use optimizers::{Adagrad, Adam, Momentum, Optimizer, Ravine, RmsProp, Sgd, path};

use crate::{Colour, Figure, Mark, Panel, Point, Side};

/// The chapter's ravine, a hundred times as steep across as along, and its start.
fn ravine() -> Ravine {
    Ravine::new([1.0, 100.0], [4.0, 0.4])
}

/// The places of the first steps.
fn places(mut ravine: Ravine, optimizer: &mut dyn Optimizer<f64>, steps: usize) -> Vec<Point> {
    path(&mut ravine, optimizer, steps).into_iter().map(|[x, y]| (x, y)).collect()
}

/// A panel with the ravine's lines of equal height, stretched ten times across so that they can be told apart.
fn map(title: &str, ravine: &Ravine) -> Panel {
    let panel = Panel::new(-1.0..=4.6, -0.62..=0.62)
        .title(title)
        .axes("*x*", "*y*")
        .x_ticks(&[0.0, 2.0, 4.0])
        .y_ticks(&[-0.4, 0.0, 0.4])
        .height(190.0);
    let panel = [0.25, 1.0, 4.0, 9.0, 16.0].into_iter().fold(panel, |panel, height| {
        panel.rim(Colour::Muted.thin(), |x, y| ravine.value_at([x, y]) - height)
    });
    panel.points(Colour::Ink, Mark::Cross, &[(0.0, 0.0)])
}

fn walked(panel: Panel, colour: Colour, places: &[Point]) -> Panel {
    panel.line(crate::Stroke::from(colour).thin(), places).points(colour, Mark::Dot, places).points(
        colour,
        Mark::Disc,
        &[places[places.len() - 1]],
    )
}

/// Why is there no right rate in a ravine?
pub(super) fn zigzag() -> Figure {
    let panels = [(0.0195, "*η* = 0.0195"), (0.01, "*η* = 0.01")].map(|(rate, name)| {
        let places = places(ravine(), &mut Sgd::new(rate), 50);
        walked(map(&format!("Descent, {name}"), &ravine()), Colour::Second, &places)
    });
    Figure::new("optimizers/zigzag").columns(2).panels(panels)
}

/// What does a velocity change?
pub(super) fn memory() -> Figure {
    let runs: [(&str, Colour, Box<dyn Optimizer<f64>>); 2] = [
        ("Momentum", Colour::First, Box::new(Momentum::new(0.01, 0.9))),
        ("Nesterov", Colour::Third, Box::new(Momentum::nesterov(0.01, 0.9))),
    ];
    let panels = runs.map(|(name, colour, mut optimizer)| {
        walked(
            map(&format!("{name}, *η* = 0.01, *μ* = 0.9"), &ravine()),
            colour,
            &places(ravine(), &mut optimizer, 50),
        )
    });
    Figure::new("optimizers/memory").columns(2).panels(panels)
}

/// How do the three go that divide by a root of squares?
pub(super) fn squares() -> Figure {
    let runs: [(&str, Colour, Box<dyn Optimizer<f64>>); 4] = [
        ("Adagrad, *η* = 0.5", Colour::Fourth, Box::new(Adagrad::new(0.5))),
        ("RMSProp, *η* = 0.05", Colour::Fifth, Box::new(RmsProp::new(0.05))),
        ("Adam, *η* = 0.15", Colour::First, Box::new(Adam::new(0.15))),
        ("for comparison: descent, *η* = 0.01", Colour::Second, Box::new(Sgd::new(0.01))),
    ];
    let panels = runs.map(|(name, colour, mut optimizer)| {
        walked(map(name, &ravine()), colour, &places(ravine(), &mut optimizer, 50))
    });
    Figure::new("optimizers/roots").columns(2).panels(panels)
}

/// Who notices that the ravine is turned?
pub(super) fn turned() -> Figure {
    let runs: [(&str, Colour, Box<dyn Optimizer<f64>>); 2] = [
        ("Momentum", Colour::First, Box::new(Momentum::new(0.01, 0.9))),
        ("Adagrad", Colour::Fourth, Box::new(Adagrad::new(0.5))),
    ];
    let panels = runs.map(|(name, colour, mut optimizer)| {
        let ravine = ravine().turned(FRAC_PI_4);
        let panel = Panel::new(-0.8..=3.2, -0.8..=3.4)
            .square()
            .title(&format!("{name}, turned by 45°"))
            .axes("*x*", "*y*")
            .x_ticks(&[0.0, 1.0, 2.0, 3.0])
            .y_ticks(&[0.0, 1.0, 2.0, 3.0]);
        let panel = [1.0, 4.0, 9.0, 16.0].into_iter().fold(panel, |panel, height| {
            panel.rim(Colour::Muted.thin(), |x, y| ravine.value_at([x, y]) - height)
        });
        let panel = panel.points(Colour::Ink, Mark::Cross, &[(0.0, 0.0)]);
        let all = places(ravine, &mut optimizer, 50);
        walked(panel, colour, &all).label(Colour::Muted, all[0], Side::AboveLeft, "start")
    });
    Figure::new("optimizers/turned").columns(2).panels(panels)
}

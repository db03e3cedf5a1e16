//! One weight, and what its size costs.

use activations::{Activation, Sign};
use regularization::{lowest_with_l1, lowest_with_l2, soft_threshold, with_l1, with_l2};

use crate::{Colour, Figure, Mark, Panel, Point, Side};

const STRENGTHS: [(f64, Colour); 3] = [(0.0, Colour::Muted), (3.0, Colour::First), (10.0, Colour::Second)];

/// Where does the weight come to rest?
pub(super) fn prices() -> Figure {
    type Cost = fn(f64, f64, f64) -> f64;
    type Lowest = fn(f64, f64) -> f64;
    let kinds: [(&str, Cost, Lowest); 2] = [
        ("(*x* − 2)^{2} + *λ*|*x*|", with_l1, lowest_with_l1),
        ("(*x* − 2)^{2} + *λx*^{2}", with_l2, lowest_with_l2),
    ];
    let panels = kinds.map(|(title, cost, lowest)| {
        let panel = Panel::new(-1.6..=3.6, -0.6..=14.0)
            .title(title)
            .axes("*x*", "")
            .x_ticks(&[-1.0, 0.0, 1.0, 2.0, 3.0])
            .y_ticks(&[0.0, 5.0, 10.0]);
        STRENGTHS.into_iter().fold(panel, |panel, (lambda, colour)| {
            let bottom = lowest(2.0, lambda);
            panel.curve(colour, move |x| cost(x, 2.0, lambda)).points(
                colour,
                Mark::Disc,
                &[(bottom, cost(bottom, 2.0, lambda))],
            )
        })
    });
    let [absolute, squared] = panels;
    let absolute = absolute
        .label(Colour::Muted, (1.15, 2.3), Side::Right, "*λ* = 0, at 2")
        .label(Colour::First, (0.0, 2.4), Side::BelowLeft, "*λ* = 3, at ½")
        .label(Colour::Second, (0.62, 8.2), Side::Right, "*λ* = 10, at 0");
    let squared = squared
        .label(Colour::Muted, (1.6, 2.3), Side::Right, "at 2")
        .label(Colour::First, (0.0, 2.4), Side::BelowLeft, "at ½")
        .label(Colour::Second, (1.1, 12.6), Side::Right, "beside 0");
    Figure::new("regularization/prices").columns(2).panel(absolute).panel(squared)
}

/// What is left of a weight, and how does it get to 0?
pub(super) fn thresholds() -> Figure {
    let left = Panel::new(-3.0..=3.0, -2.6..=2.6)
        .title("what is left of a weight")
        .axes("before", "after")
        .x_ticks(&[-2.0, -1.0, 0.0, 1.0, 2.0])
        .y_ticks(&[-2.0, -1.0, 0.0, 1.0, 2.0])
        .line(Colour::Muted.dashed(), &[(-3.0, -3.0), (3.0, 3.0)])
        .curve(Colour::Second, |w| w / 2.0)
        .curve(Colour::First, |w| soft_threshold(w, 1.0))
        .label(Colour::Second, (-2.9, -1.45), Side::AboveRight, "squares")
        .label(Colour::First, (0.2, 0.0), Side::BelowRight, "absolute values");
    let (mut jumping, mut landing) = (vec![(0.0, 0.25)], vec![(0.0, 0.25)]);
    for step in 1..=8 {
        let place = f64::from(step);
        let [w, v]: [f64; 2] = [jumping[jumping.len() - 1].1, landing[landing.len() - 1].1];
        jumping.push((place, w - 0.1 * Sign::centred().value(w)));
        landing.push((place, soft_threshold(v, 0.1)));
    }
    let marked =
        |panel: Panel, colour, path: &[Point]| panel.line(colour, path).points(colour, Mark::Disc, path);
    let right = Panel::new(-0.3..=8.3, -0.12..=0.3)
        .title("two ways to zero")
        .axes("step", "weight")
        .x_ticks(&[0.0, 2.0, 4.0, 6.0, 8.0])
        .y_ticks(&[-0.1, 0.0, 0.1, 0.2, 0.3]);
    let right = marked(marked(right, Colour::Second, &jumping), Colour::First, &landing)
        .label(Colour::Second, (4.1, 0.06), Side::AboveRight, "along the slope")
        .label(Colour::First, (4.2, -0.05), Side::BelowRight, "by soft threshold");
    Figure::new("regularization/thresholds").columns(2).panel(left).panel(right)
}

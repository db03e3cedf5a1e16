//! All sub-networks of a small one, and the one that stands for them.

use activations::softmax;
use dropout::{WorkedEnsemble, ensemble_mean, sub_networks};
use ndarray::Array2;

use crate::{Colour, Figure, Mark, Panel, Point};

/// How many sub-networks have three units?
pub(super) fn sub_networks_of_three() -> Figure {
    let panels = sub_networks::<f64>(3, 0.5).map(|net| {
        let place = |unit: usize| (80.0, 100.0 - 38.0 * unit as f64);
        let (input, output) = ((24.0, 62.0), (136.0, 62.0));
        let kept: Vec<usize> = (0..3).filter(|&unit| net.mask[unit] == 1.0).collect();
        let wired = kept.iter().fold(Panel::drawing(160.0, 124.0), |panel, &unit| {
            panel.line(Colour::First.thin(), &[input, place(unit), output])
        });
        let units = (0..3).fold(wired, |panel, unit| {
            if kept.contains(&unit) {
                panel.node(Colour::First, place(unit), 10.0, "")
            } else {
                panel.points(Colour::Muted, Mark::Cross, &[place(unit)])
            }
        });
        units.node(Colour::Ink, input, 10.0, "").node(Colour::Ink, output, 10.0, "")
    });
    Figure::new("dropout/sub_networks").columns(4).phone_columns(2).panels(panels)
}

/// Is the whole network, scaled, what its sub-networks say on average?
pub(super) fn exact_or_nearly() -> Figure {
    let worked = WorkedEnsemble::new();
    let (units, drop_prob) = (WorkedEnsemble::UNITS, WorkedEnsemble::DROP_PROB);
    let whole = worked.whole();
    let behind = ensemble_mean(units, drop_prob, |mask| worked.second_thinned(mask));
    let before = ensemble_mean(units, drop_prob, |mask| worked.first_thinned(mask));
    let odds = ensemble_mean(units, drop_prob, |mask| softmax(&worked.second_thinned(mask)));
    let pairs = |a: &Array2<f64>, b: &Array2<f64>| -> Vec<Point> {
        a.column(0).iter().zip(b.column(0)).map(|(&a, &b)| (a, b)).collect()
    };
    let panel = |title: &str, range: [f64; 2], colour, points: &[Point]| {
        let [low, high] = range;
        let ticks: &[f64] = if high > 1.0 { &[-1.0, 0.0, 1.0, 2.0] } else { &[0.0, 0.5, 1.0] };
        Panel::new(low..=high, low..=high)
            .square()
            .x_ticks(ticks)
            .y_ticks(ticks)
            .title(title)
            .axes("scaled network", "mean of 256")
            .line(Colour::Muted.dashed(), &[(low, low), (high, high)])
            .points(colour, Mark::Dot, points)
    };
    let logits = [-1.4, 2.6];
    Figure::new("dropout/exact_or_nearly").columns(3).phone_columns(1).width(720.0).panels([
        panel("sums, no bend after", logits, Colour::First, &pairs(&whole, &behind)),
        panel("sums, a bend after", logits, Colour::Second, &pairs(&whole, &before)),
        panel("probabilities", [0.0, 1.0], Colour::Third, &pairs(&softmax(&whole), &odds)),
    ])
}

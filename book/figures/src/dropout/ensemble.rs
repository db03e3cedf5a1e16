//! All sub-networks of a small one, and the one that stands for them.

use activations::{Relu, activate, softmax};
use backprop::Linear;
use chacha20::ChaCha8Rng;
use dropout::{ensemble_mean, inverted_scale, sub_networks};
use ndarray::{Array1, Array2};
use rand::SeedableRng;

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
    // the network of the chapter's test: `drop_7_the_scaled_net_is_the_ensemble_exactly_or_nearly`
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let weights =
        [(8, 8), (8, 8), (8, 3)].map(|(from, to)| Linear::<f64>::he_normal(from, to, &mut rng).weight.value);
    let inputs = Array2::from_shape_fn((100, 8), |(i, j)| (0.37 * (8.0 * i as f64 + j as f64).powi(2)).cos());
    let layer = |x: &Array2<f64>, which: usize| x.dot(&weights[which].t());
    let first = activate(&Relu, &layer(&inputs, 0));
    let second = |h: &Array2<f64>| activate(&Relu, &layer(h, 1));
    let last = second(&first);
    let whole = layer(&last, 2);
    let masked = |h: &Array2<f64>, m: &Array1<f64>| h * m * inverted_scale(0.5);
    let behind = ensemble_mean(8, 0.5, |m: &Array1<f64>| layer(&masked(&last, m), 2));
    let before = ensemble_mean(8, 0.5, |m: &Array1<f64>| layer(&second(&masked(&first, m)), 2));
    let odds = ensemble_mean(8, 0.5, |m: &Array1<f64>| softmax(&layer(&masked(&last, m), 2)));
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

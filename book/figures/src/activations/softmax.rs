//! How differences of logits become probabilities.

use activations::softmax;
use ndarray::Array1;

use crate::{Colour, Figure, Panel, Point, Side};

/// The lecture's logits.
const EMBLEM: [f64; 3] = [0.0, 0.006, 0.12];

/// How do differences of logits become probabilities?
pub(super) fn softmax_bars() -> Figure {
    let pairs = [0.0, 1.0, 5.0].map(|difference| bars(&[0.0, difference]));
    let triples = [1.0, 10.0, 100.0].map(|factor| bars(&EMBLEM.map(|logit| factor * logit)));
    Figure::new("activations/softmax_bars").columns(3).phone_columns(2).panels(pairs).panels(triples)
}

/// One bar a class, its logit under it and its probability on it.
fn bars(logits: &[f64]) -> Panel {
    let probabilities = softmax(&Array1::from(logits.to_vec()));
    let names: Vec<String> = logits.iter().map(|logit| format!("{logit}").replace('-', "−")).collect();
    let ticks: Vec<(f64, &str)> = (0..).map(f64::from).zip(names.iter().map(String::as_str)).collect();
    let tops: Vec<Point> = (0..).map(f64::from).zip(probabilities.iter().copied()).collect();
    let panel = Panel::new(-0.6..=logits.len() as f64 - 0.4, 0.0..=1.2)
        .x_names(&ticks)
        .y_ticks(&[0.0, 0.5, 1.0])
        .axes("logits", "")
        .bars(Colour::First, 0.6, &tops);
    tops.into_iter().fold(panel, |panel, top| panel.label(Colour::Ink, top, Side::Above, &per_cent(top.1)))
}

/// With one decimal, but never 0 or 100, which softmax does not reach.
fn per_cent(probability: f64) -> String {
    match 100.0 * probability {
        tiny if tiny < 0.05 => "< 0.1%".into(),
        all if all >= 99.95 => "> 99.9%".into(),
        share => format!("{share:.1}%"),
    }
}

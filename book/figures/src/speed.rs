//! How fast is it? One panel for each workload, one row for each contestant.

use serde_json::Value;

use crate::record::record;
use crate::{Colour, Figure, Mark, Panel, Point, Side};

/// The networks of dense layers, in the order of the page.
const DENSE: [(&str, &str); 6] = [
    ("nielsen", "784-30-10, sigmoid, batch 10"),
    ("mlp_one", "one image a call"),
    ("mlp_b32_momentum", "batch 32, momentum"),
    ("mlp_b32_adam", "batch 32, Adam"),
    ("mlp_b128_momentum", "batch 128, momentum"),
    ("mlp_b128_adam", "batch 128, Adam"),
];

/// The networks that convolve or remember.
const STRUCTURED: [(&str, &str); 4] = [
    ("lenet", "LeNet"),
    ("wide_cnn", "32 and 64 maps"),
    ("lstm_rows", "LSTM, images row by row"),
    ("lstm_characters", "LSTM, characters"),
];

/// The contestants from the foot of a panel up.
const CONTESTANTS: [(&str, &str); 11] = [
    ("numpy", "NumPy"),
    ("scikit_learn", "scikit-learn"),
    ("torch_eager", "PyTorch"),
    ("torch_fused", "PyTorch, fused"),
    ("torch_compiled", "PyTorch, compiled"),
    ("torch_channels_last", "channels last"),
    ("torch_compiled_channels_last", "both"),
    ("jax", "JAX"),
    ("book_plain", "this book"),
    ("book_native", "+ processor"),
    ("book", "+ faer"),
];

/// The figures of the page "How fast is it?".
pub(crate) fn figures() -> Vec<Figure> {
    let record = record("speed");
    let panel = |(workload, title)| panel(&record["figures"], workload, title);
    vec![
        Figure::new("speed/side_by_side").columns(2).panels(DENSE.map(panel)),
        Figure::new("speed/structured").columns(2).panels(STRUCTURED.map(panel)),
    ]
}

/// How many samples does each contestant see in a second, on one thread and on two?
fn panel(figures: &Value, workload: &str, title: &str) -> Panel {
    let rates = |threads: &str| rates(&figures[threads][workload]["samples_per_second"]);
    let (one, two) = (rates("threads_1"), rates("threads_2"));
    let present: Vec<usize> = one.iter().map(|&(contestant, _)| contestant).collect();
    let rows = |rates: &[(usize, f64)]| -> Vec<Point> {
        let row = |contestant| present.iter().position(|&known| known == contestant);
        rates.iter().filter_map(|&(contestant, rate)| Some((rate, row(contestant)? as f64))).collect()
    };
    let names: Vec<(f64, &str)> = present
        .iter()
        .enumerate()
        .map(|(row, &contestant)| (row as f64, CONTESTANTS[contestant].1))
        .collect();
    let (one, two) = (rows(&one), rows(&two));
    let right = one.iter().chain(&two).map(|&(rate, _)| rate).fold(0.0, f64::max) * 1.25;
    // A number stands behind the ring that it would cover.
    let beside_ring = |rate: f64, row: f64| {
        let covered = |ring: &&Point| ring.1 == row && (0.0..0.3 * right).contains(&(ring.0 - rate));
        two.iter().find(covered).map_or(rate, |ring| ring.0)
    };
    let panel = Panel::new(0.0..=right, -0.7..=present.len() as f64 - 0.3)
        .title(title)
        .axes("thousand samples a second", "")
        .y_names(&names)
        .height(30.0 * present.len() as f64 + 40.0)
        .points(Colour::Second, Mark::Ring, &two);
    one.iter().zip(&present).fold(panel, |panel, (&(rate, row), &contestant)| {
        let ours = CONTESTANTS[contestant].0.starts_with("book");
        let colour = if ours { Colour::First } else { Colour::Muted };
        panel.line(colour, &[(0.0, row), (rate, row)]).points(colour, Mark::Disc, &[(rate, row)]).label(
            colour,
            (beside_ring(rate, row), row),
            Side::Right,
            &digits(rate),
        )
    })
}

/// Three digits, or all that stand before the point.
fn digits(rate: f64) -> String {
    let decimals = match rate {
        ..9.995 => 2,
        ..99.95 => 1,
        _ => 0,
    };
    format!("{rate:.decimals$}")
}

/// Contestant and thousands of samples a second, those that were measured.
fn rates(measured: &Value) -> Vec<(usize, f64)> {
    let rate = |name: &str| measured[name].as_f64().map(|rate| rate / 1000.0);
    CONTESTANTS.iter().enumerate().filter_map(|(index, (name, _))| Some((index, rate(name)?))).collect()
}

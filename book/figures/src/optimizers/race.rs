//! The race on MNIST, from its records.

use crate::record::{figure, record};
use crate::{Colour, Figure, Mark, Panel, Point, Side};

/// Name in the record, name in the figure, colour; Adam and `AdamW` lie on top of each other.
const RUNNERS: [(&str, &str, Colour); 6] = [
    ("sgd", "SGD", Colour::Second),
    ("momentum", "momentum", Colour::First),
    ("nesterov", "Nesterov", Colour::Third),
    ("adagrad", "Adagrad", Colour::Fourth),
    ("rms_prop", "RMSProp", Colour::Fifth),
    ("adam", "Adam", Colour::Sixth),
];

/// The rates of the record, by index: their decimal logarithms.
const RATES: [f64; 9] = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0];

/// How well does each do at which rate?
pub(super) fn sweep() -> Figure {
    let rates = record("race_rates_mnist");
    let panels = RUNNERS.map(|(key, name, colour)| {
        let losses: Vec<Point> = RATES
            .iter()
            .enumerate()
            .map(|(index, rate)| {
                let loss = figure(&rates, &format!("{key}_at_rate_{index}"));
                (rate.log10(), loss.log10())
            })
            .collect();
        let best = losses.iter().copied().min_by(|a, b| a.1.total_cmp(&b.1)).expect("losses");
        Panel::new(-4.2..=0.2, -1.0..=0.6)
            .title(name)
            .axes("rate *η*", "loss")
            .x_names(&[(-4.0, "0.0001"), (-2.0, "0.01"), (0.0, "1")])
            .y_names(&[(-1.0, "0.1"), (-0.5, "0.3"), (0.0, "1"), (0.5, "3")])
            .height(200.0)
            .line(colour, &losses)
            .points(colour, Mark::Dot, &losses)
            .points(colour, Mark::Disc, &[best])
    });
    Figure::new("optimizers/sweep").columns(3).phone_columns(1).panels(panels)
}

/// Who learns how fast, each at its best rate?
pub(super) fn curves() -> Figure {
    let race = record("race_mnist");
    let panel = Panel::new(0.9..=6.4, -1.8..=-0.35)
        .axes("epoch", "loss while training")
        .x_ticks(&[1.0, 2.0, 3.0, 4.0, 5.0])
        .y_names(&[
            (0.02_f64.log10(), "0.02"),
            (0.05_f64.log10(), "0.05"),
            (0.1_f64.log10(), "0.1"),
            (0.2_f64.log10(), "0.2"),
            (0.4_f64.log10(), "0.4"),
        ]);
    let panel = RUNNERS.iter().fold(panel, |panel, &(key, _, colour)| {
        let losses: Vec<Point> = (1..=5)
            .map(|epoch| (f64::from(epoch), figure(&race, &format!("{key}_loss_{epoch}")).log10()))
            .collect();
        panel.line(colour, &losses).points(colour, Mark::Dot, &losses)
    });
    // the names at the right end, in the order of the last losses and far enough apart to be read
    let mut ends = RUNNERS.map(|(key, name, colour)| (figure(&race, &format!("{key}_loss_5")), name, colour));
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let panel = (0_u8..).zip(ends).fold(panel, |panel, (place, (_, name, colour))| {
        panel.label(colour, (5.05, -1.72 + 0.11 * f64::from(place)), Side::Right, name)
    });
    Figure::new("optimizers/curves").panel(panel)
}

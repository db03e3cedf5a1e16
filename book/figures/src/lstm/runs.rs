//! Recorded runs.

use serde_json::Value;

use crate::record::{figure, record};
use crate::{Colour, Figure, Mark, Panel, Point, Side};

fn share(record: &Value, name: &str) -> f64 {
    100.0 * figure(record, name)
}

/// After how many words is the first still known?
pub(super) fn success() -> Figure {
    let record = record("long_dependence");
    let lags = [5_u32, 10, 20, 40, 80];
    let curve = |kind: &str| -> Vec<Point> {
        lags.iter().map(|&lag| (f64::from(lag).log2(), share(&record, &format!("{kind}_{lag}")))).collect()
    };
    let names = lags.map(|lag| (f64::from(lag).log2(), lag.to_string()));
    let names: Vec<(f64, &str)> = names.iter().map(|(place, name)| (*place, name.as_str())).collect();
    let kinds = [
        ("rnn", Colour::Second, Mark::Square),
        ("lstm", Colour::Third, Mark::Ring),
        ("remembering", Colour::First, Mark::Disc),
    ];
    let panel = Panel::new(2.2..=6.6, 0.0..=108.0)
        .axes("words in between", "right answers in per cent")
        .x_names(&names)
        .y_ticks(&[0.0, 25.0, 50.0, 75.0, 100.0])
        .line(Colour::Muted.dashed(), &[(2.2, 25.0), (6.6, 25.0)])
        .label(Colour::Muted, (2.3, 25.0), Side::BelowRight, "chance");
    let panel = kinds.into_iter().fold(panel, |panel, (kind, colour, mark)| {
        panel.line(colour, &curve(kind)).points(colour, mark, &curve(kind))
    });
    let panel = panel
        .label(Colour::First, (5.75, 99.0), Side::Below, "LSTM, forget bias 5")
        .label(Colour::Second, (5.0, 52.0), Side::Right, "plain layer")
        .label(Colour::Third, (3.72, 62.0), Side::Left, "LSTM, PyTorch’s start");
    Figure::new("lstm/success").panel(panel)
}

/// How long a word goes through one vector?
pub(super) fn reversal() -> Figure {
    let record = record("reversal");
    let lengths = [2_u32, 4, 6, 8];
    let curve = |what: &str| -> Vec<Point> {
        lengths
            .iter()
            .map(|&length| (f64::from(length), share(&record, &format!("{what}_{length}"))))
            .collect()
    };
    let panel = Panel::new(1.6..=9.4, 0.0..=108.0)
        .axes("letters in a string", "right in per cent")
        .x_ticks(&[2.0, 4.0, 6.0, 8.0])
        .y_ticks(&[0.0, 25.0, 50.0, 75.0, 100.0])
        .line(Colour::Third, &curve("letters"))
        .points(Colour::Third, Mark::Ring, &curve("letters"))
        .line(Colour::First, &curve("strings"))
        .points(Colour::First, Mark::Disc, &curve("strings"))
        .label(Colour::Third, curve("letters")[3], Side::Right, "letters")
        .label(Colour::First, curve("strings")[3], Side::Right, "strings");
    Figure::new("lstm/reversal").panel(panel)
}

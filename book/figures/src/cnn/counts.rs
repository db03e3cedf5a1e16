//! How many numbers, and what they are good for.

use cnn::{ALEXNET, Count, Stage, count, sharing as shared_counts};

use crate::record::{figure, record};
use crate::{Colour, Figure, Mark, Panel, Point, Side};

/// What is left of a network that was trained on digits in the middle, when they are moved?
pub(super) fn moved() -> Figure {
    let record = record("moved");
    let curve = |name: &str| -> Vec<Point> {
        (0..=3).map(|moved| (f64::from(moved), figure(&record, &format!("{name}_moved_{moved}")))).collect()
    };
    let networks = [
        ("shared", "convolutions", Colour::First, Mark::Disc, Side::Right),
        ("local", "local windows", Colour::Second, Mark::Square, Side::AboveRight),
        ("dense", "dense", Colour::Third, Mark::Triangle, Side::BelowLeft),
    ];
    let panel = Panel::new(-0.2..=4.3, 0.0..=1.0)
        .axes("moved, in pixels", "right")
        .x_ticks(&[0.0, 1.0, 2.0, 3.0])
        .line(Colour::Muted.dashed(), &[(-0.2, 0.1), (3.2, 0.1)])
        .label(Colour::Muted, (3.2, 0.06), Side::Right, "guessing");
    let panel = networks.into_iter().fold(panel, |panel, (name, label, colour, mark, side)| {
        let points = curve(name);
        let at = if name == "shared" { points[3] } else { points[1] };
        panel.line(colour, &points).points(colour, mark, &points).label(colour, at, side, label)
    });
    Figure::new("cnn/moved").panel(panel)
}

/// What does sharing save, and where are the numbers and the work of a large network?
pub(super) fn sharing() -> Figure {
    let counts = shared_counts([1, 28, 28], Stage::conv(6, 5));
    let bars =
        [(Colour::First, counts.shared), (Colour::Second, counts.local), (Colour::Third, counts.dense)];
    let mut left = Panel::new(0.4..=3.6, 0.0..=7.0)
        .title("numbers to learn")
        .x_names(&[(1.0, "shared"), (2.0, "local"), (3.0, "dense")])
        .y_names(&[(0.0, "1"), (2.0, "10^{2}"), (4.0, "10^{4}"), (6.0, "10^{6}")]);
    for (index, (colour, numbers)) in bars.into_iter().enumerate() {
        let at = (index as f64 + 1.0, (numbers as f64).log10());
        left = left.bars(colour, 0.6, &[at]).label(colour, at, Side::Above, &thousands(numbers));
    }
    let alexnet = count([3, 227, 227], &ALEXNET);
    let share = |of: fn(&Count) -> usize| {
        let sum = |rows: &[Count]| rows.iter().map(of).sum::<usize>() as f64;
        100.0 * sum(&alexnet[..8]) / sum(&alexnet)
    };
    let (numbers, work) = (share(|row| row.parameters), share(|row| row.multiplications));
    let mut right = Panel::new(0.4..=3.0, 0.0..=118.0)
        .title("AlexNet, per cent")
        .x_names(&[(1.0, "numbers"), (2.4, "work")])
        .y_ticks(&[0.0, 50.0, 100.0]);
    for (at, filters) in [(1.0, numbers), (2.4, work)] {
        right = right
            .bars(Colour::First, 0.34, &[(at - 0.2, filters)])
            .bars(Colour::Third, 0.34, &[(at + 0.2, 100.0 - filters)])
            .label(Colour::First, (at - 0.2, filters), Side::Above, &format!("{filters:.0}"))
            .label(
                Colour::Third,
                (at + 0.2, 100.0 - filters),
                Side::Above,
                &format!("{:.0}", 100.0 - filters),
            );
    }
    let right = right.label(Colour::First, (1.7, 70.0), Side::Centre, "filters").label(
        Colour::Third,
        (1.7, 55.0),
        Side::Centre,
        "dense",
    );
    Figure::new("cnn/sharing").columns(2).panels([left, right])
}

/// 1234567 as 1,234,567.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).expect("digits")).collect();
    groups.join(",")
}

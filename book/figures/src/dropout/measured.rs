//! What was measured, from the records.

use crate::record::{figure, record};
use crate::{Colour, Figure, Mark, Panel, Point, Side};

/// What does a network lean on?
pub(super) fn leaning() -> Figure {
    let sweep = record("remedies_probabilities");
    let curve = |index: usize| -> Vec<Point> {
        let point = |which: u32| {
            let share = f64::from(which) * 10.0;
            (share, 100.0 * figure(&sweep, &format!("without_{which}_tenths_{index}")))
        };
        (0..=9).map(point).collect()
    };
    let (without, with) = (curve(0), curve(5));
    let panel = Panel::new(0.0..=92.0, 45.0..=100.0)
        .axes("share of the hidden units taken away, per cent", "right, per cent")
        .x_ticks(&[0.0, 20.0, 40.0, 60.0, 80.0])
        .line(Colour::First, &with)
        .points(Colour::First, Mark::Disc, &with)
        .line(Colour::Second, &without)
        .points(Colour::Second, Mark::Ring, &without)
        .label(Colour::First, (60.0, 95.0), Side::Centre, "learnt with dropout")
        .label(Colour::Second, with_side(&without), Side::BelowLeft, "learnt without");
    Figure::new("dropout/leaning").panel(panel)
}

fn with_side(points: &[Point]) -> Point {
    points[7]
}

/// How large should p be?
pub(super) fn probabilities() -> Figure {
    let sweep = record("remedies_probabilities");
    let place = |index: u32| 0.1 * f64::from(index);
    let kept_back: Vec<(f64, f64, f64)> = (0..9)
        .map(|index| {
            let of = |name: &str| 100.0 * figure(&sweep, &format!("{name}_{index}"));
            (place(index), of("accuracy"), of("spread"))
        })
        .collect();
    let means: Vec<Point> = kept_back.iter().map(|&(p, mean, _)| (p, mean)).collect();
    let panel =
        Panel::new(-0.03..=0.83, 76.0..=93.0).axes("*p*, the probability of dropping", "right, per cent");
    let panel = kept_back.iter().fold(panel, |panel, &(p, mean, spread)| {
        panel.line(Colour::First.thin(), &[(p, mean - spread), (p, mean + spread)])
    });
    Figure::new("dropout/probabilities").panel(panel.line(Colour::First, &means).points(
        Colour::First,
        Mark::Disc,
        &means,
    ))
}

/// What do the losses do while it learns?
pub(super) fn curves() -> Figure {
    let sweep = record("remedies_probabilities");
    let curve = |name: &str, index: usize| -> Vec<Point> {
        let epochs = (1..=39).step_by(2);
        epochs
            .map(|epoch| {
                (f64::from(epoch), figure(&sweep, &format!("{name}_loss_after_{epoch}_{index}")).log10())
            })
            .collect()
    };
    let panels = [(0, "without dropout"), (5, "*p* = 0.5")].map(|(index, title)| {
        let (training, kept_back) = (curve("training", index), curve("kept_back", index));
        let (end, other) = (training[training.len() - 1], kept_back[kept_back.len() - 1]);
        Panel::new(0.0..=41.0, -3.3..=0.2)
            .title(title)
            .axes("epoch", "loss")
            .y_names(&[(-3.0, "0.001"), (-2.0, "0.01"), (-1.0, "0.1"), (0.0, "1")])
            .x_ticks(&[0.0, 10.0, 20.0, 30.0, 40.0])
            .line(Colour::Second, &kept_back)
            .line(Colour::First, &training)
            .label(Colour::Second, other, Side::AboveLeft, "kept back")
            .label(Colour::First, end, Side::AboveLeft, "training")
    });
    Figure::new("dropout/two_losses").columns(2).panels(panels)
}

/// The arms of the comparison, from the top.
const ARMS: [(&str, &str, Colour); 7] = [
    ("none", "none", Colour::Sixth),
    ("fewer", "fewer images", Colour::Sixth),
    ("l2", "L2", Colour::Third),
    ("augmentation", "augmentation", Colour::Fourth),
    ("stopping", "early stopping", Colour::Fifth),
    ("dropout", "dropout", Colour::First),
    ("all", "all of them", Colour::Second),
];

/// Which remedy helps, and by more than chance?
pub(super) fn remedies() -> Figure {
    let panels = [
        ("remedies_mnist_1000", "1,000 images", 88.4..=96.2),
        ("remedies_mnist_10000", "10,000 images", 95.6..=98.3),
    ]
    .map(|(name, title, range)| {
        let runs = record(name);
        let names: Vec<(f64, &str)> =
            ARMS.iter().enumerate().map(|(row, arm)| (-(row as f64), arm.1)).collect();
        let none = 100.0 * figure(&runs, "none_accuracy");
        let panel = Panel::new(range, -6.6..=0.6)
            .title(title)
            .axes("right on the test, per cent", "")
            .y_names(&names)
            .height(285.0)
            .line(Colour::Muted.dashed(), &[(none, -6.6), (none, 0.6)]);
        ARMS.iter().enumerate().fold(panel, |panel, (row, &(key, _, colour))| {
            let seeds: Vec<Point> = (1..=5)
                .map(|seed| (100.0 * figure(&runs, &format!("{key}_accuracy_{seed}")), -(row as f64)))
                .collect();
            let mean = 100.0 * figure(&runs, &format!("{key}_accuracy"));
            let y = -(row as f64);
            panel.points(colour, Mark::Dot, &seeds).line(colour, &[(mean, y - 0.3), (mean, y + 0.3)])
        })
    });
    Figure::new("dropout/remedies").columns(2).width(760.0).panels(panels)
}

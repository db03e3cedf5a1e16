//! A network that learns few images by heart, from the records of the experiment `overfit`.

use serde_json::Value;

use crate::record::{figure, record};
use crate::{Colour, Figure, Mark, Panel, Point, Side};

/// A curve of the first run: every epoch at first, every tenth later.
fn curve(record: &Value, name: &str) -> Vec<Point> {
    (1..=200)
        .filter(|epoch| *epoch <= 40 || epoch % 10 == 0)
        .map(|epoch| (f64::from(epoch), figure(record, &format!("curve_{name}_{epoch}"))))
        .collect()
}

/// When does the network begin to learn by heart?
pub(super) fn turn() -> Figure {
    let record = record("overfit");
    let losses = Panel::new(0.0..=200.0, 0.0..=2.0)
        .title("loss")
        .axes("epoch", "")
        .x_ticks(&[0.0, 50.0, 100.0, 150.0, 200.0])
        .y_ticks(&[0.0, 0.5, 1.0, 1.5, 2.0])
        .line(Colour::First, &curve(&record, "nothing_training"))
        .line(Colour::Second, &curve(&record, "nothing_validation"))
        .label(Colour::First, (100.0, 0.25), Side::Above, "training")
        .label(Colour::Second, (100.0, 0.95), Side::Above, "validation");
    let errors = Panel::new(0.0..=200.0, 0.0..=0.5)
        .title("wrong answers on validation")
        .axes("epoch", "")
        .x_ticks(&[0.0, 50.0, 100.0, 150.0, 200.0])
        .y_names(&[(0.0, "0"), (0.1, "10 %"), (0.2, "20 %"), (0.3, "30 %"), (0.4, "40 %"), (0.5, "50 %")])
        .line(Colour::Second, &curve(&record, "nothing_error"));
    Figure::new("regularization/turn").columns(2).panel(losses).panel(errors)
}

/// What do more images change?
pub(super) fn more_images() -> Figure {
    let sizes = [50, 100, 200, 400, 800];
    let panels = [("all labels right", "overfit_images"), ("a fifth wrong", "overfit_images_wrong")].map(
        |(title, name)| {
            let record = record(name);
            let line = |what: &str| -> Vec<Point> {
                sizes
                    .iter()
                    .map(|&size| (f64::from(size).log2(), figure(&record, &format!("{what}_error_{size}"))))
                    .collect()
            };
            let (training, validation) = (line("training"), line("validation"));
            let names: Vec<(f64, String)> =
                sizes.iter().map(|&size| (f64::from(size).log2(), size.to_string())).collect();
            let names: Vec<(f64, &str)> = names.iter().map(|(place, name)| (*place, name.as_str())).collect();
            Panel::new(50_f64.log2() - 0.2..=800_f64.log2() + 0.2, -0.01..=0.4)
                .title(title)
                .axes("images", "wrong answers")
                .x_names(&names)
                .y_names(&[(0.0, "0"), (0.1, "10 %"), (0.2, "20 %"), (0.3, "30 %"), (0.4, "40 %")])
                .line(Colour::First, &training)
                .points(Colour::First, Mark::Disc, &training)
                .line(Colour::Second, &validation)
                .points(Colour::Second, Mark::Disc, &validation)
        },
    );
    let [right, wrong] = panels;
    let right = right.label(Colour::First, (7.6, 0.0), Side::Above, "training").label(
        Colour::Second,
        (7.1, 0.12),
        Side::AboveRight,
        "validation",
    );
    Figure::new("regularization/more_images").columns(2).panel(right).panel(wrong)
}

/// Does a smaller network learn less by heart?
pub(super) fn sizes() -> Figure {
    let record = record("overfit_sizes");
    let units = [4, 8, 16, 32, 128, 512];
    let line = |what: &str| -> Vec<Point> {
        units
            .iter()
            .map(|&units| (f64::from(units).log2(), figure(&record, &format!("units_{units}_{what}_error"))))
            .collect()
    };
    let (best, last) = (line("best"), line("last"));
    let panel = Panel::new(1.7..=9.3, 0.0..=0.6)
        .axes("hidden units", "wrong answers on validation")
        .x_names(&[(2.0, "4"), (3.0, "8"), (4.0, "16"), (5.0, "32"), (7.0, "128"), (9.0, "512")])
        .y_names(&[(0.0, "0"), (0.2, "20 %"), (0.4, "40 %"), (0.6, "60 %")])
        .line(Colour::First, &best)
        .points(Colour::First, Mark::Disc, &best)
        .line(Colour::Second, &last)
        .points(Colour::Second, Mark::Disc, &last)
        .label(Colour::Second, (6.2, 0.3), Side::Above, "after the last epoch")
        .label(Colour::First, (6.0, 0.14), Side::Below, "after the best");
    Figure::new("regularization/sizes").panel(panel)
}

/// Where do the rules stop?
pub(super) fn rules() -> Figure {
    let record = record("overfit");
    let curve = curve(&record, "nothing_validation");
    let at = |epoch: f64| {
        let after = curve.iter().position(|point| point.0 >= epoch).expect("within the curve");
        let ((x0, y0), (x1, y1)) = (curve[after.saturating_sub(1)], curve[after]);
        if x1 > x0 { y0 + (y1 - y0) * (epoch - x0) / (x1 - x0) } else { y1 }
    };
    let panel = Panel::new(0.0..=100.0, 0.55..=1.0)
        .axes("epoch", "validation loss")
        .x_ticks(&[0.0, 25.0, 50.0, 75.0, 100.0])
        .y_ticks(&[0.6, 0.7, 0.8, 0.9, 1.0])
        .line(Colour::Muted, &curve);
    let rules = [
        ("first_rise", "first rise", Colour::Second, Side::AboveRight),
        ("plateau", "plateau", Colour::Fourth, Side::AboveRight),
        ("patience", "patience", Colour::First, Side::BelowRight),
        ("best", "lowest", Colour::Third, Side::Below),
    ];
    let panel = rules.into_iter().fold(panel, |panel, (key, name, colour, side)| {
        let epoch = figure(&record, &format!("curve_stop_{key}"));
        let place = (epoch, at(epoch));
        panel.points(colour, Mark::Disc, &[place]).label(colour, place, side, name)
    });
    Figure::new("regularization/rules").panel(panel)
}

/// Which λ do the folds choose, and was it a good one?
pub(super) fn choice() -> Figure {
    let record = record("choose_lambda");
    let lambdas: [f64; 7] = [0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003];
    let line = |what: &str| -> Vec<Point> {
        (0..lambdas.len())
            .map(|index| (lambdas[index].log10(), figure(&record, &format!("{what}_{index}"))))
            .collect()
    };
    let (means, errors, wrong) = (line("loss"), line("standard_error"), line("error"));
    let names = [(-3.0, "0.001"), (-2.0, "0.01"), (-1.0, "0.1")];
    let folds = Panel::new(-3.6..=-0.4, 1.0..=3.2)
        .title("five folds")
        .axes("*λ*", "loss")
        .x_names(&names)
        .y_ticks(&[1.0, 1.5, 2.0, 2.5, 3.0]);
    let folds = means.iter().zip(&errors).fold(folds, |panel, (&(x, mean), &(_, error))| {
        panel.line(Colour::Muted.thin(), &[(x, mean - error), (x, mean + error)])
    });
    let folds = folds.line(Colour::First, &means).points(Colour::First, Mark::Disc, &means);
    let kept = Panel::new(-3.6..=-0.4, 0.0..=1.0)
        .title("images kept back")
        .axes("*λ*", "wrong answers")
        .x_names(&names)
        .y_names(&[(0.0, "0"), (0.25, "25 %"), (0.5, "50 %"), (0.75, "75 %"), (1.0, "100 %")])
        .line(Colour::Second, &wrong)
        .points(Colour::Second, Mark::Disc, &wrong);
    Figure::new("regularization/choice").columns(2).panel(folds).panel(kept)
}

/// A validation curve that turns, and stops turning.
pub(super) fn stops_turning() -> Figure {
    let record = record("overfit");
    let remedies = [
        ("nothing", "nothing", Colour::Second),
        ("few_units", "few units", Colour::Fourth),
        ("penalty", "penalty", Colour::First),
        ("augmented", "augmented", Colour::Third),
        ("both", "both", Colour::Fifth),
    ];
    let panel = Panel::new(0.0..=265.0, 0.3..=1.5)
        .axes("epoch", "validation loss")
        .x_ticks(&[0.0, 50.0, 100.0, 150.0, 200.0])
        .y_ticks(&[0.5, 1.0, 1.5])
        .height(340.0);
    let mut ends = Vec::new();
    let panel = remedies.into_iter().fold(panel, |panel, (key, name, colour)| {
        let curve = curve(&record, &format!("{key}_validation"));
        ends.push((curve[curve.len() - 1].1, name, colour));
        panel.line(colour, &curve)
    });
    // the names at the right end, far enough apart to be read
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut lowest_free = f64::NEG_INFINITY;
    let panel = ends.into_iter().fold(panel, |panel, (end, name, colour)| {
        let place = end.max(lowest_free);
        lowest_free = place + 0.1;
        panel.label(colour, (200.0, place), Side::Right, name)
    });
    Figure::new("regularization/stops_turning").panel(panel)
}

//! Which examples may say what.

use chacha20::ChaCha8Rng;
use datasets::ImageSet;
use gradient_descent::softmax_regression::SoftmaxRegression;
use gradient_descent::split::{k_fold, split};
use gradient_descent::training::train_epoch;
use ndarray::Array2;
use rand::SeedableRng;

use crate::record::{curve, record};
use crate::{Colour, Figure, Mark, Panel, Point, Side};

pub(super) fn figures() -> Vec<Figure> {
    vec![folds(), leak(), rate_choice()]
}

/// Who validates when?
fn folds() -> Figure {
    let folds = k_fold(10, 5, &mut ChaCha8Rng::seed_from_u64(1));
    let (cell, gap, left) = (38.0, 3.0, 70.0);
    let mut panel = Panel::drawing(460.0, 236.0);
    for (turn, fold) in folds.iter().enumerate() {
        let y = 190.0 - 40.0 * turn as f64;
        panel = panel.label(Colour::Ink, (left - 8.0, y - 16.0), Side::Left, &format!("turn {}", turn + 1));
        for example in 0..10 {
            let x = left + cell * f64::from(example);
            let validates = fold.validation.contains(&usize::try_from(example).expect("below ten"));
            let colour = if validates { Colour::Second } else { Colour::First };
            let (right, below) = (x + cell - gap, y - cell + gap);
            panel = panel.polygon(colour, &[(x, y), (right, y), (right, below), (x, below)]);
            if validates {
                panel = panel.label(Colour::Second, (x + 17.5, y - 17.5), Side::Centre, "v");
            }
        }
    }
    for example in 0..10 {
        let x = left + cell * f64::from(example) + 17.5;
        panel = panel.label(Colour::Muted, (x, 212.0), Side::Centre, &example.to_string());
    }
    Figure::new("gradient-descent/folds").panel(panel)
}

/// How good does a classifier of noise look?
fn leak() -> Figure {
    let record = record("leak_features");
    let estimates = |chosen_on: &str| -> Vec<Point> {
        let curve = curve(&record, &format!("{chosen_on}_of_"));
        curve.into_iter().map(|(features, share)| (features.log10(), 100.0 * share)).collect()
    };
    let (leaky, clean) = (estimates("chosen_on_all_rows"), estimates("chosen_on_training_rows"));
    Figure::new("gradient-descent/leak").panel(
        Panel::new(0.95..=3.05, 40.0..=90.0)
            .axes("features of noise to choose ten from", "estimated accuracy, %")
            .x_names(&[(1.0, "10"), (2.0, "100"), (3.0, "1000")])
            .line(Colour::Muted.dashed(), &[(0.95, 50.0), (3.05, 50.0)])
            .line(Colour::Second, &leaky)
            .points(Colour::Second, Mark::Disc, &leaky)
            .line(Colour::First, &clean)
            .points(Colour::First, Mark::Square, &clean)
            .label(Colour::Second, (1.6, 76.0), Side::Centre, "chosen on all rows")
            .label(Colour::First, (2.0, 44.0), Side::Centre, "chosen on training rows"),
    )
}

/// Which learning rate is best, and who says so?
fn rate_choice() -> Figure {
    let digits = datasets::digits();
    let parts = split(1497, 149, 0, &mut ChaCha8Rng::seed_from_u64(1));
    let examples = |images: &ImageSet| -> (Array2<f64>, Vec<usize>) {
        (images.flattened(), images.labels.iter().map(|&label| usize::from(label)).collect())
    };
    let (inputs, targets) = examples(&digits.train.select(&parts.train));
    let (held_out, held_out_targets) = examples(&digits.train.select(&parts.validation));
    let (mut on_training, mut on_validation): (Vec<Point>, Vec<Point>) = (Vec::new(), Vec::new());
    for exponent in (-8..=1).map(|quarter| f64::from(quarter) / 4.0) {
        let mut model = SoftmaxRegression::zeros(64, 10);
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let mut loss = f64::NAN;
        for _epoch in 0..20 {
            loss = train_epoch(&mut model, &inputs, &targets, 32, 10_f64.powf(exponent), &mut rng);
        }
        on_training.push((exponent, loss));
        on_validation.push((exponent, model.loss(&held_out, &held_out_targets).0));
    }
    Figure::new("gradient-descent/rate_choice").panel(
        Panel::new(-2.1..=0.3, 0.0..=1.5)
            .axes("learning rate *η*", "loss after 20 epochs")
            .x_names(&[(-2.0, "0.01"), (-1.0, "0.1"), (0.0, "1")])
            .line(Colour::First, &on_training)
            .points(Colour::First, Mark::Dot, &on_training)
            .line(Colour::Second, &on_validation)
            .points(Colour::Second, Mark::Square, &on_validation)
            .label(Colour::First, (-0.55, 0.1), Side::Left, "training")
            .label(Colour::Second, (-0.95, 0.55), Side::Right, "validation"),
    )
}

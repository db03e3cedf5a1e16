//! All, one, a batch.

use chacha20::ChaCha8Rng;
use gradient_descent::batches::epoch_batches;
use gradient_descent::boundary::{Pace, boundary_frames};
use gradient_descent::linear_regression::LinearRegression;
use gradient_descent::noise::{Drawing, expected_noise, gradients_of_examples, measured_noise, spread};
use gradient_descent::softmax_regression::SoftmaxRegression;
use loss::Reduction;
use ndarray::{Array1, Array2, Axis, array};
use rand::SeedableRng;

use crate::record::{curve, record};
use crate::{Colour, Figure, Mark, Panel, Point, Side};

pub(super) fn figures() -> Vec<Figure> {
    vec![paths(), noise(), batch_sizes(), frames()]
}

/// Twenty points near a line.
fn twenty_points() -> (Array2<f64>, Array1<f64>) {
    let x = Array1::from_shape_fn(20, |n| n as f64 / 10.0 - 0.95);
    let t = Array1::from_shape_fn(20, |n| 1.0 + 2.0 * x[n] + 0.5 * (3.0 * n as f64).sin());
    (x.insert_axis(Axis(1)), t)
}

/// Which way do all, five and one of twenty points go?
fn paths() -> Figure {
    let (inputs, targets) = twenty_points();
    let best = LinearRegression::closed_form(&inputs, &targets).expect("different inputs");
    let value = |bias: f64, weight: f64| {
        let line = LinearRegression { weight: array![weight], bias };
        line.loss(&inputs, &targets, Reduction::Mean).0
    };
    let panels = [("all 20 a step", 20, 60), ("5 a step", 5, 60), ("1 a step", 1, 60)].map(
        |(title, batch_size, steps)| {
            let mut rng = ChaCha8Rng::seed_from_u64(2);
            let mut line = LinearRegression { weight: array![0.0], bias: -0.2 };
            let mut places = vec![(line.bias, line.weight[0])];
            let epochs = std::iter::repeat_with(|| epoch_batches(20, batch_size, &mut rng));
            for batch in epochs.flatten().take(steps) {
                let (rows, truth) = (inputs.select(Axis(0), &batch), targets.select(Axis(0), &batch));
                let (_, slopes) = line.loss(&rows, &truth, Reduction::Mean);
                line.step(&slopes, 0.2);
                places.push((line.bias, line.weight[0]));
            }
            let panel = Panel::new(-0.4..=1.8, -0.3..=2.7)
                .square()
                .title(title)
                .axes("*b*", "*w*")
                .x_ticks(&[0.0, 1.0])
                .y_ticks(&[0.0, 1.0, 2.0]);
            let least = value(best.bias, best.weight[0]);
            let levels = [0.03, 0.12, 0.3, 0.6, 1.0, 1.6];
            let panel = levels.into_iter().fold(panel, |panel, above| {
                panel.rim(Colour::Muted.thin(), |x, y| value(x, y) - least - above)
            });
            panel
                .line(Colour::Second.thin(), &places)
                .points(Colour::Second, Mark::Dot, &places)
                .points(Colour::Second, Mark::Disc, &places[..1])
                .points(Colour::Third, Mark::Cross, &[(best.bias, best.weight[0])])
        },
    );
    Figure::new("gradient-descent/paths").columns(3).phone_columns(1).panels(panels)
}

fn digits() -> (Array2<f64>, Vec<usize>) {
    let train = datasets::digits().train;
    (train.flattened(), train.labels.iter().map(|&label| usize::from(label)).collect())
}

/// How noisy is the gradient of a batch?
fn noise() -> Figure {
    let (inputs, targets) = digits();
    let gradients = gradients_of_examples(&SoftmaxRegression::zeros(64, 10), &inputs, &targets);
    let spread = spread(&gradients);
    let full = gradients.mean_axis(Axis(0)).expect("examples");
    let length = full.dot(&full).sqrt().log10();
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let log = |number: f64| number.log10();
    let measured: Vec<Point> = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 748]
        .into_iter()
        .map(|size| {
            // Whole batches only, of several epochs.
            let batches: Vec<Vec<usize>> = std::iter::repeat_with(|| epoch_batches(1497, size, &mut rng))
                .flatten()
                .filter(|batch| batch.len() == size)
                .take(60)
                .collect();
            (log(size as f64), log(measured_noise(&gradients, &batches)))
        })
        .collect();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of examples")]
    let expected = |exponent: f64, drawing| {
        log(expected_noise(spread, 1497, 10_f64.powf(exponent).round() as usize, drawing))
    };
    Figure::new("gradient-descent/noise").panel(
        Panel::new(-0.1..=3.2, -1.6..=0.8)
            .axes("batch size *B*", "distance from the gradient of all")
            .x_names(&[(0.0, "1"), (1.0, "10"), (2.0, "100"), (3.0, "1000")])
            .y_names(&[(-1.0, "0.1"), (0.0, "1")])
            .line(Colour::Third.dashed(), &[(-0.1, length), (3.2, length)])
            .line(Colour::First, &[(0.0, expected(0.0, Drawing::WithReplacement)), (3.2, log(spread) - 1.6)])
            .curve_over(1.0..=3.13, Colour::Fourth.dashed(), |x| expected(x, Drawing::WithoutReplacement))
            .points(Colour::Second, Mark::Disc, &measured)
            .label(Colour::First, (1.5, log(spread) - 0.75), Side::AboveRight, "∝ 1/√*B*")
            .label(Colour::Third, (-0.05, length), Side::BelowRight, "length of that gradient")
            .label(Colour::Fourth, (2.55, -1.1), Side::BelowLeft, "no example twice"),
    )
}

/// What does a batch size buy, by epochs and by steps?
fn batch_sizes() -> Figure {
    let record = record("loss_curves");
    let sizes = [
        (Colour::Second, 1, "1"),
        (Colour::Fourth, 16, "16"),
        (Colour::First, 256, "256"),
        (Colour::Third, 1497, "all"),
    ];
    let by_epochs =
        Panel::new(0.0..=20.0, 0.0..=2.4).title("By epochs: the work").axes("epochs", "training loss");
    let by_steps = Panel::new(0.0..=3.2, 0.0..=2.4)
        .title("By steps: the waiting")
        .axes("steps", "training loss")
        .x_names(&[(0.0, "1"), (1.0, "10"), (2.0, "100"), (3.0, "1000")]);
    let mut figure = (by_epochs, by_steps);
    for (colour, size, words) in sizes {
        let losses = curve(&record, &format!("batch_{size}_epoch_"));
        figure.0 = figure.0.line(colour, &losses);
        if size > 1 {
            figure.0 = figure.0.label(colour, losses[4], Side::AboveRight, words);
        }
        let steps = curve(&record, &format!("batch_{size}_step_"));
        let steps: Vec<Point> = steps.into_iter().map(|(step, loss)| (step.log10(), loss)).collect();
        figure.1 = figure.1.line(colour, &steps);
    }
    figure.0 = figure.0.label(Colour::Second, (1.2, 0.1), Side::Left, "1");
    figure.1 = figure.1.label(Colour::Second, (2.3, 1.5), Side::AboveRight, "1").label(
        Colour::Third,
        (0.95, 1.25),
        Side::BelowLeft,
        "16, 256, all",
    );
    Figure::new("gradient-descent/batch_sizes").columns(2).panel(figure.0).panel(figure.1)
}

/// Where does the boundary lie after so many steps?
fn frames() -> Figure {
    let moons = datasets::moons(100, 0.15, 4);
    let targets = moons.labels.to_vec();
    let start = SoftmaxRegression::random(2, 2, &mut ChaCha8Rng::seed_from_u64(3));
    let pace = Pace { batch_size: 1, learning_rate: 0.1 };
    let steps = [0, 5, 20, 100, 1000, 10_000];
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let frames = boundary_frames(start, &moons.points, &targets, pace, &steps, &mut rng);
    let of_class = |class: usize| -> Vec<Point> {
        let rows = moons.points.rows().into_iter().zip(&targets);
        rows.filter(|(_, target)| **target == class).map(|(row, _)| (row[0], row[1])).collect()
    };
    let panels = frames.into_iter().map(|frame| {
        let layer = frame.model.layer;
        let difference = |k: usize| layer.weight[[1, k]] - layer.weight[[0, k]];
        let (w1, w2, b) = (difference(0), difference(1), layer.bias[1] - layer.bias[0]);
        Panel::new(-1.6..=2.6, -1.3..=1.7)
            .square()
            .bare()
            .title(&format!("step {}: {:.1} %", frame.step, 100.0 * frame.accuracy))
            .region(Colour::Second, move |x, y| w1 * x + w2 * y + b)
            .straight(Colour::Ink, w1, w2, b)
            .points(Colour::First, Mark::Dot, &of_class(0))
            .points(Colour::Second, Mark::Dot, &of_class(1))
    });
    Figure::new("gradient-descent/frames").columns(3).phone_columns(2).panels(panels)
}

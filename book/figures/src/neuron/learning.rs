//! The two rules at work: errors that shrink, lines that turn, mistakes that end.

use chacha20::ChaCha8Rng;
use ndarray::{Array1, Array2, array};
use neuron::{
    LinearNeuron, Perceptron, SeparableExamples, margin, mistake_bound, separable_examples, trace_mistakes,
    with_constant_one,
};
use rand::SeedableRng;

use crate::{Colour, Figure, Mark, Panel, Point, Side};

pub(super) fn figures() -> Vec<Figure> {
    vec![learning_rate(), perceptron_path(), two_accounts(), mistakes()]
}

/// How fast does one example's error shrink, and when does it grow?
fn learning_rate() -> Figure {
    let input = with_constant_one(&array![1.0, 2.0]);
    let errors = |rate: f64| -> Vec<Point> {
        let mut neuron = LinearNeuron::zeros(3);
        (0..8_u8).map(|step| (f64::from(step), neuron.lms_step(&input, 1.0, rate))).collect()
    };
    let curves = [(Colour::First, 0.1), (Colour::Third, 0.3), (Colour::Second, 0.35)];
    let panel = Panel::new(-0.3..=9.0, -2.4..=2.4).axes("step", "error *e*").x_ticks(&[0.0, 2.0, 4.0, 6.0]);
    let panel = curves.into_iter().fold(panel, |panel, (colour, rate)| {
        panel.line(colour, &errors(rate)).points(colour, Mark::Dot, &errors(rate))
    });
    let panel = panel
        .label(Colour::First, errors(0.1)[7], Side::AboveRight, "*η* = 0.1")
        .label(Colour::Third, errors(0.3)[7], Side::BelowRight, "*η* = 0.3")
        .label(Colour::Second, errors(0.35)[7], Side::Right, "*η* = 0.35");
    Figure::new("neuron/lms_rate").panel(panel)
}

/// The three examples that the chapter works through by hand.
fn three_examples() -> (Array2<f64>, Array1<f64>) {
    (array![[0.6, 0.8], [0.96, 0.28], [0.8, 0.6]], array![1.0, -1.0, -1.0])
}

/// How does the line turn with each mistake?
fn perceptron_path() -> Figure {
    let (inputs, targets) = three_examples();
    let mut perceptron = Perceptron::zeros(2);
    let mut panels = Vec::new();
    for (input, &target) in inputs.rows().into_iter().zip(&targets).cycle().take(6) {
        let before = perceptron.weight.clone();
        if perceptron.learn(&input, target, 1.0) {
            let title = format!("after mistake {}", panels.len() + 1);
            panels.push(mistake_panel(&title, &before, &perceptron.weight, (input[0], input[1])));
        }
    }
    Figure::new("neuron/perceptron_path").columns(2).phone_columns(2).width(520.0).panels(panels)
}

fn mistake_panel(title: &str, before: &Array1<f64>, weight: &Array1<f64>, missed: Point) -> Panel {
    let (w1, w2) = (weight[0], weight[1]);
    let panel = Panel::new(-1.3..=1.3, -1.3..=1.3)
        .square()
        .title(title)
        .axes("*x*_{1}", "*x*_{2}")
        .x_ticks(&[-1.0, 0.0, 1.0])
        .y_ticks(&[-1.0, 0.0, 1.0])
        .region(Colour::First, |x1, x2| w1 * x1 + w2 * x2)
        .straight(Colour::First, w1, w2, 0.0)
        .arrow(Colour::Muted.thin(), (before[0], before[1]), (w1, w2))
        .arrow(Colour::Ink, (0.0, 0.0), (w1, w2))
        .points(Colour::First, Mark::Disc, &[(0.6, 0.8)])
        .points(Colour::Second, Mark::Ring, &[(0.96, 0.28), (0.8, 0.6)]);
    let side = if missed.0 > 0.9 { Side::Below } else { Side::Right }; // where the panel has room
    panel.label(Colour::Ink, missed, side, "missed")
}

/// Examples drawn for a figure.
fn draw(seed: u64, least_margin: f64) -> SeparableExamples {
    separable_examples(200, 10, least_margin, &mut ChaCha8Rng::seed_from_u64(seed))
}

/// Which two accounts force the mistakes to end?
fn two_accounts() -> Figure {
    let drawn = draw(1, 0.1);
    let gamma = margin(&drawn.direction, &drawn.inputs);
    let trace = trace_mistakes(&drawn.direction, &drawn.inputs, &drawn.targets, 1000);
    let lengths: Vec<Point> =
        trace.iter().enumerate().map(|(k, m)| ((k + 1) as f64, m.squared_length)).collect();
    let progress: Vec<Point> =
        trace.iter().enumerate().map(|(k, m)| ((k + 1) as f64, m.progress.powi(2))).collect();
    let panel = Panel::new(0.0..=110.0, 0.0..=110.0)
        .axes("mistakes *k*", "")
        .curve(Colour::Muted, |k| k)
        .curve(Colour::Muted, |k| (k * gamma).powi(2))
        .line(Colour::Second, &lengths)
        .line(Colour::First, &progress)
        .points(Colour::Ink, Mark::Disc, &[(mistake_bound(gamma), mistake_bound(gamma))])
        .label(Colour::Muted, (58.0, 58.0), Side::AboveLeft, "ceiling *k*")
        .label(Colour::Muted, (72.0, 52.0), Side::BelowRight, "floor (*kγ*)^{2}")
        .label(Colour::Ink, (mistake_bound(gamma), mistake_bound(gamma)), Side::AboveLeft, "(1/*γ*)^{2}")
        .label(Colour::Muted, (2.0, 66.0), Side::AboveRight, "what happened:")
        .label(Colour::Second, (2.0, 56.0), Side::AboveRight, "‖**w**‖^{2}")
        .label(Colour::First, (2.0, 46.0), Side::AboveRight, "(**w** · **w**_{∗})^{2}");
    Figure::new("neuron/two_accounts").panel(panel)
}

/// How many mistakes are made, and how many could be?
fn mistakes() -> Figure {
    let margins = [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5];
    let made: Vec<Point> = margins
        .into_iter()
        .flat_map(|least| (1..=20).map(move |seed| draw(seed, least)))
        .map(|drawn| {
            let trace = trace_mistakes(&drawn.direction, &drawn.inputs, &drawn.targets, 1000);
            (margin(&drawn.direction, &drawn.inputs), trace.len() as f64)
        })
        .collect();
    let panel = Panel::new(0.08..=0.55, 0.0..=100.0)
        .axes("margin *γ*", "mistakes")
        .curve_over(0.1..=0.55, Colour::Second, mistake_bound)
        .points(Colour::First, Mark::Dot, &made)
        .label(Colour::Second, (0.16, mistake_bound(0.16)), Side::AboveRight, "the bound (1/*γ*)^{2}")
        .label(Colour::First, (0.28, 30.0), Side::AboveRight, "made, 20 data sets a margin");
    Figure::new("neuron/mistakes").panel(panel)
}

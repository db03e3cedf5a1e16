//! Two spirals while a network learns to tell them apart.

use std::cell::RefCell;

use activations::Tanh;
use backprop::{Activate, Epoch, Layer, Linear, Mode, Sequential, descend, train_epoch};
use chacha20::ChaCha8Rng;
use datasets::Points;
use loss::{Reduction, binary_cross_entropy_with_logits};
use ndarray::{Axis, array};
use rand::SeedableRng;

use crate::{Colour, Figure, Mark, Panel, Point};

const EPOCHS: [usize; 6] = [0, 50, 100, 150, 200, 500];
const SCALE: f64 = 5.0;
const UNITS: usize = 16;

/// How does the boundary get into the spiral? The network, the points and the seed are those of the experiment.
pub(super) fn frames() -> Figure {
    let drawn = datasets::spirals(2, 100, 0.02, 1);
    let data = Points { points: drawn.points * SCALE, ..drawn };
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let network = Sequential::new()
        .with(Linear::glorot_uniform(2, UNITS, &mut rng))
        .with(Activate::new(Tanh))
        .with(Linear::glorot_uniform(UNITS, UNITS, &mut rng))
        .with(Activate::new(Tanh))
        .with(Linear::glorot_uniform(UNITS, 1, &mut rng));
    let network = RefCell::new(network);
    let mut done = 0;
    let panels = EPOCHS.map(|epoch| {
        for number in done..epoch {
            learn(&mut network.borrow_mut(), &data, number);
        }
        done = epoch;
        frame(&network, &data, epoch)
    });
    Figure::new("backprop/spiral").columns(3).phone_columns(2).panels(panels)
}

fn learn(network: &mut Sequential<f64>, data: &Points, number: usize) {
    let targets = data.labels.mapv(|label| label as f64).insert_axis(Axis(1));
    let loss = train_epoch(
        network,
        &data.points,
        &Epoch::shuffled(number, data.len(), 10, 1),
        |logits, batch| {
            binary_cross_entropy_with_logits(logits, &targets.select(Axis(0), batch), Reduction::Mean)
        },
        |network| descend(network, 0.1),
    );
    assert!(loss.is_ok(), "the spiral's loss is finite");
}

fn frame(network: &RefCell<Sequential<f64>>, data: &Points, epoch: usize) -> Panel {
    let logit = |x: f64, y: f64| network.borrow_mut().forward(array![[x, y]], Mode::Eval)[[0, 0]];
    let of_class = |class: usize| -> Vec<Point> {
        let rows = data.points.rows().into_iter().zip(&data.labels);
        rows.filter(|&(_, &label)| label == class).map(|(point, _)| (point[0], point[1])).collect()
    };
    let title = if epoch == 0 { "before".to_owned() } else { format!("epoch {epoch}") };
    Panel::new(-6.0..=6.0, -6.0..=6.0)
        .square()
        .bare()
        .title(&title)
        .region(Colour::First, logit)
        .rim(Colour::First.thin(), logit)
        .points(Colour::Second, Mark::Dot, &of_class(0))
        .points(Colour::First, Mark::Dot, &of_class(1))
}

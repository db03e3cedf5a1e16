//! Two weights that learn nothing, and shrink or do not.

use backprop::Linear;
use ndarray::array;
use optimizers::{Adam, Optimizer, Sgd};
use regularization::{L2, decay_weights, penalise};

use crate::{Colour, Figure, Panel, Point, Side};

const RATE: f64 = 0.01;
const LAMBDA: f64 = 0.5;
const STEPS: usize = 400;

/// How fast does a weight shrink whose gradients are noise?
pub(super) fn two_weights() -> Figure {
    let panel = |title: &str| {
        Panel::new(0.0..=400.0, -0.05..=1.05)
            .title(title)
            .axes("step", "weight")
            .x_ticks(&[0.0, 200.0, 400.0])
            .y_ticks(&[0.0, 0.5, 1.0])
    };
    let adam = |size, is_decay| course(&mut Adam::new(RATE), size, is_decay);
    let decayed = panel("decayed, whatever the step")
        .line(Colour::First, &adam(10.0, true))
        .line(Colour::Second.dashed(), &adam(0.1, true))
        .line(Colour::Muted.dashed(), &course(&mut Sgd::new(RATE), 0.1, false))
        .label(Colour::Ink, (165.0, 0.6), Side::Right, "large or small gradients,")
        .label(Colour::Ink, (165.0, 0.51), Side::Right, "Adam or plain descent");
    let penalised = panel("a penalty in Adam’s gradient")
        .line(Colour::First, &adam(10.0, false))
        .line(Colour::Second, &adam(0.1, false))
        .label(Colour::First, (396.0, 0.76), Side::BelowLeft, "gradients of ±10")
        .label(Colour::Second, (125.0, 0.16), Side::AboveRight, "gradients of ±0.1");
    Figure::new("regularization/two_weights").columns(2).panel(decayed).panel(penalised)
}

/// A weight of 1 whose gradient is `size` and `−size` in turns.
fn course(optimizer: &mut dyn Optimizer<f64>, size: f64, is_decay: bool) -> Vec<Point> {
    let mut network = Linear::new(array![[1.0]], array![0.0]);
    let mut course = vec![(0.0, 1.0)];
    for step in 0..STEPS {
        network.weight.grad[[0, 0]] = if step % 2 == 0 { size } else { -size };
        if is_decay {
            decay_weights(&mut network, RATE, LAMBDA);
        } else {
            penalise(&mut network, &L2 { lambda: LAMBDA });
        }
        optimizer.step(&mut network);
        if step % 2 == 1 {
            course.push((step as f64 + 1.0, network.weight.value[[0, 0]]));
        }
    }
    course
}

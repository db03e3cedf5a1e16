//! Which weights does a price leave?

use backprop::{Layer, Linear, Mode};
use loss::{Reduction, softmax_cross_entropy};
use ndarray::{Array2, Axis};
use optimizers::{Optimizer, Sgd};
use regularization::{L1, L2, penalise, shrink};

use crate::{Figure, Panel, Shading};

const RATE: f64 = 0.5;
const LAMBDA: f64 = 0.003;

/// One layer on the digits, as the experiment `overfit sparse` trains it: which weights are left?
pub(super) fn left_over() -> Figure {
    let (squares, absolute) = (trained(false), trained(true));
    let digits = [0, 3, 6, 8];
    let pictures = |layer: Linear<f64>, name: &'static str| {
        digits.map(|digit| {
            let row = layer.weight.value.index_axis(Axis(0), digit).to_owned();
            let picture = row.into_shape_with_order((8, 8)).expect("8 × 8 pixels");
            Panel::picture(&picture, Shading::Signed(1.2)).title(&format!("{digit}, {name}"))
        })
    };
    Figure::new("regularization/left_over")
        .columns(4)
        .panels(pictures(squares, "L2"))
        .panels(pictures(absolute, "L1"))
}

fn trained(is_absolute: bool) -> Linear<f64> {
    let data = datasets::digits().train.first(500);
    let inputs: Array2<f64> = data.flattened();
    let targets: Vec<usize> = data.labels.iter().map(|&label| usize::from(label)).collect();
    let mut layer = Linear::zeros(inputs.ncols(), data.classes());
    let mut optimizer = Sgd::new(RATE);
    for _step in 0..300 {
        let logits = layer.forward(inputs.clone(), Mode::Train);
        let answer = softmax_cross_entropy(&logits, &targets[..], Reduction::Mean);
        layer.backward_params(answer.gradient);
        if !is_absolute {
            penalise(&mut layer, &L2 { lambda: LAMBDA });
        }
        optimizer.step(&mut layer);
        if is_absolute {
            shrink(&mut layer, &L1 { lambda: LAMBDA }, RATE);
        }
    }
    layer
}

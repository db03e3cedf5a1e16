//! One layer under each penalty: which weights are left?

use backprop::{Layer, Linear, Mode, predict};
use datasets::TrainTest;
use experiment::{Flags, Report};
use loss::{Reduction, accuracy, softmax_cross_entropy};
use ndarray::{Array2, ArrayRef2};
use optimizers::{Optimizer, Sgd};
use regularization::{L1, L2, penalise, share_of_zeros, shrink, weight_norm};

const IMAGES: usize = 500;
const STEPS: usize = 300;
const RATE: f64 = 0.5;
const LAMBDAS: [f64; 3] = [0.0003, 0.001, 0.003];

/// How the penalty acts.
#[derive(Clone, Copy)]
enum Way {
    Squares,
    Subgradient,
    Threshold,
}

/// Softmax regression by full descent: no lot is drawn.
pub fn sparse(data: &TrainTest, flags: &Flags, report: &mut Report) {
    let train = data.train.first(IMAGES.min(data.train.len()));
    let inputs: Array2<f32> = train.flattened();
    let test_inputs: Array2<f32> = data.test.flattened();
    let targets = |labels: &ndarray::Array1<u8>| -> Vec<usize> {
        labels.iter().map(|&label| usize::from(label)).collect()
    };
    let (targets, test) = (targets(&train.labels), targets(&data.test.labels));
    println!("One layer, {} images, {STEPS} steps", train.len());
    println!("                        lambda   weights   length   right on");
    println!("                                  at 0               the test");
    let ways = [
        ("L2", "squares", Way::Squares),
        ("L1, subgradient", "subgradient", Way::Subgradient),
        ("L1, soft threshold", "threshold", Way::Threshold),
    ];
    let progress = report.progress(ways.len() * LAMBDAS.len(), "trainings");
    for (name, key, way) in ways {
        for (index, lambda) in LAMBDAS.into_iter().enumerate() {
            let mut layer =
                train_layer(way, lambda, &inputs, &targets, train.classes());
            progress.inc(1);
            let right = accuracy(&predict(&mut layer, &test_inputs, 500), &test[..]);
            let (zeros, norm) = (share_of_zeros(&mut layer), weight_norm(&mut layer));
            println!(
                "{name:<22}{lambda:>8}{:>8.1} %{norm:>8.2}{:>9.1} %",
                100.0 * zeros,
                100.0 * right
            );
            if flags.json {
                report.share(&format!("{key}_zeros_{index}"), zeros);
                report.figure(&format!("{key}_norm_{index}"), norm);
                report.share(&format!("{key}_accuracy_{index}"), right);
            }
        }
    }
    println!();
}

// ANCHOR: train_layer
fn train_layer(
    way: Way,
    lambda: f64,
    inputs: &ArrayRef2<f32>,
    targets: &[usize],
    classes: usize,
) -> Linear {
    let mut layer = Linear::zeros(inputs.ncols(), classes);
    let mut optimizer = Sgd::new(RATE);
    for _step in 0..STEPS {
        let logits = layer.forward(inputs.to_owned(), Mode::Train);
        let answer = softmax_cross_entropy(&logits, targets, Reduction::Mean);
        layer.backward_params(answer.gradient);
        match way {
            Way::Squares => _ = penalise(&mut layer, &L2 { lambda }),
            Way::Subgradient => _ = penalise(&mut layer, &L1 { lambda }),
            Way::Threshold => {}
        }
        optimizer.step(&mut layer);
        if let Way::Threshold = way {
            shrink(&mut layer, &L1 { lambda }, RATE);
        }
    }
    layer
}
// ANCHOR_END: train_layer

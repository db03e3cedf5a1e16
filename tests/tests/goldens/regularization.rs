//! Chapter 7: steps with a penalty or with decay, soft thresholds, images through maps.

use backprop::{Layer, Mode, Sequential};
use loss::{Reduction, softmax_cross_entropy};
use optimizers::{Adam, Momentum, Optimizer, Sgd, weights_only};
use regularization::augment::{AffineMap, resize, rotate, warp};
use regularization::{L2, decay_weights, penalise_where, soft_threshold};

use crate::goldens::networks::{assert_parameters, network};
use crate::goldens::numbers::{
    OUTPUTS, assert_all_near, assert_tensor, classes, flat, matrix, number, shape, table,
};

const PENALTY: L2 = L2 { lambda: 0.1 };

/// The runs as `make.py` has them: `PyTorch`'s `weight_decay` of SGD and Adam is a penalty, that of `AdamW` is decay.
fn step(name: &str) -> Box<dyn FnMut(&mut Sequential)> {
    let (mut sgd, mut momentum) = (Sgd::new(0.5), Momentum::new(0.1, 0.9));
    let (mut adam, mut decayed) = (Adam::new(0.01), Adam::new(0.01));
    match name {
        "sgd" => Box::new(move |network| {
            penalise_where(network, &PENALTY, |_| true);
            sgd.step(network);
        }),
        "sgd_weights_only" => Box::new(move |network| {
            decay_weights(network, 0.5, 0.1); // the same as the penalty
            sgd.step(network);
        }),
        "momentum" => Box::new(move |network| {
            penalise_where(network, &PENALTY, |_| true);
            momentum.step(network);
        }),
        "adam" => Box::new(move |network| {
            penalise_where(network, &PENALTY, |_| true);
            adam.step(network);
        }),
        "adam_weights_only" => Box::new(move |network| {
            penalise_where(network, &PENALTY, weights_only);
            adam.step(network);
        }),
        "adam_w_weights_only" => Box::new(move |network| {
            decay_weights(network, 0.01, 0.1);
            decayed.step(network);
        }),
        other => panic!("make.py has a run {other} that is not compared here"),
    }
}

#[test]
fn ten_steps_with_a_penalty_or_with_decay() {
    let goldens = &table("regularization")["decay"];
    let (inputs, targets) = (matrix(&goldens["inputs"]), classes(&goldens["classes"]));
    let runs = goldens["runs"].as_object().expect("runs by name");
    assert_eq!(runs.len(), 6);
    for (name, golden) in runs {
        let (mut network, mut step) = (network("tanh", &goldens["start"]), step(name));
        let mut learn = |_| {
            let logits = network.forward(inputs.clone(), Mode::Train);
            let answer = softmax_cross_entropy(&logits, &targets, Reduction::Mean);
            network.backward_params(answer.gradient);
            step(&mut network);
            answer.loss
        };
        let losses: Vec<f32> = (0..10).map(&mut learn).collect();
        let expected: Vec<f32> =
            golden["losses"].as_array().expect("ten losses").iter().map(number).collect();
        assert_all_near(&format!("{name}, loss at step"), &losses, &expected, OUTPUTS);
        assert_parameters(name, &mut network, &golden["parameters"], |param| &*param.value);
    }
}

#[test]
fn the_soft_threshold_is_softshrink() {
    let goldens = &table("regularization")["softshrink"];
    let thresholded: Vec<f32> = flat(&goldens["x"]).into_iter().map(|x| soft_threshold(x, 0.7)).collect();
    assert_all_near("softshrink", &thresholded, &flat(&goldens["y"]), OUTPUTS);
    assert!(thresholded.contains(&0.0));
}

#[test]
fn images_go_through_the_same_maps() {
    let goldens = &table("regularization")["images"];
    let (image, square) = (matrix(&goldens["image"]), matrix(&goldens["square"]));
    let maps = [
        ("rotation", AffineMap::rotation(20.0)),
        ("larger", AffineMap::scaling(1.3)),
        ("smaller", AffineMap::scaling(0.7)),
        ("translation", AffineMap::translation(0.6, -1.4)),
    ];
    for (name, map) in maps {
        assert_tensor(name, &warp(&image, &map), &goldens["warped"][name], OUTPUTS);
    }
    assert_tensor("a quarter turn", &rotate(&square, 90.0), &goldens["quarter_turn"], OUTPUTS);
    for (name, golden) in goldens["resized"].as_object().expect("sizes by name") {
        let size = shape(golden);
        assert_tensor(name, &resize(&image, [size[0], size[1]]), golden, OUTPUTS);
    }
}

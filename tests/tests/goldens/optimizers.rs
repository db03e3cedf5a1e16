//! Chapter 6: ten steps of every optimizer, on a whole network.

use backprop::{Layer, Mode};
use loss::{Reduction, softmax_cross_entropy};
use optimizers::{Adagrad, Adam, AdamW, Momentum, Optimizer, RmsProp, Sgd, weights_only};

use crate::goldens::networks::{assert_parameters, network};
use crate::goldens::numbers::{OUTPUTS, assert_all_near, classes, matrix, number, table};

/// The optimizers as `make.py` has them, rates included.
fn optimizer(name: &str) -> Box<dyn Optimizer> {
    match name {
        "sgd" => Box::new(Sgd::new(0.5)),
        "momentum" => Box::new(Momentum::new(0.1, 0.9)),
        "nesterov" => Box::new(Momentum::nesterov(0.1, 0.9)),
        "adagrad" => Box::new(Adagrad::new(0.1)),
        "rms_prop" => Box::new(RmsProp::new(0.01)),
        "adam" => Box::new(Adam::new(0.01)),
        "adam_w" => Box::new(AdamW::new(0.01, 0.1)),
        "adam_w_weights_only" => Box::new(AdamW { decays: weights_only, ..AdamW::new(0.01, 0.1) }),
        other => panic!("make.py has an optimizer {other} that is not compared here"),
    }
}

#[test]
fn ten_steps_of_every_optimizer() {
    let goldens = table("optimizers");
    let (inputs, targets) = (matrix(&goldens["inputs"]), classes(&goldens["classes"]));
    let runs = goldens["runs"].as_object().expect("runs by name");
    assert_eq!(runs.len(), 8);
    for (name, golden) in runs {
        let (mut network, mut optimizer) = (network("tanh", &goldens["start"]), optimizer(name));
        let step = |_| {
            let logits = network.forward(inputs.clone(), Mode::Train);
            let answer = softmax_cross_entropy(&logits, &targets, Reduction::Mean);
            network.backward_params(answer.gradient);
            optimizer.step(&mut network);
            answer.loss
        };
        let losses: Vec<f32> = (0..10).map(step).collect();
        let expected: Vec<f32> =
            golden["losses"].as_array().expect("ten losses").iter().map(number).collect();
        assert_all_near(&format!("{name}, loss at step"), &losses, &expected, OUTPUTS);
        assert_parameters(name, &mut network, &golden["parameters"], |param| &*param.value);
    }
}

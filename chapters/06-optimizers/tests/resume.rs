//! A run that is killed and taken up again from its file, with every optimizer: the same bits as if nothing had happened.

use std::path::Path;

use activations::Tanh;
use backprop::checkpoint::{Checkpoint, CheckpointError, Progress, Run};
use backprop::{Activate, Epoch, Linear, Parameters, Sequential, train_epoch};
use loss::{Reduction, half_squared_error};
use ndarray::{Array1, Array2, Axis, Ix2};
use optimizers::{Adagrad, Adam, AdamW, Momentum, Optimizer, RmsProp, Sgd};

type Make = fn() -> Box<dyn Optimizer>;

const ALL: [Make; 7] = [
    || Box::new(Sgd::new(0.1)),
    || Box::new(Momentum::new(0.05, 0.9)),
    || Box::new(Momentum::nesterov(0.05, 0.9)),
    || Box::new(Adagrad::new(0.05)),
    || Box::new(RmsProp::new(0.01)),
    || Box::new(Adam::new(0.01)),
    || Box::new(AdamW::new(0.01, 0.1)),
];

fn network() -> Sequential {
    let weight = |shape, scale: f32| {
        Array2::from_shape_fn(shape, |(i, j): (usize, usize)| {
            scale * ((3 * i + j) as f32).cos()
        })
    };
    Sequential::new()
        .with(Linear::new(weight((6, 2), 0.7), Array1::zeros(6)))
        .with(Activate::<_, f32, Ix2>::new(Tanh))
        .with(Linear::new(weight((1, 6), 0.4), Array1::zeros(1)))
}

fn learn(
    network: &mut Sequential,
    optimizer: &mut dyn Optimizer,
    epochs: std::ops::Range<usize>,
) {
    let inputs =
        Array2::from_shape_fn((20, 2), |(i, j)| ((7 * i + 3 * j) as f32).sin());
    let targets =
        Array2::from_shape_fn((20, 1), |(i, _)| inputs[[i, 0]] * inputs[[i, 1]]);
    for number in epochs {
        let epoch = Epoch::shuffled(number, 20, 6, 1);
        let loss = |outputs: &_, batch: &[usize]| {
            half_squared_error(
                outputs,
                &targets.select(Axis(0), batch),
                Reduction::Mean,
            )
        };
        train_epoch(network, &inputs, &epoch, loss, |network| {
            optimizer.step(network);
        })
        .expect("a finite loss");
    }
}

fn bits(network: &mut Sequential) -> Vec<u32> {
    let mut bits = Vec::new();
    network.visit_params(&mut |_, param| {
        bits.extend(param.value.iter().map(|x: &f32| x.to_bits()));
    });
    bits
}

fn checkpoint(folder: &Path) -> Checkpoint {
    Checkpoint::new(Some(folder.join("run.safetensors")), Run::new("resume", 1))
}

#[test]
fn every_optimizer_resumes_from_its_file_bit_for_bit() {
    for make in ALL {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut whole, mut optimizer) = (network(), make());
        learn(&mut whole, &mut optimizer, 0..6);

        let (mut first, mut optimizer) = (network(), make());
        learn(&mut first, &mut optimizer, 0..3);
        let so_far = Progress { epoch: 3, step: 12 };
        let state: &mut [(&str, &mut dyn Parameters<f32>)] =
            &mut [("network", &mut first), ("optimizer", &mut optimizer)];
        checkpoint(folder.path()).save(so_far, state).expect("saved");

        let (mut second, mut optimizer) = (network(), make());
        optimizer.prepare(&mut second); // makes room for what the file holds
        let state: &mut [(&str, &mut dyn Parameters<f32>)] =
            &mut [("network", &mut second), ("optimizer", &mut optimizer)];
        let progress = checkpoint(folder.path()).start(true, state).expect("read");
        learn(&mut second, &mut optimizer, progress.epoch..6);
        assert_eq!(bits(&mut second), bits(&mut whole));
        assert_ne!(bits(&mut first), bits(&mut whole));
    }
}

#[test]
fn an_optimizer_that_was_not_prepared_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut network, mut optimizer) = (network(), Adam::new(0.01));
    learn(&mut network, &mut optimizer, 0..1);
    let state: &mut [(&str, &mut dyn Parameters<f32>)] =
        &mut [("optimizer", &mut optimizer)];
    checkpoint(folder.path()).save(Progress::default(), state).expect("saved");
    let mut fresh = Adam::<f32>::new(0.01);
    let state: &mut [(&str, &mut dyn Parameters<f32>)] =
        &mut [("optimizer", &mut fresh)];
    let refused = checkpoint(folder.path()).start(true, state);
    assert!(matches!(refused, Err(CheckpointError::File(_))), "{refused:?}");
}

//! A run that is interrupted and taken up again, and the ways in which that is refused.

use std::fs;
use std::path::PathBuf;

use activations::Tanh;
use backprop::checkpoint::{Checkpoint, CheckpointError, Progress, Run};
use backprop::weights::{self, WeightsError};
use backprop::{Activate, Buffer, Epoch, Linear, ParamMut, Parameters, Sequential, train_epoch};
use loss::{Reduction, half_squared_error};
use ndarray::{Array2, Axis, Ix2, IxDyn};

/// Descent with momentum, as an example of an optimizer whose state must be kept: v ← 0.9 v + g, θ ← θ − η v.
struct Momentum {
    velocity: Vec<(IxDyn, Vec<f32>)>,
}

impl Momentum {
    fn new(network: &mut impl Parameters<f32>) -> Self {
        let mut velocity = Vec::new();
        network
            .visit_params(&mut |_, param| velocity.push((param.shape.clone(), vec![0.0; param.value.len()])));
        Self { velocity }
    }

    fn step(&mut self, network: &mut impl Parameters<f32>) {
        let mut velocities = self.velocity.iter_mut();
        network.visit_params(&mut |_, param| {
            let (_, velocity) = velocities.next().unwrap();
            for ((value, grad), velocity) in param.value.iter_mut().zip(param.grad).zip(velocity) {
                *velocity = 0.9 * *velocity + *grad;
                *value -= 0.05 * *velocity;
                *grad = 0.0;
            }
        });
    }
}

impl Parameters<f32> for Momentum {
    fn visit_params(&mut self, _visitor: &mut dyn FnMut(&str, ParamMut<'_, f32>)) {}

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, f32>)) {
        for (index, (shape, value)) in self.velocity.iter_mut().enumerate() {
            visitor(&format!("velocity.{index}"), Buffer { shape: shape.clone(), value });
        }
    }
}

fn network() -> Sequential<f32> {
    let weight = |shape, scale: f32| {
        Array2::from_shape_fn(shape, |(i, j): (usize, usize)| scale * ((3 * i + j) as f32).cos())
    };
    Sequential::new()
        .with(Linear::new(weight((6, 2), 0.7), ndarray::Array1::zeros(6)))
        .with(Activate::<_, f32, Ix2>::new(Tanh))
        .with(Linear::new(weight((1, 6), 0.4), ndarray::Array1::zeros(1)))
}

fn run() -> Run {
    Run::new("toy", 5).with("learning_rate", 0.05).with("batch_size", 4)
}

const EPOCHS: usize = 6;

/// Trains from where the checkpoint left off, up to `stop` epochs, and returns the bits of the weights.
fn train(path: Option<PathBuf>, resume: bool, stop: usize) -> Result<Vec<u32>, CheckpointError> {
    let inputs = Array2::from_shape_fn((10, 2), |(i, j)| ((i + 5 * j) as f32).sin());
    let targets = inputs.map_axis(Axis(1), |row| row[0] * row[1]).insert_axis(Axis(1));
    let (mut network, checkpoint) = (network(), Checkpoint::new(path, run()));
    let mut momentum = Momentum::new(&mut network);
    let mut progress =
        checkpoint.start(resume, &mut [("network", &mut network), ("optimizer", &mut momentum)])?;
    while progress.epoch < stop {
        let epoch = Epoch::shuffled(progress.epoch, 10, 4, 5);
        train_epoch(
            &mut network,
            &inputs,
            &epoch,
            |outputs, batch| half_squared_error(outputs, &targets.select(Axis(0), batch), Reduction::Mean),
            |network| momentum.step(network),
        )
        .expect("a small network learns");
        progress = Progress { epoch: progress.epoch + 1, step: progress.step + epoch.batches.len() as u64 };
        checkpoint.save(progress, &mut [("network", &mut network), ("optimizer", &mut momentum)])?;
    }
    let mut bits = Vec::new();
    network.visit_params(&mut |_, param| bits.extend(param.value.iter().map(|value| value.to_bits())));
    Ok(bits)
}

#[test]
fn interrupted_after_any_epoch_a_run_ends_with_the_same_bits() {
    let unbroken = train(None, false, EPOCHS).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for stop in 0..=EPOCHS {
        let path = folder.path().join(format!("{stop}.safetensors"));
        train(Some(path.clone()), false, stop).unwrap();
        assert_eq!(train(Some(path), true, EPOCHS).unwrap(), unbroken, "stopped after {stop} epochs");
    }
    let before = train(None, false, EPOCHS - 1).unwrap();
    assert_ne!(before, unbroken, "the last epoch matters");
}

#[test]
fn without_the_optimizer_s_state_the_bits_would_differ() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("half.safetensors");
    train(Some(path.clone()), false, 3).unwrap();
    let mut kept = network();
    let mut momentum = Momentum::new(&mut kept);
    let checkpoint = Checkpoint::new(Some(path), run());
    let mut state: [(&str, &mut dyn Parameters<f32>); 2] =
        [("network", &mut kept), ("optimizer", &mut momentum)];
    let progress = checkpoint.start(true, &mut state).unwrap();
    assert_eq!(progress, Progress { epoch: 3, step: 9 });
    assert!(momentum.velocity.iter().any(|(_, velocity)| velocity.iter().any(|&v| v != 0.0)));
}

#[test]
fn a_resume_before_the_first_checkpoint_begins_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none.safetensors");
    assert_eq!(train(Some(path), true, 2).unwrap(), train(None, false, 2).unwrap());
}

#[test]
fn an_old_checkpoint_is_not_destroyed_by_a_new_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.safetensors");
    train(Some(path.clone()), false, 1).unwrap();
    let before = fs::read(&path).unwrap();
    let error = train(Some(path.clone()), false, 2).expect_err("a file is there");
    assert!(matches!(error, CheckpointError::InTheWay { .. }), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn another_run_is_refused_with_everything_that_differs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.safetensors");
    train(Some(path.clone()), false, 1).unwrap();
    let other = Run::new("toy", 6).with("learning_rate", 0.1).with("data", "mnist");
    let mut network = network();
    let mut momentum = Momentum::new(&mut network);
    let error = Checkpoint::new(Some(path.clone()), other)
        .start(true, &mut [("network", &mut network), ("optimizer", &mut momentum)])
        .expect_err("another run");
    let expected = "the checkpoint is of another run: batch_size: expected nothing, found 4; \
        data: expected mnist, found nothing; learning_rate: expected 0.1, found 0.05; seed: expected 6, found 5";
    assert_eq!(error.to_string(), format!("{}: {expected}", path.display()));
}

#[test]
fn weights_alone_are_no_checkpoint() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("weights.safetensors");
    weights::save(&path, &mut network()).unwrap();
    let error = train(Some(path), true, 1).expect_err("weights");
    assert!(matches!(error, CheckpointError::NotACheckpoint { .. }), "{error}");
}

#[test]
fn a_damaged_checkpoint_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.safetensors");
    train(Some(path.clone()), false, 1).unwrap();
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() - 1]).unwrap();
    let error = train(Some(path), true, 1).expect_err("truncated");
    assert!(matches!(error, CheckpointError::File(WeightsError::Truncated { .. })), "{error}");
}

#[test]
fn without_an_optimizer_where_the_file_has_one_all_its_tensors_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.safetensors");
    train(Some(path.clone()), false, 1).unwrap();
    let mut network = network();
    let error = Checkpoint::new(Some(path), run())
        .start(true, &mut [("network", &mut network)])
        .expect_err("no optimizer");
    let message = error.to_string();
    assert_eq!(message.matches("expected no such tensor").count(), 4, "{message}");
    assert!(message.contains("optimizer.velocity.3: expected no such tensor, found shape [1]"), "{message}");
}

#[test]
fn exploded_weights_do_not_replace_the_last_good_checkpoint() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.safetensors");
    let checkpoint = Checkpoint::new(Some(path.clone()), run());
    let mut layer = Linear::<f32>::zeros(1, 1);
    checkpoint.save(Progress { epoch: 1, step: 1 }, &mut [("network", &mut layer)]).unwrap();
    let good = fs::read(&path).unwrap();
    layer.weight.value[[0, 0]] = f32::NAN;
    let error = checkpoint.save(Progress { epoch: 2, step: 2 }, &mut [("network", &mut layer)]);
    assert!(error.expect_err("NaN").to_string().contains("network.weight"));
    assert_eq!(fs::read(&path).unwrap(), good);
}

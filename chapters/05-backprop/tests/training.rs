//! The training loop: what it returns, and what it says when the loss is no number any more.

use backprop::{Cause, Epoch, Layer, Linear, Mode, Sequential, TrainError, descend, predict, train_epoch};
use loss::{LossAndGradient, Reduction, half_squared_error, softmax_cross_entropy};
use ndarray::{Array2, Axis, array};
use proptest::prelude::*;

fn one_batch(examples: usize) -> Epoch {
    Epoch { number: 2, batches: vec![(0..examples).collect()] }
}

/// Fits y = 3x by one weight, a batch a step, with this learning rate, first weight and inputs.
fn fit(rate: f32, weight: f32, inputs: &Array2<f32>, steps: usize) -> Result<f32, TrainError> {
    let targets = inputs * 3.0;
    let mut network = Sequential::new().with(Linear::new(array![[weight]], array![0.0]));
    let epoch = Epoch { number: 2, batches: vec![(0..inputs.nrows()).collect(); steps] };
    train_epoch(
        &mut network,
        inputs,
        &epoch,
        |outputs, batch| half_squared_error(outputs, &targets.select(Axis(0), batch), Reduction::Mean),
        |network| descend(network, rate),
    )
}

#[test]
fn a_rate_that_is_too_large_is_named_with_the_parameter() {
    let error = fit(1e30, 1.0, &array![[1.0], [2.0]], 10).expect_err("it explodes");
    assert_eq!(error.epoch, 2);
    assert!(error.step > 0);
    let message = error.to_string();
    assert!(
        message.starts_with(&format!("epoch 3, step {}: expected a finite loss, found ", error.step + 1)),
        "{message}"
    );
    assert!(
        message.contains("0.weight") && message.contains("learning rate is probably too large"),
        "{message}"
    );
}

#[test]
fn weights_that_are_no_numbers_are_counted() {
    let error = fit(0.1, f32::NAN, &array![[1.0]], 1).expect_err("NaN in the weights");
    assert_eq!(error.cause, Cause::Parameter { parameter: "0.weight".into(), found: 1, of: 1 });
    assert_eq!((error.step, error.loss.as_str()), (0, "NaN"));
}

#[test]
fn outputs_that_overflow_are_told_from_weights_that_did() {
    let error = fit(0.1, 1e38, &array![[1e4]], 1).expect_err("an overflow");
    let Cause::Output { parameter, largest } = error.cause else { panic!("{error}") };
    assert_eq!((parameter.as_str(), largest), ("0.weight", f64::from(1e38_f32)));
}

#[test]
fn bad_inputs_are_named_by_their_example() {
    let error = fit(0.1, 1.0, &array![[1.0], [f32::INFINITY], [f32::NAN]], 1).expect_err("bad data");
    assert_eq!(error.cause, Cause::Input { example: 1 });
}

#[test]
fn a_loss_that_overflows_by_itself_is_told_too() {
    let mut layer = Linear::new(array![[2.0]], array![0.0]);
    let bad = |outputs: &ndarray::ArrayRef2<f64>, _: &[usize]| LossAndGradient {
        loss: f64::INFINITY,
        gradient: Array2::zeros(outputs.raw_dim()),
    };
    let error = train_epoch(&mut layer, &array![[3.0]], &one_batch(1), bad, |_| ()).expect_err("infinite");
    assert_eq!(error.cause, Cause::Loss { largest: 6.0 });
}

#[test]
fn no_update_is_made_from_a_bad_loss() {
    let mut updates = 0;
    let mut layer = Linear::new(array![[f64::NAN]], array![0.0]);
    let targets = array![[1.0]];
    let loss = |outputs: &ndarray::ArrayRef2<f64>, _: &[usize]| {
        half_squared_error(outputs, &targets, Reduction::Mean)
    };
    train_epoch(&mut layer, &array![[3.0]], &one_batch(1), loss, |_| updates += 1).expect_err("NaN");
    assert_eq!(updates, 0);
}

#[test]
fn a_classifier_learns_two_clouds() {
    let inputs = Array2::from_shape_fn(
        (40, 2),
        |(i, j)| if (i % 2 == 0) == (j == 0) { 1.0 } else { 0.0 } + 0.1 * (i as f64).sin(),
    );
    let labels: Vec<usize> = (0..40).map(|i| i % 2).collect();
    let mut layer = Linear::zeros(2, 2);
    let losses: Vec<f64> = (0..5)
        .map(|number| {
            let epoch = Epoch::shuffled(number, 40, 8, 1);
            train_epoch(
                &mut layer,
                &inputs,
                &epoch,
                |logits, batch| {
                    let labels: Vec<usize> = batch.iter().map(|&example| labels[example]).collect();
                    softmax_cross_entropy(logits, &labels, Reduction::Mean)
                },
                |layer| descend(layer, 0.5),
            )
            .unwrap()
        })
        .collect();
    assert!(losses.is_sorted_by(|a, b| a > b), "{losses:?}");
    assert_eq!(loss::accuracy(&predict(&mut layer, &inputs, 7), &labels), 1.0);
}

#[test]
fn of_no_examples_there_are_no_outputs() {
    assert_eq!(predict(&mut Linear::<f32>::zeros(2, 3), &Array2::zeros((0, 2)), 4).dim(), (0, 0));
}

proptest! {
    /// In batches of any size the outputs are those of all at once.
    #[test]
    fn predictions_do_not_depend_on_the_batch(count in 1_usize..20, batch_size in 1_usize..25) {
        let inputs = Array2::from_shape_fn((count, 3), |(i, j)| ((i * 3 + j) as f64).cos());
        let mut layer = Linear::new(array![[1.0, 2.0, -1.0], [0.5, 0.0, 3.0]], array![1.0, -1.0]);
        let whole = layer.forward(inputs.clone(), Mode::Eval);
        let in_batches = predict(&mut layer, &inputs, batch_size);
        prop_assert!((whole - in_batches).iter().all(|difference| difference.abs() < 1e-12));
    }

    /// Every example comes once, whatever the epoch; and the order is the seed's and the epoch's.
    #[test]
    fn an_epoch_is_a_permutation(number in 0_usize..50, count in 1_usize..50, batch_size in 1_usize..60, seed in any::<u64>()) {
        let epoch = Epoch::shuffled(number, count, batch_size, seed);
        let mut all = epoch.batches.concat();
        all.sort_unstable();
        prop_assert_eq!(all, (0..count).collect::<Vec<_>>());
        prop_assert_eq!(Epoch::shuffled(number, count, batch_size, seed), epoch);
    }
}

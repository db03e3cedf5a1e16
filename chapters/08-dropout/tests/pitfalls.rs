//! What can go wrong with dropout, each shown going wrong.

use activations::{Relu, softmax};
use approx::assert_abs_diff_eq;
use backprop::{
    Activate, Layer, Linear, Mode, Parameters, Sequential, check_gradients,
};
use chacha20::ChaCha8Rng;
use dropout::{
    ClassicDropout, Dropout, InputNoise, NumberedStream, dropout_backward,
    dropout_forward, dropout_mask, ensemble_geometric_mean, ensemble_mean,
    inverted_scale, monte_carlo, sub_networks, test_weight,
};
use loss::{Reduction, softmax_cross_entropy};
use ndarray::{Array1, Array2, array};
use pins::pin;
use rand::SeedableRng;
use regularization::Snapshot;

fn refused<T>(make: impl FnOnce() -> T + std::panic::UnwindSafe) -> String {
    let make = || {
        make();
    };
    let payload = std::panic::catch_unwind(make).expect_err("refused");
    payload.downcast_ref::<String>().expect("a message with numbers").clone()
}

// ---- the probability ----

#[test]
fn nobody_drops_all_units_or_more() {
    for p in [1.0, 1.5, -0.1, f64::NAN, f64::INFINITY] {
        let expected =
            format!("drop_prob must be at least 0 and below 1, found {p}");
        for message in [
            refused(|| Dropout::<f64>::new(p, 1)),
            refused(|| ClassicDropout::<f64>::new(p, 1)),
            refused(|| inverted_scale(p)),
            refused(|| test_weight(&array![1.0], p)),
            refused(|| sub_networks::<f64>(1, p).count()),
            refused(|| {
                let mut rng = ChaCha8Rng::seed_from_u64(1);
                dropout_mask::<f64, _>(1, p, &mut rng);
            }),
        ] {
            assert!(message.ends_with(&expected), "{message}");
        }
    }
    // a field that is set later is caught by the next training pass
    let mut layer = Dropout::<f64>::new(0.5, 1);
    layer.drop_prob = 1.0;
    assert!(
        std::panic::catch_unwind(
            move || layer.forward(array![[1.0]], Mode::Train)
        )
        .is_err()
    );
}

#[test]
fn keeping_nobody_is_refused_as_well() {
    for q in [0.0, -0.5, 1.5, f64::NAN] {
        let message = refused(|| Dropout::<f64>::keeping(q, 1));
        assert!(
            message.contains("keep_prob must be above 0 and at most 1"),
            "{message}"
        );
    }
    assert_eq!(Dropout::<f64>::keeping(1.0, 1).drop_prob, 0.0);
}

#[test]
fn a_probability_of_keeping_given_as_one_of_dropping() {
    // nine of ten were to stay; nine of ten go, and the variance is 81 times as large
    let variance = |p: f64| p * inverted_scale(p);
    assert_abs_diff_eq!(variance(0.9) / variance(0.1), 81.0, epsilon = 1e-9);
    pin!("mixed_up", { "meant": variance(0.1), "given": variance(0.9), "ratio": variance(0.9) / variance(0.1) });
}

// ---- the mode ----

#[test]
fn a_network_left_in_training_mode_changes_its_mind() {
    let mut network = Sequential::<f64>::new()
        .with(Dropout::new(0.5, 1))
        .with(Linear::new(array![[1.0, -2.0, 3.0, 1.0]], array![0.0]));
    let x = array![[1.0, 1.0, 1.0, 1.0]];
    let mut ask = |mode| network.forward(x.clone(), mode)[[0, 0]];
    let in_use = [ask(Mode::Eval), ask(Mode::Eval)];
    assert_eq!(in_use, [3.0, 3.0]);
    let answers: Vec<f64> = (0..8).map(|_| ask(Mode::Train)).collect();
    assert!(answers.iter().any(|answer| *answer != answers[0]));
    pin!("changes_its_mind", { "in_use": in_use[0], "answers": answers });
}

#[test]
fn the_training_loss_with_dropout_is_not_the_networks_loss() {
    // on the very same images the loss is larger while units are missing: a validation loss may well be below it
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut network = Sequential::<f64>::new()
        .with(Linear::he_normal(4, 32, &mut rng))
        .with(Activate::new(Relu))
        .with(Dropout::new(0.5, 1))
        .with(Linear::he_normal(32, 3, &mut rng));
    let x = Array2::from_shape_fn((60, 4), |(i, j)| {
        (1.3 * (4 * i + j) as f64).sin()
    });
    let targets: Vec<usize> =
        (0..60).map(|i| usize::from(x[[i, 0]] > 0.0)).collect();
    for _step in 0..300 {
        let logits = network.forward(x.clone(), Mode::Train);
        let answer =
            softmax_cross_entropy(&logits, &targets[..], Reduction::Mean);
        network.backward_params(answer.gradient);
        backprop::descend(&mut network, 0.1);
    }
    let mut loss = |mode| {
        let logits = network.forward(x.clone(), mode);
        softmax_cross_entropy(&logits, &targets[..], Reduction::Mean).loss
    };
    let (in_use, trembling) = (
        loss(Mode::Eval),
        (0..50).map(|_| loss(Mode::Train)).sum::<f64>() / 50.0,
    );
    assert!(trembling > 1.5 * in_use, "{trembling} {in_use}");
    pin!("two_losses", { "in_use": in_use, "in_training": trembling });
}

// ---- the scale ----

#[test]
fn a_scale_forgotten_and_a_scale_set_twice() {
    let (x, weight) =
        (array![[2.0, 1.0, 4.0, 3.0]], array![[1.0, 3.0, -1.0, 2.0]]);
    let p = 0.5;
    let mean = |scale: f64| {
        ensemble_mean(4, p, |mask: &Array1<f64>| {
            (&x * mask * scale).dot(&weight.t())
        })[[0, 0]]
    };
    // classic in training, nothing in use: twice as large in use as ever in training
    let forgotten = x.dot(&weight.t())[[0, 0]];
    assert_eq!(forgotten / mean(1.0), 2.0);
    // inverted in training, and the weights scaled down in use as well
    let twice = x.dot(&test_weight(&weight, p).t())[[0, 0]];
    assert_eq!(twice / mean(inverted_scale(p)), 0.5);
    pin!("wrong_scales", { "forgotten": forgotten, "forgotten_mean": mean(1.0), "twice": twice, "twice_mean": mean(2.0) });
}

#[test]
fn the_bias_is_not_scaled() {
    // the bias was there in every pass; scaled with the weights it would be too small
    let (x, weight, bias) = (array![[2.0, 1.0]], array![[1.0, 3.0]], 10.0);
    let mean = ensemble_mean(2, 0.5, |mask: &Array1<f64>| {
        (&x * mask).dot(&weight.t()) + bias
    });
    let right = x.dot(&test_weight(&weight, 0.5).t()) + bias;
    assert_eq!(mean, right);
    assert_ne!(mean, right - bias + 0.5 * bias);
}

// ---- the mask ----

#[test]
fn a_gradient_through_another_mask_is_wrong() {
    /// Draws a second mask on the way back.
    struct Forgetful(NumberedStream<f64>);
    impl Parameters<f64> for Forgetful {
        fn visit_params(
            &mut self,
            _visitor: &mut dyn FnMut(&str, backprop::ParamMut<'_, f64>),
        ) {
        }
    }
    impl Layer<f64> for Forgetful {
        type Input = Array2<f64>;
        type Output = Array2<f64>;
        fn forward(&mut self, input: Array2<f64>, _mode: Mode) -> Array2<f64> {
            let mask = dropout_mask(input.dim(), 0.5, &mut self.0.next_rng());
            dropout_forward(input, &mask, 2.0)
        }
        fn backward(&mut self, grad_output: Array2<f64>) -> Array2<f64> {
            let mask =
                dropout_mask(grad_output.dim(), 0.5, &mut self.0.next_rng());
            dropout_backward(grad_output, &mask, 2.0)
        }
    }
    let x = Array2::ones((3, 4));
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let make = || Forgetful(NumberedStream::new(1));
    assert!(!check_gradients(make, &x, Mode::Train, &mut rng).passes());
    check_gradients(|| Dropout::new(0.5, 1), &x, Mode::Train, &mut rng)
        .assert_passes();
}

#[test]
fn two_layers_with_one_seed_drop_the_same_units() {
    let ones = || Array2::<f64>::ones((1, 64));
    let both = |first: u64, second: u64| {
        let mut network = Sequential::<f64>::new()
            .with(Dropout::new(0.5, first))
            .with(Dropout::new(0.5, second));
        network
            .forward(ones(), Mode::Train)
            .iter()
            .filter(|&&x| x != 0.0)
            .count()
    };
    let one = Dropout::<f64>::new(0.5, 1)
        .forward(ones(), Mode::Train)
        .iter()
        .filter(|&&x| x != 0.0)
        .count();
    assert_eq!(both(1, 1), one); // a quarter was to be left, it is a half
    assert!(both(1, 2) < one);
    pin!("one_seed", { "units": 64, "one_layer": one, "same_seed": both(1, 1), "two_seeds": both(1, 2) });
}

#[test]
fn a_count_of_passes_in_one_f32_would_stop() {
    let last = 16_777_216.0_f32; // 2²⁴
    assert_eq!(last + 1.0, last);
    let mut stream = NumberedStream::<f32>::new(1);
    stream.rewind(1 << 24);
    stream.next_rng();
    assert_eq!(stream.passes(), (1 << 24) + 1);
}

#[test]
fn opinions_use_up_masks() {
    let ones = || Array2::<f64>::ones((1, 64));
    let mut layer = Dropout::new(0.5, 1);
    let mut copy = layer.clone();
    monte_carlo(&mut copy, &ones(), 10, |outputs| outputs);
    let next = layer.clone().forward(ones(), Mode::Train);
    assert_ne!(copy.forward(ones(), Mode::Train), next); // whoever asked the layer itself would change the training after it
    assert_eq!(layer.forward(ones(), Mode::Train), next);
    // a network of boxed layers has no copy; its numbers have
    let mut network = Sequential::<f64>::new().with(Dropout::new(0.5, 1));
    let before = Snapshot::of(&mut network);
    monte_carlo(&mut network, &ones(), 10, |outputs| outputs);
    before.restore(&mut network);
    assert_eq!(network.forward(ones(), Mode::Train), next);
}

#[test]
fn noise_without_bound_or_below_zero_is_refused() {
    assert!(
        refused(|| InputNoise::<f64>::new(f64::INFINITY, 1)).contains("finite")
    );
    assert!(refused(|| InputNoise::<f64>::new(-1.0, 1)).contains("at least 0"));
}

// ---- the ensemble ----

#[test]
fn a_million_networks_are_enough() {
    let message = refused(|| sub_networks::<f64>(21, 0.5).count());
    assert!(message.contains("21 units have 2^21 masks"), "{message}");
}

#[test]
fn products_of_many_small_probabilities_do_not_underflow() {
    // class 1 is hopeless in every network: e^-800 is 0 as a number, its logarithm is not
    let log_probabilities =
        |mask: &Array1<f64>| array![[0.0, -800.0 - mask.sum(), -1.0]];
    let mean = ensemble_geometric_mean(3, 0.5, log_probabilities);
    assert!(mean.iter().all(|y| y.is_finite()));
    assert_abs_diff_eq!(mean.sum(), 1.0, epsilon = 1e-12);
    // all of them hopeless: still a distribution
    let mean = ensemble_geometric_mean(3, 0.5, |_: &Array1<f64>| {
        array![[-800.0, -800.0]]
    });
    assert_eq!(mean, array![[0.5, 0.5]]);
}

#[test]
fn a_network_that_cannot_come_up_has_no_say() {
    // nothing is dropped, and only the network without the unit is hopeless: 0 · ln 0 is NaN
    let log_probabilities =
        |mask: &Array1<f64>| array![[mask[0].ln(), (1.0 - 0.5 * mask[0]).ln()]];
    let mean = ensemble_geometric_mean(1, 0.0, log_probabilities);
    assert_abs_diff_eq!(mean[[0, 0]], 2.0 / 3.0, epsilon = 1e-12); // 1 to ½
    let mean =
        ensemble_mean(2, 0.0, |mask: &Array1<f64>| array![[1.0 / mask[1]]]);
    assert_eq!(mean, array![[1.0]]);
}

#[test]
fn a_mean_of_probabilities_is_not_the_probability_of_the_mean() {
    let logits = |mask: &Array1<f64>| array![[6.0 * mask[0], 0.0]];
    let mean = ensemble_mean(1, 0.5, |mask| softmax(&logits(mask)))[[0, 0]];
    let scaled = softmax(&array![[3.0, 0.0]])[[0, 0]];
    assert!(scaled - mean > 0.15);
    pin!("two_means", { "logit": 6.0, "arithmetic": mean, "scaled": scaled });
}

// ---- shapes and order ----

#[test]
#[should_panic(expected = "Dropout::backward: nothing was run forwards yet")]
fn backward_comes_after_forward() {
    Dropout::<f64>::new(0.5, 1).backward(array![[1.0]]);
}

#[test]
#[should_panic(
    expected = "Dropout::backward: grad_output is [1, 2], but the output was [2, 1]"
)]
fn a_gradient_of_another_shape_is_refused() {
    let mut layer = Dropout::<f64>::new(0.5, 1).per_batch();
    layer.forward(array![[1.0], [1.0]], Mode::Train);
    layer.backward(array![[1.0, 1.0]]);
}

#[test]
#[should_panic(expected = "dropout_forward: a mask [2, 1] does not fit [2, 3]")]
fn a_mask_of_another_shape_is_refused() {
    dropout_forward(Array2::<f64>::ones((2, 3)), &array![[1.0], [0.0]], 1.0);
}

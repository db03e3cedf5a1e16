//! The laws of this chapter.

use activations::{Tanh, softmax};
use approx::assert_abs_diff_eq;
use backprop::checkpoint::{Checkpoint, Progress, Run};
use backprop::{
    Activate, Buffer, Epoch, Layer, Linear, Mode, Parameters, Sequential,
    check_gradients, linear_forward, train_epoch,
};
use chacha20::ChaCha8Rng;
use dropout::{
    ClassicDropout, Dropout, InputNoise, NumberedStream, dropout_backward,
    dropout_forward, dropout_mask, dropout_penalty, ensemble_geometric_mean,
    ensemble_mean, inverted_scale, monte_carlo, sub_networks, test_weight,
};
use loss::{Reduction, half_squared_error, log_softmax};
use ndarray::{Array1, Array2, Array4, Axis, Ix2, Ix4, array};
use optimizers::{Momentum, Optimizer};
use proptest::collection::vec;
use proptest::prelude::*;
use rand::{RngExt, SeedableRng};

fn matrix(rows: usize, columns: usize) -> impl Strategy<Value = Array2<f64>> {
    vec(-3.0..3.0, rows * columns).prop_map(move |values| {
        Array2::from_shape_vec((rows, columns), values)
            .expect("rows times columns")
    })
}

fn apart(a: &Array2<f64>, b: &Array2<f64>) -> f64 {
    (a - b).fold(0.0, |worst, d| f64::max(worst, d.abs()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn backward_is_the_transpose_of_forward(x in matrix(3, 4), g in matrix(3, 4), seed: u64, p in 0.0..0.99) {
        // ⟨forward(x), g⟩ = ⟨x, backward(g)⟩
        let mask: Array2<f64> = dropout_mask((3, 4), p, &mut ChaCha8Rng::seed_from_u64(seed));
        let scale = inverted_scale(p);
        let there = (&dropout_forward(x.clone(), &mask, scale) * &g).sum();
        let back = (&x * &dropout_backward(g, &mask, scale)).sum();
        prop_assert!((there - back).abs() <= 1e-9 * (1.0 + there.abs()));
    }

    #[test]
    fn on_average_over_all_masks_nothing_changes(x in matrix(1, 6), p in 0.0..0.95) {
        let thinned = |scale: f64| {
            ensemble_mean(6, p, |mask: &Array1<f64>| {
                dropout_forward(x.clone(), &mask.clone().insert_axis(Axis(0)), scale)
            })
        };
        prop_assert!(apart(&thinned(inverted_scale(p)), &x) < 1e-12);
        let classic = ClassicDropout::new(p, 1).forward(x.clone(), Mode::Eval);
        prop_assert!(apart(&thinned(1.0), &classic) < 1e-12);
    }

    #[test]
    fn the_variance_of_a_unit_is_p_over_one_minus_p(x in -3.0..3.0, p in 0.0..0.95) {
        let square = ensemble_mean(1, p, |mask: &Array1<f64>| {
            array![[f64::powi(mask[0] * inverted_scale(p) * x - x, 2)]]
        });
        let penalty = dropout_penalty(&array![1.0], &array![x], p);
        prop_assert!((square[[0, 0]] - penalty).abs() < 1e-9);
    }

    #[test]
    fn the_two_forms_are_one_network_with_other_weights(
        x in matrix(3, 4), weight in matrix(2, 4), seed: u64, p in 0.0..0.95,
    ) {
        // inverted dropout with weights W is classic dropout with weights W/(1 − p): the same masks, the same answers, in both modes
        let (mut inverted, mut classic) = (Dropout::new(p, seed), ClassicDropout::new(p, seed));
        let larger = &weight * inverted_scale(p);
        for mode in [Mode::Train, Mode::Eval] {
            let ours = inverted.forward(x.clone(), mode).dot(&weight.t());
            let theirs = classic.forward(x.clone(), mode).dot(&larger.t());
            prop_assert!(apart(&ours, &theirs) < 1e-9);
        }
        prop_assert!(apart(&test_weight(&larger, p), &weight) < 1e-12);
    }

    #[test]
    fn scaling_the_inputs_is_scaling_the_weights(x in matrix(3, 4), weight in matrix(2, 4), bias in vec(-3.0..3.0, 2), p in 0.0..0.95) {
        let bias = Array1::from(bias);
        let by_layer = ClassicDropout::new(p, 1).forward(x.clone(), Mode::Eval);
        let by_layer = linear_forward(&by_layer, &weight, &bias);
        prop_assert!(apart(&by_layer, &linear_forward(&x, &test_weight(&weight, p), &bias)) < 1e-9);
    }

    #[test]
    fn dropping_nobody_is_the_identity_to_the_bit(x in matrix(2, 3), seed: u64) {
        for mode in [Mode::Train, Mode::Eval] {
            for per_batch in [false, true] {
                let layer = Dropout::new(0.0, seed);
                let mut layer = if per_batch { layer.per_batch() } else { layer };
                prop_assert_eq!(&layer.forward(x.clone(), mode), &x);
                prop_assert_eq!(&layer.backward(x.clone()), &x);
            }
            let mut classic = ClassicDropout::new(0.0, seed);
            prop_assert_eq!(&classic.forward(x.clone(), mode), &x);
            prop_assert_eq!(&classic.backward(x.clone()), &x);
            prop_assert_eq!(&InputNoise::new(0.0, seed).forward(x.clone(), mode), &x);
        }
    }

    #[test]
    fn in_use_nothing_happens(x in matrix(2, 3), seed: u64, p in 0.0..0.95, deviation in 0.0..3.0) {
        let mut layer = Dropout::new(p, seed);
        prop_assert_eq!(&layer.forward(x.clone(), Mode::Eval), &x);
        prop_assert_eq!(&layer.backward(x.clone()), &x);
        prop_assert_eq!(&InputNoise::new(deviation, seed).forward(x.clone(), Mode::Eval), &x);
    }

    #[test]
    fn an_ensemble_of_linear_networks_is_the_scaled_network(
        x in matrix(2, 3), first in matrix(4, 3), second in matrix(2, 4), bias in vec(-3.0..3.0, 2), p in 0.0..0.95,
    ) {
        // two linear layers, masks on the inputs and between them: seven units, 128 sub-networks
        let (s, bias) = (inverted_scale(p), Array1::from(bias));
        let answer = |mask: &Array1<f64>| {
            let (on_inputs, between) = mask.view().split_at(Axis(0), 3);
            let hidden = (&x * &on_inputs * s).dot(&first.t());
            linear_forward(&(hidden * between * s), &second, &bias)
        };
        let whole = linear_forward(&x.dot(&first.t()), &second, &bias);
        prop_assert!(apart(&ensemble_mean(7, p, answer), &whole) < 1e-9);
    }

    #[test]
    fn a_geometric_mean_of_softmaxes_is_the_softmax_of_the_scaled_network(
        hidden in matrix(2, 5), weight in matrix(3, 5), bias in vec(-3.0..3.0, 3), p in 0.0..0.95,
    ) {
        let bias = Array1::from(bias);
        let logits = |mask: &Array1<f64>| linear_forward(&(&hidden * mask), &weight, &bias);
        let mean = ensemble_geometric_mean(5, p, |mask| log_softmax(&logits(mask)));
        let scaled = softmax(&linear_forward(&hidden, &test_weight(&weight, p), &bias));
        prop_assert!(apart(&mean, &scaled) < 1e-9);
        // by its definition, without logarithms: the product of powers, made to sum to 1
        let mut product = Array2::ones((2, 3));
        for net in sub_networks(5, p) {
            product *= &softmax(&logits(&net.mask)).mapv(|y: f64| y.powf(net.probability));
        }
        product /= &product.sum_axis(Axis(1)).insert_axis(Axis(1));
        prop_assert!(apart(&mean, &product) < 1e-9);
    }

    #[test]
    fn the_chances_of_all_masks_sum_to_one(units in 0_usize..10, p in 0.0..0.99) {
        let nets: Vec<_> = sub_networks::<f64>(units, p).collect();
        prop_assert_eq!(nets.len(), 1 << units);
        prop_assert!((nets.iter().map(|net| net.probability).sum::<f64>() - 1.0).abs() < 1e-9);
        let kept: f64 = nets.iter().map(|net| net.probability * net.mask.sum()).sum();
        prop_assert!((kept - (1.0 - p) * units as f64).abs() < 1e-9); // the mean of a binomial distribution
    }

    #[test]
    fn gradients_of_every_layer(seed: u64, p in 0.0..0.9) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let x = Array2::from_shape_simple_fn((3, 4), || rng.random_range(-2.0..2.0));
        for mode in [Mode::Train, Mode::Eval] {
            check_gradients(|| Dropout::new(p, seed), &x, mode, &mut rng).assert_passes();
            check_gradients(|| Dropout::new(p, seed).per_batch(), &x, mode, &mut rng).assert_passes();
            check_gradients(|| ClassicDropout::new(p, seed), &x, mode, &mut rng).assert_passes();
            check_gradients(|| InputNoise::new(p, seed), &x, mode, &mut rng).assert_passes();
        }
    }

    #[test]
    fn a_stream_goes_on_where_it_was_rewound_to(seed: u64, passes in 0_u64..1 << 40) {
        let mut stream = NumberedStream::<f32>::new(seed);
        stream.rewind(passes);
        prop_assert_eq!(stream.passes(), passes);
        let first: u64 = stream.next_rng().random();
        let second: u64 = stream.next_rng().random();
        prop_assert_eq!(stream.passes(), passes + 2);
        prop_assert_ne!(first, second);
        stream.rewind(passes);
        prop_assert_eq!(stream.next_rng().random::<u64>(), first);
    }
}

/// Noise, a hidden layer, dropout: everything that draws, and everything that learns.
fn network<F: backprop::Float>() -> Sequential<F>
where
    Tanh: activations::Activation<F>,
{
    let wave = |shape, phase: f64| {
        Array2::from_shape_fn(shape, |(i, j): (usize, usize)| {
            F::of((1.7 * (5 * i + j) as f64 + phase).sin())
        })
    };
    Sequential::new()
        .with(InputNoise::new(0.1, 1))
        .with(Linear::new(wave((6, 2), 0.3), Array1::zeros(6)))
        .with(Activate::<_, F, Ix2>::new(Tanh))
        .with(Dropout::new(0.5, 2))
        .with(Linear::new(wave((1, 6), 0.8), Array1::zeros(1)))
}

#[test]
fn gradients_of_a_network_that_draws() {
    let x = Array2::from_shape_fn((5, 2), |(i, j)| {
        (0.7 * (2 * i + j) as f64).sin()
    });
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    let report = check_gradients(network, &x, Mode::Train, &mut rng);
    assert_eq!(report.tensors.len(), 5); // the input, two weights, two biases
    report.assert_passes();
}

#[test]
fn the_share_of_dropped_units_is_p_and_units_do_not_know_each_other() {
    for (seed, p) in [(1, 0.1), (2, 0.3), (3, 0.5), (4, 0.8)] {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mask: Array2<f64> = dropout_mask((20_000, 2), p, &mut rng);
        let share = 1.0 - mask.mean().expect("40,000 units");
        assert!(
            (share - p).abs() < 4.0 * (p * (1.0 - p) / 40_000.0_f64).sqrt(),
            "{p}: {share}"
        );
        // how often both of a pair are there: (1 − p)²
        let both = (&mask.column(0) * &mask.column(1)).sum() / 20_000.0;
        let expected = (1.0 - p).powi(2);
        let error = (expected * (1.0 - expected) / 20_000.0).sqrt();
        assert!(
            (both - expected).abs() < 4.0 * error,
            "{p}: {both}, expected {expected}"
        );
    }
}

#[test]
fn a_mask_is_fresh_in_every_pass_and_the_same_for_the_same_seed() {
    let ones = Array2::<f64>::ones((2, 50));
    let masks = |seed| -> Vec<Array2<f64>> {
        let mut layer = Dropout::new(0.5, seed);
        (0..3).map(|_| layer.forward(ones.clone(), Mode::Train)).collect()
    };
    let (one, other) = (masks(1), masks(2));
    assert_eq!(one, masks(1));
    assert!(one[0] != one[1] && one[1] != one[2] && one[0] != one[2]);
    assert!(one[0] != other[0] && one[0].row(0) != one[0].row(1));
    // a pass in use draws nothing
    let mut layer = Dropout::new(0.5, 1);
    layer.forward(ones.clone(), Mode::Train);
    layer.forward(ones.clone(), Mode::Eval);
    assert!(layer.mask().is_none());
    assert_eq!(layer.forward(ones.clone(), Mode::Train), one[1]);
    // neither kind of number has masks of its own
    let mut single = Dropout::new(0.5, 1);
    let single = single.forward(Array2::<f32>::ones((2, 50)), Mode::Train);
    assert_eq!(single.mapv(f64::from), one[0]);
}

#[test]
fn one_mask_for_a_batch_drops_the_same_units_of_every_example() {
    let mut layer = Dropout::<f64>::new(0.5, 1).per_batch();
    let output = layer.forward(Array2::ones((4, 30)), Mode::Train);
    assert!(output.rows().into_iter().all(|row| row == output.row(0)));
    assert_eq!(layer.mask().expect("a training pass").dim(), (1, 30));
    assert_eq!(layer.backward(Array2::ones((4, 30))), output);
}

#[test]
fn feature_maps_are_masked_too() {
    let mut layer = Dropout::<f64, Ix4>::new(0.5, 1);
    let output = layer.forward(Array4::ones((2, 3, 4, 4)), Mode::Train);
    assert!(
        output.iter().any(|&x| x == 0.0) && output.iter().any(|&x| x == 2.0)
    );
    assert_eq!(layer.backward(Array4::ones((2, 3, 4, 4))), output);
}

#[test]
fn many_opinions_have_the_mean_and_the_spread_of_the_ensemble() {
    let (x, weight) = (array![[2.0, 1.0, -1.0]], array![[1.0, 3.0, 2.0]]);
    let mut network = Sequential::<f64>::new()
        .with(Dropout::new(0.3, 1))
        .with(Linear::new(weight.clone(), array![1.0]));
    let opinions = monte_carlo(&mut network, &x, 20_000, |outputs| outputs);
    let variance = dropout_penalty(&weight.row(0), &x.row(0), 0.3);
    let error = 4.0 * (variance / 20_000.0).sqrt();
    assert_abs_diff_eq!(opinions.mean[[0, 0]], 4.0, epsilon = error);
    assert_abs_diff_eq!(
        opinions.standard_deviation[[0, 0]],
        variance.sqrt(),
        epsilon = 0.05
    );
    // where nothing is drawn, all think alike
    let same =
        monte_carlo(&mut Linear::new(weight, array![1.0]), &x, 5, |outputs| {
            outputs
        });
    assert_eq!(
        (same.mean[[0, 0]], same.standard_deviation[[0, 0]]),
        (4.0, 0.0)
    );
}

// ---- killed and taken up again ----

const EPOCHS: usize = 4;

fn learn(
    network: &mut Sequential,
    optimizer: &mut Momentum,
    epochs: std::ops::Range<usize>,
) {
    let inputs =
        Array2::from_shape_fn((20, 2), |(i, j)| ((7 * i + 3 * j) as f32).sin());
    let targets = Array2::from_shape_fn((20, 1), |(i, _)| {
        inputs[[i, 0]] * inputs[[i, 1]]
    });
    for number in epochs {
        let loss = |outputs: &_, batch: &[usize]| {
            let targets = targets.select(Axis(0), batch);
            half_squared_error(outputs, &targets, Reduction::Mean)
        };
        let epoch = Epoch::shuffled(number, 20, 6, 1);
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

#[test]
fn a_run_with_dropout_resumes_from_its_file_bit_for_bit() {
    let (mut whole, mut optimizer) =
        (network::<f32>(), Momentum::new(0.05, 0.9));
    learn(&mut whole, &mut optimizer, 0..EPOCHS);
    let whole = bits(&mut whole);
    for stop in 1..EPOCHS {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("run.safetensors");
        let checkpoint = Checkpoint::new(Some(path), Run::new("resume", 1));
        let (mut network_1, mut optimizer) =
            (network::<f32>(), Momentum::new(0.05, 0.9));
        learn(&mut network_1, &mut optimizer, 0..stop);
        let state: &mut [(&str, &mut dyn Parameters<f32>)] =
            &mut [("network", &mut network_1), ("optimizer", &mut optimizer)];
        checkpoint
            .save(Progress { epoch: stop, step: 0 }, state)
            .expect("saved");

        let (mut network_2, mut optimizer) =
            (network::<f32>(), Momentum::new(0.05, 0.9));
        optimizer.prepare(&mut network_2);
        let state: &mut [(&str, &mut dyn Parameters<f32>)] =
            &mut [("network", &mut network_2), ("optimizer", &mut optimizer)];
        let progress = checkpoint.start(true, state).expect("resumed");
        learn(&mut network_2, &mut optimizer, progress.epoch..EPOCHS);
        assert_eq!(bits(&mut network_2), whole, "stopped after {stop} epochs");
    }
}

#[test]
fn without_its_count_of_passes_a_resumed_run_sees_old_masks() {
    let (mut whole, mut optimizer) =
        (network::<f32>(), Momentum::new(0.05, 0.9));
    learn(&mut whole, &mut optimizer, 0..EPOCHS);
    let (mut resumed, mut optimizer) =
        (network::<f32>(), Momentum::new(0.05, 0.9));
    learn(&mut resumed, &mut optimizer, 0..2);
    let mut names = Vec::new();
    resumed.visit_buffers(&mut |name, buffer: Buffer<'_, f32>| {
        names.push(name.to_owned());
        assert_eq!(buffer.value, [8.0, 0.0]); // two epochs of four batches
        buffer.value.fill(0.0);
    });
    assert_eq!(names, ["0.passes", "3.passes"]);
    learn(&mut resumed, &mut optimizer, 2..EPOCHS);
    assert_ne!(bits(&mut resumed), bits(&mut whole));
}

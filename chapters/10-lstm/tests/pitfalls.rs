//! What can go wrong with networks that remember, each seen to go wrong.

use backprop::{Layer, Mode, Parameters, Sequential, normal};
use chacha20::ChaCha8Rng;
use dropout::Dropout;
use lstm::{
    Bidirectional, Lstm, LstmState, RecurrentParams, Reversal, Rnn, at_temperature,
    gate,
};
use ndarray::{Array1, Array2, Array3, Axis, array, concatenate};
use optimizers::{AdamW, Optimizer, clip_grad_norm, gradient_norm, weights_only};
use pins::pin;
use rand::{RngExt, SeedableRng};

fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn sequence(seed: u64, dim: (usize, usize, usize)) -> Array3<f64> {
    let mut rng = rng(seed);
    Array3::from_shape_simple_fn(dim, || rng.random_range(-1.0..1.0))
}

#[test]
fn one_gradient_that_explodes_undoes_all_steps_before() {
    let units = 32;
    let zeros = Array1::zeros(units);
    let memory = normal(units, units, 1.6 / (units as f64).sqrt(), &mut rng(1));
    let mut layer = Rnn::new(RecurrentParams::new(
        Array2::zeros((units, 1)),
        memory,
        zeros.clone(),
        zeros,
    ));
    let mut norms = Vec::new();
    for moments in [10, 60] {
        layer.forward(Array3::zeros((1, moments, 1)), Mode::Train);
        let mut upstream = Array3::zeros((1, moments, units));
        upstream.index_axis_mut(Axis(1), moments - 1).fill(1.0);
        layer.backward_params(upstream);
        norms.push(gradient_norm(&mut layer));
        assert_eq!(clip_grad_norm(&mut layer, 1.0), *norms.last().expect("pushed"));
        assert!((gradient_norm(&mut layer) - 1.0).abs() < 1e-9);
        backprop::zero_grad(&mut layer);
    }
    assert!(norms[1] > 1e5 * norms[0], "{norms:?}");
    pin!("exploding_norms", { "moments": [10, 60], "norms": norms });
}

#[test]
fn with_first_weights_around_zero_a_gate_forgets_half_in_each_moment() {
    let layer = Lstm::<f64>::uniform(4, 16, &mut rng(1));
    // what ten moments leave of a difference in the cells, nothing else being different
    let left = |mut layer: Lstm<f64>| {
        let mut cells = |cell: f64| {
            let cell = Array2::from_elem((1, 16), cell);
            let start = LstmState { hidden: Array2::zeros((1, 16)), cell };
            layer.forward_from(&sequence(2, (1, 10, 4)), &start);
            layer.last_state().cell
        };
        (cells(0.5) - cells(-0.5)).mapv(f64::abs).mean().expect("units")
    };
    let (half_open, remembering) =
        (left(layer.clone()), left(layer.with_forget_bias(3.0)));
    assert!(half_open < 0.05 && remembering > 0.5, "{half_open} {remembering}");
    pin!("ten_moments", { "half_open": half_open, "remembering": remembering, "gate": gate(3.0) });
}

#[test]
fn the_same_numbers_in_another_order_of_gates_are_another_network() {
    let mut right = Lstm::<f64>::uniform(2, 3, &mut rng(1));
    let order = |array: &Array2<f64>| {
        let parts: Vec<_> = [0, 2, 1, 3]
            .map(|part| {
                array.select(Axis(0), &[3 * part, 3 * part + 1, 3 * part + 2])
            })
            .into();
        concatenate(
            Axis(0),
            &parts.iter().map(|part| part.view()).collect::<Vec<_>>(),
        )
        .expect("alike")
    };
    let params = &right.params;
    let mut wrong = Lstm::new(RecurrentParams::new(
        order(&params.weight_ih.value),
        order(&params.weight_hh.value),
        params.bias_ih.value.clone(),
        params.bias_hh.value.clone(),
    ));
    let input = sequence(2, (1, 3, 2));
    assert_ne!(
        right.forward(input.clone(), Mode::Eval),
        wrong.forward(input, Mode::Eval)
    ); // and no shape complains
}

#[test]
fn batch_and_time_confused_run_without_a_complaint() {
    let mut layer = Lstm::<f64>::uniform(2, 3, &mut rng(1));
    let input = sequence(2, (4, 5, 2));
    let right = layer.forward(input.clone(), Mode::Eval);
    let confused = layer.forward(lstm::swap_batch_and_time(&input), Mode::Eval);
    assert_eq!(confused.dim(), (5, 4, 3));
    assert_ne!(lstm::swap_batch_and_time(&confused), right);
}

#[test]
fn a_state_that_is_carried_over_belongs_to_another_text() {
    let mut layer = Lstm::<f64>::uniform(2, 3, &mut rng(1));
    layer.forward(sequence(2, (1, 6, 2)), Mode::Eval);
    let left_over = layer.last_state();
    let input = sequence(3, (1, 2, 2));
    let fresh = layer.forward(input.clone(), Mode::Eval);
    assert_ne!(layer.forward_from(&input, &left_over), fresh);
}

#[test]
fn a_decay_of_weights_alone_spares_all_four_biases() {
    let half = |seed| Lstm::<f64>::uniform(2, 3, &mut rng(seed));
    let mut layer = Bidirectional::new(half(1), half(2));
    layer.visit_params(&mut |_, param| param.value.fill(1.0));
    let mut optimizer = AdamW { decays: weights_only, ..AdamW::new(0.5, 0.5) };
    optimizer.step(&mut layer); // no gradient: the decay alone moves anything
    let mut names = Vec::new();
    layer.visit_params(&mut |name, param| {
        let left = if name.starts_with("bias") { 1.0 } else { 0.75 };
        assert!(param.value.iter().all(|&number| number == left), "{name}");
        names.push(name.to_owned());
    });
    assert_eq!(names.iter().filter(|name| name.starts_with("bias")).count(), 4);
}

#[test]
fn both_directions_keep_their_buffers() {
    // what is no parameter has to reach a checkpoint too: here, how many masks each half has drawn
    let half =
        |seed| {
            Sequential::new()
                .with(Dropout::new(0.5, seed))
                .with(Lstm::<f64>::uniform(2, 2, &mut rng(seed)))
        };
    let mut layer = Bidirectional::new(half(1), half(2));
    layer.forward(sequence(3, (1, 5, 2)), Mode::Train);
    let mut counts = Vec::new();
    layer.visit_buffers(&mut |name, buffer| {
        counts.push((name.to_owned(), buffer.value.to_vec()));
    });
    let one_pass = vec![1.0, 0.0];
    let expected = ["0.passes", "0.passes_reverse"];
    assert_eq!(counts, expected.map(|name| (name.to_owned(), one_pass.clone())));
}

#[test]
fn zeros_at_the_end_are_moments_too() {
    let mut layer = Lstm::<f64>::uniform(2, 3, &mut rng(1));
    let input = sequence(2, (1, 4, 2));
    layer.forward(input.clone(), Mode::Eval);
    let ended = layer.last_state();
    let padded =
        concatenate(Axis(1), &[input.view(), Array3::zeros((1, 6, 2)).view()])
            .expect("alike");
    layer.forward(padded, Mode::Eval);
    let difference = (layer.last_state().hidden - ended.hidden).mapv(f64::abs).sum();
    assert!(difference > 0.05, "{difference}");
}

#[test]
fn at_the_last_moment_the_backward_half_has_seen_only_that() {
    let half = |seed| Lstm::<f64>::uniform(2, 3, &mut rng(seed));
    let mut layer = Bidirectional::new(half(1), half(2));
    let (one, mut other) = (sequence(3, (1, 5, 2)), sequence(4, (1, 5, 2)));
    other.index_axis_mut(Axis(1), 4).assign(&one.index_axis(Axis(1), 4));
    let [one, other] = [one, other].map(|input| {
        let output = layer.forward(input, Mode::Eval);
        output.index_axis(Axis(1), 4).split_at(Axis(1), 3).1.to_owned()
    });
    assert_eq!(one, other); // whatever came before
}

#[test]
fn a_low_temperature_repeats_itself_and_a_high_one_babbles() {
    let logits = array![3.0, 2.0, 1.0, 0.0];
    let first = |temperature: f64| at_temperature(&logits, temperature)[0];
    assert!(first(0.1) > 0.9999 && first(100.0) < 0.26);
    assert!(
        at_temperature(&logits.mapv(|logit| 1e4 * logit), 0.1)
            .iter()
            .all(|p: &f64| p.is_finite())
    );
    assert_eq!(at_temperature(&array![3.0, 2.0], 1e-40_f32), array![1.0, 0.0]);
}

#[test]
#[should_panic(expected = "the temperature is 0")]
fn a_temperature_of_zero_is_refused() {
    at_temperature(&array![1.0, 2.0], 0.0);
}

#[test]
#[should_panic(expected = "Reversal::batch: Reversal { letters: 10, length: 0 }")]
fn strings_of_no_letters_are_refused() {
    Reversal { letters: 10, length: 0 }.batch::<f64>(1, &mut rng(1));
}

#[test]
#[should_panic(expected = "walked back already")]
fn a_run_is_walked_back_once() {
    let mut layer = Lstm::<f64>::uniform(2, 3, &mut rng(1));
    let output = layer.forward(sequence(2, (1, 2, 2)), Mode::Train);
    layer.backward(output.clone());
    layer.backward(output);
}

#[test]
#[should_panic(
    expected = "Lstm::forward: hidden is (1, 3), but (batch, hidden_size) is (2, 3)"
)]
fn a_state_of_another_batch_is_refused() {
    let mut layer = Lstm::<f64>::uniform(2, 3, &mut rng(1));
    layer.forward_from(&sequence(2, (2, 2, 2)), &LstmState::zeros(1, 3));
}

#[test]
#[should_panic(
    expected = "Lstm::backward: grad_output is [1, 2, 4], but the output was [1, 2, 3]"
)]
fn a_gradient_of_another_shape_is_refused() {
    let mut layer = Lstm::<f64>::uniform(2, 3, &mut rng(1));
    layer.forward(sequence(2, (1, 2, 2)), Mode::Train);
    layer.backward(sequence(3, (1, 2, 4)));
}

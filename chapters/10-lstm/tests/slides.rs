//! The chapter's worked numbers, and what the decks say of recurrent networks.

use approx::assert_abs_diff_eq;
use backprop::{Chain, Layer, Linear, Mode, normal, parameter_count};
use chacha20::ChaCha8Rng;
use loss::{Reduction, accuracy, softmax_cross_entropy};
use lstm::{
    Bidirectional, LastMoment, Lstm, LstmState, LstmUnit, LstmUnitGradient, Recall,
    RecurrentParams, Rnn, at_temperature, cell_gradient_over_time, gate,
    gradient_over_time,
};
use ndarray::{Array1, Array2, Array3, array};
use optimizers::{Adam, Optimizer, clip_grad_norm};
use pins::pin;
use rand::SeedableRng;

fn one_unit(weight_ih: f64, weight_hh: f64) -> Rnn<f64> {
    let zero = array![0.0];
    Rnn::new(RecurrentParams::new(
        array![[weight_ih]],
        array![[weight_hh]],
        zero.clone(),
        zero,
    ))
}

fn numbers<D: ndarray::Dimension>(array: &ndarray::Array<f64, D>) -> Vec<f64> {
    array.iter().copied().collect()
}

// ---- REC-1: a loop, unrolled ----

#[test]
fn rec_1_one_unit_over_three_moments() {
    let (w, u) = (1.0, 0.8);
    let mut layer = one_unit(w, u);
    let input = array![[[1.0], [0.0], [0.0]]];
    let h = numbers(&layer.forward(input.clone(), Mode::Train));
    // by hand: only the first moment has an input
    let hand = [
        1_f64.tanh(),
        (0.8 * 1_f64.tanh()).tanh(),
        (0.8 * (0.8 * 1_f64.tanh()).tanh()).tanh(),
    ];
    assert_eq!(h, hand);

    // back: the loss is the last state itself
    let grad_input = layer.backward(array![[[0.0], [0.0], [1.0]]]);
    let slope = |h: f64| 1.0 - h * h;
    let z3 = slope(h[2]);
    let z2 = z3 * u * slope(h[1]);
    let z1 = z2 * u * slope(h[0]);
    let [weight, memory] = [z1, z2 * h[0] + z3 * h[1]]; // x is 1, 0, 0; the state before is 0, h1, h2
    assert_abs_diff_eq!(layer.params.weight_ih.grad[[0, 0]], weight, epsilon = 1e-15);
    assert_abs_diff_eq!(layer.params.weight_hh.grad[[0, 0]], memory, epsilon = 1e-15);
    assert_abs_diff_eq!(layer.params.bias_ih.grad[0], z1 + z2 + z3, epsilon = 1e-15);
    for (found, sum) in grad_input.iter().zip([z1, z2, z3]) {
        assert_abs_diff_eq!(*found, w * sum, epsilon = 1e-15);
    }
    // the slope by the loop's weight, found by nudging it
    let last = |u: f64| one_unit(w, u).forward(input.clone(), Mode::Eval)[[0, 2, 0]];
    let nudged = (last(u + 1e-5) - last(u - 1e-5)) / 2e-5;
    assert_abs_diff_eq!(nudged, memory, epsilon = 1e-9);
    pin!("one_unit", {
        "source": "REC-1, with numbers of ours",
        "w": w,
        "u": u,
        "sums": [w, u * h[0], u * h[1]],
        "hidden": h,
        "slopes": h.iter().map(|&h| slope(h)).collect::<Vec<_>>(),
        "grad_sums": [z1, z2, z3],
        "grad_hidden": [z2 * u, z3 * u, 1.0],
        "grad_w": weight,
        "grad_u": memory,
        "grad_u_parts": [0.0, z2 * h[0], z3 * h[1]],
        "grad_b": z1 + z2 + z3,
        "nudged": nudged,
    });
}

// ---- REC-4: in theory any distance, in practice hardly ----

#[test]
fn rec_4_a_loop_can_hold_a_bit_for_ever_and_cannot_learn_to() {
    let u = 3.0;
    let mut layer = one_unit(1.0, u);
    let ends = [1.0, -1.0].map(|bit| {
        let mut input = Array3::zeros((1, 1001, 1));
        input[[0, 0, 0]] = bit;
        layer.forward(input, Mode::Train)[[0, 1000, 0]]
    });
    assert_eq!(ends[0], -ends[1]);
    assert!(ends[0] > 0.99); // a thousand moments later the sign is still there
    let slope = u * (1.0 - ends[0] * ends[0]);
    let sizes = gradient_over_time(&mut layer, &array![[1.0]]);
    let after_ten = sizes[sizes.len() - 11];
    assert!(after_ten < 1e-14, "{after_ten}");
    assert_eq!(sizes[0], 0.0); // not even the smallest f64 is left
    pin!("held_bit", {
        "source": "S1 REC-4",
        "u": u,
        "end": ends[0],
        "slope": slope,
        "gradient_after_ten": after_ten,
        "gradient_after_thousand": sizes[0],
    });
}

/// The gradient over 100 moments in a layer of 64 units whose memory multiplies by about `scale`, at rest.
fn plain_sizes(scale: f64) -> Vec<f64> {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let (units, moments) = (64, 101);
    let memory = normal(units, units, scale / 8.0, &mut rng); // √64
    let zeros = Array1::zeros(units);
    let params =
        RecurrentParams::new(Array2::zeros((units, 1)), memory, zeros.clone(), zeros);
    let mut layer = Rnn::new(params);
    layer.forward(Array3::zeros((1, moments, 1)), Mode::Train);
    gradient_over_time(&mut layer, &normal(units, 1, 1.0, &mut rng))
}

/// The same for the cells of an LSTM with PyTorch's first weights and this forget bias.
fn cell_sizes(bias: f64) -> Vec<f64> {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let (units, moments) = (64, 101);
    let mut layer = Lstm::uniform(8, units, &mut rng).with_forget_bias(bias);
    let input = Array3::from_shape_simple_fn((1, moments, 8), || {
        rand_distr::Distribution::<f64>::sample(&rand_distr::StandardNormal, &mut rng)
    });
    layer.forward(input, Mode::Train);
    cell_gradient_over_time(&mut layer, &normal(units, 1, 1.0, &mut rng))
}

#[test]
fn gradients_vanish_and_explode_along_time() {
    let share = |sizes: Vec<f64>, back: usize| sizes[100 - back] / sizes[100];
    let after =
        |scale: f64| [10, 50, 100].map(|back| share(plain_sizes(scale), back));
    let (vanishing, exploding) = (after(0.7), after(1.3));
    assert!(
        vanishing[2] < 1e-12 && exploding[2] > 1e8,
        "{vanishing:?} {exploding:?}"
    );
    assert!(vanishing[0] > vanishing[1] && exploding[1] > exploding[0]);
    pin!("along_time", {
        "units": 64,
        "moments": [10, 50, 100],
        "vanishing": { "scale": 0.7, "shares": vanishing },
        "exploding": { "scale": 1.3, "shares": exploding },
        "by_powers": [0.7_f64.powi(100), 1.3_f64.powi(100)],
    });
}

#[test]
fn err_51_a_cell_keeps_its_gradient_only_while_the_forget_gate_is_near_one() {
    let share = |bias: f64| {
        let sizes = cell_sizes(bias);
        sizes[0] / sizes[100]
    };
    let shares = [0.0, 1.0, 3.0, 5.0].map(share);
    assert!(
        shares[0] < 1e-15,
        "with gates half open it vanishes as in any loop: {shares:?}"
    );
    assert!(shares[3] > 0.1, "with gates open it stays: {shares:?}");
    assert!(shares.is_sorted());
    let held = |bias: f64| gate(bias);
    pin!("cell_along_time", {
        "source": "S4 REC-6, ERR-51",
        "biases": [0.0, 1.0, 3.0, 5.0],
        "gates": [held(0.0), held(1.0), held(3.0), held(5.0)],
        "hundredth_powers": ([0.0, 1.0, 3.0, 5.0].map(|bias| held(bias).powi(100))),
        "shares": shares,
    });
}

// ---- REC-5: three decisions ----

#[test]
fn rec_5_one_unit_at_one_moment() {
    let (sums, before) = ([0.0, 1.0, 0.5, -1.0], 0.8);
    let unit = LstmUnit::forward(sums, before);
    let sigma = |x: f64| 1.0 / (1.0 + (-x).exp());
    let cell = sigma(1.0) * 0.8 + 0.5 * 0.5_f64.tanh();
    assert_abs_diff_eq!(unit.cell, cell, epsilon = 1e-15);
    assert_abs_diff_eq!(unit.hidden, sigma(-1.0) * cell.tanh(), epsilon = 1e-15);

    let back = unit.backward(before, 1.0, 0.0);
    let nudge = |which: usize, by: f64| {
        let mut sums = sums;
        sums[which] += by;
        LstmUnit::forward(sums, before).hidden
    };
    for (which, found) in back.sums.iter().enumerate() {
        let slope = (nudge(which, 1e-5) - nudge(which, -1e-5)) / 2e-5;
        assert_abs_diff_eq!(*found, slope, epsilon = 1e-9);
    }
    let by_cell = |c: f64| LstmUnit::forward(sums, c).hidden;
    let slope = (by_cell(before + 1e-5) - by_cell(before - 1e-5)) / 2e-5;
    assert_abs_diff_eq!(back.cell_before, slope, epsilon = 1e-9);
    pin!("one_moment", {
        "source": "S1 REC-5, with numbers of ours",
        "sums": sums,
        "cell_before": before,
        "input_gate": unit.input_gate,
        "forget_gate": unit.forget_gate,
        "candidate": unit.candidate,
        "output_gate": unit.output_gate,
        "kept": unit.forget_gate * before,
        "written": unit.input_gate * unit.candidate,
        "cell": unit.cell,
        "squashed": unit.squashed,
        "hidden": unit.hidden,
        "grad_cell": unit.output_gate * (1.0 - unit.squashed * unit.squashed),
        "grad_sums": back.sums,
        "grad_cell_before": back.cell_before,
    });
}

/// A memory made by hand: the input is a value and a mark; the mark opens the input gate and shuts the forget gate.
fn latch() -> Lstm<f64> {
    Lstm::new(RecurrentParams::new(
        array![[0.0, 10.0], [0.0, -10.0], [1.0, 0.0], [0.0, 0.0]],
        Array2::zeros((4, 1)),
        array![-5.0, 5.0, 0.0, 5.0],
        Array1::zeros(4),
    ))
}

#[test]
fn rec_6_a_memory_made_by_hand() {
    let mut layer = latch();
    let values = [0.3, 0.9, -0.6, 0.5, -0.8, 0.2, -0.4, 0.7];
    let marks = [0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0];
    let input =
        Array3::from_shape_fn((1, 8, 2), |(_, t, j)| [values[t], marks[t]][j]);
    layer.forward(input, Mode::Train);
    let cells: Vec<f64> = layer.cells().iter().skip(1).copied().collect();
    assert_abs_diff_eq!(cells[1], 0.9_f64.tanh(), epsilon = 0.01);
    assert_abs_diff_eq!(cells[5], 0.9_f64.tanh(), epsilon = 0.03); // four moments later
    assert_abs_diff_eq!(cells[6], -0.4_f64.tanh(), epsilon = 0.01); // overwritten
    pin!("latch", {
        "values": values,
        "marks": marks,
        "open": gate(5.0),
        "shut": gate(-5.0),
        "cells": cells,
        "stored": 0.9_f64.tanh(),
    });
}

// ---- REC-2, REC-3: near and far ----

/// The share of right answers after so many steps of training.
fn learnt<L>(memory: L, lag: usize, steps: usize, rng: &mut ChaCha8Rng) -> f64
where
    L: Layer<f32, Input = Array3<f32>, Output = Array3<f32>>,
{
    let task = Recall { words: 4, lag };
    let output = Linear::glorot_uniform(16, 4, rng);
    let mut network = Chain(Chain(memory, LastMoment::default()), output);
    let mut adam = Adam::new(0.01);
    for _ in 0..steps {
        let (input, targets) = task.batch(16, rng);
        let logits = network.forward(input, Mode::Train);
        network.backward_params(
            softmax_cross_entropy(&logits, &targets, Reduction::Mean).gradient,
        );
        clip_grad_norm(&mut network, 1.0);
        adam.step(&mut network);
    }
    let (input, targets) = task.batch(500, rng);
    accuracy(&network.forward(input, Mode::Eval), &targets)
}

#[test]
fn rec_2_rec_3_the_plain_layer_learns_the_near_and_not_the_far() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let plain = Rnn::uniform(5, 16, &mut rng);
    let gated = Lstm::uniform(5, 16, &mut rng).with_forget_bias(3.0);
    let near = learnt(plain.clone(), 2, 200, &mut rng);
    let far = learnt(plain, 20, 250, &mut rng);
    let far_gated = learnt(gated, 20, 250, &mut rng);
    assert!(near > 0.9, "plain, 2 words in between: {near}");
    assert!(far < 0.5, "plain, 20 words in between: {far}");
    assert!(far_gated > 0.9, "LSTM, 20 words in between: {far_gated}");
}

// ---- REC-7 ----

#[test]
fn rec_7_both_directions_know_past_and_future() {
    let copy = || one_unit(1.0, 0.8);
    let input = array![[[0.0], [1.0], [0.0]]];
    let output = Bidirectional::new(copy(), copy()).forward(input, Mode::Eval);
    let first = 1_f64.tanh();
    let second = (0.8 * first).tanh();
    assert_eq!(output, array![[[0.0, second], [first, first], [second, 0.0]]]);
}

// ---- what a layer costs, and temperatures ----

#[test]
fn an_lstm_has_four_times_the_parameters() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let plain = parameter_count(&mut Rnn::<f32>::uniform(28, 64, &mut rng));
    let gated = parameter_count(&mut Lstm::<f32>::uniform(28, 64, &mut rng));
    assert_eq!((plain, gated), (64 * (28 + 64 + 2), 4 * plain));
    pin!("parameters", { "plain": plain, "lstm": gated, "inputs": 28, "units": 64 });
}

#[test]
fn four_three_two_one_at_three_temperatures() {
    let logits = array![4_f64.ln(), 2_f64.ln(), 0.0];
    let at = |temperature: f64| numbers(&at_temperature(&logits, temperature));
    for (found, exact) in at(0.5).iter().zip([16.0 / 21.0, 4.0 / 21.0, 1.0 / 21.0]) {
        assert_abs_diff_eq!(*found, exact, epsilon = 1e-15);
    }
    pin!("temperatures", {
        "odds": [4, 2, 1],
        "own": at(1.0),
        "cold": at(0.5),
        "colder": at(0.1),
        "hot": at(2.0),
    });
}

// ---- the gradient of the cell, along the belt ----

#[test]
fn along_the_belt_a_gradient_is_only_multiplied_by_forget_gates() {
    // the latch's loop has no weights: what comes back to the first cell is the product of the forget gates
    let mut layer = latch();
    layer.forward(Array3::zeros((1, 6, 2)), Mode::Train);
    let last = LstmState { hidden: array![[0.0]], cell: array![[1.0]] };
    let start = layer.backward_from(&Array3::zeros((1, 6, 1)), &last).start;
    assert_abs_diff_eq!(start.cell[[0, 0]], gate(5.0_f64).powi(6), epsilon = 1e-15);
    let unit = LstmUnit::forward([0.0, 5.0, 0.3, 0.0], 0.4);
    let LstmUnitGradient { cell_before, .. } = unit.backward(0.4, 0.0, 1.0);
    assert_eq!(cell_before, gate(5.0));
}

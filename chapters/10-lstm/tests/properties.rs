//! The laws of this chapter, for random weights and sequences.

use backprop::{
    Chain, Float, Layer, Linear, Mode, Packed, Param, ParamMut, Parameters,
    check_gradients, parameter_count, zero_grad,
};
use chacha20::ChaCha8Rng;
use lstm::{
    Bidirectional, CharacterCounts, LastMoment, Lstm, LstmState, LstmStep, LstmUnit,
    MomentsAsRows, RecurrentParams, RepeatLast, Rnn, Sparse, at_temperature, decode,
    draw, encode, lstm_step_forward, swap_batch_and_time,
};
use ndarray::{Array1, Array2, Array3, Axis, Ix2};
use proptest::prelude::*;
use rand::{RngExt, SeedableRng};

fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn sequence(seed: u64, dim: (usize, usize, usize)) -> Array3<f64> {
    let mut rng = rng(seed);
    Array3::from_shape_simple_fn(dim, || rng.random_range(-1.0..1.0))
}

fn matrix(seed: u64, dim: (usize, usize)) -> Array2<f64> {
    let mut rng = rng(seed);
    Array2::from_shape_simple_fn(dim, || rng.random_range(-1.0..1.0))
}

fn state(seed: u64, batch: usize, size: usize) -> LstmState<f64> {
    LstmState {
        hidden: matrix(seed, (batch, size)),
        cell: matrix(seed + 1, (batch, size)),
    }
}

fn assert_close(what: &str, a: &[f64], b: &[f64]) {
    assert_eq!(a.len(), b.len(), "{what}");
    for (a, b) in a.iter().zip(b) {
        assert!((a - b).abs() < 1e-12, "{what}: {a} and {b}");
    }
}

fn flat<D: ndarray::Dimension>(array: &ndarray::Array<f64, D>) -> Vec<f64> {
    array.iter().copied().collect()
}

fn gradients(layer: &mut impl Parameters<f64>) -> Vec<f64> {
    let mut all = Vec::new();
    layer.visit_params(&mut |_, param| all.extend_from_slice(param.grad));
    all
}

// ---- the gradient of every layer ----

#[test]
fn every_layers_gradient_is_the_numeric_one() {
    let input = sequence(1, (2, 4, 3));
    let rnn = Rnn::uniform(3, 4, &mut rng(2));
    let layer = Lstm::uniform(3, 4, &mut rng(3)).with_forget_bias(0.5);
    let check = |report: backprop::GradientCheck| report.assert_passes();
    check(check_gradients(|| rnn.clone(), &input, Mode::Train, &mut rng(4)));
    check(check_gradients(|| layer.clone(), &input, Mode::Train, &mut rng(5)));

    let other = Lstm::uniform(3, 2, &mut rng(6));
    let both = Bidirectional::new(layer.clone(), other);
    let rows = || Chain(both.clone(), MomentsAsRows::default());
    check(check_gradients(rows, &input, Mode::Train, &mut rng(7)));
    check(check_gradients(|| both.clone(), &input, Mode::Train, &mut rng(7)));

    let decoder = Lstm::uniform(4, 3, &mut rng(8));
    let output = Linear::glorot_uniform(3, 2, &mut rng(9));
    let encoder_decoder = || {
        let code = Chain(layer.clone(), RepeatLast::new(5));
        let written = Chain(Chain(code, decoder.clone()), MomentsAsRows::default());
        Chain(written, output.clone())
    };
    check(check_gradients(encoder_decoder, &input, Mode::Train, &mut rng(10)));

    let reader = || Chain(rnn.clone(), LastMoment::default());
    check(check_gradients(reader, &input, Mode::Train, &mut rng(11)));
}

/// A layer whose input is its start: the state is then checked as any input is.
#[derive(Clone)]
struct FromState {
    layer: Lstm<f64>,
    input: Array3<f64>,
}

impl Parameters<f64> for FromState {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, f64>)) {
        self.layer.visit_params(visitor);
    }
}

impl Layer<f64> for FromState {
    type Input = Array2<f64>; // hidden and cell side by side
    type Output = Array2<f64>; // the same after the run

    fn forward(&mut self, start: Array2<f64>, _mode: Mode) -> Array2<f64> {
        self.layer.forward_from(&self.input, &halves(&start));
        side_by_side(&self.layer.last_state())
    }

    fn backward(&mut self, grad: Array2<f64>) -> Array2<f64> {
        let (batch, time, _) = self.input.dim();
        let nothing = Array3::zeros((batch, time, self.layer.hidden_size()));
        side_by_side(&self.layer.backward_from(&nothing, &halves(&grad)).start)
    }
}

fn halves(both: &Array2<f64>) -> LstmState<f64> {
    let (hidden, cell) = both.view().split_at(Axis(1), both.ncols() / 2);
    LstmState { hidden: hidden.to_owned(), cell: cell.to_owned() }
}

fn side_by_side(state: &LstmState<f64>) -> Array2<f64> {
    ndarray::concatenate(Axis(1), &[state.hidden.view(), state.cell.view()])
        .expect("alike")
}

#[test]
fn the_states_gradients_are_the_numeric_ones() {
    let layer = Lstm::uniform(3, 2, &mut rng(1));
    let from_state = FromState { layer, input: sequence(2, (2, 3, 3)) };
    let start = side_by_side(&state(3, 2, 2));
    check_gradients(|| from_state.clone(), &start, Mode::Train, &mut rng(4))
        .assert_passes();
}

#[test]
fn a_plain_layers_start_has_its_gradient_too() {
    let mut layer = Rnn::<f64>::uniform(2, 3, &mut rng(1));
    let (input, start) = (sequence(2, (2, 3, 2)), matrix(3, (2, 3)));
    let (upstream, last) = (sequence(4, (2, 3, 3)), matrix(5, (2, 3)));
    let mut loss = |start: &Array2<f64>| {
        let output = layer.forward_from(&input, start);
        (output * &upstream).sum() + (layer.last_state() * &last).sum()
    };
    let numeric = Array2::from_shape_fn((2, 3), |place| {
        let mut nudged = [start.clone(), start.clone()];
        nudged[0][place] += 1e-5;
        nudged[1][place] -= 1e-5;
        (loss(&nudged[0]) - loss(&nudged[1])) / 2e-5
    });
    loss(&start);
    let found = layer.backward_from(&upstream, &last).start;
    for (a, n) in found.iter().zip(&numeric) {
        assert!((a - n).abs() < 1e-8, "{a} and {n}");
    }
}

// ---- against the equations, written down once more ----

/// The LSTM's equations, number by number, with nothing shared with the crate.
fn by_the_equations(
    params: &RecurrentParams<f64>,
    input: &Array3<f64>,
    start: &LstmState<f64>,
) -> (Array3<f64>, LstmState<f64>) {
    let sigma = |x: f64| 1.0 / (1.0 + (-x).exp());
    let (batch, time, _) = input.dim();
    let size = params.hidden_size();
    let mut output = Array3::zeros((batch, time, size));
    let mut state = start.clone();
    for n in 0..batch {
        for t in 0..time {
            let sum = |row: usize| {
                let from_input: f64 = (0..input.len_of(Axis(2)))
                    .map(|j| params.weight_ih.value[[row, j]] * input[[n, t, j]])
                    .sum();
                let from_memory: f64 = (0..size)
                    .map(|j| params.weight_hh.value[[row, j]] * state.hidden[[n, j]])
                    .sum();
                from_input
                    + params.bias_ih.value[row]
                    + from_memory
                    + params.bias_hh.value[row]
            };
            let sums: Vec<f64> = (0..4 * size).map(sum).collect();
            for unit in 0..size {
                let [i, f, g, o] = [0, 1, 2, 3].map(|part| sums[part * size + unit]);
                state.cell[[n, unit]] =
                    sigma(f) * state.cell[[n, unit]] + sigma(i) * g.tanh();
                state.hidden[[n, unit]] = sigma(o) * state.cell[[n, unit]].tanh();
                output[[n, t, unit]] = state.hidden[[n, unit]];
            }
        }
    }
    (output, state)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_layer_is_its_equations(seed: u64, batch in 1_usize..4, time in 1_usize..6, size in 1_usize..5) {
        let mut layer = Lstm::uniform(3, size, &mut rng(seed));
        let (input, start) = (sequence(seed ^ 1, (batch, time, 3)), state(seed ^ 2, batch, size));
        let output = layer.forward_from(&input, &start);
        let (expected, last) = by_the_equations(&layer.params, &input, &start);
        assert_close("output", &flat(&output), &flat(&expected));
        assert_close("hidden", &flat(&layer.last_state().hidden), &flat(&last.hidden));
        assert_close("cell", &flat(&layer.last_state().cell), &flat(&last.cell));
    }

    #[test]
    fn two_halves_are_the_whole(seed: u64, cut in 0_usize..6) {
        let (batch, time, size) = (2, 6, 3);
        let mut whole = Lstm::uniform(2, size, &mut rng(seed));
        let mut parts = [whole.clone(), whole.clone()];
        let (input, start) = (sequence(seed ^ 1, (batch, time, 2)), state(seed ^ 2, batch, size));
        let (upstream, last) = (sequence(seed ^ 3, (batch, time, size)), state(seed ^ 4, batch, size));
        let output = whole.forward_from(&input, &start);
        let gradient = whole.backward_from(&upstream, &last);

        let (first, second) = input.view().split_at(Axis(1), cut);
        let one = parts[0].forward_from(&first.to_owned(), &start);
        let two = parts[1].forward_from(&second.to_owned(), &parts[0].last_state());
        let joined = ndarray::concatenate(Axis(1), &[one.view(), two.view()]).expect("alike");
        assert_close("output", &flat(&joined), &flat(&output));
        prop_assert_eq!(parts[1].last_state(), whole.last_state());

        let (first, second) = upstream.view().split_at(Axis(1), cut);
        let two = parts[1].backward_from(&second.to_owned(), &last);
        let one = parts[0].backward_from(&first.to_owned(), &two.start);
        let joined = ndarray::concatenate(Axis(1), &[one.input.view(), two.input.view()]).expect("alike");
        assert_close("input's gradient", &flat(&joined), &flat(&gradient.input));
        assert_close("start's gradient", &flat(&one.start.cell), &flat(&gradient.start.cell));
        assert_close("start's gradient", &flat(&one.start.hidden), &flat(&gradient.start.hidden));
        let sum: Vec<f64> = gradients(&mut parts[0]).iter().zip(gradients(&mut parts[1])).map(|(a, b)| a + b).collect();
        assert_close("weights' gradients", &sum, &gradients(&mut whole));
    }

    #[test]
    fn the_past_cannot_hear_of_the_future(seed: u64, t in 1_usize..5) {
        let mut layer = Lstm::uniform(2, 3, &mut rng(seed));
        let input = sequence(seed ^ 1, (1, 5, 2));
        let mut other = input.clone();
        other.index_axis_mut(Axis(1), t).fill(9.0);
        let [a, b] = [input, other].map(|input| layer.forward(input, Mode::Eval));
        for before in 0..t {
            prop_assert_eq!(a.index_axis(Axis(1), before), b.index_axis(Axis(1), before));
        }
        prop_assert_ne!(a.index_axis(Axis(1), t), b.index_axis(Axis(1), t));
    }

    #[test]
    fn sequences_of_a_batch_do_not_mix(seed: u64) {
        let mut layer = Lstm::uniform(2, 3, &mut rng(seed));
        let input = sequence(seed ^ 1, (3, 4, 2));
        let together = layer.forward(input.clone(), Mode::Eval);
        for n in 0..3 {
            let alone = layer.forward(input.select(Axis(0), &[n]), Mode::Eval);
            assert_close("alone", &flat(&alone), &flat(&together.select(Axis(0), &[n])));
        }
    }

    #[test]
    fn a_mirrored_sequence_gives_a_mirrored_answer(seed: u64) {
        let (one, two) = (Rnn::uniform(2, 3, &mut rng(seed)), Rnn::uniform(2, 3, &mut rng(seed ^ 1)));
        let input = sequence(seed ^ 2, (2, 4, 2));
        let mut mirrored = input.clone();
        mirrored.invert_axis(Axis(1));
        let straight = Bidirectional::new(one.clone(), two.clone()).forward(input, Mode::Eval);
        let swapped = Bidirectional::new(two, one).forward(mirrored.as_standard_layout().into_owned(), Mode::Eval);
        for t in 0..4 {
            let (a, b) = (straight.index_axis(Axis(1), t), swapped.index_axis(Axis(1), 3 - t));
            let (a1, a2) = a.split_at(Axis(1), 3);
            let (b2, b1) = b.split_at(Axis(1), 3);
            prop_assert_eq!(a1, b1);
            prop_assert_eq!(a2, b2);
        }
    }

    #[test]
    fn a_step_of_a_batch_is_the_step_of_each_unit(seed: u64, batch in 1_usize..4, size in 1_usize..20) {
        let (mut gates, before) = (6.0 * matrix(seed, (batch, 4 * size)), matrix(seed ^ 1, (batch, size)));
        let units = Array2::from_shape_fn((batch, size), |(n, unit)| {
            LstmUnit::forward([0, 1, 2, 3].map(|part| gates[[n, part * size + unit]]), before[[n, unit]])
        });
        let [mut cell, mut squashed, mut hidden] = [(); 3].map(|()| Array2::zeros((batch, size)));
        let step = LstmStep { gates: &mut gates, cell: &mut cell, squashed: &mut squashed, hidden: &mut hidden };
        lstm_step_forward(&before, step);
        for ((n, unit), expected) in units.indexed_iter() {
            let place = [n, unit];
            prop_assert_eq!((cell[place], squashed[place], hidden[place]), (expected.cell, expected.squashed, expected.hidden));
            prop_assert_eq!(gates[[n, size + unit]], expected.forget_gate);
        }
    }

    #[test]
    fn a_cell_moves_by_no_more_than_one(sums in prop::array::uniform4(-50.0..50.0), cell in -20.0..20.0) {
        let unit = LstmUnit::<f64>::forward(sums, cell);
        prop_assert!(unit.cell.abs() <= cell.abs() + 1.0);
        prop_assert!(unit.hidden.abs() <= 1.0);
    }

    #[test]
    fn single_precision_says_the_same(seed: u64) {
        let double = Lstm::<f64>::uniform(3, 5, &mut rng(seed));
        let input = sequence(seed ^ 1, (2, 6, 3));
        let narrow = |array: &Array2<f64>| array.mapv(f32::of);
        let params = &double.params;
        let mut single = Lstm::new(RecurrentParams::new(
            narrow(&params.weight_ih.value),
            narrow(&params.weight_hh.value),
            params.bias_ih.value.mapv(f32::of),
            params.bias_hh.value.mapv(f32::of),
        ));
        let short = single.forward(input.mapv(f32::of), Mode::Eval);
        let long = double.clone().forward(input, Mode::Eval);
        for (a, b) in short.iter().zip(&long) {
            prop_assert!((f64::from(*a) - b).abs() < 2e-6);
        }
    }

    #[test]
    fn a_temperature_of_one_changes_nothing_and_others_keep_the_order(logits in prop::collection::vec(-5.0..5.0, 2..8), temperature in 0.1..10.0) {
        let logits = Array1::from(logits);
        let own = at_temperature(&logits, 1.0);
        assert_close("at 1", &flat(&own), &flat(&activations::softmax(&logits)));
        let other = at_temperature(&logits, temperature);
        prop_assert!((other.sum() - 1.0_f64).abs() < 1e-12);
        for (a, x) in own.iter().zip(&other) {
            for (b, y) in own.iter().zip(&other) {
                prop_assert!((a > b) <= (x >= y));
            }
        }
    }

    #[test]
    fn text_of_the_vocabulary_comes_back(numbers in prop::collection::vec(0_usize..64, 0..50)) {
        prop_assert_eq!(encode(&decode(&numbers)), numbers);
    }

    #[test]
    fn to_know_the_character_before_never_costs_bits_on_the_text_itself(text in prop::collection::vec(0_usize..3, 200..300)) {
        let counts = CharacterCounts::of(&text, 3);
        prop_assert!(counts.bits_of_pairs(&text) <= counts.bits_of_single(&text) + 0.05);
    }
}

#[test]
fn swapping_twice_is_nothing() {
    let array = sequence(1, (2, 3, 4));
    assert_eq!(swap_batch_and_time(&swap_batch_and_time(&array)), array);
}

#[test]
fn the_lot_falls_as_the_probabilities_say() {
    let probabilities = ndarray::array![0.5_f64, 0.0, 0.3, 0.2];
    let mut rng = rng(7);
    let mut counts = [0.0; 4];
    for _ in 0..20_000 {
        counts[draw(&probabilities, &mut rng)] += 1.0 / 20_000.0;
    }
    assert_eq!(counts[1], 0.0);
    for (count, probability) in counts.iter().zip(&probabilities) {
        assert!((count - probability).abs() < 0.015, "{counts:?}"); // four standard deviations
    }
}

#[test]
fn runs_of_other_lengths_follow_each_other() {
    let mut layer = Lstm::uniform(2, 3, &mut rng(1));
    for (seed, dim) in [(2, (3, 5, 2)), (3, (1, 2, 2)), (4, (3, 5, 2))] {
        let input = sequence(seed, dim);
        let fresh =
            Lstm::new(layer.params.clone()).forward(input.clone(), Mode::Train);
        assert_eq!(layer.forward(input, Mode::Train), fresh); // no trace of the run before
        zero_grad(&mut layer);
        layer.backward_params(fresh);
    }
    let empty = layer.forward(Array3::zeros((2, 0, 2)), Mode::Eval);
    assert_eq!(empty.dim(), (2, 0, 3));
    assert_eq!(parameter_count(&mut layer), 4 * 3 * (2 + 3 + 2));
    let _: &Param<f64, Ix2> = &layer.params.weight_ih;
}

// ---- the quick ways are the plain ones ----

fn is_the_product<F: Float>(
    seed: u64,
    [batch, rows, columns]: [usize; 3],
    tolerance: f64,
) {
    let narrow = |matrix: Array2<f64>| matrix.mapv(F::of);
    let a = narrow(matrix(seed, (batch, rows)));
    let b = narrow(matrix(seed ^ 1, (rows, columns)));
    let mut plain = narrow(matrix(seed ^ 2, (batch, columns)));
    let turned = b.t().as_standard_layout().into_owned();
    let mut quick = [plain.clone(), plain.clone(), plain.clone()];
    Packed::new(&b).add_product(&a, &mut quick[0]);
    Packed::new(&turned.t()).add_product(&a, &mut quick[1]);
    let a_turned = a.t().as_standard_layout().into_owned();
    Packed::new(&b).add_transposed_product(&a_turned, &mut quick[2]);
    backprop::matmul(&a, &b, F::one(), &mut plain);
    for quick in quick {
        for (quick, plain) in quick.iter().zip(&plain) {
            let error = (*quick - *plain).abs().to_f64().expect("a number");
            assert!(
                error < tolerance,
                "{batch} x {rows} x {columns}: {quick} and {plain}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_packed_product_is_the_product(seed: u64, batch in 1_usize..20, rows in 1_usize..300, columns in 1_usize..70) {
        is_the_product::<f32>(seed, [batch, rows, columns], 2e-4);
        is_the_product::<f64>(seed, [batch, rows, columns], 1e-12);
    }

    #[test]
    fn a_sparse_product_is_the_product(seed: u64, rows in 1_usize..20, columns in 8_usize..40, others in 1_usize..20) {
        let mut rng = rng(seed);
        let mut a = Array2::zeros((rows, columns));
        for _ in 0..a.len() / 8 {
            a[[rng.random_range(0..rows), rng.random_range(0..columns)]] = rng.random_range(-1.0..1.0);
        }
        let sparse = Sparse::of_few(&a).expect("an eighth");
        let (b, mut c) = (matrix(seed ^ 1, (columns, others)), matrix(seed ^ 2, (rows, others)));
        let expected = &c + &a.dot(&b);
        sparse.add_product(&b, &mut c);
        assert_close("A B", &flat(&c), &flat(&expected));
        assert_close("transposed", &flat(&sparse.transposed_product(&c)), &flat(&a.t().dot(&c)));
        prop_assert!(Sparse::of_few(&Array2::from_elem((rows, columns), 0.1)).is_none());
    }

    #[test]
    fn one_hot_inputs_go_the_way_of_all_others(seed: u64, batch in 1_usize..9, time in 1_usize..6, size in 1_usize..40) {
        let mut input = Array3::zeros((batch, time, 9));
        for row in input.rows_mut() {
            let mut row = row;
            row[rng(seed).random_range(0..9)] = 1.0;
        }
        // the second layer sees the same besides, once with too much around it to be called sparse, of weight 0
        let mut layer = Lstm::<f64>::uniform(9, size, &mut rng(seed ^ 1));
        let around = ndarray::concatenate(Axis(2), &[input.view(), Array3::ones((batch, time, 9)).view()]).expect("alike");
        let RecurrentParams { weight_ih, weight_hh, bias_ih, bias_hh } = layer.params.clone();
        let wide = ndarray::concatenate(Axis(1), &[weight_ih.value.view(), Array2::zeros((4 * size, 9)).view()]).expect("alike");
        let mut other = Lstm::new(RecurrentParams::new(wide, weight_hh.value, bias_ih.value, bias_hh.value));
        let upstream = layer.forward(input, Mode::Train);
        assert_close("output", &flat(&upstream), &flat(&other.forward(around, Mode::Train)));
        layer.backward_params(upstream.clone());
        other.backward_params(upstream);
        let (of_characters, _) = other.params.weight_ih.grad.view().split_at(Axis(1), 9);
        assert_close("gradient", &flat(&layer.params.weight_ih.grad), &flat(&of_characters.to_owned()));
    }
}

//! Laws that hold for every input, or for every member of the family.

use activations::{
    Activation, Affine, BipolarRelu, Member, RandomizedRelu, Relu, Sigmoid, Tanh, activate, active_shares,
    bipolar_relu, collapse, count_patterns, dead_units, family, forward, local_map, maxout, maxout_backward,
    predict, run_linear, sigmoid, slopes, softmax, softmax_backward, softmax_jacobian, worked_network,
};
use approx::{assert_abs_diff_eq, assert_relative_eq};
use chacha20::ChaCha8Rng;
use ndarray::{Array1, Array2, Axis, array};
use proptest::collection::vec;
use proptest::prelude::*;
use rand::SeedableRng;

/// A batch or a weight matrix with elements between −2 and 2.
fn matrix(rows: usize, columns: usize) -> impl Strategy<Value = Array2<f64>> {
    vec(-2.0..2.0, rows * columns)
        .prop_map(move |values| Array2::from_shape_vec((rows, columns), values).expect("as many as drawn"))
}

fn affine(outputs: usize, inputs: usize) -> impl Strategy<Value = Affine<f64>> {
    (matrix(outputs, inputs), vec(-1.0..1.0, outputs))
        .prop_map(|(weight, bias)| Affine::new(weight, Array1::from(bias)))
}

/// Two inputs, then layers of 3, 4 and 2 units.
fn stack() -> impl Strategy<Value = Vec<Affine<f64>>> {
    (affine(3, 2), affine(4, 3), affine(2, 4)).prop_map(|(a, b, c)| vec![a, b, c])
}

fn logits() -> impl Strategy<Value = Array1<f64>> {
    vec(-1e4..1e4, 1..12).prop_map(Array1::from)
}

fn near_a_kink(member: &Member<f64>, x: f64) -> bool {
    member.activation.kinks().iter().any(|kink| (x - kink).abs() < 1e-3)
}

proptest! {
    #[test]
    fn every_derivative_agrees_with_central_differences(x in -6.0..6.0) {
        let h = 1e-5;
        for member in family::<f64>().iter().filter(|member| !near_a_kink(member, x)) {
            let f = &member.activation;
            let measured = (f.value(x + h) - f.value(x - h)) / (2.0 * h);
            let close = (f.derivative(x) - measured).abs() <= 1e-8 + 1e-6 * measured.abs() + second_order(member, x, h);
            prop_assert!(close, "{} at {x}: {} against {measured}", member.name, f.derivative(x));
        }
    }

    #[test]
    fn f32_and_f64_agree(x in -30.0_f32..30.0) {
        for (single, double) in family::<f32>().iter().zip(family::<f64>()) {
            let wide = f64::from(x);
            let values = (f64::from(single.activation.value(x)), double.activation.value(wide));
            let slopes = (f64::from(single.activation.derivative(x)), double.activation.derivative(wide));
            prop_assert!((values.0 - values.1).abs() <= 2e-5 * values.1.abs() + 1e-12, "{}: {values:?}", single.name);
            prop_assert!((slopes.0 - slopes.1).abs() <= 2e-5 * slopes.1.abs() + 1e-12, "{}: {slopes:?}", single.name);
        }
    }

    #[test]
    fn every_value_lies_in_its_range(x in prop_oneof![-1e6..1e6, -5.0..5.0]) {
        for member in family::<f64>() {
            let (low, high) = member.range;
            let value = member.activation.value(x);
            prop_assert!((low..=high).contains(&value), "{}({x}) = {value}", member.name);
        }
    }

    #[test]
    fn every_member_rises_or_stays(x in -50.0..50.0, step in 0.0..10.0) {
        for member in family::<f64>() {
            let f = &member.activation;
            prop_assert!(f.value(x + step) >= f.value(x) - 1e-15, "{} falls at {x}", member.name);
            prop_assert!(f.derivative(x) >= 0.0, "{}", member.name);
        }
    }

    #[test]
    fn the_sigmoid_mirrored_is_its_complement(x in -800.0..800.0_f64) {
        assert_abs_diff_eq!(sigmoid(-x), 1.0 - sigmoid(x), epsilon = 1e-15);
        prop_assert_eq!(Sigmoid.derivative(x), Sigmoid.derivative(-x));
        prop_assert!(Sigmoid.derivative(x) <= 0.25);
    }

    #[test]
    fn tanh_is_a_stretched_sigmoid(x in -800.0..800.0_f64) {
        assert_abs_diff_eq!(Tanh.value(x), 2.0 * sigmoid(2.0 * x) - 1.0, epsilon = 1e-15);
        let slope = 4.0 * Sigmoid.derivative(2.0 * x);
        assert_relative_eq!(Tanh.derivative(x), slope, max_relative = 1e-12, epsilon = 1e-300);
    }

    #[test]
    fn softmax_is_a_distribution(z in logits()) {
        let p = softmax(&z);
        assert_abs_diff_eq!(p.sum(), 1.0, epsilon = 1e-14);
        prop_assert!(p.iter().all(|&p| (0.0..=1.0).contains(&p)));
    }

    #[test]
    fn softmax_is_strictly_inside_while_f64_can_tell(z in vec(-300.0..300.0, 2..12)) {
        // Rounding may reach 1; underflow would need a difference of more than 700.
        prop_assert!(softmax(&Array1::from(z)).iter().all(|&p| p > 0.0));
    }

    #[test]
    fn softmax_sees_only_differences(z in logits(), shift in -1e3..1e3) {
        let shifted_logits: Array1<f64> = &z + shift;
        let (p, shifted) = (softmax(&z), softmax(&shifted_logits));
        assert_abs_diff_eq!(p, shifted, epsilon = 1e-11); // the shift itself rounds the logits
    }

    #[test]
    fn softmax_keeps_the_order(z in logits()) {
        let p = softmax(&z);
        for i in 0..z.len() {
            for j in 0..z.len() {
                prop_assert!(z[i] <= z[j] || p[i] >= p[j]);
            }
        }
    }

    #[test]
    fn softmax_of_two_is_a_sigmoid(z1 in -300.0..300.0_f64, z2 in -300.0..300.0_f64) {
        let logits = array![z1, z2];
        assert_relative_eq!(softmax(&logits)[0], sigmoid(z1 - z2), max_relative = 1e-12);
    }

    #[test]
    fn softmax_of_a_batch_is_softmax_of_each_row(batch in matrix(4, 3)) {
        let together = softmax(&batch);
        for (row, probabilities) in batch.rows().into_iter().zip(together.rows()) {
            prop_assert_eq!(&softmax(&row), &probabilities);
        }
    }

    #[test]
    fn softmaxs_jacobian_agrees_with_central_differences(z in vec(-5.0..5.0, 2..6), upstream in vec(-1.0..1.0, 6)) {
        let z = Array1::from(z);
        let grad_output: Array1<f64> = upstream.iter().take(z.len()).copied().collect();
        let p = softmax(&z);
        let jacobian = softmax_jacobian(&p);
        for (j, column) in jacobian.columns().into_iter().enumerate() {
            let mut step = Array1::zeros(z.len());
            step[j] = 1e-5;
            let (above, below) = (&z + &step, &z - &step);
            let measured = (softmax(&above) - softmax(&below)) / 2e-5;
            assert_abs_diff_eq!(column.to_owned(), measured, epsilon = 1e-9);
        }
        assert_abs_diff_eq!(softmax_backward(&p, &grad_output), jacobian.t().dot(&grad_output), epsilon = 1e-14);
        assert_abs_diff_eq!(jacobian.sum_axis(Axis(1)), Array1::zeros(z.len()), epsilon = 1e-14);
    }

    #[test]
    fn any_stack_of_affine_layers_is_one(layers in stack(), inputs in matrix(5, 2)) {
        let one = collapse(&layers);
        prop_assert_eq!(one.weight.dim(), (2, 2));
        assert_abs_diff_eq!(one.apply(&inputs), run_linear(&layers, &inputs), epsilon = 1e-11);
    }

    #[test]
    fn affine_maps_keep_parallelograms(layers in stack(), corner in matrix(1, 2), sides in matrix(2, 2)) {
        // f(c) + f(c + s + t) = f(c + s) + f(c + t): the reason why no such stack computes XOR.
        let (s, t) = (sides.row(0), sides.row(1));
        let f = |point: Array2<f64>| run_linear(&layers, &point);
        let opposite = f(corner.clone()) + f(&corner + &s + t);
        assert_abs_diff_eq!(opposite, f(&corner + &s) + f(&corner + &t), epsilon = 1e-10);
    }

    #[test]
    fn maxout_against_zero_is_relu(batch in matrix(3, 4)) {
        let with_zeros =
            Array2::from_shape_fn((3, 8), |(row, column)| if column % 2 == 0 { batch[[row, column / 2]] } else { 0.0 });
        let result = maxout(&with_zeros, 2);
        prop_assert_eq!(&result.outputs, &activate(&Relu, &batch));
        let ones: Array2<f64> = Array2::ones((3, 4));
        let grad = maxout_backward(&ones, &result.winners, 2);
        for ((row, column), &slope) in slopes(&Relu, &batch).indexed_iter() {
            prop_assert_eq!(grad[[row, 2 * column]], slope);
        }
    }

    #[test]
    fn maxout_is_the_largest_of_its_group(batch in matrix(3, 6)) {
        let result = maxout(&batch, 3);
        for (position, &output) in result.outputs.indexed_iter() {
            let group = (0..3).map(|piece| batch[[position.0, position.1 * 3 + piece]]);
            prop_assert_eq!(output, group.fold(f64::NEG_INFINITY, f64::max));
        }
    }

    #[test]
    fn bipolar_columns_alternate(batch in matrix(3, 4)) {
        let outputs = bipolar_relu(&batch);
        for ((row, index), &output) in outputs.indexed_iter() {
            let unit = BipolarRelu { index };
            prop_assert_eq!(output, unit.value(batch[[row, index]]));
            let allowed = if index % 2 == 0 { output >= 0.0 } else { output <= 0.0 };
            prop_assert!(allowed, "unit {index} puts out {output}");
        }
    }

    #[test]
    fn randomised_slopes_stay_in_bounds_and_repeat_with_the_seed(batch in matrix(4, 4), seed in any::<u64>()) {
        let unit = RandomizedRelu { lower: 0.125, upper: 0.333 };
        let (outputs, slopes) = unit.sample(&batch, &mut ChaCha8Rng::seed_from_u64(seed));
        prop_assert_eq!(&unit.sample(&batch, &mut ChaCha8Rng::seed_from_u64(seed)).0, &outputs);
        for ((&x, &y), &slope) in batch.iter().zip(&outputs).zip(&slopes) {
            let allowed = if x > 0.0 { slope == 1.0 } else { (0.125..0.333).contains(&slope) };
            prop_assert!(allowed, "slope {slope} at {x}");
            prop_assert_eq!(y, x * slope);
        }
    }

    #[test]
    fn a_rectifier_net_is_its_local_map(layers in stack(), input in matrix(1, 2)) {
        let map = local_map(&layers, &input.row(0));
        assert_abs_diff_eq!(map.apply(&input), predict(&layers, &Relu, &input), epsilon = 1e-11);
    }

    #[test]
    fn dead_units_have_no_slope_anywhere(layer in affine(6, 2), inputs in matrix(5, 2)) {
        let z = layer.apply(&inputs);
        let total_slope = slopes(&Relu, &z).sum_axis(Axis(0));
        let flat: Vec<usize> = (0..6).filter(|&unit| total_slope[unit] == 0.0).collect();
        prop_assert_eq!(dead_units(&z), flat);
    }

    #[test]
    fn the_worked_net_stays_between_0_and_1(x1 in -1e3..1e3, x2 in -1e3..1e3) {
        let outputs = predict(&worked_network(), &Sigmoid, &array![[x1, x2]]);
        prop_assert!(outputs.iter().all(|y| (0.0..=1.0).contains(y)));
        let trace = forward(&worked_network(), &Sigmoid, &array![[x1, x2]]);
        prop_assert_eq!(&trace[2].output, &outputs);
    }
}

/// Where a member is smooth but its curvature jumps (the joints of two formulas), a central difference is off by about h.
fn second_order(member: &Member<f64>, x: f64, h: f64) -> f64 {
    let joint = |at: f64| if (x - at).abs() <= h { h } else { 0.0 };
    match member.name {
        "elu" | "isrlu" => joint(0.0),
        "sqnl" => joint(0.0) + joint(2.0) + joint(-2.0),
        _ => 0.0,
    }
}

#[test]
fn the_mean_of_the_random_slopes_is_the_slope_at_test() {
    let unit = RandomizedRelu { lower: 0.1, upper: 0.5 };
    let inputs = Array1::from_elem(20_000, -1.0);
    let (outputs, _) = unit.sample(&inputs, &mut ChaCha8Rng::seed_from_u64(1));
    let mean = outputs.mean().expect("twenty thousand outputs");
    assert_abs_diff_eq!(mean, unit.mean().value(-1.0), epsilon = 0.003); // about four standard errors
}

#[test]
fn a_batch_lights_up_few_of_the_possible_patterns() {
    let layer = Affine::new(array![[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]], array![0.0, 0.0, -1.0]);
    let grid = Array2::from_shape_fn((400, 2), |(i, axis)| {
        let place = if axis == 0 { i % 20 } else { i / 20 };
        place as f64 / 5.0 - 1.9
    });
    // Three lines cut the plane into seven pieces at most, of the 2³ = 8 patterns.
    assert_eq!(count_patterns(std::slice::from_ref(&layer), &grid), 7);
    assert_eq!(active_shares(&layer.apply(&array![[1.0, -3.0]])), array![1.0 / 3.0]);
}

#[test]
fn an_empty_batch_kills_nobody() {
    assert!(dead_units(&Array2::<f64>::zeros((0, 3))).is_empty());
}

#[test]
fn a_unit_that_never_gets_above_zero_is_dead() {
    assert_eq!(dead_units(&array![[0.0, 0.0], [-1.0, 1e-300]]), [0]); // at exactly 0 the slope is 0 as well
}

//! The laws of the chapter, each for whatever numbers come.

use chacha20::ChaCha8Rng;
use ndarray::{Array1, Array2, Axis, array};
use neuron::gates::corners;
use neuron::{
    LinearNeuron, McCullochPitts, OneLayer, Perceptron, SigmoidNeuron, ThresholdUnit, argmax, binarise,
    flatten, likeness, margin, mistake_bound, opposite_corner_sums, rows_with_constant_one,
    separable_examples, shift, sigmoid, signed_threshold, step, template, trace_mistakes, train_perceptron,
    unit_length, weighted_sum, with_bias_in_front, with_constant_one,
};
use proptest::prelude::*;
use rand::SeedableRng;

/// Numbers of ordinary size.
fn vector(length: usize) -> impl Strategy<Value = Array1<f64>> {
    prop::collection::vec(-10.0..10.0, length).prop_map(Array1::from)
}

/// Eighths between −8 and 8: their sums and products carry no rounding, so that equality is exact.
fn exact() -> impl Strategy<Value = f64> {
    (-64_i32..=64).prop_map(|eighths| f64::from(eighths) / 8.0)
}

fn exact_vector(length: usize) -> impl Strategy<Value = Array1<f64>> {
    prop::collection::vec(exact(), length).prop_map(Array1::from)
}

proptest! {
    #[test]
    fn the_bias_is_the_weight_of_a_constant_one(weight in exact_vector(5), bias in exact(), input in exact_vector(5)) {
        let folded = weighted_sum(&with_bias_in_front(&weight, bias), 0.0, &with_constant_one(&input));
        prop_assert_eq!(weighted_sum(&weight, bias, &input), folded);
    }

    #[test]
    fn rows_get_their_one_as_vectors_do(rows in prop::collection::vec(prop::collection::vec(-1.0..1.0, 3), 1..5)) {
        let inputs = Array2::from_shape_fn((rows.len(), 3), |(i, j)| rows[i][j]);
        for (row, input) in rows_with_constant_one(&inputs).rows().into_iter().zip(inputs.rows()) {
            prop_assert_eq!(row.to_owned(), with_constant_one(&input));
        }
    }

    #[test]
    fn the_order_of_the_inputs_does_not_matter(weight in exact_vector(4), bias in exact(), input in exact_vector(4)) {
        let turned = |v: &Array1<f64>| array![v[2], v[0], v[3], v[1]];
        prop_assert_eq!(weighted_sum(&weight, bias, &input), weighted_sum(&turned(&weight), bias, &turned(&input)));
    }

    #[test]
    fn only_bias_minus_threshold_matters(weight in exact_vector(3), bias in exact(), threshold in exact(), moved in exact(), input in exact_vector(3)) {
        let unit = ThresholdUnit::with_threshold(weight.clone(), bias, threshold);
        let same = ThresholdUnit::with_threshold(weight.clone(), bias + moved, threshold + moved);
        prop_assert_eq!(&unit, &same);
        let as_s2_writes_it = f64::from(weight.dot(&input) + bias > threshold);
        prop_assert_eq!(unit.output(&input), as_s2_writes_it);
    }

    #[test]
    fn the_lectures_unit_is_ours_but_at_zero(weight in exact_vector(3), threshold in exact(), input in exact_vector(3)) {
        let unit = ThresholdUnit::new(weight.clone(), -threshold);
        let theirs = signed_threshold(&weight, threshold, &input);
        if unit.pre_activation(&input) == 0.0 {
            prop_assert_eq!((unit.output(&input), theirs), (0.0, 1.0));
        } else {
            prop_assert_eq!(2.0 * unit.output(&input) - 1.0, theirs);
        }
    }

    #[test]
    fn the_cell_of_1943_is_a_threshold_unit(exciting in prop::collection::vec(any::<bool>(), 1..6), vetoed in any::<bool>(), threshold in 0_u8..7) {
        let cell = McCullochPitts { threshold: usize::from(threshold) };
        let mut weight = Array1::ones(exciting.len() + 1);
        weight[exciting.len()] = -100.0; // an inhibiting input that nothing outweighs
        let unit = ThresholdUnit::new(weight, 0.5 - f64::from(threshold));
        let mut input: Array1<f64> = exciting.iter().map(|&on| f64::from(on)).collect();
        input.append(Axis(0), array![f64::from(vetoed)].view()).unwrap();
        prop_assert_eq!(f64::from(cell.fires(&exciting, &[vetoed])), unit.output(&input));
    }

    #[test]
    fn no_unit_computes_xor(weight in exact_vector(2), bias in exact()) {
        let unit = ThresholdUnit::new(weight, bias);
        let [equal, different] = opposite_corner_sums(&unit);
        prop_assert_eq!(equal, different, "w1 + w2 + 2b, both");
        let answers: Vec<_> = corners().rows().into_iter().map(|x| unit.output(&x)).collect();
        prop_assert_ne!(&answers, &[0.0, 1.0, 1.0, 0.0]);
        prop_assert_ne!(&answers, &[1.0, 0.0, 0.0, 1.0]);
    }

    #[test]
    fn the_sigmoid_rises_between_0_and_1_and_is_symmetric(z in -30.0..30.0, further in 0.001..5.0) {
        prop_assert!((0.0..=1.0).contains(&sigmoid(z)));
        prop_assert!(sigmoid(z + further) > sigmoid(z));
        prop_assert!((sigmoid(-z) - (1.0 - sigmoid(z))).abs() < 1e-15);
    }

    #[test]
    fn the_sigmoid_of_any_number_is_a_number(z in any::<f64>().prop_filter("a number", |z| !z.is_nan())) {
        prop_assert!((0.0..=1.0).contains(&sigmoid(z)));
    }

    #[test]
    fn the_boundary_is_a_hyperplane(weight in vector(4), bias in -5.0..5.0, input in vector(4)) {
        prop_assume!(weight.dot(&weight) > 0.01);
        let neuron = SigmoidNeuron { weight: weight.clone(), bias };
        let distance = neuron.signed_distance(&input);
        prop_assert_eq!(neuron.says_yes(&input), distance > 0.0);
        let foot = &input - distance * unit_length(&weight); // walk that far straight at the boundary …
        prop_assert!((neuron.output(&foot) - 0.5).abs() < 1e-9); // … and stand on it
    }

    #[test]
    fn an_lms_step_goes_down_the_slope(weight in vector(3), input in vector(3), target in -1.0..1.0) {
        let neuron = LinearNeuron { weight };
        let mut stepped = neuron.clone();
        stepped.lms_step(&input, target, 1.0);
        let h = 1e-5;
        let slope = Array1::from_shape_fn(3, |i| {
            let at = |shift: f64| {
                let mut moved = neuron.clone();
                moved.weight[i] += shift;
                moved.half_squared_error(&input, target)
            };
            (at(h) - at(-h)) / (2.0 * h)
        });
        let step = &stepped.weight - &neuron.weight;
        let difference = &step + &slope;
        let scale = (step.dot(&step) + slope.dot(&slope)).sqrt().max(1e-3);
        prop_assert!(difference.dot(&difference).sqrt() / scale < 1e-7, "step {step}, slope {slope}");
    }

    #[test]
    fn an_lms_step_shrinks_the_error_by_a_known_factor(weight in vector(3), input in vector(3), target in -1.0..1.0, learning_rate in 0.0..0.5) {
        let mut neuron = LinearNeuron { weight };
        let before = neuron.lms_step(&input, target, learning_rate);
        let after = target - neuron.output(&input);
        prop_assert!((after - (1.0 - learning_rate * input.dot(&input)) * before).abs() < 1e-9);
    }

    #[test]
    fn mistakes_never_exceed_the_bound(seed in any::<u64>(), features in 2_usize..8, examples in 1_usize..40, least in 0.05..0.5) {
        let drawn = separable_examples(examples, features, least, &mut ChaCha8Rng::seed_from_u64(seed));
        let gamma = margin(&drawn.direction, &drawn.inputs);
        prop_assert!(gamma >= least * (1.0 - 1e-12));
        let trace = trace_mistakes(&drawn.direction, &drawn.inputs, &drawn.targets, 10_000);
        prop_assert!(trace.len() as f64 <= mistake_bound(gamma) * (1.0 + 1e-9));
        for (k, mistake) in trace.iter().enumerate() {
            let k = (k + 1) as f64;
            prop_assert!(mistake.progress >= k * gamma * (1.0 - 1e-9), "the first account of the proof");
            prop_assert!(mistake.squared_length <= k * (1.0 + 1e-9), "the second");
        }
    }

    #[test]
    fn at_rest_every_example_is_right(seed in any::<u64>()) {
        let drawn = separable_examples(30, 3, 0.1, &mut ChaCha8Rng::seed_from_u64(seed));
        let training = train_perceptron(&drawn.inputs, &drawn.targets, 10_000);
        prop_assert_eq!(training.mistakes.last(), Some(&0));
        for (input, &target) in drawn.inputs.rows().into_iter().zip(&drawn.targets) {
            prop_assert_eq!(training.perceptron.output(&input), target);
        }
    }

    #[test]
    fn scaling_all_inputs_or_the_rate_changes_no_mistake(seed in any::<u64>(), power in -3_i32..4, rate_power in -3_i32..4) {
        let (scale, rate) = (2.0_f64.powi(power), 2.0_f64.powi(rate_power)); // powers of two round nothing
        let drawn = separable_examples(20, 4, 0.05, &mut ChaCha8Rng::seed_from_u64(seed));
        let (mut plain, mut scaled) = (Perceptron::zeros(4), Perceptron::zeros(4));
        for _epoch in 0..5 {
            for (input, &target) in drawn.inputs.rows().into_iter().zip(&drawn.targets) {
                let mistaken = plain.learn(&input, target, 1.0);
                prop_assert_eq!(mistaken, scaled.learn(&(&input * scale), target, rate));
            }
        }
        prop_assert_eq!(scaled.weight, plain.weight * (scale * rate));
    }

    #[test]
    fn a_layer_is_its_neurons_side_by_side(inputs in prop::collection::vec(vector(3), 1..6), labels in prop::collection::vec(0_usize..4, 6)) {
        let mut layer = OneLayer::zeros(3, 4);
        let mut neurons = vec![LinearNeuron::zeros(4); 4];
        for (input, &label) in inputs.iter().zip(&labels) {
            layer.lms_step(input, label, 0.01);
            for (class, neuron) in neurons.iter_mut().enumerate() {
                neuron.lms_step(&with_constant_one(input), if class == label { 1.0 } else { -1.0 }, 0.01);
            }
        }
        for (class, neuron) in neurons.iter().enumerate() {
            let row = with_bias_in_front(&layer.weight.row(class), layer.bias[class]);
            prop_assert!(row.iter().zip(&neuron.weight).all(|(a, b)| (a - b).abs() < 1e-9));
        }
    }

    #[test]
    fn two_classes_make_one_perceptron(inputs in prop::collection::vec(exact_vector(2), 1..10), labels in prop::collection::vec(0_usize..2, 10)) {
        // Two neurons that differ by one: class 1 wins where the difference is positive, and class 0 wins ties.
        let mut layer = OneLayer::zeros(2, 2);
        let mut perceptron = Perceptron::zeros(3);
        for (input, &label) in inputs.iter().zip(&labels) {
            let target = if label == 1 { 1.0 } else { -1.0 };
            prop_assert_eq!(layer.perceptron_step(input, label), perceptron.learn(&with_constant_one(input), target, 1.0));
        }
    }

    #[test]
    fn the_largest_stays_the_largest_through_the_sigmoid(z in prop::collection::vec(-8.0..8.0, 10)) {
        let z = Array1::from(z);
        prop_assert_eq!(argmax(&z), argmax(&z.mapv(sigmoid)));
    }

    #[test]
    fn argmax_finds_the_first_of_the_largest(values in prop::collection::vec(0_u8..5, 1..12)) {
        let index = argmax(&values.iter().map(|&v| f64::from(v)).collect::<Array1<f64>>());
        let largest = *values.iter().max().unwrap();
        prop_assert_eq!(Some(index), values.iter().position(|&v| v == largest));
    }

    #[test]
    fn of_all_inputs_of_one_length_the_template_excites_most(weight in vector(6), input in vector(6)) {
        prop_assume!(weight.dot(&weight) > 0.01 && input.dot(&input) > 0.01);
        let ideal = unit_length(&weight);
        prop_assert!(weight.dot(&unit_length(&input)) <= weight.dot(&ideal) + 1e-9);
        prop_assert!((likeness(&weight, &ideal) - 1.0).abs() < 1e-12);
        prop_assert!(likeness(&weight, &input).abs() <= 1.0 + 1e-12);
    }

    #[test]
    fn pictures_and_vectors_are_the_same_numbers(pixels in vector(12)) {
        prop_assert_eq!(flatten(&template(&pixels, 3, 4)), pixels);
    }

    #[test]
    fn ink_is_zero_or_one_and_stays_so(pixels in vector(12), least_ink in 0.01..0.99) {
        let ink = binarise(&pixels, least_ink);
        prop_assert!(ink.iter().all(|&x| step(x) == x));
        prop_assert_eq!(&binarise(&ink, least_ink), &ink);
    }

    #[test]
    fn shifting_there_and_back_loses_only_the_rim(pixels in vector(12)) {
        let image = template(&pixels, 3, 4);
        let back = shift(&shift(&image, 0, 1), 0, -1);
        for column in 0..3 {
            prop_assert_eq!(back.column(column), image.column(column));
        }
        prop_assert!(back.column(3).iter().all(|&x| x == 0.0));
    }
}

//! The worked numbers of the chapter, each with the slide it comes from, and one test an erratum.

use approx::assert_relative_eq;
use ndarray::{Array1, Array2, array};
use neuron::gates::{self, truth_table};
use neuron::{
    LinearNeuron, OneLayer, Perceptron, SigmoidNeuron, ThresholdUnit, argmax, hidden_layer, likeness, margin,
    mistake_bound, opposite_corner_sums, reachable_truth_tables, sigmoid, sign, signed_threshold, step,
    train_perceptron, unit_length, weighted_sum, with_bias_in_front, with_constant_one, xor_layered,
    xor_with_skip,
};

#[test]
fn weighted_sum_with_the_bias_as_a_weight() {
    let (weight, bias, input) = (array![2.0, -1.0], 0.5, array![3.0, 4.0]);
    pins::pin!("weighted_sum", {
        "source": "S0 NEU-5, S2 NEU-6",
        "weight": weight.to_vec(), "bias": bias, "input": input.to_vec(),
        "products": (&weight * &input).to_vec(),
        "z": weighted_sum(&weight, bias, &input),
        "folded_weight": with_bias_in_front(&weight, bias).to_vec(),
        "folded_input": with_constant_one(&input).to_vec(),
        "folded_z": weighted_sum(&with_bias_in_front(&weight, bias), 0.0, &with_constant_one(&input)),
    });
}

#[test]
fn worked_neuron() {
    let (weight, input) = (array![2.7, -8.6, 0.002], array![-0.06, -2.5, 1.4]);
    let z = weighted_sum(&weight, 0.0, &input);
    let narrow = 21.3408_f32; // z in single precision
    let rest = sigmoid(-z); // 1 − σ(z) = σ(−z), without the subtraction that loses digits
    pins::pin!("worked_neuron", {
        "source": "S3 NEU-12, NEU-13",
        "weight": weight.to_vec(), "input": input.to_vec(),
        "products": (&weight * &input).to_vec(),
        "z": z,
        "printed": 21.34,
        "output": sigmoid(z),
        "one_minus_output": rest,
        "slope": sigmoid(z) * rest,
        "f32_output": (1.0_f32 / (1.0 + (-narrow).exp())),
        "f32_one_minus_output": (1.0_f32 - 1.0 / (1.0 + (-narrow).exp())),
        "f32_sigmoid_of_minus_z": (1.0_f32 / (1.0 + narrow.exp())),
    });
    assert_relative_eq!(rest, 5.392726e-10, max_relative = 1e-6);
    assert_eq!((z * 100.0).floor() / 100.0, 21.34); // the slide cuts, it does not round up or down here
}

#[test]
fn worked_gates() {
    let z = |unit: &ThresholdUnit| {
        gates::corners().rows().into_iter().map(|x| unit.pre_activation(&x)).collect::<Vec<_>>()
    };
    pins::pin!("worked_gates", {
        "source": "S2 GATE-1, GATE-2; S0 GATE-3",
        "and": { "z": z(&gates::and()), "table": truth_table(&gates::and()).to_vec() },
        "or": { "z": z(&gates::or()), "table": truth_table(&gates::or()).to_vec() },
        "nand": { "z": z(&gates::nand()), "table": truth_table(&gates::nand()).to_vec() },
        "nor": { "z": z(&gates::nor()), "table": truth_table(&gates::nor()).to_vec() },
        "not": { "z": [0.5, -0.5], "table": [gates::not().output(&array![0.0]), gates::not().output(&array![1.0])] },
    });
    assert_eq!([0.0, 1.0].map(|x| gates::not().pre_activation(&array![x])), [0.5, -0.5]);
}

#[test]
fn xor_needs_more_than_one_unit() {
    let corners = gates::corners();
    let at_corners = |network: fn(&ndarray::ArrayRef1<f64>) -> f64| {
        corners.rows().into_iter().map(|x| network(&x)).collect::<Vec<_>>()
    };
    let hidden: Vec<_> = corners.rows().into_iter().map(|x| hidden_layer(&x).to_vec()).collect();
    let unit = ThresholdUnit::new(array![1.0, 1.0], -0.5);
    pins::pin!("xor", {
        "source": "S4 GATE-4, GATE-5, GATE-6",
        "layered": at_corners(xor_layered),
        "skip": at_corners(xor_with_skip),
        "hidden": hidden,
        "or_corner_sums": opposite_corner_sums(&unit).to_vec(),
        "reachable": reachable_truth_tables().len(),
    });
}

#[test]
fn sigmoid_neuron_is_a_linear_classifier() {
    let neuron = SigmoidNeuron { weight: array![3.0, 4.0], bias: -5.0 };
    let inputs = [array![1.0, 0.5], array![3.0, 4.0], array![0.0, 0.0]];
    pins::pin!("sigmoid_neuron", {
        "source": "S0 NEU-9, NEU-11",
        "at_zero": sigmoid(0.0),
        "outputs": inputs.clone().map(|x| neuron.output(&x)).to_vec(),
        "distances": inputs.map(|x| neuron.signed_distance(&x)).to_vec(),
        "without_bias_at_origin": SigmoidNeuron { weight: array![3.0, 4.0], bias: 0.0 }.output(&array![0.0, 0.0]),
    });
}

#[test]
fn lms_by_hand() {
    let mut neuron = LinearNeuron::zeros(3);
    let (input, target, learning_rate) = (with_constant_one(&array![1.0, 2.0]), 1.0, 0.1);
    let steps: Vec<_> = (0..3)
        .map(|_| {
            let error = neuron.lms_step(&input, target, learning_rate);
            pins::serde_json::json!({
                "error": error, "weight": neuron.weight.to_vec(),
                "half_squared_error": neuron.half_squared_error(&input, target),
            })
        })
        .collect();
    pins::pin!("lms_by_hand", {
        "source": "S4 GATE-7, GATE-8",
        "learning_rate": learning_rate,
        "factor": 1.0 - learning_rate * (input.dot(&input)),
        "largest_rate": 2.0 / (input.dot(&input)),
        "steps": steps,
    });
}

/// Three examples of length 1, one yes and two no, that a line through the origin separates narrowly.
fn three_examples() -> (Array2<f64>, Array1<f64>) {
    (array![[0.6, 0.8], [0.96, 0.28], [0.8, 0.6]], array![1.0, -1.0, -1.0])
}

#[test]
fn perceptron_by_hand() {
    let (inputs, targets) = three_examples();
    let mut perceptron = Perceptron::zeros(2);
    let mut path = Vec::new();
    for _epoch in 0..3 {
        for (input, &target) in inputs.rows().into_iter().zip(&targets) {
            let z = perceptron.weight.dot(&input);
            let mistaken = perceptron.learn(&input, target, 1.0);
            path.push(pins::serde_json::json!({ "z": z, "mistaken": mistaken, "weight": perceptron.weight.to_vec() }));
        }
    }
    let gamma = margin(&array![-1.0, 1.0], &inputs);
    pins::pin!("perceptron_by_hand", {
        "source": "S4 GATE-10, GATE-12",
        "path": path,
        "margin": gamma,
        "bound": mistake_bound(gamma),
        "mistakes": train_perceptron(&inputs, &targets, 10).mistakes,
        "cosine": likeness(&perceptron.weight, &array![-1.0, 1.0]),
    });
}

#[test]
fn ten_outputs_have_7850_parameters() {
    pins::pin!("ten_outputs", {
        "source": "S0 MLN-1, NEU-15",
        "in_features": 28 * 28,
        "weights": OneLayer::zeros(784, 10).weight.len(),
        "parameters": OneLayer::zeros(784, 10).parameters(),
        "digits_parameters": OneLayer::zeros(64, 10).parameters(),
    });
}

#[test]
fn err_1_target_minus_output_goes_downhill_with_a_plus() {
    let (input, target) = (array![1.0, -2.0], 1.0);
    let start = LinearNeuron { weight: array![0.5, 0.5] };
    let mut plus = start.clone();
    let error = plus.lms_step(&input, target, 0.1);
    let mut minus = start.clone();
    minus.weight.scaled_add(-0.1 * error, &input);
    let before = start.half_squared_error(&input, target);
    assert!(plus.half_squared_error(&input, target) < before);
    assert!(minus.half_squared_error(&input, target) > before);
    pins::pin!("err_1", {
        "source": "S4 LOSS-5, ERR-1",
        "error": error, "before": before,
        "plus": plus.half_squared_error(&input, target),
        "minus": minus.half_squared_error(&input, target),
    });
}

#[test]
fn err_8_five_conventions_at_zero() {
    let s0_sign = |z: f64| if z == 0.0 { 0.0 } else { z.signum() };
    let s0_step = |z: f64| f64::midpoint(s0_sign(z), 1.0);
    let s3_step = |z: f64| if z >= 0.0 { 1.0 } else { 0.0 };
    let s4_sgn = |z: f64| signed_threshold(&array![1.0], 0.0, &array![z]);
    let s0_sigmoid_says_yes = |z: f64| if sigmoid(z) >= 0.5 { 1.0 } else { 0.0 };
    for z in [-2.0, 2.0] {
        let yes = f64::from(z > 0.0);
        assert_eq!(
            [step(z), s0_step(z), s3_step(z), s0_sigmoid_says_yes(z)],
            [yes; 4],
            "away from 0 they agree"
        );
        assert_eq!([sign(z), s0_sign(z), s4_sgn(z)], [2.0 * yes - 1.0; 3]);
    }
    // The gate x + y ≥ 2 works with S3's step and fails with a strict one, since its sum meets 0 exactly.
    let tight = ThresholdUnit::new(array![1.0, 1.0], -2.0);
    let z = tight.pre_activation(&array![1.0, 1.0]);
    assert_eq!((s3_step(z), step(z)), (1.0, 0.0));
    // S4's two rules collide at the start, where the weights are 0.
    let start = Perceptron::zeros(2);
    assert_eq!(start.output(&array![0.6, 0.8]), -1.0);
    assert_eq!(s4_sgn(0.0), 1.0);
    pins::pin!("err_8", {
        "source": "ERR-8; ACT-1 to ACT-4, NEU-7, NEU-9, GATE-10",
        "step": step(0.0), "sign": sign(0.0),
        "s0_step": s0_step(0.0), "s0_sign": s0_sign(0.0), "s0_sigmoid_says_yes": s0_sigmoid_says_yes(0.0),
        "s3_step": s3_step(0.0), "s4_sgn": s4_sgn(0.0),
        "tight_and_at_one_one": z,
    });
    // The gates of this chapter never meet 0, so that no convention can break them.
    for gate in [gates::and(), gates::or(), gates::nand(), gates::nor()] {
        assert!(gates::corners().rows().into_iter().all(|x| gate.pre_activation(&x) != 0.0));
    }
}

#[test]
fn err_9_the_two_units_of_xor_are_hidden_and_a_third_decides() {
    let xor = [0.0, 1.0, 1.0, 0.0];
    let hidden: Vec<_> = gates::corners().rows().into_iter().map(|x| hidden_layer(&x)).collect();
    for unit in 0..2 {
        let answers: Vec<_> = hidden.iter().map(|h| h[unit]).collect();
        assert_ne!(answers, xor, "hidden unit {unit} alone would do");
    }
    let third = ThresholdUnit::new(array![1.0, -1.0], -0.5);
    let answers: Vec<_> = hidden.iter().map(|h| third.output(&array![h[0], h[1]])).collect();
    assert_eq!(answers, xor);
    assert_eq!(gates::corners().rows().into_iter().map(|x| xor_layered(&x)).collect::<Vec<_>>(), xor);
}

#[test]
fn err_10_without_the_minus_the_rule_unlearns() {
    let inputs = array![[0.6, 0.8], [0.8, 0.6]];
    let targets = array![1.0, -1.0];
    assert_eq!(train_perceptron(&inputs, &targets, 100).mistakes.last(), Some(&0));
    let mut weight = array![0.0, 0.0];
    let mut mistakes = 0;
    for _epoch in 0..100 {
        for (input, &target) in inputs.rows().into_iter().zip(&targets) {
            if sign(weight.dot(&input)) != target {
                weight += &input; // as printed: the sign of the missed negative is lost
                mistakes += 1;
            }
        }
    }
    let right = train_perceptron(&inputs, &targets, 100);
    pins::pin!("err_10", {
        "source": "S4 GATE-10, ERR-10",
        "epochs": 100,
        "mistakes_as_printed": mistakes,
        "mistakes_with_minus": right.mistakes.iter().sum::<usize>(),
    });
    assert!(mistakes >= 100, "one mistake an epoch for ever");
}

#[test]
fn err_11_error_times_input_moves_twice_as_far() {
    let (inputs, targets) = three_examples();
    let mut halves = Perceptron::zeros(2);
    let mut wholes = Perceptron::zeros(2);
    for _epoch in 0..5 {
        for (input, &target) in inputs.rows().into_iter().zip(&targets) {
            let difference = target - wholes.output(&input);
            assert!([0.0, 2.0, -2.0].contains(&difference));
            let mistaken = halves.learn(&input, target, 1.0);
            assert_eq!(mistaken, difference != 0.0, "the same mistakes");
            wholes.weight.scaled_add(difference, &input);
            assert_eq!(wholes.weight, 2.0 * &halves.weight, "twice the weights");
        }
    }
    assert_ne!(halves.weight, array![0.0, 0.0]);
}

#[test]
fn err_12_a_large_first_step_breaks_the_bound() {
    // Two unit vectors 30° above the horizontal, to the right and to the left, both called +1.
    let inputs = array![[0.75_f64.sqrt(), 0.5], [-(0.75_f64.sqrt()), 0.5]];
    let bound = mistake_bound(margin(&array![0.0, 1.0], &inputs));
    let mistakes_with = |first_step: f64| {
        let mut perceptron = Perceptron::zeros(2);
        let mut mistakes = 0;
        for input in inputs.rows().into_iter().cycle().take(10_000) {
            let step = if mistakes == 0 { first_step } else { 1.0 };
            mistakes += usize::from(perceptron.learn(&input, 1.0, step));
        }
        mistakes
    };
    pins::pin!("err_12", {
        "source": "S4 GATE-12, ERR-12",
        "margin": margin(&array![0.0, 1.0], &inputs),
        "bound": bound,
        "constant_step": mistakes_with(1.0),
        "first_step": 100,
        "varying_step": mistakes_with(100.0),
    });
    assert!(mistakes_with(1.0) as f64 <= bound);
    assert!(mistakes_with(100.0) as f64 > 10.0 * bound);
}

#[test]
fn err_18_two_ways_to_write_one_layer() {
    let in_by_out = Array2::from_shape_fn((784, 10), |(i, j)| ((i * 10 + j) as f64).sin());
    let bias = Array1::from_shape_fn(10, |j| j as f64);
    let input = Array1::from_shape_fn(784, |i| (i as f64).cos());
    let layer = OneLayer { weight: in_by_out.t().to_owned(), bias: bias.clone() };
    let row_vector_form = input.dot(&in_by_out) + &bias;
    assert!(layer.pre_activation(&input).iter().zip(&row_vector_form).all(|(a, b)| (a - b).abs() < 1e-9));
    let as_printed = std::panic::catch_unwind(|| in_by_out.dot(&input)); // W x with W of 784×10
    assert!(as_printed.is_err(), "784×10 times 784 has no meaning");
}

#[test]
fn err_64_adaline_steps_down_the_squared_error_of_its_one_layer() {
    let (input, target, h) = (array![0.3, -0.7], -1.0, 1e-5);
    let start = LinearNeuron { weight: array![0.2, 0.4] };
    let mut stepped = start.clone();
    stepped.lms_step(&input, target, 1.0);
    for i in 0..2 {
        let loss_at = |weight_i: f64| {
            let mut moved = start.clone();
            moved.weight[i] = weight_i;
            moved.half_squared_error(&input, target)
        };
        let slope = (loss_at(start.weight[i] + h) - loss_at(start.weight[i] - h)) / (2.0 * h);
        assert_relative_eq!(stepped.weight[i] - start.weight[i], -slope, epsilon = 1e-9);
    }
}

#[test]
fn ties_go_to_the_first() {
    assert_eq!(argmax(&array![0.2, 0.9, 0.9]), 1); // MLN-2 leaves it open
    assert_eq!(unit_length(&array![0.0, -2.0]), array![0.0, -1.0]);
}

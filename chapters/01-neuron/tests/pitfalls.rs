//! What can go wrong, each shown to go wrong and then put right.

use chacha20::ChaCha8Rng;
use ndarray::{Array1, Array2, Axis, array};
use neuron::{
    Answers, AveragedPerceptron, LinearNeuron, OneLayer, Perceptron, SigmoidNeuron, argmax,
    rows_with_constant_one, separable_examples, sigmoid, train_perceptron, unit_rows, weighted_sum,
};
use rand::SeedableRng;

#[test]
fn a_saturated_sigmoid_has_no_slope_left_in_single_precision() {
    let output = 1.0_f32 / (1.0 + (-21.3408_f32).exp());
    assert_eq!(output * (1.0 - output), 0.0, "the slope is lost");
    let rest = 1.0_f32 / (1.0 + 21.3408_f32.exp()); // σ(−z) instead of 1 − σ(z)
    assert!((rest - 5.3927e-10).abs() < 1e-13, "it was there all the time");
    // In double precision it is lost as well, from about z = 37 on.
    assert!(sigmoid(36.0) < 1.0);
    assert_eq!(sigmoid(37.0), 1.0);
    let last_f32 = (1_u8..60).find(|&z| 1.0_f32 / (1.0 + (-f32::from(z)).exp()) == 1.0);
    let last_f64 = (1_u8..60).find(|&z| sigmoid(f64::from(z)) == 1.0);
    pins::pin!("saturation", { "source": "NEU-13", "one_in_f32_from": last_f32, "one_in_f64_from": last_f64 });
}

#[test]
fn deciding_on_the_sigmoid_can_decide_wrongly() {
    let neuron = SigmoidNeuron { weight: array![1.0], bias: 0.0 };
    let input = array![1e-17]; // a positive sum, if only just
    assert!(neuron.says_yes(&input));
    assert_eq!(neuron.output(&input), 0.5, "rounded to the boundary");
    let z = array![40.0, 50.0]; // 50 is larger
    assert_eq!(argmax(&z), 1);
    assert_eq!(argmax(&z.mapv(sigmoid)), 0, "both round to 1, and a tie goes to the first");
}

#[test]
fn without_a_bias_the_line_is_nailed_to_the_origin() {
    let inputs = array![[0.2], [0.4], [0.6], [0.8]];
    let targets = array![-1.0, -1.0, 1.0, 1.0]; // yes above a half: easy, but not through the origin
    let nailed = train_perceptron(&inputs, &targets, 1000);
    let free = train_perceptron(&rows_with_constant_one(&inputs), &targets, 1000);
    assert_ne!(nailed.mistakes.last(), Some(&0), "never at rest");
    assert_eq!(free.mistakes.last(), Some(&0));
    pins::pin!("no_bias", {
        "source": "NEU-11, ERR-12",
        "epochs": nailed.mistakes.len(), "last_mistakes": nailed.mistakes.last(),
        "epochs_with_bias": free.mistakes.len(),
        "boundary": -free.perceptron.weight[0] / free.perceptron.weight[1],
    });
}

#[test]
fn too_large_a_learning_rate_makes_the_error_grow() {
    let input = array![1.0, 1.0, 2.0]; // squared length 6: the largest rate is 1/3
    let errors = |learning_rate: f64| {
        let mut neuron = LinearNeuron::zeros(3);
        (0..6).map(|_| neuron.lms_step(&input, 1.0, learning_rate)).collect::<Vec<_>>()
    };
    let (small, large) = (errors(0.1), errors(0.5));
    assert!(small.windows(2).all(|pair| pair[1].abs() < pair[0].abs()));
    assert!(large.windows(2).all(|pair| pair[1].abs() > pair[0].abs()));
    pins::pin!("learning_rate", { "source": "GATE-8", "small": small, "large": large });
}

#[test]
fn lms_can_misjudge_what_a_perceptron_gets_right() {
    // Ten yeses just right of the boundary, one far out; one no. Least squares bends towards the far one.
    let mut inputs = Array2::from_elem((12, 1), 1.0);
    inputs[[10, 0]] = 40.0;
    inputs[[11, 0]] = 0.0;
    let mut targets = Array1::ones(12);
    targets[11] = -1.0;
    let inputs = rows_with_constant_one(&inputs);
    let mut linear = LinearNeuron::zeros(2);
    for _epoch in 0..20_000 {
        for (input, &target) in inputs.rows().into_iter().zip(&targets) {
            linear.lms_step(&input, target, 0.0002);
        }
    }
    let training = train_perceptron(&inputs, &targets, 1000);
    let answers: Vec<_> = inputs.rows().into_iter().map(|x| linear.output(&x)).collect();
    assert_eq!(training.mistakes.last(), Some(&0), "a line separates them");
    assert!(answers[11] > 0.0, "LMS calls the no a yes: {}", answers[11]);
    pins::pin!("lms_outlier", { "source": "GATE-8", "near": answers[0], "far": answers[10], "no": answers[11] });
}

#[test]
fn learning_finds_a_plane_and_not_the_plane() {
    let inputs = array![[0.6, 0.8], [0.96, 0.28], [0.8, 0.6]];
    let targets = array![1.0, -1.0, -1.0];
    let in_order = |order: &[usize]| {
        train_perceptron(&inputs.select(Axis(0), order), &targets.select(Axis(0), order), 100)
    };
    let (forwards, backwards) = (in_order(&[0, 1, 2]), in_order(&[2, 1, 0]));
    assert_eq!((forwards.mistakes.last(), backwards.mistakes.last()), (Some(&0), Some(&0)));
    let (first, second) = (&forwards.perceptron.weight, &backwards.perceptron.weight);
    let likeness = neuron::likeness(first, second);
    assert!(likeness < 0.999, "two orders, two lines");
    pins::pin!("two_orders", {
        "source": "GATE-11",
        "forwards": { "weight": first.to_vec(), "mistakes": forwards.mistakes.iter().sum::<usize>() },
        "backwards": { "weight": second.to_vec(), "mistakes": backwards.mistakes.iter().sum::<usize>() },
        "degrees_between": likeness.acos().to_degrees(),
    });
}

/// Examples that no plane separates: a plane's, with every tenth target turned round.
fn noisy() -> (Array2<f64>, Array1<f64>) {
    let mut drawn = separable_examples(200, 5, 0.0, &mut ChaCha8Rng::seed_from_u64(2));
    drawn.targets.iter_mut().step_by(10).for_each(|target| *target = -*target);
    (drawn.inputs, drawn.targets)
}

#[test]
fn on_examples_that_overlap_the_last_weights_are_a_lottery() {
    let (inputs, targets) = noisy();
    let right = |perceptron: &Perceptron| {
        let answers = inputs.rows().into_iter().zip(&targets);
        answers.filter(|(input, target)| perceptron.output(input) == **target).count() as f64 / 200.0
    };
    let mut averaged = AveragedPerceptron::zeros(5);
    let (mut last, mut steady) = (Vec::new(), Vec::new());
    for _epoch in 0..20 {
        for (input, &target) in inputs.rows().into_iter().zip(&targets) {
            averaged.learn(&input, target);
        }
        last.push(right(&averaged.perceptron));
        steady.push(right(&averaged.average()));
    }
    let worst = |shares: &[f64]| shares.iter().copied().fold(f64::INFINITY, f64::min);
    assert!(worst(&steady[5..]) > worst(&last[5..]) + 0.02);
    assert!(worst(&steady[5..]) > 0.85);
}

#[test]
fn ninety_per_cent_right_can_mean_nothing_learned() {
    let never = Answers::count((0..300).map(|image| (false, image % 10 == 1)));
    assert_eq!(never.accuracy(), 0.9);
    assert_eq!(never.accuracy(), never.always_no());
    assert_eq!((never.precision(), never.recall()), (None, Some(0.0)));
    pins::pin!("always_no", { "source": "NEU-10", "accuracy": never.accuracy(), "recall": never.recall() });
}

#[test]
fn overflowed_weights_pass_for_always_no() {
    let input = array![0.6, 0.8]; // length 1: the largest rate is 2
    let mut neuron = LinearNeuron::zeros(2);
    for _step in 0..3000 {
        neuron.lms_step(&input, 1.0, 3.0);
    }
    assert!(neuron.weight.iter().all(|weight| weight.is_nan()));
    let said_yes = neuron.output(&input) > 0.0;
    assert!(!said_yes, "NaN is larger than nothing");
    assert!(std::panic::catch_unwind(|| argmax(&neuron.weight)).is_err(), "argmax notices");
}

#[test]
fn a_threshold_on_rounded_sums_can_tip_over() {
    // 0.1 + 0.2 is a little more than 0.3 in binary, so a unit that should just not fire does.
    let sum = weighted_sum(&array![1.0, 1.0], 0.0, &array![0.1, 0.2]);
    assert!(sum > 0.3);
    assert_eq!(neuron::step(sum - 0.3), 1.0);
    assert_eq!(neuron::step(weighted_sum(&array![1.0, 1.0], 0.0, &array![0.125, 0.25]) - 0.375), 0.0);
}

#[test]
fn a_black_image_has_no_direction() {
    assert!(std::panic::catch_unwind(|| neuron::unit_length(&Array1::zeros(4))).is_err());
    assert_eq!(unit_rows(Array2::zeros((1, 4))), Array2::<f64>::zeros((1, 4)));
    assert!(neuron::likeness(&array![1.0], &array![0.0]).is_nan());
}

#[test]
#[should_panic(expected = "weighted_sum: weight has length 3, but input has length 2")]
fn lengths_must_fit() {
    weighted_sum(&array![1.0, 2.0, 3.0], 0.0, &array![1.0, 2.0]);
}

#[test]
#[should_panic(expected = "OneLayer::lms_step: label 10, but there are 10 neurons, counted from 0")]
fn labels_must_have_a_neuron() {
    OneLayer::zeros(2, 10).lms_step(&array![1.0, 2.0], 10, 0.1);
}

#[test]
#[should_panic(expected = "Perceptron::learn: target must be 1 or -1, but it is 0")]
fn a_perceptron_wants_plus_or_minus_one() {
    Perceptron::zeros(2).learn(&array![1.0, 2.0], 0.0, 1.0);
}

#[test]
#[should_panic(expected = "argmax: value 1 is NaN")]
fn nan_is_never_the_largest() {
    argmax(&array![0.3, f64::NAN]);
}

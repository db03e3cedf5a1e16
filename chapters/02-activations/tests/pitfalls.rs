//! What can go wrong: each trap of the chapter, sprung and avoided.

use activations::{
    Activation, Affine, ArSinh, Elu, Isru, LeakyRelu, Relu, Sigmoid, Sign, Tanh, collapse, dead_units,
    family, forward, maxout, predict, sigmoid, slopes, softmax, softmax_backward, worked_network,
};
use approx::assert_relative_eq;
use ndarray::{Array1, Array2, array};

fn softmax_by_formula(logits: &Array1<f64>) -> Array1<f64> {
    let weights = logits.mapv(f64::exp);
    &weights / weights.sum()
}

#[test]
fn softmax_by_its_formula_is_not_a_number_from_710_on() {
    assert!(softmax_by_formula(&array![709.0, 0.0]).iter().all(|p| p.is_finite()));
    assert!(softmax_by_formula(&array![710.0, 0.0])[0].is_nan());
    assert!(softmax_by_formula(&array![-800.0, -800.0])[0].is_nan()); // 0/0: the other end fails too
    assert_eq!(softmax(&array![-800.0, -800.0]), array![0.5, 0.5]);
    assert_eq!(softmax(&array![1e4, 0.0]), array![1.0, 0.0]);
    assert_eq!(softmax(&array![1e4_f32, 1e4]), array![0.5, 0.5]);
    pins::pin!("softmax_overflow", {
        "source": "this book",
        "first_overflow": (1..1000).find(|&z| softmax_by_formula(&array![f64::from(z), 0.0])[0].is_nan()),
        "all_lost": (-1000..0).rfind(|&z| softmax_by_formula(&array![f64::from(z), f64::from(z)])[0].is_nan()),
    });
}

#[test]
fn softmax_and_sigmoid_reach_their_ends_in_floating_point() {
    pins::pin!("softmax_limits", {
        "source": "S2 ACT-28",
        "first_underflow": (1..1000).find(|&d| softmax(&array![0.0, f64::from(d)])[0] == 0.0),
        "first_underflow_f32": (1..200_u8).find(|&d| softmax(&array![0.0_f32, f32::from(d)])[0] == 0.0),
    });
    assert!(sigmoid(36.0) < 1.0 && sigmoid(37.0) == 1.0);
    assert!(sigmoid(-745.0) > 0.0 && sigmoid(-746.0) == 0.0);
}

#[test]
fn softmax_across_the_wrong_axis_mixes_the_examples() {
    let logits: Array2<f64> = array![[0.0, 5.0], [0.0, -5.0]];
    let right = softmax(&logits);
    let wrong = softmax(&logits.t()).t().to_owned();
    assert!(right.row(0).sum() - 1.0 < 1e-15 && right[[0, 1]] > 0.99);
    assert_eq!(wrong[[0, 0]], 0.5); // the first example's first class, shared out with the second example
    assert!((wrong.row(0).sum() - 1.0).abs() > 0.4);
}

#[test]
fn softmax_rows_that_are_broken_say_so() {
    assert!(softmax(&array![f64::NAN, 0.0]).iter().all(|p| p.is_nan()));
    assert!(softmax(&array![f64::INFINITY, 0.0])[0].is_nan());
    assert!(softmax(&array![f64::NEG_INFINITY, f64::NEG_INFINITY])[0].is_nan());
    assert_eq!(softmax(&array![f64::NEG_INFINITY, 3.0]), array![0.0, 1.0]); // a class ruled out beforehand
}

#[test]
fn sigmoids_two_formulas_fail_in_different_ways() {
    let first = |x: f64| 1.0 / (1.0 + (-x).exp());
    let second = |x: f64| x.exp() / (1.0 + x.exp());
    assert_eq!(first(-710.0), 0.0); // e^710 is infinite: the answer loses its last digits to 0 …
    assert!(sigmoid(-710.0) > 0.0);
    assert!(second(710.0).is_nan()); // … and the other form is ∞/∞
    assert_eq!(sigmoid(710.0), 1.0);
    assert_eq!(sigmoid(89.0_f32), 1.0);
    assert!(sigmoid(-89.0_f32) > 0.0); // where f32's e^89 is infinite
}

#[test]
fn sigmoids_slope_from_its_value_loses_every_digit() {
    let from_value = |x: f64| sigmoid(x) * (1.0 - sigmoid(x));
    assert_eq!(from_value(40.0), 0.0);
    assert!(from_value(-40.0) > 0.0); // although the curve is symmetric
    assert_relative_eq!(Sigmoid.derivative(40.0), (-40_f64).exp(), max_relative = 1e-14);
    pins::pin!("slope_at_40", {
        "source": "this book",
        "slope": Sigmoid.derivative(40.0),
        "from_value": from_value(40.0),
        "from_value_mirrored": from_value(-40.0),
        "tanh_slope_at_20": Tanh.derivative(20.0),
        "tanh_from_value_at_20": 1.0 - Tanh.value(20.0_f64).powi(2),
    });
}

#[test]
fn sigmoids_slope_underflows_in_the_end() {
    assert!(Sigmoid.derivative(-745.0) > 0.0);
    assert_eq!(Sigmoid.derivative(-746.0), 0.0); // smaller than any f64
    assert_eq!(Sigmoid.derivative(-104.0_f32), 0.0);
}

#[test]
fn tanh_by_its_formula_is_not_a_number_from_710_on() {
    let by_formula = |x: f64| (x.exp() - (-x).exp()) / (x.exp() + (-x).exp());
    assert_eq!(by_formula(709.0), 1.0);
    assert!(by_formula(710.0).is_nan());
    assert_eq!(Tanh.value(710.0), 1.0);
    assert_eq!(Tanh.derivative(1e4), 0.0);
    pins::pin!("tanh_overflow", {
        "source": "this book",
        "first_nan": (1..1000).find(|&x| by_formula(f64::from(x)).is_nan()),
    });
}

#[test]
fn arsinh_by_its_formula_is_lost_for_large_negative_numbers() {
    let by_formula = |x: f64| (x + (x * x + 1.0).sqrt()).ln();
    assert_eq!(by_formula(-1e9), f64::NEG_INFINITY); // the sum is exactly 0
    assert_relative_eq!(ArSinh.value(-1e9), -ArSinh.value(1e9));
    assert!(by_formula(1e200).is_infinite()); // x² alone overflows
    pins::pin!("arsinh", {
        "source": "S3 ACT-21",
        "right": ArSinh.value(-1e7),
        "by_formula": by_formula(-1e7),
        "large": ArSinh.value(1e200),
    });
}

#[test]
fn isru_by_its_formula_falls_to_zero_in_f32() {
    let by_formula = |x: f32| x / (1.0 + x * x).sqrt();
    assert_eq!(by_formula(1e20), 0.0); // x² is infinite
    assert_relative_eq!(Isru { alpha: 1.0_f32 }.value(1e20), 1.0);
}

#[test]
fn elu_by_its_formula_loses_small_numbers() {
    let by_formula = |x: f32| x.exp() - 1.0;
    assert_eq!(by_formula(-1e-8), 0.0);
    assert_eq!(Elu { alpha: 1.0_f32 }.value(-1e-8), -1e-8);
}

#[test]
fn rusts_signum_is_never_zero() {
    assert_eq!((0.0_f64.signum(), (-0.0_f64).signum()), (1.0, -1.0));
    assert_eq!((Sign::centred().value(0.0), Sign::centred().value(-0.0)), (0.0, 0.0));
}

#[test]
fn no_activation_hides_a_nan() {
    assert_eq!(f64::NAN.max(0.0), 0.0); // what ReLU written with max would answer
    for member in family::<f64>() {
        assert!(member.activation.value(f64::NAN).is_nan(), "{} turns NaN into a number", member.name);
    }
    for group in [[f64::NAN, 1.0], [1.0, f64::NAN]] {
        assert!(maxout(&array![group], 2).outputs[[0, 0]].is_nan());
    }
}

#[test]
fn more_linear_layers_make_no_stronger_net() {
    let layer = Affine::new(array![[0.0, 1.0], [1.0, 1.0]], array![1.0, -1.0]);
    let twenty = collapse(&vec![layer; 20]);
    let [corner_00, corner_01, corner_10, corner_11] = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
        .map(|[x1, x2]| twenty.apply(&array![[x1, x2]])[[0, 0]]);
    assert_eq!(corner_00 + corner_11, corner_01 + corner_10); // so it cannot be 0 + 0 against 1 + 1: no XOR
}

#[test]
fn saturated_does_not_mean_right() {
    let sure_and_right = Sigmoid.derivative(20.0);
    let sure_and_wrong = Sigmoid.derivative(-20.0);
    assert_eq!(sure_and_right, sure_and_wrong); // the slope knows nothing of the target
    assert!(sure_and_wrong < 1e-8); // … and leaves a wrong unit nearly nothing to learn with
}

#[test]
fn far_inputs_change_nothing_any_more() {
    let far = array![[100.0, -100.0], [200.0, -200.0], [150.0, -90.0]];
    let outputs = predict(&worked_network(), &Sigmoid, &far);
    assert_relative_eq!(outputs.row(0), outputs.row(1), max_relative = 1e-14);
    assert_relative_eq!(outputs.row(0), outputs.row(2), max_relative = 1e-14);
}

#[test]
fn softmax_is_sure_of_what_it_never_saw() {
    let weight = array![[1.0, 0.0], [0.0, 1.0]];
    let classifier = Affine::new(weight, array![0.0, 0.0]);
    let near = softmax(&classifier.apply(&array![[2.0, 1.0]]));
    let far = softmax(&classifier.apply(&array![[200.0, 100.0]])); // the same direction, a hundred times as far
    pins::pin!("far_away", { "source": "this book", "near": near[[0, 0]], "far": far[[0, 0]] });
    assert!(near[[0, 0]] < 0.75 && far[[0, 0]] == 1.0);
}

#[test]
fn softmax_is_not_a_function_of_one_number() {
    let before = softmax(&array![1.0, 2.0, 3.0]);
    let after = softmax(&array![1.0, 2.0, 5.0]);
    assert!(after[0] < before[0]); // the first logit has not moved
    // So the slope p(1 − p) of one output along its own logit is not the whole gradient.
    let grad = softmax_backward(&before, &array![1.0, 0.0, 0.0]);
    assert_relative_eq!(grad[0], before[0] * (1.0 - before[0]), max_relative = 1e-14);
    assert!(grad[2] < 0.0);
}

#[test]
fn a_dead_relu_learns_from_nothing_and_a_leaky_one_does() {
    let layer = Affine::new(array![[1.0, 1.0], [-1.0, -1.0]], array![0.0, -0.1]);
    let positive_inputs = array![[0.5, 0.2], [0.9, 0.9], [0.0, 0.1]];
    let z = &forward(&[layer], &Relu, &positive_inputs)[0].pre_activation;
    assert_eq!(dead_units(z), [1]); // negative weights on inputs that are never negative
    assert!(slopes(&Relu, z).column(1).iter().all(|&slope| slope == 0.0));
    assert!(slopes(&LeakyRelu { negative_slope: 0.01 }, z).column(1).iter().all(|&slope| slope == 0.01));
}

#[test]
#[should_panic(expected = "Affine::then: [3, 2] does not fit the weight [1, 2]")]
fn layers_that_do_not_fit_say_their_shapes() {
    let first = Affine::new(array![[1.0, 1.0], [1.0, 1.0], [1.0, 1.0]], array![0.0, 0.0, 0.0]);
    let _ = first.then(&Affine::new(array![[1.0, 1.0]], array![0.0]));
}

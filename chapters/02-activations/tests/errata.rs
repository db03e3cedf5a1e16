//! One test for each claim of the slides that this chapter corrects: it fails if the crate ever repeats the claim.

use activations::{
    Activation, BipolarRelu, Elu, LeakyRelu, ParametricRelu, RandomizedRelu, Relu, Sigmoid, Sign, Softsign,
    Sqnl, SteepSigmoid, Step, Tanh, dead_units, softmax, worked_network,
};
use approx::assert_relative_eq;
use ndarray::array;

/// The slope measured on the value alone.
fn measured_slope(activation: &impl Activation<f64>, x: f64) -> f64 {
    let h = 1e-5;
    (activation.value(x + h) - activation.value(x - h)) / (2.0 * h)
}

#[test]
fn err_7_relu_has_no_slope_at_zero() {
    let h = 1e-9;
    let from_the_left = (Relu.value(0.0) - Relu.value(-h)) / h;
    let from_the_right = (Relu.value(h) - Relu.value(0.0)) / h;
    assert_eq!((from_the_left, from_the_right), (0.0, 1.0)); // no single slope is both
    assert_eq!(Activation::<f64>::kinks(&Relu), [0.0]);
    assert_eq!(Relu.derivative(0.0), 0.0); // ours, where the slides say 1
    // Whatever slope from 0 to 1 is chosen, the line with it through the corner stays under the curve: a subgradient.
    for slope in [0.0, 0.5, 1.0] {
        assert!([-2.0, -0.1, 0.1, 2.0].iter().all(|&x| slope * x <= Relu.value(x)));
    }
}

#[test]
fn err_8_the_value_at_zero_is_a_convention_and_stated() {
    let steps = [Step::open(), Step::half(), Step::closed()];
    assert_eq!(steps.map(|step| step.value(0.0)), [0.0, 0.5, 1.0]);
    let signs = [Sign::open(), Sign::centred(), Sign::closed()];
    assert_eq!(signs.map(|sign| sign.value(0.0)), [-1.0, 0.0, 1.0]);
    for x in [-1e-300, 1e-300, -3.0, 3.0] {
        assert!(steps.iter().all(|step| step.value(x) == steps[0].value(x)), "they differ at zero only");
        assert!(signs.iter().all(|sign| sign.value(x) == signs[0].value(x)), "they differ at zero only");
    }
}

#[test]
fn err_13_parametric_means_learned() {
    let (fixed, learned) = (LeakyRelu { negative_slope: 0.3 }, ParametricRelu { negative_slope: 0.3 });
    assert_eq!(fixed.value(-2.0), learned.value(-2.0)); // a slope other than 0.01 makes no other function
    let h = 1e-6;
    let raised = ParametricRelu { negative_slope: 0.3 + h };
    let measured = (raised.value(-2.0) - learned.value(-2.0)) / h;
    assert_relative_eq!(learned.slope_derivative(-2.0), measured, max_relative = 1e-6); // what sets it apart
    let random = RandomizedRelu { lower: 0.1, upper: 0.5 };
    assert_relative_eq!(random.mean().negative_slope, 0.3);
}

#[test]
fn err_14_the_lower_arm_of_elu_is_exponential() {
    let elu = Elu { alpha: 1.0 };
    for x in [-0.5_f64, -1.0, -3.0] {
        assert_relative_eq!(elu.value(x), x.exp() - 1.0, max_relative = 1e-14);
        assert_relative_eq!(elu.derivative(x), elu.value(x) + 1.0, max_relative = 1e-13);
    }
    assert_eq!(elu.value(-1e3), -1.0); // it levels off; a logarithm would fall for ever
}

#[test]
fn err_15_softsign_has_bars() {
    assert_relative_eq!(Softsign.value(-0.5), -1.0 / 3.0);
    let without_bars = |x: f64| x / (1.0 + x);
    assert_eq!(without_bars(-0.5), -1.0);
    assert!(without_bars(-1.0).is_infinite());
    assert_eq!(Softsign.value(-1.0), -0.5);
    assert_relative_eq!(Softsign.derivative(-0.5), measured_slope(&Softsign, -0.5), max_relative = 1e-6);
}

#[test]
fn err_16_sqnl_is_flat_beyond_two() {
    assert_eq!(Sqnl.derivative(3.0), 0.0);
    assert_eq!(measured_slope(&Sqnl, 3.0), 0.0);
    let as_printed = 1.0 - 3.0 / 2.0;
    assert_eq!(as_printed, -0.5); // falling, where the function is constant
    for x in [-1.5, -0.5, 0.5, 1.5] {
        assert_relative_eq!(Sqnl.derivative(x), measured_slope(&Sqnl, x), max_relative = 1e-9);
    }
}

#[test]
fn err_17_an_odd_bipolar_unit_rises() {
    let odd = BipolarRelu { index: 1 };
    assert_relative_eq!(measured_slope(&odd, -1.0), 1.0, max_relative = 1e-9);
    assert_eq!(odd.derivative(-1.0), 1.0);
    let as_printed = -Relu.derivative(1.0);
    assert_eq!(as_printed, -1.0);
}

#[test]
fn err_22_softmax_stays_inside_the_open_interval() {
    for logits in [array![-30.0, 0.0, 2.0], array![700.0, 0.0, 5.0]] {
        assert!(softmax(&logits).iter().all(|&p| p > 0.0), "{logits}");
    }
    // In mathematics always; in f64 a difference of 746 rounds to the end of the interval.
    assert_eq!(softmax(&array![0.0, 746.0]), array![0.0, 1.0]);
}

#[test]
fn err_41_steepness_and_leak_are_two_things() {
    let (steep, leaky) = (SteepSigmoid { steepness: 2.0 }, LeakyRelu { negative_slope: 2.0 });
    assert_ne!(steep.value(-1.0), leaky.value(-1.0)); // both are α on the slides
}

#[test]
fn err_51_a_relu_that_is_off_passes_nothing() {
    assert_eq!(Relu.derivative(-0.001), 0.0);
    assert_eq!(dead_units(&array![[-0.001, 1.0], [-5.0, 1.0]]), [0]);
}

#[test]
fn err_57_the_worked_net_is_deep_by_the_usual_count() {
    let hidden_layers = worked_network::<f64>().len() - 1;
    assert!(hidden_layers > 1);
}

#[test]
fn err_58_tanh_is_the_sigmoid_stretched_and_saturates_too() {
    for x in [-3.0, -0.1, 0.0, 1.0, 7.0] {
        assert_relative_eq!(Tanh.value(x), 2.0 * Sigmoid.value(2.0 * x) - 1.0, epsilon = 1e-15);
    }
    assert_eq!((Tanh.derivative(0.0), Sigmoid.derivative(0.0)), (1.0, 0.25));
    assert!(Tanh.derivative(4.0) < Sigmoid.derivative(4.0)); // far out it is the flatter of the two
}

#[test]
fn err_60_the_steepness_multiplies_the_slope() {
    let steep = SteepSigmoid { steepness: 5.0 };
    let value = steep.value(0.2);
    assert_relative_eq!(steep.derivative(0.2), 5.0 * value * (1.0 - value), max_relative = 1e-14);
    assert_relative_eq!(steep.derivative(0.2), measured_slope(&steep, 0.2), max_relative = 1e-8);
    assert_eq!(steep.derivative(0.0), 5.0 / 4.0);
}

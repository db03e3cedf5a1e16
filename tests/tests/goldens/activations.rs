//! Chapter 2: every activation with its slope.

use activations::{
    ParametricRelu, RandomizedRelu, activate, family, maxout, maxout_backward, slopes, softmax,
    softmax_backward,
};

use crate::goldens::numbers::{GRADIENTS, OUTPUTS, assert_near, assert_tensor, matrix, table, vector};

#[test]
fn every_activation_of_the_family_and_its_slope() {
    let goldens = table("activations");
    let points = vector(&goldens["points"]);
    let curves = goldens["curves"].as_object().expect("curves by name");
    let family = family::<f32>();
    let names: Vec<_> = family.iter().map(|member| member.name).collect();
    assert_eq!(names, curves.keys().collect::<Vec<_>>(), "make.py knows the whole family");
    for member in family {
        let golden = &curves[member.name];
        for kink in member.activation.kinks() {
            assert!(points.iter().all(|x| (x - kink).abs() > 1e-3), "{}: a point on a kink", member.name);
        }
        let (values, derivatives) =
            (activate(&member.activation, &points), slopes(&member.activation, &points));
        assert_tensor(member.name, &values, &golden["value"], OUTPUTS);
        assert_tensor(&format!("{}′", member.name), &derivatives, &golden["derivative"], GRADIENTS);
    }
}

#[test]
fn softmax_in_both_directions() {
    let golden = &table("activations")["softmax"];
    let probabilities = softmax(&matrix(&golden["x"]));
    assert_tensor("softmax", &probabilities, &golden["y"], OUTPUTS);
    let grad = softmax_backward(&probabilities, &matrix(&golden["upstream"]));
    assert_tensor("softmax_backward", &grad, &golden["grad"], GRADIENTS);
}

#[test]
fn maxout_in_both_directions() {
    let golden = &table("activations")["maxout"];
    let found = maxout(&matrix(&golden["x"]), 3);
    assert_tensor("maxout", &found.outputs, &golden["y"], OUTPUTS);
    let grad = maxout_backward(&matrix(&golden["upstream"]), &found.winners, 3);
    assert_tensor("maxout_backward", &grad, &golden["grad"], GRADIENTS);
}

#[test]
fn the_slope_that_is_learned_and_the_slope_that_is_drawn() {
    let goldens = table("activations");
    let points = vector(&goldens["points"]);
    let parametric = ParametricRelu { negative_slope: 0.25 };
    let grad: f32 = points.iter().map(|&x| parametric.slope_derivative(x)).sum();
    assert_near("slope_derivative", grad, &goldens["parametric_relu_slope_grad"]["data"][0], GRADIENTS);
    let mean = RandomizedRelu { lower: 0.125, upper: 1.0 / 3.0 }.mean();
    assert_tensor("mean", &activate(&mean, &points), &goldens["randomized_relu_mean"], OUTPUTS);
}

//! Chapter 5: a linear layer and whole networks, forwards and backwards.

use activations::{Activation, Elu, Relu, Sigmoid, Tanh};
use backprop::{
    Activate, Layer, Linear, Mode, Sequential, linear_backward_input, linear_backward_params, linear_forward,
};
use loss::{LossAndGradient, Reduction, half_squared_error, softmax_cross_entropy};
use ndarray::{Array1, Array2};
use serde_json::Value;

use crate::goldens::numbers::{
    GRADIENTS, OUTPUTS, assert_all_near, assert_near, assert_tensor, classes, flat, matrix, shape, table,
    vector,
};

/// 6-5-4-3 with these parameters, by their names in PyTorch.
pub fn network(activation: &str, parameters: &Value) -> Sequential {
    let layer = |index: usize| {
        let part = |name| &parameters[format!("{index}.{name}")];
        Linear::new(matrix(part("weight")), vector(part("bias")))
    };
    let bend = || -> Box<dyn Activation<f32> + Send> {
        match activation {
            "relu" => Box::new(Relu),
            "tanh" => Box::new(Tanh),
            "sigmoid" => Box::new(Sigmoid),
            "elu" => Box::new(Elu { alpha: 1.0 }),
            other => panic!("make.py has an activation {other} that is not compared here"),
        }
    };
    Sequential::new()
        .with(layer(0))
        .with(Activate::new(bend()))
        .with(layer(2))
        .with(Activate::new(bend()))
        .with(layer(4))
}

/// Compares what `pick` finds in every parameter with the golden tensors of the same names; none may be left over.
#[track_caller]
pub fn assert_parameters(
    what: &str,
    network: &mut Sequential,
    goldens: &Value,
    pick: impl for<'a> Fn(&'a backprop::ParamMut<'_, f32>) -> &'a [f32],
) {
    let mut names = Vec::new();
    let visitor: &mut dyn FnMut(&str, backprop::ParamMut<'_, f32>) = &mut |name, param| {
        let golden = &goldens[name];
        assert_eq!(ndarray::Dimension::slice(&param.shape), shape(golden), "{what}, {name}: shape");
        assert_all_near(&format!("{what}, {name}"), pick(&param), &flat(golden), GRADIENTS);
        names.push(name.to_owned());
    };
    backprop::Parameters::visit_params(network, visitor);
    assert_eq!(
        names,
        goldens.as_object().expect("tensors by name").keys().cloned().collect::<Vec<_>>(),
        "{what}"
    );
}

#[test]
fn a_linear_layer_in_both_directions() {
    let goldens = table("networks");
    let cases = goldens["linear"].as_array().expect("a list");
    assert_eq!(cases.len(), 3);
    for golden in cases {
        let (x, upstream) = (matrix(&golden["x"]), matrix(&golden["upstream"]));
        let (weight, bias) = (matrix(&golden["weight"]), vector(&golden["bias"]));
        assert_tensor("linear_forward", &linear_forward(&x, &weight, &bias), &golden["y"], OUTPUTS);
        assert_tensor(
            "grad_input",
            &linear_backward_input(&upstream, &weight),
            &golden["grad_input"],
            GRADIENTS,
        );
        let (mut weight_grad, mut bias_grad) = (Array2::zeros(weight.dim()), Array1::zeros(bias.dim()));
        linear_backward_params(&x, &upstream, &mut weight_grad, &mut bias_grad);
        assert_tensor("grad_weight", &weight_grad, &golden["grad_weight"], GRADIENTS);
        assert_tensor("grad_bias", &bias_grad, &golden["grad_bias"], GRADIENTS);
    }
}

#[test]
fn whole_networks_in_both_directions() {
    let goldens = table("networks");
    let runs = goldens["runs"].as_array().expect("a list");
    assert_eq!(runs.len(), 8);
    for golden in runs {
        let text = |key: &str| golden[key].as_str().expect("a name").to_owned();
        let (activation, objective) = (text("activation"), text("loss_function"));
        let what = format!("{activation}, {objective}");
        let mut network = network(&activation, &goldens["parameters"]);
        let logits = network.forward(matrix(&goldens["inputs"]), Mode::Train);
        assert_tensor(&what, &logits, &golden["logits"], OUTPUTS);
        let LossAndGradient { loss, gradient } = match objective.as_str() {
            "softmax_cross_entropy" => {
                softmax_cross_entropy(&logits, &classes(&goldens["classes"]), Reduction::Mean)
            }
            "half_squared_error" => {
                half_squared_error(&logits, &matrix(&goldens["targets"]), Reduction::Mean)
            }
            other => panic!("make.py has a loss {other} that is not compared here"),
        };
        assert_near(&what, loss, &golden["loss"], OUTPUTS);
        let grad_input = network.backward(gradient);
        assert_tensor(&what, &grad_input, &golden["grad_input"], GRADIENTS);
        assert_parameters(&what, &mut network, &golden["grads"], |param| &*param.grad);
    }
}

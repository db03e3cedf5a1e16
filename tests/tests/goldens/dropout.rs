//! Chapter 8: dropout with the masks that PyTorch drew.

use activations::Tanh;
use backprop::{
    Layer, Linear, Mode, Sequential, activation_backward, linear_backward_input, linear_backward_params,
    linear_forward,
};
use dropout::{Dropout, dropout_backward, dropout_forward, inverted_scale};
use loss::{Reduction, softmax_cross_entropy};
use ndarray::{Array1, Array2};
use serde_json::Value;

use crate::goldens::networks::assert_parameters;
use crate::goldens::numbers::{GRADIENTS, OUTPUTS, assert_tensor, classes, matrix, table, vector};

fn scale(golden: &Value) -> f32 {
    let drop_prob = golden["drop_prob"].as_f64().expect("a probability");
    backprop::Float::of(inverted_scale(drop_prob))
}

#[test]
fn dropout_alone_in_both_directions() {
    let goldens = table("dropout");
    let cases = goldens["alone"].as_array().expect("a list");
    assert_eq!(cases.len(), 3);
    for golden in cases {
        let (mask, scale) = (matrix(&golden["mask"]), scale(golden));
        let y = dropout_forward(matrix(&golden["x"]), &mask, scale);
        assert_tensor("dropout_forward", &y, &golden["y"], OUTPUTS);
        let grad = dropout_backward(matrix(&golden["upstream"]), &mask, scale);
        assert_tensor("dropout_backward", &grad, &golden["grad"], GRADIENTS);
        let drop_prob = golden["drop_prob"].as_f64().expect("a probability");
        let in_use = Dropout::new(drop_prob, 1).forward(matrix(&golden["x"]), Mode::Eval);
        assert_tensor("in use", &in_use, &golden["in_use"], OUTPUTS);
    }
}

fn layer(parameters: &Value, index: usize) -> Linear {
    let part = |name| &parameters[format!("{index}.{name}")];
    Linear::new(matrix(part("weight")), vector(part("bias")))
}

#[test]
fn a_network_in_training_with_pytorchs_mask() {
    let goldens = table("dropout");
    let (golden, parameters) = (&goldens["runs"]["train"], &goldens["parameters"]);
    let (first, last) = (layer(parameters, 0), layer(parameters, 3));
    let (x, mask, scale) = (matrix(&goldens["inputs"]), matrix(&golden["mask"]), scale(&goldens));
    assert!(mask.iter().any(|&m| m == 0.0) && mask.iter().any(|&m| m == 1.0));
    let z = linear_forward(&x, &first.weight.value, &first.bias.value);
    let thinned = dropout_forward(z.mapv(f32::tanh), &mask, scale);
    let logits = linear_forward(&thinned, &last.weight.value, &last.bias.value);
    assert_tensor("logits", &logits, &golden["logits"], OUTPUTS);

    let grad = softmax_cross_entropy(&logits, &classes(&goldens["classes"]), Reduction::Mean).gradient;
    let check = |input: &Array2<f32>, grad: &Array2<f32>, layer: &Linear, index: usize| {
        let mut weight_grad = Array2::zeros(layer.weight.value.dim());
        let mut bias_grad = Array1::zeros(layer.bias.value.dim());
        linear_backward_params(input, grad, &mut weight_grad, &mut bias_grad);
        let part = |name| &golden["grads"][format!("{index}.{name}")];
        assert_tensor("weight", &weight_grad, part("weight"), GRADIENTS);
        assert_tensor("bias", &bias_grad, part("bias"), GRADIENTS);
    };
    check(&thinned, &grad, &last, 3);
    let mut grad = dropout_backward(linear_backward_input(&grad, &last.weight.value), &mask, scale);
    activation_backward(&Tanh, &z, &mut grad);
    check(&x, &grad, &first, 0);
    assert_tensor(
        "grad_input",
        &linear_backward_input(&grad, &first.weight.value),
        &golden["grad_input"],
        GRADIENTS,
    );
}

#[test]
fn a_network_in_use() {
    let goldens = table("dropout");
    let (golden, parameters) = (&goldens["runs"]["eval"], &goldens["parameters"]);
    let mut network = Sequential::new()
        .with(layer(parameters, 0))
        .with(backprop::Activate::new(Tanh))
        .with(Dropout::new(goldens["drop_prob"].as_f64().expect("a probability"), 1))
        .with(layer(parameters, 3));
    let logits = network.forward(matrix(&goldens["inputs"]), Mode::Eval);
    assert_tensor("logits", &logits, &golden["logits"], OUTPUTS);
    let grad = softmax_cross_entropy(&logits, &classes(&goldens["classes"]), Reduction::Mean).gradient;
    assert_tensor("grad_input", &network.backward(grad), &golden["grad_input"], GRADIENTS);
    assert_parameters("in use", &mut network, &golden["grads"], |param| &*param.grad);
}

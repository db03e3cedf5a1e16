//! Chapter 9: convolutions, pooling and batch normalisation in both directions, and a network that travels.

use std::fs;

use backprop::{Layer, Mode, ParamMut, RandomStream, weights};
use book_tests::Workspace;
use cnn::{AvgPool2d, BatchNorm2d, Conv2d, Geometry, LeNet, MaxPool2d, conv2d_naive, conv2d_rows};
use ndarray::{Array4, Dimension};
use serde_json::Value;

use crate::goldens::numbers::{
    GRADIENTS, OUTPUTS, assert_all_near, assert_tensor, flat, index, maps, shape, table, vector,
};

fn cases(golden: &Value, count: usize) -> &[Value] {
    let cases = golden.as_array().expect("a list");
    assert_eq!(cases.len(), count);
    cases
}

/// Runs a layer forwards and backwards, and compares all that PyTorch has to say.
#[track_caller]
fn assert_layer(
    what: &str,
    layer: &mut impl Layer<f32, Input = Array4<f32>, Output = Array4<f32>>,
    mode: Mode,
    golden: &Value,
) {
    let output = layer.forward(maps(&golden["x"]), mode);
    assert_tensor(what, &output, &golden["y"], OUTPUTS);
    let grad_input = layer.backward(maps(&golden["upstream"]));
    assert_tensor(&format!("{what}, grad_input"), &grad_input, &golden["grad_input"], GRADIENTS);
    let mut visited = 0;
    layer.visit_params(&mut |name: &str, param: ParamMut<'_, f32>| {
        let golden = &golden["grads"][name];
        assert_eq!(param.shape.slice(), shape(golden), "{what}, {name}");
        assert_all_near(&format!("{what}, {name}"), param.grad, &flat(golden), GRADIENTS);
        param.grad.fill(0.0);
        visited += 1;
    });
    assert_eq!(visited, golden["grads"].as_object().map_or(0, serde_json::Map::len), "{what}");
}

#[test]
fn convolutions_in_both_directions() {
    for golden in cases(&table("convolutions")["conv"], 6) {
        let of = |name: &str| index(&golden[name]);
        let geometry = Geometry { stride: of("stride"), padding: of("padding"), dilation: of("dilation") };
        let (weight, bias) = (maps(&golden["parameters"]["weight"]), vector(&golden["parameters"]["bias"]));
        let what = format!("{geometry:?}");
        let input = maps(&golden["x"]);
        assert_tensor(&what, &conv2d_naive(&input, &weight, &bias, geometry), &golden["y"], OUTPUTS);
        assert_tensor(&what, &conv2d_rows(&input, &weight, &bias, geometry), &golden["y"], OUTPUTS);
        let mut layer = Conv2d::new(weight, bias);
        layer.geometry = geometry;
        assert_layer(&what, &mut layer, Mode::Train, golden);
    }
}

#[test]
fn pooling_in_both_directions() {
    for golden in cases(&table("convolutions")["pools"], 4) {
        let of = |name: &str| index(&golden[name]);
        let (kernel_size, stride, padding) = (of("kernel_size"), of("stride"), of("padding"));
        let what = format!("{kernel_size}, stride {stride}, padding {padding}");
        let mut strongest = MaxPool2d::new(kernel_size).stride(stride).padding(padding);
        assert_layer(&format!("max {what}"), &mut strongest, Mode::Train, &golden["max"]);
        let mut mean = AvgPool2d::new(kernel_size);
        mean.geometry = Geometry { stride, padding, dilation: 1 };
        assert_layer(&format!("mean {what}"), &mut mean, Mode::Train, &golden["avg"]);
    }
}

#[test]
fn batch_normalisation_in_training_and_in_use() {
    let golden = &table("convolutions")["batch_norm"];
    let mut layer = BatchNorm2d::new(3);
    let parameters = &golden["eval"]["parameters"];
    layer.weight.value = vector(&parameters["weight"]);
    layer.bias.value = vector(&parameters["bias"]);
    for step in cases(&golden["train"], 2) {
        assert_layer("in training", &mut layer, Mode::Train, step);
        assert_tensor("running_mean", &layer.running_mean, &step["running_mean"], OUTPUTS);
        assert_tensor("running_var", &layer.running_var, &step["running_var"], OUTPUTS);
    }
    assert_layer("in use", &mut layer, Mode::Eval, &golden["eval"]);
}

/// The small network that PyTorch has saved.
fn lenet() -> LeNet {
    let mut network = LeNet::new([8, 8], [2, 3], 10, RandomStream::new(1).rng());
    weights::load(Workspace::here().path("tests/goldens/lenet_from_pytorch.safetensors"), &mut network)
        .expect("PyTorch's file");
    network
}

#[test]
fn a_network_from_pytorch_gives_pytorch_s_logits() {
    let golden = &table("convolutions")["lenet"];
    let logits = lenet().forward(maps(&golden["images"]), Mode::Eval);
    assert_tensor("logits", &logits, &golden["logits"], OUTPUTS);
}

/// What is sent back; `make.py --check` gives it to PyTorch. To write it anew, run this test with `GOLDENS_UPDATE` in the
/// environment.
#[test]
fn the_network_that_goes_back_is_written_byte_for_byte() {
    let committed = Workspace::here().path("tests/goldens/lenet_from_rust.safetensors");
    if std::env::var_os("GOLDENS_UPDATE").is_some() {
        weights::save(&committed, &mut lenet()).expect("written");
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("net.safetensors");
    weights::save(&path, &mut lenet()).expect("written");
    let (found, expected) =
        (fs::read(path).expect("read"), fs::read(&committed).expect("the committed file"));
    assert!(found == expected, "{} is not what weights::save writes now", committed.display());
}

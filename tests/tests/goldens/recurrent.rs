//! Chapter 10: recurrent layers over a sequence and back, from a given state, and an LSTM's weights in a file.

use std::fs;

use backprop::{Layer, Mode, Parameters, weights};
use book_tests::Workspace;
use lstm::{Bidirectional, Lstm, LstmState, RecurrentParams, Rnn};
use ndarray::{Array2, Array3, Axis, Slice, concatenate};
use serde_json::Value;

use crate::goldens::numbers::{
    GRADIENTS, OUTPUTS, assert_all_near, assert_tensor, flat, matrix, shape, table, vector,
};

fn tensor(golden: &Value) -> Array3<f32> {
    let shape = shape(golden);
    assert_eq!(shape.len(), 3, "a tensor has three axes");
    Array3::from_shape_vec((shape[0], shape[1], shape[2]), flat(golden)).expect("as the shape says")
}

/// One direction of a state, (directions, batch, hidden) in PyTorch.
fn direction(golden: &Value, index: usize) -> Array2<f32> {
    tensor(golden).index_axis(Axis(0), index).to_owned()
}

fn state(run: &Value, which: &str, index: usize) -> LstmState<f32> {
    let part = |name: &str| direction(&run[format!("{which}_{name}")], index);
    LstmState { hidden: part("hidden"), cell: part("cell") }
}

fn params(parameters: &Value, end: &str) -> RecurrentParams<f32> {
    let part = |name: &str| &parameters[format!("{name}_l0{end}")];
    RecurrentParams::new(
        matrix(part("weight_ih")),
        matrix(part("weight_hh")),
        vector(part("bias_ih")),
        vector(part("bias_hh")),
    )
}

/// All gradients by name, none missing and none left over.
#[track_caller]
fn assert_gradients(what: &str, layer: &mut dyn Parameters<f32>, goldens: &Value) {
    let mut names = Vec::new();
    layer.visit_params(&mut |name, param| {
        assert_all_near(&format!("{what}, {name}"), param.grad, &flat(&goldens[name]), GRADIENTS);
        names.push(name.to_owned());
    });
    assert_eq!(
        names,
        goldens.as_object().expect("tensors by name").keys().cloned().collect::<Vec<_>>(),
        "{what}"
    );
}

#[test]
fn a_plain_recurrent_layer_in_both_directions() {
    let (goldens, what) = (table("recurrent"), "rnn");
    let run = &goldens["runs"]["rnn"];
    let mut layer = Rnn::new(params(&run["parameters"], ""));
    let output = layer.forward_from(&tensor(&goldens["input"]), &direction(&run["start_hidden"], 0));
    assert_tensor(what, &output, &run["output"], OUTPUTS);
    assert_tensor(what, &layer.last_state().insert_axis(Axis(0)), &run["last_hidden"], OUTPUTS);
    let gradient = layer.backward_from(&tensor(&run["upstream"]), &direction(&run["upstream_hidden"], 0));
    assert_tensor(what, &gradient.input, &run["grad_input"], GRADIENTS);
    assert_tensor(what, &gradient.start.insert_axis(Axis(0)), &run["grad_start_hidden"], GRADIENTS);
    assert_gradients(what, &mut layer, &run["grads"]);
}

#[test]
fn an_lstm_in_both_directions() {
    let (goldens, what) = (table("recurrent"), "lstm");
    let run = &goldens["runs"]["lstm"];
    let mut layer = Lstm::new(params(&run["parameters"], ""));
    let output = layer.forward_from(&tensor(&goldens["input"]), &state(run, "start", 0));
    assert_tensor(what, &output, &run["output"], OUTPUTS);
    let last = layer.last_state();
    assert_tensor(what, &last.hidden.insert_axis(Axis(0)), &run["last_hidden"], OUTPUTS);
    assert_tensor(what, &last.cell.insert_axis(Axis(0)), &run["last_cell"], OUTPUTS);
    let gradient = layer.backward_from(&tensor(&run["upstream"]), &state(run, "upstream", 0));
    assert_tensor(what, &gradient.input, &run["grad_input"], GRADIENTS);
    assert_tensor(what, &gradient.start.hidden.insert_axis(Axis(0)), &run["grad_start_hidden"], GRADIENTS);
    assert_tensor(what, &gradient.start.cell.insert_axis(Axis(0)), &run["grad_start_cell"], GRADIENTS);
    assert_gradients(what, &mut layer, &run["grads"]);
}

/// The same moments, last first.
fn mirrored(sequence: &Array3<f32>) -> Array3<f32> {
    let mut sequence = sequence.clone();
    sequence.invert_axis(Axis(1));
    sequence.as_standard_layout().into_owned()
}

/// PyTorch starts each direction from a state of its own; the layer from zeros. So the two directions are run by themselves, and
/// the layer that joins them is compared with what they say from zeros.
#[test]
fn a_bidirectional_lstm_in_both_directions() {
    let goldens = table("recurrent");
    let run = &goldens["runs"]["bidirectional"];
    let (input, upstream) = (tensor(&goldens["input"]), tensor(&run["upstream"]));
    let half = |array: &Array3<f32>, index: usize| {
        array.slice_axis(Axis(2), Slice::from(4 * index..4 * index + 4)).to_owned()
    };
    let mut both = Bidirectional::new(
        Lstm::new(params(&run["parameters"], "")),
        Lstm::new(params(&run["parameters"], "_reverse")),
    );
    let straight = both.forwards.forward_from(&input, &state(run, "start", 0));
    let backwards = both.backwards.forward_from(&mirrored(&input), &state(run, "start", 1));
    let output = concatenate(Axis(2), &[straight.view(), mirrored(&backwards).view()]).expect("alike");
    assert_tensor("output", &output, &run["output"], OUTPUTS);
    for (name, layer, index) in [("forwards", &both.forwards, 0), ("backwards", &both.backwards, 1)] {
        let (last, expected) = (layer.last_state(), state(run, "last", index));
        assert_all_near(
            name,
            last.hidden.as_slice().expect("rows"),
            expected.hidden.as_slice().expect("rows"),
            OUTPUTS,
        );
        assert_all_near(
            name,
            last.cell.as_slice().expect("rows"),
            expected.cell.as_slice().expect("rows"),
            OUTPUTS,
        );
    }
    let one = both.forwards.backward_from(&half(&upstream, 0), &state(run, "upstream", 0));
    let two = both.backwards.backward_from(&mirrored(&half(&upstream, 1)), &state(run, "upstream", 1));
    assert_tensor("grad_input", &(one.input + mirrored(&two.input)), &run["grad_input"], GRADIENTS);
    let start =
        |parts: [&Array2<f32>; 2]| ndarray::stack(Axis(0), &parts.map(|part| part.view())).expect("alike");
    let hidden = start([&one.start.hidden, &two.start.hidden]);
    assert_tensor("start", &hidden, &run["grad_start_hidden"], GRADIENTS);
    assert_tensor("start", &start([&one.start.cell, &two.start.cell]), &run["grad_start_cell"], GRADIENTS);
    assert_gradients("bidirectional", &mut both, &run["grads"]);
}

#[test]
fn the_joined_layer_is_its_two_directions() {
    let goldens = table("recurrent");
    let parameters = &goldens["runs"]["bidirectional"]["parameters"];
    let [mut one, mut two] = ["", "_reverse"].map(|end| Lstm::new(params(parameters, end)));
    let mut both = Bidirectional::new(one.clone(), two.clone());
    let input = tensor(&goldens["input"]);
    let output = both.forward(input.clone(), Mode::Eval);
    let straight = one.forward(input.clone(), Mode::Eval);
    let backwards = mirrored(&two.forward(mirrored(&input), Mode::Eval));
    assert_eq!(output, concatenate(Axis(2), &[straight.view(), backwards.view()]).expect("alike"));
}

#[test]
fn an_lstm_from_pytorch_gives_pytorch_s_outputs() {
    let goldens = table("recurrent");
    let mut layer = Lstm::new(params(&goldens["runs"]["lstm"]["parameters"], "")); // other weights than those of the file
    let before = layer.forward(tensor(&goldens["input"]), Mode::Eval);
    weights::load(Workspace::here().path("tests/goldens/lstm_from_pytorch.safetensors"), &mut layer)
        .expect("PyTorch's file");
    let output = layer.forward(tensor(&goldens["input"]), Mode::Eval);
    assert_ne!(output, before);
    assert_tensor("output", &output, &goldens["from_pytorch"], OUTPUTS);
}

/// The file that `make.py --check` gives to PyTorch is the one that is written now. To write it anew, run this test with
/// `GOLDENS_UPDATE` in the environment.
#[test]
fn the_lstm_that_pytorch_reads_is_written_byte_for_byte() {
    let mut layer = Lstm::new(params(&table("recurrent")["runs"]["lstm"]["parameters"], ""));
    let committed = Workspace::here().path("tests/goldens/lstm_from_rust.safetensors");
    if std::env::var_os("GOLDENS_UPDATE").is_some() {
        weights::save(&committed, &mut layer).expect("written");
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("lstm.safetensors");
    weights::save(&path, &mut layer).expect("written");
    let (found, expected) =
        (fs::read(path).expect("read"), fs::read(&committed).expect("the committed file"));
    assert!(found == expected, "{} is not what weights::save writes now", committed.display());
}

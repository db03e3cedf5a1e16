//! The numbers of the chapter: what the slides print, and what the crate computes.

use activations::{
    Activation, ArSinh, ArcTan, BipolarRelu, Elu, Isrlu, Isru, LayerTrace, LeakyRelu, Relu, Sigmoid,
    Softsign, Sqnl, SteepSigmoid, Tanh, collapse, family, forward, local_map, maxout, predict, run_linear,
    softmax, softmax_jacobian, worked_network, xor_network,
};
use ndarray::{Array2, array};
use pins::serde_json::{Map, Value, json};

/// Rows as JSON holds them.
fn rows(matrix: &Array2<f64>) -> Vec<Vec<f64>> {
    matrix.rows().into_iter().map(|row| row.to_vec()).collect()
}

fn layers(trace: &[LayerTrace<f64>]) -> Vec<Value> {
    trace
        .iter()
        .map(|layer| json!({ "z": layer.pre_activation.row(0).to_vec(), "a": layer.output.row(0).to_vec() }))
        .collect()
}

#[test]
fn the_three_layer_net_gives_the_printed_outputs() {
    let network = worked_network();
    let first = forward(&network, &Sigmoid, &array![[1.0, -1.0]]);
    let second = forward(&network, &Sigmoid, &array![[0.0, 0.0]]);
    pins::pin!("worked_net", {
        "source": "S2 MLN-8, MLN-9",
        "first": layers(&first),
        "first_printed": [0.62, 0.83],
        "second": layers(&second),
        "second_printed": [0.51, 0.85],
    });
    let rounded = |trace: &[LayerTrace<f64>]| trace[2].output.mapv(|y| (y * 100.0).round() / 100.0);
    assert_eq!(rounded(&first), array![[0.62, 0.83]]);
    assert_eq!(rounded(&second), array![[0.51, 0.85]]);
}

#[test]
fn without_its_bends_the_net_is_one_layer() {
    let network = worked_network();
    let inputs = array![[1.0, -1.0], [0.0, 0.0], [2.0, 3.0]];
    let one = collapse(&network);
    pins::pin!("worked_collapse", {
        "source": "S0 MLN-3, with the weights of MLN-8",
        "two_layers_weight": rows(&network[0].then(&network[1]).weight),
        "two_layers_bias": network[0].then(&network[1]).bias.to_vec(),
        "weight": rows(&one.weight),
        "bias": one.bias.to_vec(),
        "layer_by_layer": rows(&run_linear(&network, &inputs)),
        "at_once": rows(&one.apply(&inputs)),
        "parameters_before": 3 * (4 + 2),
        "parameters_after": 4 + 2,
    });
    assert_eq!(run_linear(&network, &inputs), one.apply(&inputs)); // whole numbers, so exactly
}

#[test]
fn one_bend_is_enough_for_xor() {
    let corners = array![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
    let trace = forward(&xor_network(), &Relu, &corners);
    let linear = run_linear(&xor_network(), &corners);
    pins::pin!("xor", {
        "source": "S3 MLN-4, with chapter 1's XOR",
        "hidden_z": rows(&trace[0].pre_activation),
        "hidden_a": rows(&trace[0].output),
        "with_bend": trace[1].output.column(0).to_vec(),
        "without_bend": linear.column(0).to_vec(),
    });
    assert_eq!(trace[1].output.column(0), array![0.0, 1.0, 1.0, 0.0]);
    assert_eq!(linear[[0, 0]] + linear[[3, 0]], linear[[1, 0]] + linear[[2, 0]]);
}

/// JSON has no infinity.
fn bound(bound: f64) -> Value {
    if bound.is_finite() { json!(bound) } else { json!(if bound > 0.0 { "∞" } else { "−∞" }) }
}

const TABLE: [f64; 5] = [-2.0, -1.0, 0.0, 1.0, 2.0];

#[test]
fn the_whole_family_as_a_table() {
    let table: Map<String, Value> = family::<f64>()
        .iter()
        .map(|member| {
            let values = TABLE.map(|x| member.activation.value(x));
            let slopes = TABLE.map(|x| member.activation.derivative(x));
            let range = json!([bound(member.range.0), bound(member.range.1)]);
            (member.name.to_owned(), json!({ "values": values, "slopes": slopes, "range": range }))
        })
        .collect();
    pins::pin!("family_table", { "source": "S0, S2, S3, S4 ACT-1 to ACT-26", "at": TABLE, "table": table });
}

#[test]
fn single_values_of_the_slides() {
    pins::pin!("values", {
        "source": "S3 ACT-7, ACT-11, ACT-16 to ACT-26",
        "sigmoid_1": Sigmoid.value(1.0),
        "tanh_1": Tanh.value(1.0),
        "arctan_1": ArcTan.value(1.0),
        "arsinh_1": ArSinh.value(1.0),
        "softsign": [Softsign.value(1.0), Softsign.value(-0.5)],
        "isru": [Isru { alpha: 1.0 }.value(1.0), Isru { alpha: 3.0 }.value(1.0)],
        "isrlu_minus_1": Isrlu { alpha: 1.0 }.value(-1.0),
        "sqnl": [Sqnl.value(1.0), Sqnl.value(2.0), Sqnl.value(3.0)],
        "leaky_minus_1": LeakyRelu { negative_slope: 0.01 }.value(-1.0),
        "elu_minus_1": Elu { alpha: 1.0 }.value(-1.0),
        "bipolar_minus_1": [BipolarRelu { index: 0 }.value(-1.0), BipolarRelu { index: 1 }.value(-1.0)],
    });
}

#[test]
fn a_steeper_sigmoid_nears_the_step() {
    let steepnesses = [1.0, 2.0, 5.0, 10.0, 100.0];
    let unit = |steepness| SteepSigmoid { steepness };
    pins::pin!("steepness", {
        "source": "S4 ACT-10",
        "steepness": steepnesses,
        "value_at_half": steepnesses.map(|s| unit(s).value(0.5)),
        "slope_at_zero": steepnesses.map(|s| unit(s).derivative(0.0)),
        "value_at_zero": steepnesses.map(|s| unit(s).value(0.0)),
    });
}

/// A factor for each of 1, 2, 5 and 10 layers.
fn product(slope: f64) -> [f64; 4] {
    [1, 2, 5, 10].map(|layers| slope.powi(layers))
}

#[test]
fn slopes_multiply_and_the_sigmoid_has_small_ones() {
    let largest = Sigmoid.derivative(0.0);
    pins::pin!("vanishing", {
        "source": "S2 ACT-9, VAN-2",
        "largest_slope": { "sigmoid": largest, "tanh": Tanh.derivative(0.0), "relu": Relu.derivative(1.0) },
        "layers": [1, 2, 5, 10],
        "sigmoid_at_best": product(largest),
        "sigmoid_at_2": product(Sigmoid.derivative(2.0)),
        "tanh_at_2": product(Tanh.derivative(2.0)),
        "relu_at_2": product(Relu.derivative(2.0)),
        "slope_at_2": { "sigmoid": Sigmoid.derivative(2.0), "tanh": Tanh.derivative(2.0) },
    });
    assert_eq!(largest, 0.25);
}

#[test]
fn chapter_ones_neuron_is_saturated() {
    let z = -0.06 * 2.7 + 2.5 * 8.6 + 1.4 * 0.002;
    pins::pin!("saturated", {
        "source": "S3 NEU-12, NEU-13",
        "z": z,
        "slope": Sigmoid.derivative(z),
        "from_one": 1.0 - Sigmoid.value(z),
        "wrongly_sure_slope": Sigmoid.derivative(-z),
    });
}

#[test]
fn a_slope_is_what_ever_smaller_steps_agree_on() {
    let steps = [1.0, 0.1, 0.01, 0.001];
    let quotient = |h: f64| (Sigmoid.value(1.0 + h) - Sigmoid.value(1.0)) / h;
    let centred = |h: f64| (Sigmoid.value(1.0 + h) - Sigmoid.value(1.0 - h)) / (2.0 * h);
    pins::pin!("difference_quotients", {
        "source": "this book",
        "h": steps,
        "forward": steps.map(quotient),
        "central": steps.map(centred),
        "derivative": Sigmoid.derivative(1.0),
        "value": Sigmoid.value(1.0),
        "x_after": 1.1,
        "prediction": Sigmoid.value(1.0) + 0.1 * Sigmoid.derivative(1.0),
        "value_after": Sigmoid.value(1.1),
    });
}

#[test]
fn the_emblem() {
    let logits = array![0.0, 0.006, 0.12];
    let probabilities = softmax(&logits);
    let weights = logits.mapv(f64::exp);
    pins::pin!("slide_softmax", {
        "source": "S2 LOSS-16",
        "logits": logits.to_vec(),
        "weights": weights.to_vec(),
        "total": weights.sum(),
        "probabilities": probabilities.to_vec(),
        "printed": [0.319, 0.321, 0.36],
        "sum": probabilities.sum(),
        "ratio": probabilities[2] / probabilities[0],
        "jacobian": rows(&softmax_jacobian(&probabilities)),
        "maximum": [0, 0, 1],
    });
    let rounded = probabilities.mapv(|p| (p * 1000.0).round() / 1000.0);
    assert_eq!(rounded, array![0.319, 0.321, 0.36]);
}

#[test]
fn growing_differences_sharpen_softmax() {
    let differences = [0.0, 1.0, 2.0, 5.0, 10.0];
    pins::pin!("softmax_of_differences", {
        "source": "S2 ACT-28",
        "difference": differences,
        "larger": differences.map(|d| softmax(&array![0.0, d])[1]),
        "sigmoid": differences.map(|d| Sigmoid.value(d)),
    });
}

#[test]
fn percentages_over_labels() {
    let percentages = array![82.0, 15.0, 2.0, 1.0];
    let logits = percentages.mapv(|p: f64| (p / 100.0).ln());
    pins::pin!("cat_dog_hat_mug", {
        "source": "S3 MLN-30",
        "printed": percentages.to_vec(),
        "sum": percentages.sum(),
        "logits": logits.to_vec(),
        "cat_minus_dog": logits[0] - logits[1],
        "back": softmax(&logits).to_vec(),
    });
}

#[test]
fn a_rectifier_net_is_another_map_elsewhere() {
    let network = xor_network::<f64>();
    let map = |x1: f64, x2: f64| {
        let map = local_map(&network, &array![x1, x2]);
        json!({ "weight": map.weight.row(0).to_vec(), "bias": map.bias[0] })
    };
    pins::pin!("local_maps", {
        "source": "S4 ACT-14",
        "at_1_0": map(1.0, 0.0),
        "at_0_1": map(0.0, 1.0),
        "at_1_1": map(1.0, 1.0),
    });
    assert_eq!(predict(&network, &Relu, &array![[1.0, 0.25]])[[0, 0]], 0.5);
}

#[test]
fn maxout_learns_a_shape() {
    let group = array![[-2.0, 0.0], [3.0, 0.0], [-2.0, 2.0], [3.0, -3.0]];
    let result = maxout(&group, 2);
    pins::pin!("maxout", {
        "source": "S2 ACT-27",
        "against_zero": result.outputs.column(0).to_vec(),
        "winners": result.winners.column(0).to_vec(),
    });
    assert_eq!(result.outputs.column(0), array![0.0, 3.0, 2.0, 3.0]);
}

//! The laws of this chapter, for random inputs: every gradient against central differences, every view against every other.

use activations::{
    Activation, Affine, ArSinh, ArcTan, Elu, Identity, Isrlu, Isru, LeakyRelu, RandomizedRelu, Relu, Sigmoid,
    Softsign, Sqnl, SteepSigmoid, Tanh, forward,
};
use approx::assert_relative_eq;
use backprop::scalar::{Graph, NodeId};
use backprop::{
    Activate, BipolarReluLayer, Chain, FromOutput, GradientCheck, Layer, Linear, MaxoutLayer, Mode,
    Parameters, ParametricReluLayer, RandomizedReluLayer, Sequential, SoftmaxLayer, check_gradients, deltas,
    keep_from, linear_forward, local_gradients, matrix_gradients, normal, run_backwards, wire_gradient,
    zero_grad,
};
use chacha20::ChaCha8Rng;
use ndarray::{Array1, Array2, Array3, ArrayRef1, ArrayRef2, Axis, array};
use proptest::prelude::*;
use rand::SeedableRng;

fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

/// Inputs at least 1e-3 away from these kinks.
fn inputs(rows: usize, columns: usize, kinks: &[f64], seed: u64) -> Array2<f64> {
    keep_from(kinks, 1e-3, normal(columns, rows, 1.0, &mut rng(seed)))
}

fn check<L>(make: impl Fn() -> L, kinks: &[f64], seed: u64) -> GradientCheck
where
    L: Layer<f64, Input = Array2<f64>, Output = Array2<f64>>,
{
    check_gradients(make, &inputs(3, 4, kinks, seed), Mode::Train, &mut rng(seed + 1))
}

// ---- every layer passes the gradient check ----

#[test]
fn linear_layers_pass() {
    for seed in 0..5 {
        check(|| Linear::glorot_uniform(4, 3, &mut rng(seed)), &[], seed).assert_passes();
    }
}

#[test]
fn activations_pass_away_from_their_kinks() {
    fn passes<A: Activation<f64> + Clone>(activation: &A) {
        let kinks = activation.kinks();
        for seed in 0..3 {
            check(|| Activate::new(activation.clone()), &kinks, seed).assert_passes();
        }
    }
    passes(&Identity);
    passes(&Sigmoid);
    passes(&SteepSigmoid { steepness: 3.0 });
    passes(&Tanh);
    passes(&ArcTan);
    passes(&ArSinh);
    passes(&Softsign);
    passes(&Isru { alpha: 1.0 });
    passes(&Isrlu { alpha: 1.0 });
    passes(&Sqnl);
    passes(&Relu);
    passes(&LeakyRelu { negative_slope: 0.01 });
    passes(&Elu { alpha: 1.0 });
}

#[test]
fn layers_that_are_more_than_a_function_of_one_number_pass() {
    for seed in 0..3 {
        check(|| ParametricReluLayer::new(0.25), &[0.0], seed).assert_passes();
        check(BipolarReluLayer::new, &[0.0], seed).assert_passes();
        check(SoftmaxLayer::new, &[], seed).assert_passes();
        check(|| FromOutput::new(Sigmoid), &[], seed).assert_passes();
        check(|| FromOutput::new(Tanh), &[], seed).assert_passes();
        let random = RandomizedReluLayer::new(RandomizedRelu { lower: 0.1, upper: 0.5 }, seed);
        check(|| random.clone(), &[0.0], seed).assert_passes(); // a clone draws the same slopes
    }
}

#[test]
fn maxout_passes_where_no_two_pieces_are_equal() {
    let input = array![[1.0, 3.0, -2.0, -5.0], [0.5, 0.1, 4.0, 4.5]];
    check_gradients(|| MaxoutLayer::new(2), &input, Mode::Train, &mut rng(1)).assert_passes();
    let behind = || Chain(Linear::glorot_uniform(4, 6, &mut rng(2)), MaxoutLayer::new(3));
    check_gradients(behind, &input, Mode::Train, &mut rng(1)).assert_passes();
}

#[test]
fn layers_of_another_rank_pass() {
    let input = keep_from(
        &[0.0],
        1e-3,
        Array3::from_shape_fn((2, 3, 2), |(i, j, k)| (i + 2 * j) as f64 - 3.5 * k as f64),
    );
    check_gradients(|| Activate::new(Relu), &input, Mode::Train, &mut rng(1)).assert_passes();
    check_gradients(|| ParametricReluLayer::new(0.1), &input, Mode::Train, &mut rng(1)).assert_passes();
    check_gradients(SoftmaxLayer::new, &(&input * 0.1), Mode::Train, &mut rng(1)).assert_passes();
}

#[test]
fn whole_networks_pass() {
    let network = |seed| {
        let mut rng = rng(seed);
        Sequential::new()
            .with(Linear::glorot_uniform(4, 6, &mut rng))
            .with(Activate::new(Tanh))
            .with(Chain(Linear::glorot_uniform(6, 5, &mut rng), Activate::new(Sigmoid)))
            .with(Linear::glorot_uniform(5, 2, &mut rng))
    };
    for seed in 0..3 {
        let report = check(|| network(seed), &[], seed);
        report.assert_passes();
        let names: Vec<&str> = report.tensors.iter().map(|tensor| tensor.name.as_str()).collect();
        assert_eq!(names, ["input", "0.weight", "0.bias", "2.0.weight", "2.0.bias", "3.weight", "3.bias"]);
    }
}

#[test]
fn random_slopes_pass_in_use_as_well() {
    let unit = RandomizedRelu { lower: 0.1, upper: 0.5 };
    let input = inputs(3, 4, &[0.0], 1);
    check_gradients(|| RandomizedReluLayer::new(unit, 1), &input, Mode::Eval, &mut rng(1)).assert_passes();
}

// ---- the views agree ----

/// Layers of random sizes and weights, inputs, and a gradient by the outputs.
fn network() -> impl Strategy<Value = (Vec<Affine<f64>>, Array2<f64>, Array2<f64>)> {
    (proptest::collection::vec(1_usize..5, 2..5), 1_usize..4, 0_u64..1000).prop_map(
        |(widths, batch, seed)| {
            let mut rng = rng(seed);
            let layers = widths
                .windows(2)
                .map(|pair| {
                    let weight = normal(pair[0], pair[1], 1.0, &mut rng);
                    Affine::new(weight, normal(pair[1], 1, 1.0, &mut rng).row(0).to_owned())
                })
                .collect();
            let outputs = widths[widths.len() - 1];
            (layers, normal(widths[0], batch, 1.0, &mut rng), normal(outputs, batch, 1.0, &mut rng))
        },
    )
}

fn as_layers(layers: &[Affine<f64>]) -> Sequential<f64> {
    layers.iter().fold(Sequential::new(), |network, layer| {
        network.with(Linear::from(layer.clone())).with(Activate::new(Sigmoid))
    })
}

/// All gradients of a network's parameters, by name.
fn gradients(network: &mut impl Parameters<f64>) -> Vec<(String, Vec<f64>)> {
    let mut found = Vec::new();
    network.visit_params(&mut |name, param| found.push((name.to_owned(), param.grad.to_vec())));
    found
}

/// One example as a graph of single numbers: the weights' nodes layer by layer, row by row, and the result.
fn as_graph(
    layers: &[Affine<f64>],
    input: &ArrayRef1<f64>,
    upstream: &ArrayRef1<f64>,
) -> (Graph, Vec<Vec<NodeId>>, NodeId) {
    let mut graph = Graph::new();
    let mut values: Vec<NodeId> = input.iter().map(|&x| graph.input("x", x)).collect();
    let mut weights = Vec::new();
    for layer in layers {
        let mut of_layer = Vec::new();
        let mut next = Vec::new();
        for (row, &bias) in layer.weight.rows().into_iter().zip(&layer.bias) {
            let mut sum = graph.input("b", bias);
            for (&w, &value) in row.iter().zip(&values) {
                let weight = graph.input("w", w);
                of_layer.push(weight);
                let product = graph.multiply(weight, value);
                sum = graph.add(sum, product);
            }
            next.push(graph.apply("σ", &Sigmoid, sum));
        }
        values = next;
        weights.push(of_layer);
    }
    let mut result = graph.input("0", 0.0);
    for (&value, &factor) in values.iter().zip(upstream) {
        let factor = graph.input("u", factor);
        let product = graph.multiply(value, factor);
        result = graph.add(result, product);
    }
    graph.backward(result);
    (graph, weights, result)
}

proptest! {
    #[test]
    fn all_views_are_one((layers, input, upstream) in network()) {
        let trace = forward(&layers, &Sigmoid, &input);
        let deltas = deltas(&layers, &Sigmoid, &trace, &upstream);
        let by_matrix = matrix_gradients(&input, &trace, &deltas);

        let mut network = as_layers(&layers);
        network.forward(input.clone(), Mode::Train);
        network.backward(upstream.clone());
        let by_layers = gradients(&mut network);

        for (index, matrix) in by_matrix.iter().enumerate() {
            // the sum over the examples of what each other view says of one
            let mut by_wires = Array2::<f64>::zeros(matrix.weight.raw_dim());
            let mut by_local = Array2::<f64>::zeros(matrix.weight.raw_dim());
            let mut by_graph = Array1::<f64>::zeros(matrix.weight.len());
            for example in 0..input.nrows() {
                let one = input.row(example).to_owned().insert_axis(Axis(0));
                let trace = forward(&layers, &Sigmoid, &one);
                let signals = if index == 0 { one.row(0).to_owned() } else { trace[index - 1].output.row(0).to_owned() };
                let units = run_backwards(&layers, &Sigmoid, &trace, &upstream.row(example));
                for ((to, from), slope) in by_wires.indexed_iter_mut() {
                    *slope += wire_gradient(signals[from], units[index][to].sends);
                }
                // S4's error points the other way
                let local = local_gradients(&layers, &Sigmoid, &trace, &upstream.row(example).mapv(|g| -g));
                for ((to, from), slope) in by_local.indexed_iter_mut() {
                    *slope -= local[index][to] * signals[from];
                }
                let (graph, weights, _) = as_graph(&layers, &one.row(0), &upstream.row(example));
                for (slope, &node) in by_graph.iter_mut().zip(&weights[index]) {
                    *slope += graph.grad(node);
                }
            }
            let of_layer = Array1::from(by_layers[2 * index].1.clone());
            let flat = matrix.weight.iter().copied().collect::<Array1<f64>>();
            for (a, b) in flat.iter().zip(&of_layer) { prop_assert!((a - b).abs() < 1e-12); }
            for (a, b) in flat.iter().zip(&by_wires) { prop_assert!((a - b).abs() < 1e-12); }
            for (a, b) in flat.iter().zip(&by_local) { prop_assert!((a - b).abs() < 1e-12); }
            for (a, b) in flat.iter().zip(&by_graph) { prop_assert!((a - b).abs() < 1e-12); }
            for (a, b) in matrix.bias.iter().zip(&by_layers[2 * index + 1].1) { prop_assert!((a - b).abs() < 1e-12); }
        }
    }

    #[test]
    fn one_walk_back_is_the_sum_over_all_paths(
        steps in proptest::collection::vec((0_u8..5, 0_usize..100, 0_usize..100), 1..12),
        start in -1.5..1.5_f64,
    ) {
        let mut graph = Graph::new();
        let from = graph.input("x", start);
        let mut ids = vec![from, graph.input("c", 0.7)];
        for (kind, a, b) in steps {
            let (a, b) = (ids[a % ids.len()], ids[b % ids.len()]);
            ids.push(match kind {
                0 => graph.add(a, b),
                1 => graph.multiply(a, b),
                2 => graph.apply("tanh", &Tanh, a),
                3 => graph.apply("σ", &Sigmoid, a),
                _ => { let bounded = graph.apply("tanh", &Tanh, a); graph.exp(bounded) }
            });
        }
        let to = ids[ids.len() - 1];
        graph.backward(to);
        let by_paths = graph.slope_by_paths(from, to);
        prop_assert!((graph.grad(from) - by_paths).abs() <= 1e-9 * (1.0 + by_paths.abs()));
    }

    // ---- the layers' own laws ----

    #[test]
    fn linear_is_the_naive_loops(batch in 1_usize..5, inputs in 1_usize..6, outputs in 1_usize..6, seed in 0_u64..1000) {
        let mut rng = rng(seed);
        let input: Array2<f64> = normal(inputs, batch, 1.0, &mut rng);
        let weight: Array2<f64> = normal(inputs, outputs, 1.0, &mut rng);
        let bias = normal(outputs, 1, 1.0, &mut rng).row(0).to_owned();
        let upstream: Array2<f64> = normal(outputs, batch, 1.0, &mut rng);

        let mut layer = Linear::new(weight.clone(), bias.clone());
        let output = layer.forward(input.clone(), Mode::Train);
        let grad_input = layer.backward(upstream.clone());
        for n in 0..batch {
            for i in 0..outputs {
                let mut z: f64 = bias[i];
                for j in 0..inputs { z += weight[[i, j]] * input[[n, j]]; }
                prop_assert!((z - output[[n, i]]).abs() < 1e-12);
            }
            for j in 0..inputs {
                let mut slope = 0.0;
                for i in 0..outputs { slope += upstream[[n, i]] * weight[[i, j]]; }
                prop_assert!((slope - grad_input[[n, j]]).abs() < 1e-12);
            }
        }
        for i in 0..outputs {
            let mut of_bias = 0.0;
            for n in 0..batch { of_bias += upstream[[n, i]]; }
            prop_assert!((of_bias - layer.bias.grad[i]).abs() < 1e-12);
            for j in 0..inputs {
                let mut slope = 0.0;
                for n in 0..batch { slope += upstream[[n, i]] * input[[n, j]]; }
                prop_assert!((slope - layer.weight.grad[[i, j]]).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn a_batchs_gradient_is_the_mean_of_its_examples((layers, input, upstream) in network()) {
        let count = input.nrows() as f64;
        let mut network = as_layers(&layers);
        network.forward(input.clone(), Mode::Train);
        network.backward(&upstream / count); // the mean's 1/N comes in with the loss's gradient
        let together = gradients(&mut network);
        zero_grad(&mut network);
        for example in 0..input.nrows() {
            let row = |array: &ArrayRef2<f64>| array.row(example).to_owned().insert_axis(Axis(0));
            network.forward(row(&input), Mode::Train);
            network.backward(row(&upstream)); // adds to what is there
        }
        for ((_, mean), (_, sum)) in together.iter().zip(gradients(&mut network)) {
            for (mean, sum) in mean.iter().zip(sum) { prop_assert!((mean - sum / count).abs() < 1e-12); }
        }
    }

    #[test]
    fn two_backwards_add_up((layers, input, upstream) in network()) {
        let mut network = as_layers(&layers);
        network.forward(input, Mode::Train);
        network.backward(upstream.clone());
        let once = gradients(&mut network);
        network.backward(upstream);
        for ((_, once), (_, twice)) in once.iter().zip(gradients(&mut network)) {
            for (once, twice) in once.iter().zip(twice) { prop_assert!((2.0 * once - twice).abs() < 1e-12); }
        }
    }

    #[test]
    fn backward_params_finds_the_same_gradients((layers, input, upstream) in network()) {
        let (mut first, mut second) = (as_layers(&layers), as_layers(&layers));
        first.forward(input.clone(), Mode::Train);
        second.forward(input, Mode::Train);
        first.backward(upstream.clone());
        second.backward_params(upstream);
        prop_assert_eq!(gradients(&mut first), gradients(&mut second));
    }

    #[test]
    fn a_chain_is_a_sequence((layers, input, upstream) in network()) {
        let first = layers[0].clone();
        let mut chain = Chain(Linear::from(first.clone()), Activate::new(Tanh));
        let mut sequence = Sequential::new().with(Linear::from(first.clone())).with(Activate::new(Tanh));
        prop_assert_eq!(chain.forward(input.clone(), Mode::Train), sequence.forward(input.clone(), Mode::Train));
        let upstream = Array2::from_elem((input.nrows(), first.bias.len()), upstream[[0, 0]]);
        prop_assert_eq!(chain.backward(upstream.clone()), sequence.backward(upstream));
        prop_assert_eq!(gradients(&mut chain), gradients(&mut sequence));
    }

    #[test]
    fn a_gradient_is_linear_in_what_comes_from_above((layers, input, upstream) in network(), factor in -3.0..3.0_f64) {
        let mut network = as_layers(&layers);
        network.forward(input, Mode::Train);
        let one = network.backward(upstream.clone());
        let many = network.backward(&upstream * factor);
        for (one, many) in one.iter().zip(&many) { prop_assert!((factor * one - many).abs() < 1e-12); }
    }
}

// ---- the products of matrices ----

#[test]
fn one_row_takes_its_own_way_to_the_same_sums() {
    let mut rng = rng(3);
    let (weight, input): (Array2<f64>, Array2<f64>) =
        (normal(7, 5, 1.0, &mut rng), normal(7, 4, 1.0, &mut rng));
    let bias = Array1::zeros(5);
    let together = linear_forward(&input, &weight, &bias);
    for (row, expected) in input.rows().into_iter().zip(together.rows()) {
        let alone = linear_forward(&row.to_owned().insert_axis(Axis(0)), &weight, &bias);
        for (a, b) in alone.iter().zip(expected) {
            assert_relative_eq!(*a, *b, epsilon = 1e-12);
        }
    }
}

#[test]
fn f32_and_f64_are_the_same_network() {
    let weight: Array2<f64> = normal(3, 2, 1.0, &mut rng(1));
    let input: Array2<f64> = normal(3, 4, 1.0, &mut rng(2));
    let double = linear_forward(&input, &weight, &array![0.5, -0.5]);
    #[expect(clippy::cast_possible_truncation, reason = "f32 is the point")]
    let single = |x: &f64| *x as f32;
    let narrow = linear_forward(&input.map(single), &weight.map(single), &array![0.5_f32, -0.5]);
    for (wide, narrow) in double.iter().zip(&narrow) {
        assert_relative_eq!(*wide, f64::from(*narrow), epsilon = 1e-5);
    }
}

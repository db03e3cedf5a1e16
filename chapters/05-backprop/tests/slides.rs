//! The numbers of the chapter: what the slides print, and what the crate computes.

use activations::{Activation, Affine, Relu, Sigmoid, Tanh, forward, predict, worked_network};
use backprop::scalar::{Graph, neuron_graph};
use backprop::{
    Activate, Layer, Linear, Mode, Sequential, broken_line, deltas, descend, glorot_uniform,
    gradient_at_front, gradient_sizes, he_normal, local_gradients, matrix_gradients, normal, pass_cost,
    root_mean_square, run_backwards, signal_variances, slope_along, slope_over, stack, staircase,
    weight_change, wire_gradient,
};
use chacha20::ChaCha8Rng;
use gradient_descent::numeric::{CENTRAL_STEP, numeric_derivative, relative_error};
use loss::{Reduction, half_squared_error};
use ndarray::{Array1, Array2, array};
use pins::pin;
use pins::serde_json::{Map, Value, json};
use rand::SeedableRng;

fn rows(matrix: &Array2<f64>) -> Vec<Vec<f64>> {
    matrix.rows().into_iter().map(|row| row.to_vec()).collect()
}

// ---- the chain rule ----

#[test]
fn both_cases_of_the_chain_rule() {
    let through = |x: f64| (3.0 * x).powi(2); // y = 3x, z = y²
    let around = |s: f64| (s * s) * (3.0 * s); // x = s², y = 3s, z = xy
    let (case_1, case_2) = (slope_along(&[3.0, 12.0]), slope_over(&[&[4.0, 6.0], &[3.0, 4.0]]));
    assert!((case_1 - numeric_derivative(through, 2.0, CENTRAL_STEP)).abs() < 1e-7);
    assert!((case_2 - numeric_derivative(around, 2.0, CENTRAL_STEP)).abs() < 1e-7);
    pin!("chain_rule", { "source": "S2 BP-3, BP-4", "case_1": case_1, "case_2": case_2 });
}

#[test]
fn a_neuron_as_a_graph() {
    let (graph, nodes) = neuron_graph(2.0, 0.5, -1.0, 1.0);
    let loss_at = |w: f64| (Sigmoid.value(w * 2.0 - 1.0) - 1.0_f64).powi(2);
    assert!((graph.grad(nodes.w) - numeric_derivative(loss_at, 0.5, CENTRAL_STEP)).abs() < 1e-9);
    let names = ["x", "w", "b", "minus_t", "product", "z", "a", "error", "loss"];
    let table: Map<String, Value> = names
        .iter()
        .zip(graph.nodes())
        .map(|(name, node)| ((*name).to_owned(), json!({ "value": node.value, "grad": node.grad })))
        .collect();
    pin!("neuron_graph", { "source": "S0 BP-2", "nodes": table, "count": graph.nodes().len() });
}

#[test]
fn paths_multiply_and_nodes_do_not() {
    // a ladder: each rung is the sum of the last one with itself, so each doubles the paths
    let ladder = |rungs: usize| {
        let mut graph = Graph::new();
        let start = graph.input("x", 1.0);
        let end = (0..rungs).fold(start, |node, _| graph.add(node, node));
        (graph, start, end)
    };
    let (mut graph, start, end) = ladder(30);
    graph.backward(end);
    assert_eq!(graph.grad(start), f64::from(1 << 30));
    assert_eq!(graph.count_paths(start, end), 1 << 30);
    let (small, start_of_small, end_of_small) = ladder(10);
    assert_eq!(small.slope_by_paths(start_of_small, end_of_small), 1024.0);
    pin!("ladder", { "rungs": 30, "nodes": graph.nodes().len(), "paths": graph.count_paths(start, end) });
}

// ---- what it costs ----

#[test]
fn every_slope_of_an_mnist_network_costs_two_passes_by_nudging() {
    let small = pass_cost(&[784, 10]);
    assert_eq!(small.parameters, 7850); // S0 MLN-1
    let cost = pass_cost(&[784, 128, 10]);
    assert_eq!(cost.parameters, 101_770);
    pin!("cost", {
        "parameters": cost.parameters,
        "passes_by_nudging": 2 * cost.parameters,
        "forward": cost.forward,
        "backward": cost.backward,
        "backward_by_forward": cost.backward as f64 / cost.forward as f64,
        "nudging_by_backprop": cost.by_central_differences() / cost.by_backprop(),
    });
    assert!(cost.backward < 2 * cost.forward);
}

#[test]
fn the_count_of_passes_is_measured() {
    let mut passes = 0;
    let loss = |weight: &Array2<f64>| {
        passes += 1;
        let mut layer = Linear::new(weight.clone(), array![0.0, 0.0]);
        layer.forward(array![[1.0, 2.0, 3.0]], Mode::Eval).sum()
    };
    gradient_descent::numeric::numeric_gradient(loss, &Array2::zeros((2, 3)), CENTRAL_STEP);
    assert_eq!(passes, 2 * 6); // two for each of six weights
}

// ---- the worked net, backwards ----

const INPUT: [f64; 2] = [1.0, -1.0];
const TARGET: [f64; 2] = [1.0, 0.0];

fn worked_loss(network: &[Affine<f64>]) -> f64 {
    let output = predict(network, &Sigmoid, &array![INPUT]);
    half_squared_error(&output, &array![TARGET], Reduction::Sum).loss
}

#[test]
fn the_worked_net_backwards_by_hand() {
    let network = worked_network::<f64>();
    let trace = forward(&network, &Sigmoid, &array![INPUT]);
    let answer = half_squared_error(&trace[2].output, &array![TARGET], Reduction::Sum);
    let units = run_backwards(&network, &Sigmoid, &trace, &answer.gradient.row(0));
    let deltas = deltas(&network, &Sigmoid, &trace, &answer.gradient);
    let gradients = matrix_gradients(&array![INPUT], &trace, &deltas);

    let mut worst: f64 = 0.0;
    for (layer, gradient) in gradients.iter().enumerate() {
        let numeric = gradient_descent::numeric::numeric_gradient(
            |weight| {
                let mut nudged = network.clone();
                nudged[layer].weight.assign(weight);
                worked_loss(&nudged)
            },
            &network[layer].weight,
            CENTRAL_STEP,
        );
        worst = worst.max(relative_error(&gradient.weight, &numeric));
    }
    assert!(worst < 1e-7, "{worst}");

    let layers: Vec<Value> = units
        .iter()
        .zip(&gradients)
        .map(|(units, gradient)| {
            json!({
                "arrives": units.iter().map(|unit| unit.arrives).collect::<Vec<_>>(),
                "gain": units.iter().map(|unit| unit.gain).collect::<Vec<_>>(),
                "sends": units.iter().map(|unit| unit.sends).collect::<Vec<_>>(),
                "weight": rows(&gradient.weight),
                "bias": gradient.bias.to_vec(),
            })
        })
        .collect();
    let step = |learning_rate: f64| {
        let mut changed = network.clone();
        for (layer, gradient) in changed.iter_mut().zip(&gradients) {
            layer.weight.scaled_add(-learning_rate, &gradient.weight);
            layer.bias.scaled_add(-learning_rate, &gradient.bias);
        }
        worked_loss(&changed)
    };
    pin!("worked_backwards", {
        "source": "S2 MLN-8, BP-5 to BP-10, with the target (1, 0) of this book",
        "output": trace[2].output.row(0).to_vec(),
        "a": trace.iter().map(|layer| layer.output.row(0).to_vec()).collect::<Vec<_>>(),
        "grad_output": answer.gradient.row(0).to_vec(),
        "layers": layers,
        "loss": answer.loss,
        "loss_after_a_step_of_1": step(1.0),
        "loss_after_a_step_of_10": step(10.0),
    });
    assert!(step(1.0) < answer.loss);
}

#[test]
fn the_forward_part_is_the_input_on_the_wire() {
    let trace = forward(&worked_network(), &Sigmoid, &array![INPUT]);
    // Lee's figure shows −1, 0.12 and 0.11 on three wires.
    let exact = [INPUT[1], trace[0].output[[0, 1]], trace[1].output[[0, 1]]];
    let printed = [-1.0, 0.12, 0.11];
    for (exact, printed) in exact.iter().zip(printed) {
        assert!((exact - printed).abs() < 0.005, "{exact} is printed as {printed}");
    }
    assert_eq!(wire_gradient(exact[0], 2.0), -2.0);
    pin!("forward_part", { "source": "S2 BP-6", "exact": exact, "printed": printed });
}

// ---- the slips of the slides ----

/// One hidden layer of two sigmoid units and one output, an example and its target.
fn little_net() -> ([Affine<f64>; 2], Array2<f64>, f64) {
    let hidden = Affine::new(array![[0.5, -1.0], [1.5, 0.25]], array![0.1, -0.2]);
    let output = Affine::new(array![[1.0, -2.0]], array![0.3]);
    ([hidden, output], array![[1.0, 2.0]], 0.9)
}

fn little_loss(network: &[Affine<f64>; 2]) -> f64 {
    let (_, input, target) = little_net();
    0.5 * (predict(network, &Sigmoid, &input)[[0, 0]] - target).powi(2)
}

#[test]
fn err_34_two_signs_of_delta_descend_and_their_mixture_climbs() {
    let (network, input, target) = little_net();
    let trace = forward(&network, &Sigmoid, &input);
    let error = trace[1].output[[0, 0]] - target;
    let of_s0 = deltas(&network, &Sigmoid, &trace, &array![[error]]); // δ = +∂L/∂z, subtracted
    let of_s4 = local_gradients(&network, &Sigmoid, &trace, &array![-error]); // δ = −∂R/∂v, added
    let moved = |sign: f64, deltas: [&Array1<f64>; 2]| {
        let mut network = network.clone();
        let inputs = [input.row(0).to_owned(), trace[0].output.row(0).to_owned()];
        for ((layer, delta), input) in network.iter_mut().zip(deltas).zip(&inputs) {
            layer.weight.scaled_add(sign, &weight_change(0.5, delta, input));
        }
        little_loss(&network)
    };
    let [first, second] = [of_s0[0].row(0).to_owned(), of_s0[1].row(0).to_owned()];
    let before = little_loss(&network);
    let s0 = moved(-1.0, [&first, &second]);
    let s4 = moved(1.0, [&of_s4[0], &of_s4[1]]);
    let mixed = moved(1.0, [&first, &second]);
    assert!((s0 - s4).abs() < 1e-15, "both are the same step");
    assert!(s0 < before && mixed > before);
    pin!("signs", { "source": "S0 BP-15, S4 BP-17 (ERR-34)", "before": before, "s0": s0, "s4": s4, "mixed": mixed });
}

#[test]
fn err_35_the_local_gradient_has_every_factor_and_the_signal_is_the_output() {
    let (network, input, target) = little_net();
    let trace = forward(&network, &Sigmoid, &input);
    let error = target - trace[1].output[[0, 0]];
    let local = local_gradients(&network, &Sigmoid, &trace, &array![error]);
    let slope = |layer: usize, to: usize, from: usize| {
        let nudged = |weight: f64| {
            let mut network = network.clone();
            network[layer].weight[[to, from]] = weight;
            little_loss(&network)
        };
        numeric_derivative(nudged, network[layer].weight[[to, from]], CENTRAL_STEP)
    };
    // the output layer: δ = e ψ′(v), and the signal is f, the output of the hidden unit
    let (v, f) = (trace[0].pre_activation[[0, 0]], trace[0].output[[0, 0]]);
    let true_slope = slope(1, 0, 0);
    assert!((-local[1][0] * f - true_slope).abs() < 1e-10);
    assert!((-local[1][0] * v - true_slope).abs() > 0.01, "S4's v is not the signal");
    // the hidden layer: without ψ′(v) of the hidden unit the slope is wrong
    let true_hidden = slope(0, 0, 1);
    let gain = Sigmoid.derivative(v);
    assert!((-local[0][0] * input[[0, 1]] - true_hidden).abs() < 1e-10);
    let printed = -local[0][0] / gain * input[[0, 1]];
    assert!((printed - true_hidden).abs() > 0.01);
    pin!("local_gradient", {
        "source": "S4 BP-16 to BP-20 (ERR-35)",
        "output": { "slope": true_slope, "with_f": -local[1][0] * f, "with_v": -local[1][0] * v },
        "hidden": { "slope": true_hidden, "with_gain": -local[0][0] * input[[0, 1]], "without_gain": printed },
    });
}

#[test]
fn err_37_a_chain_has_one_slope_for_each_unit_that_is_passed() {
    let (x, w) = (1.0, [0.5, -1.5, 2.0]);
    let loss = |z1: f64| {
        let z3 = w[1] * Sigmoid.value(z1);
        let z5 = w[2] * Sigmoid.value(z3);
        0.5 * (Sigmoid.value(z5) - 1.0_f64).powi(2)
    };
    let z1: f64 = w[0] * x;
    let z3 = w[1] * Sigmoid.value(z1);
    let z5 = w[2] * Sigmoid.value(z3);
    let grad_z5 = (Sigmoid.value(z5) - 1.0) * Sigmoid.derivative(z5);
    let front = gradient_at_front(&[(Sigmoid.derivative(z1), w[1]), (Sigmoid.derivative(z3), w[2])], grad_z5);
    let true_slope = numeric_derivative(loss, z1, CENTRAL_STEP);
    let printed = front * Sigmoid.derivative(z5);
    assert!((front - true_slope).abs() < 1e-10);
    assert!(
        (printed / true_slope - 1.0).abs() > 0.7,
        "the printed form is at most a quarter of the true one"
    );
    pin!("chain_of_three", {
        "source": "S2 VAN-1 (ERR-37)",
        "slope": true_slope,
        "by_product": front,
        "with_one_slope_too_many": printed,
    });
}

#[test]
fn err_42_zero_weights_leave_hidden_units_identical() {
    let data = (array![[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], array![[1.0], [1.0], [0.0]]);
    let train = |mut network: Sequential<f64>| {
        for _ in 0..500 {
            let output = network.forward(data.0.clone(), Mode::Train);
            network.backward_params(half_squared_error(&output, &data.1, Reduction::Mean).gradient);
            descend(&mut network, 0.5);
        }
        network
    };
    let hidden_rows = |mut network: Sequential<f64>| {
        let mut weight = Vec::new();
        backprop::Parameters::visit_params(&mut network, &mut |name, param| {
            if name == "0.weight" {
                weight = param.value.to_vec();
            }
        });
        weight
    };
    let sigmoid_net = |weights: [Array2<f64>; 2]| {
        let [hidden, output] = weights.map(|weight| {
            let bias = Array1::zeros(weight.nrows());
            Linear::new(weight, bias)
        });
        Sequential::new().with(hidden).with(Activate::new(Sigmoid)).with(output)
    };
    let zero = hidden_rows(train(sigmoid_net([Array2::zeros((3, 2)), Array2::zeros((1, 3))])));
    assert!(zero.iter().any(|&weight| weight != 0.0), "it did move");
    assert!(zero[0..2] == zero[2..4] && zero[2..4] == zero[4..6], "all three units are one");
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let drawn = hidden_rows(train(sigmoid_net([normal(2, 3, 0.1, &mut rng), normal(3, 1, 0.1, &mut rng)])));
    assert!(drawn[0..2] != drawn[2..4]);
    // a single layer does not mind: its loss is a bowl
    let single = train(Sequential::new().with(Linear::zeros(2, 1)));
    let weights = hidden_rows(single);
    assert!(weights[0] != 0.0);
    // ReLU at 0 is worse: its slope there is 0, and nothing moves at all
    let still = train(
        Sequential::new().with(Linear::zeros(2, 3)).with(Activate::new(Relu)).with(Linear::zeros(3, 1)),
    );
    assert!(hidden_rows(still).iter().all(|&weight| weight == 0.0));
    pin!("zero_start", { "source": "S2 INIT-1 (ERR-42)", "unit_1": &zero[0..2], "unit_2": &zero[2..4], "unit_3": &zero[4..6] });
}

#[test]
fn err_19_one_hidden_layer_comes_near_and_never_everywhere() {
    let f = |x: f64| (2.0 * x).sin() + 0.5 * x;
    let (from, to) = (-3.0, 3.0);
    let grid: Vec<f64> = (0..=3000).map(|k| from + (to - from) * f64::from(k) / 3000.0).collect();
    let inputs = Array2::from_shape_vec((grid.len(), 1), grid.clone()).expect("one column");
    let error =
        |outputs: Array2<f64>| grid.iter().zip(&outputs).map(|(&x, y)| (f(x) - y).abs()).fold(0.0, f64::max);
    let run = |[hidden, output]: [Affine<f64>; 2], activation: &dyn Activation<f64>, inputs: &Array2<f64>| {
        output.apply(&activations::activate(activation, &hidden.apply(inputs)))
    };
    let units = [4, 8, 16, 32, 64, 128, 256];
    let steps = units.map(|n| error(run(staircase(f, from, to, n, 40.0 * n as f64), &Sigmoid, &inputs)));
    let lines = units.map(|n| error(run(broken_line(f, from, to, n), &Relu, &inputs)));
    for errors in [steps, lines] {
        assert!(errors[1..].windows(2).all(|pair| pair[1] < pair[0]), "more units, less error: {errors:?}");
        assert!(errors.iter().all(|&error| error > 0.0), "near, but not exact");
    }
    assert!(lines[6] < 1e-3 && steps[6] < 0.05);
    // outside the interval it knows nothing
    let outside = run(broken_line(f, from, to, 256), &Relu, &array![[6.0]])[[0, 0]];
    assert!((outside - f(6.0)).abs() > 1.0);
    pin!("approximation", {
        "source": "S0 MLN-14, S1 MLN-15, S3 MLN-16 (ERR-19)",
        "units": units,
        "steps": steps,
        "lines": lines,
        "outside": { "x": 6.0, "f": f(6.0), "network": outside },
    });
}

// ---- first weights and vanishing gradients ----

#[test]
fn variances_by_the_rule_of_the_first_weights() {
    let (width, batch, depth) = (100, 200, 20);
    let measure = |weights: &dyn Fn(&mut ChaCha8Rng) -> Array2<f64>, relu: bool| {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let inputs = normal(width, batch, 1.0, &mut rng);
        let mut network = if relu {
            stack(depth, width, &Relu, || weights(&mut rng))
        } else {
            stack(depth, width, &Tanh, || weights(&mut rng))
        };
        let variances = signal_variances(&mut network, inputs);
        [1, 5, 10, 20].map(|layer| variances[2 * layer - 1])
    };
    let small = |rng: &mut ChaCha8Rng| normal(width, width, 0.01, rng);
    let large = |rng: &mut ChaCha8Rng| normal(width, width, 1.0, rng);
    let glorot = |rng: &mut ChaCha8Rng| glorot_uniform(width, width, rng);
    let he = |rng: &mut ChaCha8Rng| he_normal(width, width, rng);
    let of_he = measure(&he, true);
    let of_small = measure(&small, false);
    assert!(of_small[3] < 1e-30, "0.01 is too small for depth");
    assert!(of_he.iter().all(|&variance| (0.1..2.0).contains(&variance)), "{of_he:?}");
    pin!("variances", {
        "source": "S2 INIT-2; Glorot and Bengio (2010), He et al. (2015)",
        "layers": [1, 5, 10, 20],
        "tanh": { "small": of_small, "large": measure(&large, false), "glorot": measure(&glorot, false), "he": measure(&he, false) },
        "relu": { "small": measure(&small, true), "large": measure(&large, true), "glorot": measure(&glorot, true), "he": of_he },
    });
}

#[test]
fn large_weights_saturate_and_what_gets_through_explodes() {
    let (width, batch, depth) = (100, 200, 20);
    let measure = |deviation: f64| {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let inputs: Array2<f64> = normal(width, batch, 1.0, &mut rng);
        let upstream: Array2<f64> = normal(width, batch, 1.0, &mut rng);
        let mut network = stack(depth, width, &Tanh, || normal(width, width, deviation, &mut rng));
        let outputs = network.forward(inputs, Mode::Train);
        let open = outputs.iter().filter(|y| 1.0 - *y * *y > 0.1).count() as f64 / outputs.len() as f64;
        let at_the_end = root_mean_square(&upstream);
        (open, gradient_sizes(&mut network, upstream)[0] / at_the_end)
    };
    let (open, gradient) = measure(1.0);
    assert!(open < 0.25 && gradient > 10.0, "{open} {gradient}");
    pin!("large_weights", { "units_with_a_slope_above_a_tenth": open, "gradient_at_the_front": gradient });
}

#[test]
fn the_variance_of_one_sum_is_the_inputs_times_the_weights() {
    let (width, batch) = (100, 400);
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    let inputs: Array2<f64> = normal(width, batch, 1.0, &mut rng);
    let weight = normal(width, width, 0.2, &mut rng);
    let sums = Affine::new(weight, Array1::zeros(width)).apply(&inputs);
    let measured = sums.var(0.0);
    assert!((measured / 4.0 - 1.0).abs() < 0.1, "100 · 0.04 = 4, measured {measured}");
    pin!("variance_of_a_sum", { "inputs": width, "deviation": 0.2, "predicted": 4.0, "measured": measured });
}

#[test]
fn slopes_of_at_most_a_quarter_vanish_by_powers() {
    let bound = |layers: i32| 0.25_f64.powi(layers);
    pin!("bounds", { "source": "S2 VAN-2", "largest_slope": Sigmoid.derivative(0.0), "five": bound(5), "ten": bound(10) });
    assert_eq!(bound(10), 1.0 / 1_048_576.0);
}

#[test]
fn a_nudge_at_the_front_hardly_reaches_the_loss() {
    // S2's view (VAN-4): change one weight a little and see how much the loss changes
    let depth = 6;
    let weights = vec![1.0; depth];
    let loss = |weights: &[f64]| {
        let output = weights.iter().fold(1.0, |a, w| Sigmoid.value(w * a));
        0.5 * (output - 1.0_f64).powi(2)
    };
    let by_nudge: Vec<f64> = (0..depth)
        .map(|layer| {
            let nudged = |weight: f64| {
                let mut weights = weights.clone();
                weights[layer] = weight;
                loss(&weights)
            };
            numeric_derivative(nudged, 1.0, CENTRAL_STEP)
        })
        .collect();
    assert!(by_nudge.windows(2).all(|pair| pair[0].abs() < pair[1].abs()), "{by_nudge:?}");
    pin!("nudges", { "source": "S2 VAN-4", "slopes": by_nudge, "last_by_first": by_nudge[5] / by_nudge[0] });
}

#[test]
fn gradients_by_depth_and_activation() {
    let (width, batch) = (100, 200);
    let share = |depth: usize, which: &str| {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let inputs = normal(width, batch, 1.0, &mut rng);
        let upstream: Array2<f64> = normal(width, batch, 1.0, &mut rng);
        let mut network = match which {
            "sigmoid" => stack(depth, width, &Sigmoid, || glorot_uniform(width, width, &mut rng)),
            "tanh" => stack(depth, width, &Tanh, || glorot_uniform(width, width, &mut rng)),
            _ => stack(depth, width, &Relu, || he_normal(width, width, &mut rng)),
        };
        network.forward(inputs, Mode::Train);
        let at_the_end = root_mean_square(&upstream);
        gradient_sizes(&mut network, upstream)[0] / at_the_end
    };
    let by_depth = |which: &str| [2, 5, 10, 20].map(|depth| share(depth, which));
    let (sigmoid, tanh, relu) = (by_depth("sigmoid"), by_depth("tanh"), by_depth("relu"));
    assert!(sigmoid[3] < 0.25_f64.powi(19) && relu[3] > 0.1, "{sigmoid:?} {relu:?}");
    pin!("gradient_flow", { "source": "S2 VAN-1 to VAN-7", "depth": [2, 5, 10, 20], "sigmoid": sigmoid, "tanh": tanh, "relu": relu });
}

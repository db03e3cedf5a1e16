//! The judges are nudging, which knows no calculus, and the graph of single numbers.

use activations::Relu;
use backprop::scalar::Graph;
use backprop_homework::ex05_2_shared_weight::answer;
use gradient_descent::numeric::{CENTRAL_STEP, numeric_derivative};

fn loss(w: f64, x: f64) -> f64 {
    let relu = |z: f64| z.max(0.0);
    let y = w * relu(w * x) + 4.0 * relu(1.0 - w * x) + x;
    0.5 * (y - 4.0).powi(2)
}

/// To three digits after the point.
fn near(got: f64, expected: f64) -> bool {
    (got - expected).abs() < 1e-3
}

#[test]
fn the_slope_by_the_weight_is_right() {
    let (by_weight, _) = answer();
    let nudged = numeric_derivative(|w| loss(w, 2.0), 1.5, CENTRAL_STEP);
    assert!(
        near(by_weight, nudged),
        "dL/dw: {by_weight} is not what nudging w finds; did you multiply by y − t, sum over both living paths, and leave out the dead ReLU?"
    );
}

#[test]
fn the_slope_by_the_input_is_right() {
    let (_, by_input) = answer();
    let nudged = numeric_derivative(|x| loss(1.5, x), 2.0, CENTRAL_STEP);
    assert!(
        near(by_input, nudged),
        "dL/dx: {by_input} is not what nudging x finds; one path from x to y passes two weights, and one passes none"
    );
}

#[test]
fn the_walk_back_through_the_graph_agrees() {
    let mut graph = Graph::new();
    let [w, x, minus_w, one, four, minus_t, half] = [
        ("w", 1.5),
        ("x", 2.0),
        ("−1", -1.0),
        ("1", 1.0),
        ("4", 4.0),
        ("−t", -4.0),
        ("½", 0.5),
    ]
    .map(|(name, value)| graph.input(name, value));
    let product = graph.multiply(w, x);
    let h = graph.apply("ReLU", &Relu, product);
    let minus_product = graph.multiply(minus_w, product);
    let sum = graph.add(one, minus_product);
    let g = graph.apply("ReLU", &Relu, sum);
    let (outer, from_g) = (graph.multiply(w, h), graph.multiply(four, g));
    let y = graph.add(outer, from_g);
    let y = graph.add(y, x);
    let error = graph.add(y, minus_t);
    let square = graph.power(error, 2.0);
    let loss = graph.multiply(half, square);
    graph.backward(loss);
    let (by_weight, by_input) = answer();
    assert!(
        near(by_weight, graph.grad(w)) && near(by_input, graph.grad(x)),
        "the graph of your network finds other slopes than ({by_weight}, {by_input}); draw it, and write the local slope on every wire"
    );
}

use backprop::scalar::{Graph, NodeId};
use backprop_homework::ex05_1_cross_entropy_graph::{cross_entropy, divide};
use loss::{Reduction, softmax_cross_entropy};
use ndarray::Array2;

/// The loss of these logits, and its slope by each of them.
fn loss_and_slopes(logits: &[f64], target: usize) -> (f64, Vec<f64>) {
    let mut graph = Graph::new();
    let nodes: Vec<NodeId> = logits.iter().map(|&z| graph.input("z", z)).collect();
    let loss = cross_entropy(&mut graph, &nodes, target);
    graph.backward(loss);
    (graph.value(loss), nodes.iter().map(|&node| graph.grad(node)).collect())
}

fn near(got: f64, expected: f64) -> bool {
    (got - expected).abs() < 1e-9
}

#[test]
fn six_thirds_is_two() {
    let mut graph = Graph::new();
    let (a, b) = (graph.input("a", 6.0), graph.input("b", 3.0));
    let quotient = divide(&mut graph, a, b);
    let got = graph.value(quotient);
    assert!(
        near(got, 2.0),
        "6 / 3: expected 2, got {got}; a / b is a times b to the power of −1"
    );
}

#[test]
fn a_quotient_has_a_slope_by_both_its_parts() {
    let mut graph = Graph::new();
    let (a, b) = (graph.input("a", 6.0), graph.input("b", 3.0));
    let quotient = divide(&mut graph, a, b);
    graph.backward(quotient);
    for (name, node, expected) in [("a", a, 1.0 / 3.0), ("b", b, -2.0 / 3.0)] {
        let got = graph.grad(node);
        assert!(
            near(got, expected),
            "d(a/b) / d{name} at a = 6, b = 3: expected {expected:.4}, got {got:.4}; does a path of nodes lead from {name} to the quotient?"
        );
    }
}

#[test]
fn the_loss_worked_by_hand_is_the_logarithm_of_four() {
    let (loss, slopes) = loss_and_slopes(&[3.0_f64.ln(), 0.0], 1);
    assert!(
        near(loss, 4.0_f64.ln()),
        "logits (ln 3, 0), class 1 is right: expected ln 4 = {:.4}, got {loss:.4}; a loss is −ln p, and p has *all* exponentials in its sum",
        4.0_f64.ln()
    );
    for (class, expected) in [0.75, -0.75].into_iter().enumerate() {
        let got = slopes[class];
        assert!(
            near(got, expected),
            "d loss / d z[{class}] for the logits (ln 3, 0): expected {expected}, got {got:.4}; the right class acts through the numerator and through the sum"
        );
    }
}

#[test]
fn the_slopes_are_those_of_chapter_three() {
    let logits = [0.5, -1.0, 2.0, 0.25];
    for target in 0..logits.len() {
        let row = Array2::from_shape_vec((1, logits.len()), logits.to_vec())
            .expect("one row");
        let expected = softmax_cross_entropy(&row, &[target], Reduction::Mean);
        let (loss, slopes) = loss_and_slopes(&logits, target);
        assert!(
            near(loss, expected.loss),
            "logits {logits:?}, class {target} is right: expected the loss {:.6}, got {loss:.6}",
            expected.loss
        );
        for (class, (&got, &expected)) in
            slopes.iter().zip(&expected.gradient).enumerate()
        {
            assert!(
                near(got, expected),
                "d loss / d z[{class}] for the logits {logits:?}, class {target} right: expected p − t = {expected:.6}, got {got:.6}"
            );
        }
    }
}

#[test]
fn every_logit_is_raised_alike_and_nothing_changes() {
    let (loss, slopes) = loss_and_slopes(&[1.0, -0.5, 0.75], 0);
    let (raised, _) = loss_and_slopes(&[3.0, 1.5, 2.75], 0);
    assert!(
        near(loss, raised),
        "with 2 added to every logit the loss should stay at {loss:.6}, got {raised:.6}"
    );
    let sum: f64 = slopes.iter().sum();
    assert!(
        near(sum, 0.0),
        "so the slopes by all logits sum to 0; yours are {slopes:?}, with the sum {sum}"
    );
}

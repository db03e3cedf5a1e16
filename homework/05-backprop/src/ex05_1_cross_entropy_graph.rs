//! Chapter 3 found that the slope of the cross-entropy by a logit is `p − t`, with some algebra. The graph of single
//! numbers finds it by itself, if you give it the calculation in small steps.
//!
//! ```text
//! a / b                         has the slopes 1/b and −a/b²
//! L = −ln( e^z_t / Σₖ e^z_k )   the loss, where t is right
//! ```
//!
//! Write both with the nodes that `backprop::scalar::Graph` has: `input`, `add`, `multiply`, `power`, `exp`, `ln`.
//! There is no node for a quotient or for a minus sign: make them of the others. Every slope must come out of
//! `Graph::backward`, so a logit has to act on the loss through *all* the paths that it has.
//!
//! **By hand**: the logits (ln 3, 0) have the exponentials 3 and 1 and the probabilities ¾ and ¼. If class 1 is right,
//! the loss is `−ln ¼ = ln 4`, and the slopes are ¾ and ¼ − 1 = −¾.
//!
//! Large logits overflow here, as in chapter 3's first version; that is no concern of this exercise.
//!
//! # Hint
//!
//! `a / b` is `a · b⁻¹`. A minus sign is a product with the number −1, which is an `input` like any other. Make the
//! exponential of each logit once, keep the nodes in a list, and use the one of class t twice: in the sum and in the
//! quotient.

use backprop::scalar::{Graph, NodeId};

/// The node `a / b`.
pub fn divide(graph: &mut Graph, a: NodeId, b: NodeId) -> NodeId {
    //~ solution
    let inverse = graph.power(b, -1.0);
    graph.multiply(a, inverse)
    //~ stub
    // todo!("ex05_1: a node that divides the one by the other")
    //~ mutant divides the second by the first
    // let inverse = graph.power(a, -1.0);
    // graph.multiply(inverse, b)
    //~ mutant the divisor is a fresh input, which no path leads to
    // let inverse = 1.0 / graph.value(b);
    // let inverse = graph.input("1/b", inverse);
    // graph.multiply(a, inverse)
    //~ mutant the root of the inverse
    // let inverse = graph.power(b, -0.5);
    // graph.multiply(a, inverse)
    //~ end
}

/// The node of the cross-entropy, in nats, of the softmax of these logits, where
/// class `target` is right.
///
/// # Panics
/// If there is no such class (this check is written for you).
#[track_caller]
pub fn cross_entropy(graph: &mut Graph, logits: &[NodeId], target: usize) -> NodeId {
    assert!(
        target < logits.len(),
        "cross_entropy: class {target} of {} classes",
        logits.len()
    );
    //~ solution
    let exponentials: Vec<NodeId> = logits.iter().map(|&z| graph.exp(z)).collect();
    let mut sum = exponentials[0];
    for &exponential in &exponentials[1..] {
        sum = graph.add(sum, exponential);
    }
    let probability = divide(graph, exponentials[target], sum);
    let log = graph.ln(probability);
    let minus_one = graph.input("−1", -1.0);
    graph.multiply(minus_one, log)
    //~ stub
    // todo!("ex05_1: a node of the cross-entropy of {} logits", logits.len())
    //~ mutant forgets the minus sign
    // let exponentials: Vec<NodeId> = logits.iter().map(|&z| graph.exp(z)).collect();
    // let mut sum = exponentials[0];
    // for &exponential in &exponentials[1..] {
    //     sum = graph.add(sum, exponential);
    // }
    // let probability = divide(graph, exponentials[target], sum);
    // graph.ln(probability)
    //~ mutant the right class is not in the sum
    // let exponentials: Vec<NodeId> = logits.iter().map(|&z| graph.exp(z)).collect();
    // let mut sum = graph.input("0", 0.0);
    // for (class, &exponential) in exponentials.iter().enumerate() {
    //     if class != target {
    //         sum = graph.add(sum, exponential);
    //     }
    // }
    // let probability = divide(graph, exponentials[target], sum);
    // let log = graph.ln(probability);
    // let minus_one = graph.input("−1", -1.0);
    // graph.multiply(minus_one, log)
    //~ mutant the sum is put in as a number
    // let exponentials: Vec<NodeId> = logits.iter().map(|&z| graph.exp(z)).collect();
    // let sum = exponentials.iter().map(|&node| graph.value(node)).sum();
    // let sum = graph.input("sum", sum);
    // let probability = divide(graph, exponentials[target], sum);
    // let log = graph.ln(probability);
    // let minus_one = graph.input("−1", -1.0);
    // graph.multiply(minus_one, log)
    //~ mutant the logarithm of the probability's inverse, and a minus
    // let exponentials: Vec<NodeId> = logits.iter().map(|&z| graph.exp(z)).collect();
    // let mut sum = exponentials[0];
    // for &exponential in &exponentials[1..] {
    //     sum = graph.add(sum, exponential);
    // }
    // let surprise = divide(graph, sum, exponentials[target]);
    // let log = graph.ln(surprise);
    // let minus_one = graph.input("−1", -1.0);
    // graph.multiply(minus_one, log)
    //~ end
}

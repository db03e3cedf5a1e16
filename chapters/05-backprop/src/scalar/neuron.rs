//! The chapter's example of a graph: a neuron with one input, and its loss.

use activations::Sigmoid;

use super::{Graph, NodeId};

/// The nodes of `(σ(wx + b) − t)²`, in the order in which they were made.
#[derive(Debug, Clone, Copy)]
pub struct NeuronNodes {
    /// The input x.
    pub x: NodeId,
    /// The weight w.
    pub w: NodeId,
    /// The bias b.
    pub b: NodeId,
    /// −t, the target with its sign turned, so that a sum can subtract it.
    pub minus_t: NodeId,
    /// wx.
    pub product: NodeId,
    /// The weighted sum z = wx + b.
    pub z: NodeId,
    /// The answer a = σ(z).
    pub a: NodeId,
    /// a − t.
    pub error: NodeId,
    /// The loss (a − t)².
    pub loss: NodeId,
}

/// A neuron with one input and its squared error as a graph, walked forwards and back: every node has its value and the
/// slope of the loss by it. Source: S0 BP-2.
///
/// ```
/// use backprop::scalar::neuron_graph;
/// let (graph, nodes) = neuron_graph(2.0, 0.5, -1.0, 1.0); // x, w, b, t
/// assert_eq!(graph.value(nodes.a), 0.5); // σ(0.5 · 2 − 1)
/// assert_eq!(graph.grad(nodes.w), -0.5); // 2 (a − t) · a (1 − a) · x
/// ```
// ANCHOR: neuron_graph
pub fn neuron_graph(x: f64, w: f64, b: f64, t: f64) -> (Graph, NeuronNodes) {
    let mut graph = Graph::new();
    let [x, w, b, minus_t] = [("x", x), ("w", w), ("b", b), ("−t", -t)]
        .map(|(name, value)| graph.input(name, value));
    let product = graph.multiply(w, x);
    let z = graph.add(product, b);
    let a = graph.apply("σ", &Sigmoid, z);
    let error = graph.add(a, minus_t);
    let loss = graph.power(error, 2.0);
    graph.backward(loss);
    (graph, NeuronNodes { x, w, b, minus_t, product, z, a, error, loss })
}
// ANCHOR_END: neuron_graph

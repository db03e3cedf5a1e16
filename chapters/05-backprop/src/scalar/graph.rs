//! The graph of a calculation: built while it is carried out, walked backwards for its slopes.

use activations::Activation;

use super::Operation;

/// Which node of a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NodeId(pub(super) usize);

impl NodeId {
    /// Its place in [`Graph::nodes`].
    pub fn index(self) -> usize {
        self.0
    }
}

/// One number of a calculation.
#[derive(Debug, Clone, PartialEq)]
// ANCHOR: node
pub struct Node {
    /// The number itself.
    pub value: f64,
    /// The slope of the result by this number, once [`Graph::backward`] has run.
    pub grad: f64,
    /// How it was made.
    pub operation: Operation,
    /// What it was made of: each input with the slope of this node by it.
    pub inputs: Vec<(NodeId, f64)>,
}
// ANCHOR_END: node

/// A calculation that remembers its steps. A node stands after everything it was made of.
///
/// ```
/// use backprop::scalar::Graph;
/// let mut graph = Graph::new();
/// let (x, w) = (graph.input("x", 3.0), graph.input("w", 2.0));
/// let product = graph.multiply(x, w);
/// let squared = graph.power(product, 2.0);
/// graph.backward(squared);
/// assert_eq!(graph.value(squared), 36.0); // (wx)²
/// assert_eq!(graph.grad(w), 36.0); // 2·wx·x
/// assert_eq!(graph.grad(x), 24.0); // 2·wx·w
/// ```
#[derive(Debug, Clone, Default)]
// ANCHOR: graph
pub struct Graph {
    nodes: Vec<Node>,
}

impl Graph {
    /// A calculation that has not begun.
    pub fn new() -> Self {
        Self::default()
    }

    fn push(
        &mut self,
        value: f64,
        operation: Operation,
        inputs: Vec<(NodeId, f64)>,
    ) -> NodeId {
        self.nodes.push(Node { value, grad: 0.0, operation, inputs });
        NodeId(self.nodes.len() - 1)
    }
    // ANCHOR_END: graph

    // ANCHOR: operations
    /// A number that is put in.
    pub fn input(&mut self, name: &'static str, value: f64) -> NodeId {
        self.push(value, Operation::Input(name), Vec::new())
    }

    /// `a + b`, whose slopes are 1 and 1.
    pub fn add(&mut self, a: NodeId, b: NodeId) -> NodeId {
        let sum = self.value(a) + self.value(b);
        self.push(sum, Operation::Add, vec![(a, 1.0), (b, 1.0)])
    }

    /// `a · b`, whose slope by each is the other.
    pub fn multiply(&mut self, a: NodeId, b: NodeId) -> NodeId {
        let (va, vb) = (self.value(a), self.value(b));
        self.push(va * vb, Operation::Multiply, vec![(a, vb), (b, va)])
    }
    // ANCHOR_END: operations

    /// `aⁿ`, whose slope is `n aⁿ⁻¹`; with n = −1 it divides.
    pub fn power(&mut self, a: NodeId, exponent: f64) -> NodeId {
        let value = self.value(a);
        let slope = exponent * value.powf(exponent - 1.0);
        self.push(
            value.powf(exponent),
            Operation::Power(exponent),
            vec![(a, slope)],
        )
    }

    /// `eᵃ`, its own slope.
    pub fn exp(&mut self, a: NodeId) -> NodeId {
        let value = self.value(a).exp();
        self.push(value, Operation::Exp, vec![(a, value)])
    }

    /// `ln a`, whose slope is `1/a`.
    pub fn ln(&mut self, a: NodeId) -> NodeId {
        let value = self.value(a);
        self.push(value.ln(), Operation::Ln, vec![(a, value.recip())])
    }

    /// An activation of chapter 2, under a name for the drawing.
    pub fn apply(
        &mut self,
        name: &'static str,
        activation: &dyn Activation<f64>,
        a: NodeId,
    ) -> NodeId {
        let value = self.value(a);
        let slope = activation.derivative(value);
        self.push(
            activation.value(value),
            Operation::Function(name),
            vec![(a, slope)],
        )
    }

    // ANCHOR: backward
    /// Sets every node's gradient to the slope of `result` by it, in one walk back.
    ///
    /// A node comes after all that it was made of. So when the walk reaches a node,
    /// all that used it have added their share, the upstream gradient times the local.
    pub fn backward(&mut self, result: NodeId) {
        for node in &mut self.nodes {
            node.grad = 0.0;
        }
        self.nodes[result.0].grad = 1.0;
        for index in (0..=result.0).rev() {
            let upstream = self.nodes[index].grad;
            for (input, local) in self.nodes[index].inputs.clone() {
                self.nodes[input.0].grad += upstream * local;
            }
        }
    }
    // ANCHOR_END: backward

    /// The number at a node.
    pub fn value(&self, node: NodeId) -> f64 {
        self.nodes[node.0].value
    }

    /// The slope that the last [`backward`](Self::backward) found for a node.
    pub fn grad(&self, node: NodeId) -> f64 {
        self.nodes[node.0].grad
    }

    /// All nodes, each after those it was made of.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }
}

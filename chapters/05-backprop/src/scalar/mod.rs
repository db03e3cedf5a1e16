//! A small automatic differentiation of single numbers: every step of a calculation leaves a node, and one walk back over
//! the nodes gives the slope of the result by every one of them.
//!
//! Libraries do the same with arrays for numbers. Source: S2 BP-23 says only that toolkits do it.

mod graph;
mod neuron;
mod operation;
mod paths;
mod text;

pub use graph::{Graph, Node, NodeId};
pub use neuron::{NeuronNodes, neuron_graph};
pub use operation::Operation;

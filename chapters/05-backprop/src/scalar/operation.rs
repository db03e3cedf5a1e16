//! What a node can do, with the slope of its result by each of its inputs.

use std::fmt;

/// Where a node's number comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
// ANCHOR: operation
pub enum Operation {
    /// Nowhere: it was put in, and has this name.
    Input(&'static str),
    /// The sum of two nodes.
    Add,
    /// The product of two nodes.
    Multiply,
    /// A node to a fixed power.
    Power(f64),
    /// e to the node.
    Exp,
    /// The natural logarithm of a node.
    Ln,
    /// A function of one number, such as an activation; the name is for the drawing.
    Function(&'static str),
}
// ANCHOR_END: operation

impl fmt::Display for Operation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(name) | Self::Function(name) => {
                formatter.write_str(name)
            }
            Self::Add => formatter.write_str("+"),
            Self::Multiply => formatter.write_str("×"),
            Self::Power(exponent) => write!(formatter, "^{exponent}"),
            Self::Exp => formatter.write_str("exp"),
            Self::Ln => formatter.write_str("ln"),
        }
    }
}

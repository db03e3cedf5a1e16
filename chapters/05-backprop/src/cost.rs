//! What a gradient costs, counted in multiplications.

/// Multiplications that the matrices of a network take for one example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PassCost {
    /// How many weights and biases there are.
    pub parameters: u64,
    /// One pass forwards: each weight multiplies one input.
    pub forward: u64,
    /// One pass backwards: each weight takes part in its own gradient and, but for the first layer's, in that of its input.
    pub backward: u64,
}

impl PassCost {
    /// All slopes by central differences: two passes forwards for every parameter.
    pub fn by_central_differences(&self) -> u64 {
        2 * self.parameters * self.forward
    }

    /// All slopes by one pass forwards and one backwards.
    pub fn by_backprop(&self) -> u64 {
        self.forward + self.backward
    }
}

/// Counts the multiplications of a network of fully connected layers, given the widths from the input on.
///
/// # Panics
/// If there are fewer than two widths.
///
/// ```
/// use backprop::pass_cost;
/// let cost = pass_cost(&[3, 4, 2]);
/// assert_eq!(cost.parameters, 12 + 4 + 8 + 2);
/// assert_eq!(cost.forward, 12 + 8);
/// assert_eq!(cost.backward, 12 + 8 + 8); // the gradient by the inputs of the first layer is not needed
/// ```
#[track_caller]
// ANCHOR: pass_cost
pub fn pass_cost(widths: &[u64]) -> PassCost {
    assert!(
        widths.len() >= 2,
        "pass_cost: {widths:?} is no network, it needs an input and an output"
    );
    let weights: Vec<u64> =
        widths.windows(2).map(|pair| pair[0] * pair[1]).collect();
    let forward: u64 = weights.iter().sum();
    let biases: u64 = widths[1..].iter().sum();
    PassCost {
        parameters: forward + biases,
        forward,
        backward: 2 * forward - weights[0],
    }
}
// ANCHOR_END: pass_cost

//! The same slope by the definition: every path on its own. To be read, and to check the walk back with.

use super::{Graph, NodeId};
use crate::slope_along;

impl Graph {
    /// The slope of `to` by `from` as the sum over all paths between them, each the product of its slopes.
    ///
    /// There may be exponentially many: that is what [`backward`](Self::backward) saves.
    ///
    /// ```
    /// use backprop::scalar::Graph;
    /// let mut graph = Graph::new();
    /// let s = graph.input("s", 2.0);
    /// let square = graph.multiply(s, s); // two paths already
    /// assert_eq!(graph.slope_by_paths(s, square), 4.0);
    /// assert_eq!(graph.count_paths(s, square), 2);
    /// ```
    // ANCHOR: slope_by_paths
    pub fn slope_by_paths(&self, from: NodeId, to: NodeId) -> f64 {
        self.paths(from, to).iter().map(|path| slope_along(path)).sum()
    }

    fn paths(&self, from: NodeId, to: NodeId) -> Vec<Vec<f64>> {
        if from == to {
            return vec![Vec::new()]; // the path of no steps, whose product is 1
        }
        let mut paths = Vec::new();
        for &(input, slope) in &self.nodes()[to.0].inputs {
            for mut path in self.paths(from, input) {
                path.push(slope);
                paths.push(path);
            }
        }
        paths
    }
    // ANCHOR_END: slope_by_paths

    /// How many paths lead from one node to another, counted without walking them.
    pub fn count_paths(&self, from: NodeId, to: NodeId) -> u64 {
        let mut counts = vec![0; self.nodes().len()];
        counts[from.0] = 1;
        for index in from.0 + 1..=to.0 {
            counts[index] = self.nodes()[index]
                .inputs
                .iter()
                .map(|(input, _)| counts[input.0])
                .sum();
        }
        counts[to.0]
    }
}

//! A graph as a table of its nodes.

use std::fmt;

use super::{Graph, Node, Operation};

impl fmt::Display for Graph {
    /// One line a node: its number, what it is, its value and its gradient.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "node  made by            value   gradient")?;
        for (index, node) in self.nodes().iter().enumerate() {
            let made_by = made_by(node);
            let (value, grad) = (node.value, node.grad + 0.0); // no "-0"
            writeln!(
                formatter,
                "{index:>4}  {made_by:<12} {value:>11.6}  {grad:>9.6}"
            )?;
        }
        Ok(())
    }
}

fn made_by(node: &Node) -> String {
    let inputs: Vec<String> = node
        .inputs
        .iter()
        .map(|(input, _)| format!("#{}", input.index()))
        .collect();
    match (node.operation, inputs.as_slice()) {
        (Operation::Input(name), _) => name.to_owned(),
        (Operation::Power(_), [base]) => format!("{base}{}", node.operation),
        (_, [only]) => format!("{}({only})", node.operation),
        _ => inputs.join(&format!(" {} ", node.operation)),
    }
}

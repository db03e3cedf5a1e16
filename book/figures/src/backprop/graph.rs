//! Calculations as graphs of single numbers.

use backprop::scalar::{Graph, NodeId, Operation, neuron_graph};

use super::minus;
use crate::{Colour, Figure, Panel, Point, Side};

const RADIUS: f64 = 21.0;

/// Which numbers run forwards through a neuron and its loss, and which slopes run back?
pub(super) fn neuron() -> Figure {
    let (graph, nodes) = neuron_graph(2.0, 0.5, -1.0, 1.0);
    let column = |number: f64| 34.0 + 91.0 * number;
    let places = [
        (nodes.x, (column(0.0), 105.0)),
        (nodes.w, (column(0.0), 225.0)),
        (nodes.b, (column(1.0), 60.0)),
        (nodes.minus_t, (column(3.0), 60.0)),
        (nodes.product, (column(1.0), 165.0)),
        (nodes.z, (column(2.0), 165.0)),
        (nodes.a, (column(3.0), 165.0)),
        (nodes.error, (column(4.0), 165.0)),
        (nodes.loss, (column(5.0), 165.0)),
    ];
    let panel = draw(Panel::drawing(525.0, 290.0), &graph, &places);
    Figure::new("backprop/graph").width(525.0).panel(panel)
}

/// Circles with their operation, the value above and the slope below; lines to what each was made of.
fn draw(panel: Panel, graph: &Graph, places: &[(NodeId, Point)]) -> Panel {
    let place = |node: NodeId| places.iter().find(|(id, _)| *id == node).expect("every node has its place").1;
    let lines = places.iter().fold(panel, |panel, &(id, to)| {
        graph.nodes()[id.index()]
            .inputs
            .iter()
            .fold(panel, |panel, &(input, _)| panel.line(Colour::Muted.thin(), &[place(input), to]))
    });
    places.iter().fold(lines, |panel, &(id, (x, y))| {
        let node = &graph.nodes()[id.index()];
        let colour = match node.operation {
            Operation::Input(_) => Colour::Muted,
            _ => Colour::First,
        };
        let name = match node.operation {
            Operation::Power(exponent) => format!("( )^{{{exponent}}}"),
            Operation::Input(name) => {
                name.strip_prefix('−').map_or_else(|| format!("*{name}*"), |name| format!("−*{name}*"))
            }
            other => other.to_string(),
        };
        panel
            .node(colour, (x, y), RADIUS, &name)
            .label(Colour::Ink, (x, y + RADIUS - 3.0), Side::Above, &minus(&format!("{}", node.value)))
            .label(Colour::Second, (x, y - RADIUS + 3.0), Side::Below, &minus(&format!("{}", node.grad)))
    })
}

/// On how many ways does s act on z, and what does each contribute?
pub(super) fn paths() -> Figure {
    let [s, x, y, z] = [(50.0, 130.0), (215.0, 215.0), (215.0, 45.0), (380.0, 130.0)];
    let wires = [
        (s, x, "d*x*/d*s* = 2*s* = 4", Side::AboveLeft),
        (s, y, "d*y*/d*s* = 3", Side::BelowLeft),
        (x, z, "∂*z*/∂*x* = *y* = 6", Side::AboveRight),
        (y, z, "∂*z*/∂*y* = *x* = 4", Side::BelowRight),
    ];
    let panel = wires.into_iter().fold(Panel::drawing(430.0, 260.0), |panel, (from, to, slope, side)| {
        let colour = if from == x || to == x { Colour::First } else { Colour::Second };
        let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
        panel.line(colour, &[from, to]).label(colour, middle, side, slope)
    });
    let nodes = [(s, "*s* = 2"), (x, "*x* = 4"), (y, "*y* = 6"), (z, "*z* = 24")];
    let panel = nodes
        .into_iter()
        .fold(panel, |panel, (at, words)| panel.node(Colour::Ink, at, 34.0, words))
        .label(Colour::First, (x.0, x.1 - 44.0), Side::Centre, "4 · 6 = 24")
        .label(Colour::Second, (y.0, y.1 + 44.0), Side::Centre, "3 · 4 = 12")
        .label(Colour::Ink, (215.0, 130.0), Side::Centre, "d*z*/d*s* = 24 + 12 = 36");
    Figure::new("backprop/ways").width(430.0).panel(panel)
}

//! The lecture's network with its numbers.

use activations::{Affine, LayerTrace, Sigmoid, forward, worked_network};
use ndarray::array;

use crate::{Colour, Figure, Panel, Point, Side};

const RADIUS: f64 = 26.0;

/// The place of a unit: column 0 holds the inputs.
fn place(column: usize, unit: usize) -> Point {
    (42.0 + 145.0 * column as f64, if unit == 0 { 215.0 } else { 85.0 })
}

/// What happens to (1, −1) on its way through three layers?
pub(super) fn worked_net() -> Figure {
    let network = worked_network::<f64>();
    let inputs = array![[1.0, -1.0]];
    let trace = forward(&network, &Sigmoid, &inputs);
    let empty = Panel::drawing(525.0, 300.0);
    let with_wires = (0..3).fold(empty, |panel, layer| wires(panel, layer, &network[layer]));
    let with_inputs = (0..2).fold(with_wires, |panel, unit| {
        panel.node(Colour::Muted, place(0, unit), RADIUS, &minus(&format!("{}", inputs[[0, unit]])))
    });
    let drawn = (0..3).fold(with_inputs, |panel, layer| units(panel, layer, &network[layer], &trace[layer]));
    Figure::new("activations/worked_net").width(525.0).panel(drawn)
}

/// The four lines into a layer, each with its weight near the unit that it comes from.
fn wires(panel: Panel, layer: usize, affine: &Affine<f64>) -> Panel {
    affine.weight.indexed_iter().fold(panel, |panel, ((to, from), &weight)| {
        let (start, end) = (place(layer, from), place(layer + 1, to));
        let colour = if weight < 0.0 { Colour::Negative } else { Colour::Positive };
        let (share, side) = match (from, to) {
            (0, 0) => (0.5, Side::Above),
            (1, 1) => (0.5, Side::Below),
            (0, _) => (0.3, Side::AboveRight),
            _ => (0.3, Side::BelowRight),
        };
        let near = (start.0 + share * (end.0 - start.0), start.1 + share * (end.1 - start.1));
        panel.line(colour.thin(), &[start, end]).label(colour, near, side, &minus(&format!("{weight}")))
    })
}

/// A layer's two circles: the output inside, the weighted sum and the bias on the outer side, away from the wires.
fn units(panel: Panel, layer: usize, affine: &Affine<f64>, values: &LayerTrace<f64>) -> Panel {
    (0..2).fold(panel, |panel, unit| {
        let (x, y) = place(layer + 1, unit);
        let output = format!("{:.2}", values.output[[0, unit]]);
        let sum = minus(&format!("*z* = {:.2}", values.pre_activation[[0, unit]]));
        let bias = minus(&format!("*b* = {}", affine.bias[unit]));
        let (outwards, side) = if unit == 0 { (1.0, Side::Above) } else { (-1.0, Side::Below) };
        panel
            .node(Colour::First, (x, y), RADIUS, &output)
            .label(Colour::Ink, (x, y + outwards * RADIUS), side, &sum)
            .label(Colour::Muted, (x, y + outwards * (RADIUS + 20.0)), side, &bias)
    })
}

fn minus(text: &str) -> String {
    text.replace('-', "−")
}

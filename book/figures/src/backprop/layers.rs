//! The lecture's network run backwards, and the three products of a layer.

use activations::{Affine, Sigmoid, forward, worked_network};
use backprop::{BackwardUnit, run_backwards};
use ndarray::{Array1, array};

use super::minus;
use crate::{Colour, Figure, Panel, Point, Side};

const RADIUS: f64 = 31.0;

/// The place of a unit of the first, second or third layer.
fn place(column: usize, unit: usize) -> Point {
    (150.0 * column as f64 - 33.0, if unit == 0 { 215.0 } else { 85.0 })
}

/// What runs through the lecture's network from right to left?
pub(super) fn worked_backwards() -> Figure {
    let network = worked_network::<f64>();
    let trace = forward(&network, &Sigmoid, &array![[1.0, -1.0]]);
    let grad_output: Array1<f64> = &trace[2].output.row(0) - &array![1.0, 0.0];
    let units = run_backwards(&network, &Sigmoid, &trace, &grad_output);
    let wired =
        (1..3).fold(Panel::drawing(512.0, 300.0), |panel, layer| wires(panel, layer, &network[layer]));
    let drawn = (0..3).fold(wired, |panel, layer| amplifiers(panel, layer, &units[layer]));
    let fed = (0..2).fold(drawn, |panel, unit| {
        let (x, y) = place(3, unit);
        panel.arrow(Colour::Second, (x + 88.0, y), (x + RADIUS + 2.0, y)).label(
            Colour::Second,
            (x + 62.0, y),
            if unit == 0 { Side::Above } else { Side::Below },
            &minus(&format!("{:.2}", grad_output[unit])),
        )
    });
    let ends = (0..2).fold(fed, |panel, unit| {
        let (x, y) = place(1, unit);
        panel.arrow(Colour::Second, (x - RADIUS - 2.0, y), (x - 95.0, y)).label(
            Colour::Muted,
            (x - 64.0, y),
            Side::Above,
            if unit == 0 { "∂*L*/∂*z*_{1}" } else { "∂*L*/∂*z*_{2}" },
        )
    });
    Figure::new("backprop/worked_backwards").width(512.0).panel(ends)
}

/// The four lines between two layers, each with its weight near the unit that it comes from.
fn wires(panel: Panel, layer: usize, affine: &Affine<f64>) -> Panel {
    affine.weight.indexed_iter().fold(panel, |panel, ((to, from), &weight)| {
        let (start, end) = (place(layer + 1, to), place(layer, from));
        let colour = if weight < 0.0 { Colour::Negative } else { Colour::Positive };
        let (share, side) = match (from, to) {
            (0, 0) => (0.5, Side::Above),
            (1, 1) => (0.5, Side::Below),
            (1, 0) => (0.3, Side::AboveLeft),
            _ => (0.3, Side::BelowLeft),
        };
        let near = (start.0 + share * (end.0 - start.0), start.1 + share * (end.1 - start.1));
        panel.line(colour.thin(), &[start, end]).label(colour, near, side, &minus(&format!("{weight}")))
    })
}

/// A layer's two circles: what each sends back inside, its gain outside.
fn amplifiers(panel: Panel, layer: usize, units: &[BackwardUnit]) -> Panel {
    units.iter().enumerate().fold(panel, |panel, (unit, values)| {
        let (x, y) = place(layer + 1, unit);
        let sent = if values.sends.abs() < 0.01 {
            format!("{:.4}", values.sends)
        } else {
            format!("{:.3}", values.sends)
        };
        let (outwards, side) = if unit == 0 { (1.0, Side::Above) } else { (-1.0, Side::Below) };
        panel.node(Colour::Second, (x, y), RADIUS, &minus(&sent)).label(
            Colour::Muted,
            (x, y + outwards * RADIUS),
            side,
            &format!("×{:.3}", values.gain),
        )
    })
}

/// Which array multiplies which, and what shape comes out?
pub(super) fn products() -> Figure {
    // batch, out, in, as lengths of the drawing
    let (b, o, i) = (44.0, 66.0, 100.0);
    let panel = Panel::drawing(470.0, 480.0);
    let rows = [
        (
            382.0,
            "forwards",
            ["*X*", "*W*^{⊤}", "*Z*"],
            [(b, i), (i, o), (b, o)],
            ["*B* × in", "in × out", "*B* × out"],
            Colour::First,
        ),
        (
            226.0,
            "back, to the weights",
            ["∂*Z*^{⊤}", "*X*", "∂*W*"],
            [(o, b), (b, i), (o, i)],
            ["out × *B*", "*B* × in", "out × in"],
            Colour::Second,
        ),
        (
            74.0,
            "back, to the inputs",
            ["∂*Z*", "*W*", "∂*X*"],
            [(b, o), (o, i), (b, i)],
            ["*B* × out", "out × in", "*B* × in"],
            Colour::Third,
        ),
    ];
    let panel = rows.into_iter().fold(panel, |panel, (y, title, names, shapes, sizes, colour)| {
        let panel = panel.label(Colour::Ink, (4.0, y + 62.0), Side::Right, title);
        (0..3).fold(panel, |panel, which| {
            let centre = (80.0 + 155.0 * which as f64, y);
            let (height, width) = shapes[which];
            let tinted = if which == 2 { colour } else { Colour::Grid };
            let panel = block(panel, tinted, centre, width, height)
                .label(Colour::Ink, centre, Side::Centre, names[which])
                .label(Colour::Muted, (centre.0, y - height / 2.0 + 2.0), Side::Below, sizes[which]);
            match which {
                0 => panel,
                1 => panel.label(Colour::Ink, (centre.0 - 77.0, y), Side::Centre, "·"),
                _ => panel.label(Colour::Ink, (centre.0 - 77.0, y), Side::Centre, "="),
            }
        })
    });
    Figure::new("backprop/products").width(470.0).panel(panel)
}

fn block(panel: Panel, colour: Colour, (x, y): Point, width: f64, height: f64) -> Panel {
    let (left, right, low, high) = (x - width / 2.0, x + width / 2.0, y - height / 2.0, y + height / 2.0);
    let corners = [(left, low), (right, low), (right, high), (left, high)];
    let outline = [corners[0], corners[1], corners[2], corners[3], corners[0]];
    panel.polygon(colour, &corners).line(Colour::Muted.thin(), &outline)
}

//! The whole family as small multiples: each activation with its slope.

use std::ops::RangeInclusive;

use activations::{Member, family};

use crate::{Colour, Figure, Panel, Side};

/// Where does each of these react to a change of its input?
pub(super) fn lines() -> Figure {
    let names = ["step", "sign", "identity", "unit_ramp", "symmetric_ramp", "steep_sigmoid"];
    let titles = ["step", "sign", "identity", "ramp, 0 to 1", "ramp, −1 to 1", "sigmoid, *s* = 5"];
    let panels = names.iter().zip(titles).map(|(name, title)| portrait(&member(name), title, -1.3..=1.5));
    Figure::new("activations/family_lines").columns(3).phone_columns(2).panels(panels)
}

/// How fast does each S-curve level off?
pub(super) fn curves() -> Figure {
    let names = ["sigmoid", "tanh", "arctan", "arsinh", "softsign", "isru", "sqnl"];
    let titles = ["sigmoid", "tanh", "arctan", "arsinh", "softsign", "ISRU, *α* = 1", "SQNL"];
    let panels = names.iter().zip(titles).map(|(name, title)| portrait(&member(name), title, -1.9..=1.9));
    Figure::new("activations/family_curves")
        .columns(4)
        .phone_columns(2)
        .panels(panels.map(|panel| panel.height(190.0)))
}

/// What does each rectifier do with a negative sum?
pub(super) fn rectifiers() -> Figure {
    let names = ["relu", "bipolar_relu", "leaky_relu", "parametric_relu", "elu", "isrlu"];
    let titles = [
        "ReLU",
        "BReLU, odd unit",
        "leaky, *a* = 0.01",
        "PReLU, *a* = 0.25",
        "ELU, *α* = 1",
        "ISRLU, *α* = 1",
    ];
    let panels = names.iter().zip(titles).map(|(name, title)| portrait(&member(name), title, -1.9..=1.9));
    Figure::new("activations/family_rectifiers").columns(3).phone_columns(2).panels(panels)
}

fn member(name: &str) -> Member<f64> {
    family().into_iter().find(|member| member.name == name).expect("a name from the crate's list")
}

/// The curve solid and its slope dashed, each broken where it jumps.
fn portrait(member: &Member<f64>, title: &str, y: RangeInclusive<f64>) -> Panel {
    let panel = Panel::new(-4.0..=4.0, y).title(title).x_ticks(&[-3.0, 0.0, 3.0]).y_ticks(&[-1.0, 0.0, 1.0]);
    let slopes = pieces(member).into_iter().fold(panel, |panel, piece| {
        panel.curve_over(piece, Colour::Second.dashed(), |x| member.activation.derivative(x))
    });
    let drawn = pieces(member)
        .into_iter()
        .fold(slopes, |panel, piece| panel.curve_over(piece, Colour::First, |x| member.activation.value(x)));
    let name = |at, side| drawn.clone().label(Colour::Second, at, side, "slope");
    match title {
        "step" => name((-3.6, 0.0), Side::AboveRight),
        "sigmoid" => name((0.4, 0.0), Side::BelowRight),
        "ReLU" => name((-3.6, 1.0), Side::AboveRight),
        _ => drawn,
    }
}

/// The range of x, cut at the kinks.
fn pieces(member: &Member<f64>) -> Vec<RangeInclusive<f64>> {
    const BESIDE: f64 = 1e-9;
    let kinks = member.activation.kinks();
    let starts = std::iter::once(-4.0).chain(kinks.iter().map(|kink| kink + BESIDE));
    let ends = kinks.iter().map(|kink| kink - BESIDE).chain(std::iter::once(4.0));
    starts.zip(ends).map(|(start, end)| start..=end).collect()
}

//! What a layer does to the plane of its two inputs.

use activations::{Relu, forward, local_map, xor_network};
use ndarray::{Array2, array};

use crate::{Colour, Figure, Mark, Panel, Point, Side};

/// The corners in which XOR is 1, and the other two.
const ONES: [Point; 2] = [(0.0, 1.0), (1.0, 0.0)];
const ZEROS: [Point; 2] = [(0.0, 0.0), (1.0, 1.0)];

/// Where the first layer sends points: after the weighted sums, and after the bend.
fn through_layer(points: &[Point]) -> (Vec<Point>, Vec<Point>) {
    let inputs =
        Array2::from_shape_fn(
            (points.len(), 2),
            |(row, axis)| {
                if axis == 0 { points[row].0 } else { points[row].1 }
            },
        );
    let trace = forward(&xor_network()[..1], &Relu, &inputs);
    let pairs = |matrix: &Array2<f64>| matrix.rows().into_iter().map(|row| (row[0], row[1])).collect();
    (pairs(&trace[0].pre_activation), pairs(&trace[0].output))
}

/// The lines of a square grid over the unit square and its surroundings, each as many points, so that it can be bent.
fn grid() -> Vec<Vec<Point>> {
    let places: Vec<f64> = (-2..=6).map(|i| f64::from(i) / 4.0).collect();
    let along: Vec<f64> = (-32..=96).map(|i| f64::from(i) / 64.0).collect();
    let upright = places.iter().map(|&x| along.iter().map(|&y| (x, y)).collect());
    let level = places.iter().map(|&y| along.iter().map(|&x| (x, y)).collect());
    upright.chain(level).collect()
}

/// What does a layer do to the plane, and what does the bend add?
pub(super) fn collapse() -> Figure {
    let sums = |points: &[Point]| through_layer(points).0;
    let bent = |points: &[Point]| through_layer(points).1;
    let inputs = with_grid(Panel::new(-1.0..=2.0, -1.0..=2.0), Colour::Muted, <[Point]>::to_vec);
    let slanted = with_grid(Panel::new(-4.0..=3.0, -4.0..=3.0), Colour::Muted, sums);
    let ghost = with_grid(Panel::new(-2.5..=2.0, -2.5..=2.0), Colour::Grid, sums);
    let lined = with_grid(ghost, Colour::Muted, bent).straight(Colour::Third, 1.0, 1.0, -0.5);
    let corners = [ONES, ZEROS].concat();
    let ways = sums(&corners).into_iter().zip(bent(&corners)).filter(|(from, to)| from != to);
    let folded = ways.fold(lined, |panel, (from, to)| {
        let nearly = |from: f64, to: f64| from + 0.85 * (to - from); // the head stays visible beside the marker
        panel.arrow(Colour::Ink.thin(), from, (nearly(from.0, to.0), nearly(from.1, to.1)))
    });
    Figure::new("activations/collapse")
        .columns(3)
        .phone_columns(1)
        .panel(with_corners(inputs, <[Point]>::to_vec).title("inputs").axes("*x*_{1}", "*x*_{2}"))
        .panel(with_corners(slanted, sums).title("weighted sums").axes("*z*_{1}", "*z*_{2}"))
        .panel(with_corners(folded, bent).title("after the bend").axes("*a*_{1}", "*a*_{2}"))
}

fn with_grid(panel: Panel, colour: Colour, send: impl Fn(&[Point]) -> Vec<Point>) -> Panel {
    grid().iter().fold(panel.square(), |panel, line| panel.line(colour.thin(), &send(line)))
}

fn with_corners(panel: Panel, send: impl Fn(&[Point]) -> Vec<Point>) -> Panel {
    let filled = panel.points(Colour::First, Mark::Disc, &send(&ONES));
    filled.points(Colour::Second, Mark::Ring, &send(&ZEROS))
}

/// Which affine map is the XOR network, and where?
pub(super) fn pieces() -> Figure {
    let network = xor_network();
    let output = |x1: f64, x2: f64| forward(&network, &Relu, &array![[x1, x2]])[1].output[[0, 0]];
    let middles = [(1.35, -0.3), (-0.3, 1.6), (1.35, 1.35), (-0.6, -0.6)];
    let panel = Panel::new(-1.0..=2.0, -1.0..=2.0)
        .square()
        .axes("*x*_{1}", "*x*_{2}")
        .region(Colour::First, |x1, x2| output(x1, x2) - 0.5)
        .straight(Colour::Ink.dashed(), 1.0, -2.0, 0.0)
        .straight(Colour::Ink.dashed(), -2.0, 1.0, 0.0)
        .points(Colour::First, Mark::Disc, &ONES)
        .points(Colour::Second, Mark::Ring, &ZEROS);
    let labelled = middles.iter().fold(panel, |panel, &(x1, x2)| {
        let map = local_map(&network, &array![x1, x2]);
        panel.label(Colour::Ink, (x1, x2), Side::Centre, &formula(map.weight[[0, 0]], map.weight[[0, 1]]))
    });
    Figure::new("activations/pieces").panel(labelled)
}

/// `2x₁ − x₂` as the figure writes it.
fn formula(w1: f64, w2: f64) -> String {
    let term = |weight: f64, name: &str| match weight {
        1.0 => format!("+ {name}"),
        -1.0 => format!("− {name}"),
        0.0 => String::new(),
        weight if weight < 0.0 => format!("− {}{name}", -weight),
        weight => format!("+ {weight}{name}"),
    };
    let whole = format!("{} {}", term(w1, "*x*_{1}"), term(w2, "*x*_{2}"));
    match whole.trim() {
        "" => "0".into(),
        whole => whole.strip_prefix("+ ").unwrap_or(whole).replacen("− ", "−", usize::from(w1 < 0.0)),
    }
}

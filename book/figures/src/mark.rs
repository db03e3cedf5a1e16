//! Markers of points: they differ by shape as well as by colour, for readers who do not tell the colours apart.

use svg::node::element::{Circle, Element, Path};

use crate::Colour;
use crate::number::coordinate;

/// The shape of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A filled disc.
    Disc,
    /// An empty circle.
    Ring,
    /// A filled square.
    Square,
    /// A filled triangle.
    Triangle,
    /// A cross, as ×.
    Cross,
    /// A small filled disc, for many points.
    Dot,
}

impl Mark {
    /// The marker at a place of the file.
    pub(crate) fn draw(self, (x, y): (f64, f64), colour: Colour) -> Element {
        match self {
            Self::Disc => disc(x, y, 5.5).set("fill", colour.css()).set("stroke", Colour::Paper.css()).into(),
            Self::Dot => disc(x, y, 2.6).set("fill", colour.css()).into(),
            Self::Ring => disc(x, y, 5.0)
                .set("fill", Colour::Paper.css())
                .set("stroke", colour.css())
                .set("stroke-width", 2)
                .into(),
            Self::Square => filled(
                &[(x - 5.0, y - 5.0), (x + 5.0, y - 5.0), (x + 5.0, y + 5.0), (x - 5.0, y + 5.0)],
                colour,
            ),
            Self::Triangle => filled(&[(x, y - 6.5), (x + 6.0, y + 4.5), (x - 6.0, y + 4.5)], colour),
            Self::Cross => cross(x, y, colour),
        }
    }
}

fn disc(x: f64, y: f64, radius: f64) -> Circle {
    Circle::new().set("cx", coordinate(x)).set("cy", coordinate(y)).set("r", coordinate(radius))
}

fn filled(corners: &[(f64, f64)], colour: Colour) -> Element {
    let outline = Path::new().set("d", polyline(corners) + "z").set("fill", colour.css());
    outline.set("stroke", Colour::Paper.css()).into()
}

fn cross(x: f64, y: f64, colour: Colour) -> Element {
    let (a, b) = (x - 4.5, x + 4.5);
    let strokes = polyline(&[(a, y - 4.5), (b, y + 4.5)]) + &polyline(&[(a, y + 4.5), (b, y - 4.5)]);
    let path = Path::new().set("d", strokes).set("stroke", colour.css()).set("stroke-width", 2.25);
    path.set("stroke-linecap", "round").set("fill", "none").into()
}

/// A path through points of the file.
pub(crate) fn polyline(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (index, &(x, y)) in points.iter().enumerate() {
        let command = if index == 0 { 'M' } else { 'L' };
        path += &format!("{command}{} {}", coordinate(x), coordinate(y));
    }
    path
}

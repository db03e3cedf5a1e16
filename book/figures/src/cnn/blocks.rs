//! Three blocks of larger networks, as diagrams.

use crate::{Colour, Figure, Panel, Point, Side};

/// How do the three blocks lead their maps?
pub(super) fn blocks() -> Figure {
    Figure::new("cnn/blocks").columns(3).phone_columns(1).panels([residual(), inception(), squeeze()])
}

/// A box with a word in it, and its middle.
fn plate(panel: Panel, colour: Colour, (x, y): Point, width: f64, text: &str) -> Panel {
    let (left, right, low, high) = (x - width / 2.0, x + width / 2.0, y - 14.0, y + 14.0);
    let corners = [(left, low), (right, low), (right, high), (left, high)];
    let outline = [corners[0], corners[1], corners[2], corners[3], corners[0]];
    panel.polygon(colour, &corners).line(Colour::Muted.thin(), &outline).label(
        Colour::Ink,
        (x, y),
        Side::Centre,
        text,
    )
}

fn residual() -> Panel {
    let panel = Panel::drawing(220.0, 250.0)
        .title("residual")
        .arrow(Colour::Ink, (90.0, 248.0), (90.0, 206.0))
        .arrow(Colour::Ink, (90.0, 178.0), (90.0, 144.0))
        .arrow(Colour::Ink, (90.0, 116.0), (90.0, 80.0))
        .line(Colour::Second, &[(90.0, 230.0), (190.0, 230.0), (190.0, 66.0)])
        .arrow(Colour::Second, (190.0, 66.0), (105.0, 66.0))
        .arrow(Colour::Ink, (90.0, 52.0), (90.0, 6.0));
    let panel = plate(panel, Colour::First, (90.0, 192.0), 120.0, "3 × 3");
    plate(panel, Colour::First, (90.0, 130.0), 120.0, "3 × 3")
        .node(Colour::Second, (90.0, 66.0), 14.0, "+")
        .label(Colour::Second, (194.0, 150.0), Side::Left, "*x*")
        .label(Colour::Muted, (96.0, 22.0), Side::Right, "*x* + *f*(*x*)")
}

fn inception() -> Panel {
    let columns = [28.0, 82.0, 136.0, 190.0];
    let mut panel = Panel::drawing(220.0, 250.0).title("inception");
    for x in columns {
        panel = panel.arrow(Colour::Ink, (109.0, 248.0), (x, 206.0)).arrow(
            Colour::Ink,
            (x, if x < 50.0 { 178.0 } else { 116.0 }),
            (x, 62.0),
        );
        if x > 50.0 {
            panel = panel.arrow(Colour::Ink, (x, 178.0), (x, 144.0));
        }
    }
    for (x, upper, lower) in
        [(28.0, "1", None), (82.0, "1", Some("3")), (136.0, "1", Some("5")), (190.0, "max", Some("1"))]
    {
        let colour = if upper == "max" { Colour::Third } else { Colour::First };
        panel = plate(panel, colour, (x, 192.0), 46.0, upper);
        if let Some(lower) = lower {
            panel = plate(panel, Colour::First, (x, 130.0), 46.0, lower);
        }
    }
    plate(panel, Colour::Second, (109.0, 48.0), 208.0, "stacked").arrow(
        Colour::Ink,
        (109.0, 34.0),
        (109.0, 6.0),
    )
}

fn squeeze() -> Panel {
    let panel = Panel::drawing(220.0, 250.0)
        .title("squeeze, excite")
        .arrow(Colour::Ink, (50.0, 248.0), (50.0, 80.0))
        .line(Colour::Second, &[(50.0, 230.0), (145.0, 230.0)])
        .arrow(Colour::Second, (145.0, 230.0), (145.0, 214.0))
        .arrow(Colour::Second, (145.0, 186.0), (145.0, 164.0))
        .arrow(Colour::Second, (145.0, 136.0), (145.0, 114.0))
        .line(Colour::Second, &[(145.0, 86.0), (145.0, 66.0)])
        .arrow(Colour::Second, (145.0, 66.0), (65.0, 66.0))
        .arrow(Colour::Ink, (50.0, 52.0), (50.0, 6.0));
    let panel = plate(panel, Colour::Third, (145.0, 200.0), 130.0, "mean of a map");
    let panel = plate(panel, Colour::First, (145.0, 150.0), 130.0, "dense, ReLU");
    plate(panel, Colour::First, (145.0, 100.0), 130.0, "dense, σ").node(
        Colour::Second,
        (50.0, 66.0),
        14.0,
        "×",
    )
}

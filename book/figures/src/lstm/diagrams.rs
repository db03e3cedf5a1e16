//! Loops, unrolled in time.

use backprop::{Layer, Mode};
use lstm::{RecurrentParams, Rnn};
use ndarray::array;

use crate::{Colour, Figure, Panel, Point, Side};

const RADIUS: f64 = 27.0;

/// The chapter's one unit, with *w* = 1 and *u* = 0.8, over the inputs 1, 0, 0: its states.
fn states() -> Vec<f64> {
    let zero = || array![0.0];
    let mut layer = Rnn::<f64>::new(RecurrentParams::new(array![[1.0]], array![[0.8]], zero(), zero()));
    layer.forward(array![[[1.0], [0.0], [0.0]]], Mode::Eval).iter().copied().collect()
}

/// An arrow from one circle to another, from rim to rim.
fn wire(panel: Panel, colour: Colour, from: Point, to: Point, radii: (f64, f64)) -> Panel {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    let at = |point: Point, step: f64| (point.0 + dx / length * step, point.1 + dy / length * step);
    panel.arrow(colour, at(from, radii.0 + 2.0), at(to, -radii.1 - 2.0))
}

/// What is a loop, if time runs from left to right?
pub(super) fn unrolled() -> Figure {
    let (x, y) = (66.0, 112.0);
    let rounded: Vec<Point> = (0..=24)
        .map(|step| {
            let angle = (-40.0 + 260.0 * f64::from(step) / 24.0).to_radians();
            (x + 38.0 * angle.cos(), y + 36.0 + 26.0 * angle.sin())
        })
        .collect();
    let folded = Panel::drawing(520.0, 220.0)
        .line(Colour::Ink, &rounded)
        .arrow(Colour::Ink, rounded[23], (x - 22.0, y + 18.0))
        .label(Colour::Ink, (x, y + 62.0), Side::Above, "*u*")
        .arrow(Colour::Ink, (x, 36.0), (x, y - RADIUS - 2.0))
        .label(Colour::Ink, (x, 62.0), Side::Right, "*w*")
        .label(Colour::Ink, (x, 32.0), Side::Below, "*x*")
        .node(Colour::Ink, (x, y), RADIUS, "*h*")
        .label(Colour::Muted, (148.0, y), Side::Right, "=");
    let place = |t: usize| (225.0 + 125.0 * t as f64, y);
    let moments = states().into_iter().enumerate().fold(folded, |panel, (t, state)| {
        let (x, y) = place(t);
        panel
            .arrow(Colour::Ink, (x, 36.0), (x, y - RADIUS - 2.0))
            .label(Colour::Ink, (x, 62.0), Side::Right, "*w*")
            .label(Colour::Ink, (x, 32.0), Side::Below, &format!("*x*_{{{}}} = {}", t + 1, u8::from(t == 0)))
            .node(Colour::First, (x, y), RADIUS, &format!("{state:.2}"))
            .label(Colour::First, (x, y + RADIUS + 4.0), Side::Above, &format!("*h*_{{{}}}", t + 1))
    });
    let chained = (0..2).fold(moments, |panel, t| {
        let middle = (place(t).0 + 62.0, y);
        wire(panel, Colour::Ink, place(t), place(t + 1), (RADIUS, RADIUS)).label(
            Colour::Ink,
            middle,
            Side::Above,
            "*u*",
        )
    });
    Figure::new("lstm/unrolled").panel(chained)
}

/// Which way does a gradient take back through time?
pub(super) fn through_time() -> Figure {
    let (u, h) = (0.8, states());
    let slope = |t: usize| 1.0 - h[t] * h[t];
    let by_sum = [slope(2) * u * slope(1) * u * slope(0), slope(2) * u * slope(1), slope(2)];
    let by_state = [by_sum[1] * u, by_sum[2] * u, 1.0];
    let y = 104.0;
    let place = |t: usize| (84.0 + 158.0 * t as f64, y);
    let units = (0..3).fold(Panel::drawing(520.0, 190.0), |panel, t| {
        let (x, y) = place(t);
        panel
            .node(Colour::First, (x, y), RADIUS, &format!("{:.2}", h[t]))
            .label(Colour::First, (x, y + RADIUS + 4.0), Side::Above, &format!("*h*_{{{}}}", t + 1))
            .arrow(Colour::Second, (x, y - RADIUS - 2.0), (x, 34.0))
            .label(Colour::Second, (x, 30.0), Side::Below, &format!("{:.2}", by_sum[t]))
            .label(Colour::Muted, (x + 3.0, 52.0), Side::Right, &format!("× {:.2}", slope(t)))
    });
    let links = (0..2).fold(units, |panel, t| {
        let middle = (place(t).0 + 79.0, y);
        wire(panel, Colour::Second, place(t + 1), place(t), (RADIUS, RADIUS))
            .label(Colour::Second, middle, Side::Above, &format!("{:.2}", by_state[t]))
            .label(Colour::Muted, middle, Side::Below, "× *u*")
    });
    let (x, y) = place(2);
    let whole = links.arrow(Colour::Second, (x + 92.0, y), (x + RADIUS + 2.0, y)).label(
        Colour::Second,
        (x + 62.0, y),
        Side::Above,
        "1",
    );
    Figure::new("lstm/through_time").panel(whole)
}

/// What happens to a cell in one moment?
pub(super) fn cell() -> Figure {
    let (belt, gates, small) = (222.0, 96.0, 15.0);
    let columns = [(112.0, "*f*"), (200.0, "*i*"), (276.0, "*g*"), (404.0, "*o*")];
    let names = ["forget", "input", "candidate", "output"];
    let operation = |panel: Panel, at: Point, text: &str| panel.node(Colour::Ink, at, small, text);
    let start = Panel::drawing(520.0, 262.0)
        .arrow(Colour::First, (20.0, belt), (112.0 - small - 2.0, belt))
        .arrow(Colour::First, (112.0 + small, belt), (238.0 - small - 2.0, belt))
        .arrow(Colour::First, (238.0 + small, belt), (500.0, belt))
        .label(Colour::First, (26.0, belt), Side::Above, "*c*_{t−1}")
        .label(Colour::First, (492.0, belt), Side::Above, "*c*_{t}")
        .line(Colour::Ink, &[(20.0, 26.0), (404.0, 26.0)])
        .label(Colour::Ink, (18.0, 28.0), Side::AboveRight, "*x*_{t}, *h*_{t−1}");
    let fed = columns.iter().zip(names).fold(start, |panel, (&(x, letter), name)| {
        panel
            .arrow(Colour::Ink, (x, 26.0), (x, gates - 22.0))
            .node(Colour::Second, (x, gates), 20.0, letter)
            .label(Colour::Second, (x + 2.0, gates - 38.0), Side::Right, name)
    });
    let joined = wire(fed, Colour::Second, (112.0, gates), (112.0, belt), (20.0, small));
    let joined = wire(joined, Colour::Second, (200.0, gates), (238.0, 160.0), (20.0, small));
    let joined = wire(joined, Colour::Second, (276.0, gates), (238.0, 160.0), (20.0, small));
    let joined = wire(joined, Colour::Ink, (238.0, 160.0), (238.0, belt), (small, small));
    let joined = joined
        .line(Colour::First, &[(330.0, belt), (330.0, 160.0)])
        .arrow(Colour::First, (330.0, 160.0), (404.0 - small - 2.0, 160.0))
        .label(Colour::First, (362.0, 160.0), Side::Above, "tanh")
        .arrow(Colour::First, (404.0 + small, 160.0), (500.0, 160.0))
        .label(Colour::First, (492.0, 160.0), Side::Above, "*h*_{t}");
    let joined = wire(joined, Colour::Second, (404.0, gates), (404.0, 160.0), (20.0, small));
    let done = [(112.0, belt, "×"), (238.0, belt, "+"), (238.0, 160.0, "×"), (404.0, 160.0, "×")]
        .into_iter()
        .fold(joined, |panel, (x, y, text)| operation(panel, (x, y), text));
    Figure::new("lstm/cell").panel(done)
}

/// Who has seen what, when two layers read from both ends?
pub(super) fn both_directions() -> Figure {
    let letters = ["r", "e", "a", "d"];
    let x = |t: usize| 92.0 + 112.0 * t as f64;
    let (forwards, said, backwards) = (36.0, 112.0, 188.0);
    let start = Panel::drawing(520.0, 226.0).label(Colour::First, (10.0, forwards), Side::Right, "→").label(
        Colour::Second,
        (10.0, backwards),
        Side::Right,
        "←",
    );
    let units = letters.iter().enumerate().fold(start, |panel, (t, letter)| {
        panel
            .label(Colour::Ink, (x(t), said - 8.0), Side::Above, letter)
            .arrow(Colour::Muted.thin(), (x(t), said - 14.0), (x(t), forwards + 22.0))
            .arrow(Colour::Muted.thin(), (x(t), said + 20.0), (x(t), backwards - 22.0))
            .node(Colour::First, (x(t), forwards), 19.0, &letters[..=t].concat())
            .node(Colour::Second, (x(t), backwards), 19.0, &letters[t..].concat())
    });
    let wired = (0..3).fold(units, |panel, t| {
        let one = wire(panel, Colour::First, (x(t), forwards), (x(t + 1), forwards), (19.0, 19.0));
        wire(one, Colour::Second, (x(t + 1), backwards), (x(t), backwards), (19.0, 19.0))
    });
    Figure::new("lstm/both_directions").panel(wired)
}

//! One neuron and the straight line that it draws.

use ndarray::array;
use neuron::{SigmoidNeuron, ThresholdUnit, gates, hidden_layer, sigmoid, step};

use crate::{Colour, Figure, Mark, Panel, Point, Side};

pub(super) fn figures() -> Vec<Figure> {
    vec![cell(), bias(), gates_figure(), xor(), sigmoid_neuron()]
}

/// Where do the weights, the sum and the step sit in a neuron?
fn cell() -> Figure {
    let sources = [("*x*_{1}", 162.0), ("*x*_{2}", 100.0), ("*x*_{3}", 38.0)];
    let (sum, cut, inner) = ((240.0, 100.0), (360.0, 100.0), 26.0);
    let mut panel = Panel::drawing(460.0, 205.0);
    for (index, (name, y)) in sources.into_iter().enumerate() {
        let weight = format!("*w*_{{{}}}", index + 1);
        panel = panel
            .arrow(Colour::Ink, (50.0, y), (214.0, 100.0 + (y - 100.0) * 0.2))
            .node(Colour::Ink, (30.0, y), 20.0, name)
            .label(Colour::First, (128.0, 100.0 + (y - 100.0) * 0.6), Side::Above, &weight);
    }
    let panel = panel
        .arrow(Colour::Ink, (240.0, 165.0), (240.0, 128.0))
        .node(Colour::Muted, (240.0, 185.0), 18.0, "1")
        .label(Colour::First, (240.0, 148.0), Side::Right, "*b*")
        .arrow(Colour::Ink, (267.0, 100.0), (332.0, 100.0))
        .label(Colour::Ink, (298.0, 100.0), Side::Above, "*z*")
        .node(Colour::First, sum, inner, "Σ")
        .label(Colour::Muted, (240.0, 68.0), Side::Below, "weighted sum")
        .arrow(Colour::Ink, (387.0, 100.0), (446.0, 100.0))
        .label(Colour::Ink, (418.0, 100.0), Side::Above, "*ŷ*")
        .node(Colour::Second, cut, inner, "*f*")
        .label(Colour::Muted, (360.0, 68.0), Side::Below, "activation");
    Figure::new("neuron/parts").panel(panel)
}

/// What does the bias move, and what do the weights turn?
fn bias() -> Figure {
    let plane = |title| {
        let ticks = [0.0, 1.0, 2.0];
        let panel = Panel::new(-1.0..=3.0, -1.0..=3.0).square().title(title);
        panel.axes("*x*_{1}", "*x*_{2}").x_ticks(&ticks).y_ticks(&ticks)
    };
    let moved = [(Colour::First, -1.0), (Colour::Second, -2.0), (Colour::Third, -3.0)];
    let moves = moved.into_iter().fold(plane("the bias moves the line"), |panel, (colour, bias)| {
        let text = format!("*b* = {}", minus(bias));
        panel.straight(colour, 1.0, 1.0, bias).label(
            colour,
            (-bias / 2.0, -bias / 2.0),
            Side::AboveRight,
            &text,
        )
    });
    let turned = [
        (Colour::First, 1.0, 1.0, (-0.35, 2.35), Side::AboveRight),
        (Colour::Second, 2.0, 0.0, (1.0, -0.7), Side::Right),
        (Colour::Third, -1.0, 3.0, (1.75, 1.25), Side::BelowRight),
    ];
    let turns = turned.into_iter().fold(plane("the weights turn it"), |panel, (colour, w1, w2, at, side)| {
        let text = format!("**w** = ({}, {})", minus(w1), minus(w2));
        panel.straight(colour, w1, w2, -2.0).label(colour, at, side, &text)
    });
    Figure::new("neuron/bias_and_weights").columns(2).panel(moves).panel(turns)
}

/// A whole number with a real minus sign.
fn minus(number: f64) -> String {
    format!("{number}").replace('-', "−")
}

/// Where does each gate answer 1?
fn gates_figure() -> Figure {
    let named = [("AND", gates::and()), ("OR", gates::or()), ("NAND", gates::nand()), ("NOR", gates::nor())];
    Figure::new("neuron/gates")
        .columns(2)
        .phone_columns(2)
        .width(500.0)
        .panels(named.map(|(name, unit)| unit_panel(name, &unit)))
}

/// The plane of one unit with two inputs: the side where it fires, and its answers at the corners.
fn unit_panel(title: &str, unit: &ThresholdUnit) -> Panel {
    let [w1, w2] = [unit.weight[0], unit.weight[1]];
    let (ones, zeros): (Vec<Point>, Vec<Point>) =
        corner_points().partition(|&(x1, x2)| unit.output(&array![x1, x2]) == 1.0);
    square_panel(title, "*x*_{1}", "*x*_{2}")
        .region(Colour::First, |x1, x2| unit.pre_activation(&array![x1, x2]))
        .straight(Colour::First, w1, w2, unit.bias)
        .points(Colour::First, Mark::Disc, &ones)
        .points(Colour::Second, Mark::Ring, &zeros)
}

fn corner_points() -> impl Iterator<Item = Point> {
    [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)].into_iter()
}

fn square_panel(title: &str, x: &str, y: &str) -> Panel {
    Panel::new(-0.5..=1.5, -0.5..=1.5)
        .square()
        .title(title)
        .axes(x, y)
        .x_ticks(&[0.0, 1.0])
        .y_ticks(&[0.0, 1.0])
}

/// Why does no line separate XOR, and what does a hidden layer change?
fn xor() -> Figure {
    let (ones, zeros): (Vec<Point>, Vec<Point>) = corner_points().partition(|(x1, x2)| x1 != x2);
    let before = square_panel("what XOR asks", "*x*_{1}", "*x*_{2}")
        .line(Colour::First.dashed(), &[ones[0], ones[1]])
        .line(Colour::Second.dashed(), &[zeros[0], zeros[1]])
        .points(Colour::First, Mark::Disc, &ones)
        .points(Colour::Second, Mark::Ring, &zeros);
    let fold = |points: &[Point]| -> Vec<Point> {
        points.iter().map(|&(x1, x2)| hidden_layer(&array![x1, x2])).map(|[h1, h2]| (h1, h2)).collect()
    };
    let after = square_panel("what the hidden layer makes of it", "*h*_{1}: at least one", "*h*_{2}: both")
        .region(Colour::First, |h1, h2| h1 - h2 - 0.5)
        .straight(Colour::First, 1.0, -1.0, -0.5)
        .points(Colour::First, Mark::Disc, &fold(&ones))
        .points(Colour::Second, Mark::Ring, &fold(&zeros))
        .label(Colour::First, (1.0, 0.0), Side::Below, "01 and 10");
    Figure::new("neuron/xor").columns(2).panel(before).panel(after)
}

/// How does a sigmoid soften a step, and what stays straight?
fn sigmoid_neuron() -> Figure {
    let curves = Panel::new(-6.0..=6.0, -0.1..=1.1)
        .height(300.0)
        .axes("*z*", "")
        .title("the step and the sigmoid")
        .curve_over(-6.0..=0.0, Colour::Second.dashed(), |_| step(-1.0))
        .curve_over(0.0..=6.0, Colour::Second.dashed(), |_| step(1.0))
        .curve(Colour::First, sigmoid)
        .label(Colour::First, (1.3, sigmoid(1.3)), Side::BelowRight, "σ(*z*)")
        .label(Colour::Second, (-0.2, 0.97), Side::Left, "step(*z*)");
    let neuron = SigmoidNeuron { weight: array![3.0, 4.0], bias: -5.0 };
    let answer = |x1: f64, x2: f64| neuron.output(&array![x1, x2]);
    let contours = Panel::new(-0.5..=2.5, -0.5..=2.5)
        .square()
        .axes("*x*_{1}", "*x*_{2}")
        .title("where it answers the same")
        .region(Colour::First, |x1, x2| answer(x1, x2) - 0.5)
        .rim(Colour::First.thin(), |x1, x2| answer(x1, x2) - 0.1)
        .rim(Colour::First, |x1, x2| answer(x1, x2) - 0.5)
        .rim(Colour::First.thin(), |x1, x2| answer(x1, x2) - 0.9)
        .arrow(Colour::Ink, (1.0, 0.5), (1.6, 1.3))
        .label(Colour::Ink, (1.6, 1.3), Side::Right, "**w**")
        .label(Colour::First, (-0.2, 0.84), Side::AboveRight, "0.1")
        .label(Colour::First, (-0.2, 1.4), Side::AboveRight, "0.5")
        .label(Colour::First, (-0.2, 1.95), Side::AboveRight, "0.9");
    Figure::new("neuron/sigmoid_neuron").columns(2).panel(curves).panel(contours)
}

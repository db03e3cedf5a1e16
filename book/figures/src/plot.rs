//! From a panel's own coordinates to elements of the file.

use svg::node::element::{Circle, Element, Group, Line, Path, Rectangle, SVG};

use crate::mark::polyline;
use crate::number::{coordinate, round_ticks, tick_label};
use crate::panel::{Axis, Item, Panel, Point};
use crate::text;
use crate::{Colour, Side, Stroke};

/// Room around a plot: title, name of the y axis, ticks.
const TITLE: f64 = 26.0;
const Y_NAME: f64 = 24.0;
const TICKS: f64 = 26.0;
const X_NAME: f64 = 22.0;
const EDGE: f64 = 14.0;

/// No plot is lower than this, however narrow.
const LOWEST: f64 = 118.0;

/// How far lines may reach beyond the plot before they are cut: half their width.
const BLEED: f64 = 2.0;

/// The height that a panel takes in a cell of this width.
pub(crate) fn height(panel: &Panel, width: f64) -> f64 {
    panel.height.unwrap_or_else(|| {
        let room = Room::around(panel);
        let plot_width = width - room.left - room.right;
        let plot_height = if panel.square {
            plot_width * span(&panel.y) / span(&panel.x)
        } else {
            (0.68 * plot_width).max(LOWEST)
        };
        (plot_height + room.top + room.bottom).round()
    })
}

/// Draws a panel into a cell of this size.
pub(crate) fn draw(panel: &Panel, width: f64, height: f64) -> Group {
    let room = Room::around(panel);
    let plot = Plot::new(panel, &room, width, height);
    let mut group = Group::new();
    if let Some(title) = &panel.title {
        group = group.add(
            text::plain(title, (plot.left + plot.width / 2.0, 17.0), "middle", Colour::Ink)
                .set("font-weight", 600),
        );
    }
    if !panel.bare {
        group = plot.axes(panel, group);
    }
    let mut clipped = plot.window();
    let mut open = Group::new();
    for item in &panel.items {
        match item {
            Item::Lines(..) | Item::Area(..) | Item::Bars(..) | Item::Picture(..) => {
                clipped = clipped.add(plot.item(item));
            }
            _ => open = open.add(plot.item(item)),
        }
    }
    group.add(clipped).add(open)
}

/// The margins of a panel, as large as its words need.
struct Room {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Room {
    fn around(panel: &Panel) -> Self {
        let title = if panel.title.is_some() { TITLE } else { 4.0 };
        if panel.bare {
            return Self { left: 8.0, right: 8.0, top: title, bottom: 8.0 };
        }
        let ticks = ticks(&panel.y_axis, &panel.y, 4.0);
        let labels = ticks.iter().map(|(_, label)| text::width(label)).fold(0.0, f64::max);
        let (x_name, y_name) = (panel.x_axis.name.is_some(), panel.y_axis.name.is_some());
        Self {
            left: (labels + 14.0).max(EDGE),
            right: EDGE,
            top: title + if y_name { Y_NAME } else { 6.0 },
            bottom: if panel.x_axis.ticks.as_ref().is_some_and(Vec::is_empty) { 6.0 } else { TICKS }
                + if x_name { X_NAME } else { 0.0 },
        }
    }
}

/// The rectangle of a plot in the file, and the ranges it stands for.
struct Plot<'a> {
    panel: &'a Panel,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

impl<'a> Plot<'a> {
    fn new(panel: &'a Panel, room: &Room, cell_width: f64, cell_height: f64) -> Self {
        let (mut width, mut height) =
            (cell_width - room.left - room.right, cell_height - room.top - room.bottom);
        let (mut left, mut top) = (room.left, room.top);
        if panel.square {
            let scale = (width / span(&panel.x)).min(height / span(&panel.y));
            let (square_width, square_height) = (scale * span(&panel.x), scale * span(&panel.y));
            left += (width - square_width) / 2.0;
            top += (height - square_height) / 2.0;
            (width, height) = (square_width, square_height);
        }
        Self { panel, left, top, width, height }
    }

    fn x(&self, x: f64) -> f64 {
        self.left + (x - self.panel.x.start()) / span(&self.panel.x) * self.width
    }

    fn y(&self, y: f64) -> f64 {
        self.top + (self.panel.y.end() - y) / span(&self.panel.y) * self.height
    }

    fn place(&self, (x, y): Point) -> Point {
        (self.x(x), self.y(y))
    }

    /// A nested drawing that cuts off what leaves the plot; it keeps the cell's coordinates.
    fn window(&self) -> SVG {
        let (x, y) = (self.left - BLEED, self.top - BLEED);
        let (width, height) = (self.width + 2.0 * BLEED, self.height + 2.0 * BLEED);
        let [x, y, width, height] = [x, y, width, height].map(coordinate);
        SVG::new()
            .set("viewBox", format!("{x} {y} {width} {height}"))
            .set("x", x)
            .set("y", y)
            .set("width", width)
            .set("height", height)
    }

    fn axes(&self, panel: &Panel, mut group: Group) -> Group {
        let (right, bottom) = (self.left + self.width, self.top + self.height);
        for (value, label) in ticks(&panel.x_axis, &panel.x, self.width / 65.0) {
            let x = self.x(value);
            group =
                group.add(hairline((x, self.top), (x, bottom), value == 0.0 && panel.x_axis.is_numeric()));
            group = group.add(text::plain(&label, (x, bottom + 20.0), "middle", Colour::Muted));
        }
        for (value, label) in ticks(&panel.y_axis, &panel.y, 4.0) {
            let y = self.y(value);
            group =
                group.add(hairline((self.left, y), (right, y), value == 0.0 && panel.y_axis.is_numeric()));
            group = group.add(text::plain(&label, (self.left - 8.0, y + 5.0), "end", Colour::Muted));
        }
        if let Some(name) = &panel.x_axis.name {
            let below =
                bottom + if panel.x_axis.ticks.as_ref().is_some_and(Vec::is_empty) { 21.0 } else { 42.0 };
            group =
                group.add(text::plain(name, (self.left + self.width / 2.0, below), "middle", Colour::Ink));
        }
        if let Some(name) = &panel.y_axis.name {
            group = group.add(text::plain(name, (self.left, self.top - 10.0), "start", Colour::Ink));
        }
        group
    }

    fn item(&self, item: &Item) -> Element {
        match item {
            Item::Lines(lines, stroke) => self.lines(lines, *stroke),
            Item::Area(polygons, colour) => self.area(polygons, *colour),
            Item::Bars(points, width, colour) => self.bars(points, *width, *colour).into(),
            Item::Arrow(from, to, stroke) => arrow(self.place(*from), self.place(*to), *stroke).into(),
            Item::Marks(points, mark, colour) => points
                .iter()
                .fold(Group::new(), |group, &point| group.add(mark.draw(self.place(point), *colour)))
                .into(),
            Item::Label(words, at, side, colour) => {
                text::label_with_rim(words, self.place(*at), *side, *colour).into()
            }
            Item::Node(words, at, radius, colour) => node(words, self.place(*at), *radius, *colour).into(),
            Item::Picture(picture, x, y) => {
                let corner = self.place((*x.start(), *y.end()));
                let (width, height) = (self.x(*x.end()) - corner.0, self.y(*y.start()) - corner.1);
                picture.draw(corner, (width, height)).into()
            }
        }
    }

    fn lines(&self, lines: &[Vec<Point>], stroke: Stroke) -> Element {
        let path: String = lines.iter().map(|line| polyline(&self.visible(line))).collect();
        styled(path, stroke).into()
    }

    /// The points of a line in the file; what is far outside is drawn in, so that no coordinate grows without bound.
    fn visible(&self, line: &[Point]) -> Vec<Point> {
        let (low, high) = (self.top - 10.0 * self.height, self.top + 11.0 * self.height);
        line.iter().map(|&point| self.place(point)).map(|(x, y)| (x, y.clamp(low, high))).collect()
    }

    fn area(&self, polygons: &[Vec<Point>], colour: Colour) -> Element {
        let path: String = polygons
            .iter()
            .map(|polygon| {
                polyline(&polygon.iter().map(|&corner| self.place(corner)).collect::<Vec<_>>()) + "z"
            })
            .collect();
        Path::new().set("d", path).set("fill", colour.css()).set("fill-opacity", 0.16).into()
    }

    fn bars(&self, points: &[Point], width: f64, colour: Colour) -> Group {
        points.iter().fold(Group::new(), |group, &(x, value)| {
            let (left, right) = (self.x(x - width / 2.0), self.x(x + width / 2.0));
            let (top, bottom) = (self.y(value.max(0.0)), self.y(value.min(0.0)));
            group.add(
                Rectangle::new()
                    .set("x", coordinate(left))
                    .set("y", coordinate(top))
                    .set("width", coordinate(right - left))
                    .set("height", coordinate(bottom - top))
                    .set("fill", colour.css()),
            )
        })
    }
}

fn styled(path: String, stroke: Stroke) -> Path {
    let path = Path::new()
        .set("d", path)
        .set("fill", "none")
        .set("stroke", stroke.colour.css())
        .set("stroke-width", stroke.width)
        .set("stroke-linecap", "round")
        .set("stroke-linejoin", "round");
    if stroke.dashes { path.set("stroke-dasharray", "6 6") } else { path }
}

fn hairline(from: Point, to: Point, is_zero: bool) -> Line {
    let colour = if is_zero { Colour::Muted } else { Colour::Grid };
    Line::new()
        .set("x1", coordinate(from.0))
        .set("y1", coordinate(from.1))
        .set("x2", coordinate(to.0))
        .set("y2", coordinate(to.1))
        .set("stroke", colour.css())
        .set("stroke-width", if is_zero { 1.2 } else { 1.0 })
}

/// A line with a filled head that ends exactly in `to`.
fn arrow(from: Point, to: Point, stroke: Stroke) -> Group {
    const HEAD: f64 = 10.0;
    let length = (to.0 - from.0).hypot(to.1 - from.1).max(f64::EPSILON);
    let (along, across) = ((to.0 - from.0) / length, (to.1 - from.1) / length);
    let neck = (to.0 - HEAD * along, to.1 - HEAD * across);
    let side = |sign: f64| (neck.0 - sign * 4.2 * across, neck.1 + sign * 4.2 * along);
    let head =
        Path::new().set("d", polyline(&[to, side(1.0), side(-1.0)]) + "z").set("fill", stroke.colour.css());
    Group::new().add(styled(polyline(&[from, neck]), stroke)).add(head)
}

fn node(words: &str, (x, y): Point, radius: f64, colour: Colour) -> Group {
    let circle = Circle::new()
        .set("cx", coordinate(x))
        .set("cy", coordinate(y))
        .set("r", coordinate(radius))
        .set("fill", Colour::Paper.css())
        .set("stroke", colour.css())
        .set("stroke-width", 2);
    Group::new().add(circle).add(text::label(words, (x, y), Side::Centre, Colour::Ink))
}

fn ticks(axis: &Axis, range: &std::ops::RangeInclusive<f64>, wanted: f64) -> Vec<(f64, String)> {
    let (round, step) = round_ticks(*range.start(), *range.end(), wanted);
    match &axis.ticks {
        None => round.into_iter().map(|value| (value, tick_label(value, step))).collect(),
        Some(own) => own
            .iter()
            .map(|(value, name)| (*value, name.clone().unwrap_or_else(|| shortest(*value))))
            .collect(),
    }
}

/// A tick that an author chose, with the decimals it needs and no more than four.
fn shortest(value: f64) -> String {
    let step =
        [1.0, 0.1, 0.01, 0.001].into_iter().find(|step| (value / step - (value / step).round()).abs() < 1e-6);
    tick_label(value, step.unwrap_or(0.0001))
}

fn span(range: &std::ops::RangeInclusive<f64>) -> f64 {
    range.end() - range.start()
}

//! One panel of a figure: a pair of axes and what is drawn between them.

use std::ops::RangeInclusive;

use ndarray::ArrayRef2;

use crate::picture::{Picture, Shading};
use crate::region::{positive_part, rim, stations};
use crate::{Colour, Mark, Side, Stroke};

/// A place in a panel's own coordinates; y points up.
pub type Point = (f64, f64);

/// How many steps a curve is sampled in.
const SAMPLES: usize = 240;

/// A panel in the making: every method adds something and hands the panel back. What comes later lies on top.
#[derive(Debug, Clone)]
pub struct Panel {
    pub(crate) x: RangeInclusive<f64>,
    pub(crate) y: RangeInclusive<f64>,
    pub(crate) title: Option<String>,
    pub(crate) x_axis: Axis,
    pub(crate) y_axis: Axis,
    pub(crate) bare: bool,
    pub(crate) square: bool,
    pub(crate) height: Option<f64>,
    pub(crate) items: Vec<Item>,
}

/// The name of an axis and its ticks; without ticks of its own it takes round numbers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Axis {
    pub(crate) name: Option<String>,
    pub(crate) ticks: Option<Vec<(f64, Option<String>)>>,
}

impl Axis {
    /// Whether its places are numbers, among which zero is a special one, and not names.
    pub(crate) fn is_numeric(&self) -> bool {
        self.ticks.as_ref().is_none_or(|ticks| ticks.iter().all(|(_, name)| name.is_none()))
    }
}

/// What a panel shows, in its own coordinates.
#[derive(Debug, Clone)]
pub(crate) enum Item {
    Lines(Vec<Vec<Point>>, Stroke),
    Area(Vec<Vec<Point>>, Colour),
    Bars(Vec<Point>, f64, Colour),
    Arrow(Point, Point, Stroke),
    Marks(Vec<Point>, Mark, Colour),
    Label(String, Point, Side, Colour),
    Node(String, Point, f64, Colour),
    Picture(Picture, RangeInclusive<f64>, RangeInclusive<f64>),
}

impl Panel {
    /// An empty panel whose axes cover these ranges.
    ///
    /// # Panics
    /// If a range is empty or not finite.
    #[track_caller]
    pub fn new(x: RangeInclusive<f64>, y: RangeInclusive<f64>) -> Self {
        for (name, range) in [("x", &x), ("y", &y)] {
            let good = range.start().is_finite() && range.end().is_finite() && range.start() < range.end();
            assert!(good, "a panel's range of {name} is {range:?}");
        }
        Self {
            x,
            y,
            title: None,
            x_axis: Axis::default(),
            y_axis: Axis::default(),
            bare: false,
            square: false,
            height: None,
            items: Vec::new(),
        }
    }

    /// A panel without axes whose coordinates are units of the figure (text is 17 high), for diagrams.
    pub fn drawing(width: f64, height: f64) -> Self {
        Self::new(0.0..=width, 0.0..=height).bare().square()
    }

    /// A panel that is one picture.
    ///
    /// # Panics
    /// If a pixel is NaN or infinite.
    #[track_caller]
    pub fn picture(pixels: &ArrayRef2<f64>, shading: Shading) -> Self {
        let (width, height) = (pixels.ncols() as f64, pixels.nrows() as f64);
        Self::drawing(width, height).inset(pixels, shading, 0.0..=width, 0.0..=height)
    }

    /// The title over the panel.
    #[must_use]
    pub fn title(mut self, title: &str) -> Self {
        self.title = Some(title.into());
        self
    }

    /// The names of the axes, such as `*z*` and `sigmoid(*z*)`.
    #[must_use]
    pub fn axes(mut self, x: &str, y: &str) -> Self {
        self.x_axis.name = Some(x.into()).filter(|name: &String| !name.is_empty());
        self.y_axis.name = Some(y.into()).filter(|name: &String| !name.is_empty());
        self
    }

    /// The ticks of the x axis, in place of round numbers.
    #[must_use]
    pub fn x_ticks(mut self, ticks: &[f64]) -> Self {
        self.x_axis.ticks = Some(ticks.iter().map(|&tick| (tick, None)).collect());
        self
    }

    /// The ticks of the y axis, in place of round numbers.
    #[must_use]
    pub fn y_ticks(mut self, ticks: &[f64]) -> Self {
        self.y_axis.ticks = Some(ticks.iter().map(|&tick| (tick, None)).collect());
        self
    }

    /// Ticks of the x axis that carry words.
    #[must_use]
    pub fn x_names(mut self, ticks: &[(f64, &str)]) -> Self {
        self.x_axis.ticks = Some(ticks.iter().map(|&(tick, name)| (tick, Some(name.into()))).collect());
        self
    }

    /// Ticks of the y axis that carry words.
    #[must_use]
    pub fn y_names(mut self, ticks: &[(f64, &str)]) -> Self {
        self.y_axis.ticks = Some(ticks.iter().map(|&(tick, name)| (tick, Some(name.into()))).collect());
        self
    }

    /// No axes, ticks or grid.
    #[must_use]
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    /// One unit of x is as long as one unit of y: for geometry.
    #[must_use]
    pub fn square(mut self) -> Self {
        self.square = true;
        self
    }

    /// The height of the panel in units of the figure, in place of the usual proportion.
    #[must_use]
    pub fn height(mut self, height: f64) -> Self {
        self.height = Some(height);
        self
    }

    /// The graph of a function over the whole range of x; what leaves the panel is cut off.
    ///
    /// # Panics
    /// If the function gives NaN or an infinity.
    #[must_use]
    #[track_caller]
    pub fn curve(self, stroke: impl Into<Stroke>, f: impl Fn(f64) -> f64) -> Self {
        let range = self.x.clone();
        self.curve_over(range, stroke, f)
    }

    /// The graph of a function over a part of the range of x: the pieces of a function with a jump.
    ///
    /// # Panics
    /// If the function gives NaN or an infinity.
    #[must_use]
    #[track_caller]
    pub fn curve_over(
        self,
        range: RangeInclusive<f64>,
        stroke: impl Into<Stroke>,
        f: impl Fn(f64) -> f64,
    ) -> Self {
        let points = stations(&range, SAMPLES).into_iter().map(|x| (x, f(x)));
        let points: Vec<Point> = points.collect();
        self.line(stroke, &points)
    }

    /// A line through points.
    ///
    /// # Panics
    /// If a coordinate is NaN or infinite.
    #[must_use]
    #[track_caller]
    pub fn line(mut self, stroke: impl Into<Stroke>, points: &[Point]) -> Self {
        check(points);
        self.items.push(Item::Lines(vec![points.to_vec()], stroke.into()));
        self
    }

    /// The straight line `a x + b y + c = 0` across the whole panel: a neuron's boundary is `straight(stroke, w1, w2, bias)`.
    ///
    /// # Panics
    /// If `a` and `b` are both zero, or a number is NaN or infinite.
    #[must_use]
    #[track_caller]
    pub fn straight(self, stroke: impl Into<Stroke>, a: f64, b: f64, c: f64) -> Self {
        assert!(a != 0.0 || b != 0.0, "{a} x + {b} y + {c} = 0 is no line");
        let ends = if a.abs() > b.abs() {
            [*self.y.start(), *self.y.end()].map(|y| (-(b * y + c) / a, y))
        } else {
            [*self.x.start(), *self.x.end()].map(|x| (x, -(a * x + c) / b))
        };
        self.line(stroke, &ends)
    }

    /// A tinted region: everywhere in the panel where `f(x, y)` is positive.
    #[must_use]
    pub fn region(mut self, colour: Colour, f: impl Fn(f64, f64) -> f64) -> Self {
        self.items.push(Item::Area(positive_part(f, &self.x, &self.y), colour));
        self
    }

    /// The curve on which `f(x, y)` is zero.
    #[must_use]
    pub fn rim(mut self, stroke: impl Into<Stroke>, f: impl Fn(f64, f64) -> f64) -> Self {
        self.items.push(Item::Lines(rim(f, &self.x, &self.y), stroke.into()));
        self
    }

    /// A tinted polygon.
    ///
    /// # Panics
    /// If a coordinate is NaN or infinite.
    #[must_use]
    #[track_caller]
    pub fn polygon(mut self, colour: Colour, corners: &[Point]) -> Self {
        check(corners);
        self.items.push(Item::Area(vec![corners.to_vec()], colour));
        self
    }

    /// Bars from zero to each point, `width` wide in units of x.
    ///
    /// # Panics
    /// If a coordinate is NaN or infinite.
    #[must_use]
    #[track_caller]
    pub fn bars(mut self, colour: Colour, width: f64, points: &[Point]) -> Self {
        check(points);
        self.items.push(Item::Bars(points.to_vec(), width, colour));
        self
    }

    /// Points, each with a marker.
    ///
    /// # Panics
    /// If a coordinate is NaN or infinite.
    #[must_use]
    #[track_caller]
    pub fn points(mut self, colour: Colour, mark: Mark, points: &[Point]) -> Self {
        check(points);
        self.items.push(Item::Marks(points.to_vec(), mark, colour));
        self
    }

    /// An arrow.
    ///
    /// # Panics
    /// If a coordinate is NaN or infinite.
    #[must_use]
    #[track_caller]
    pub fn arrow(mut self, stroke: impl Into<Stroke>, from: Point, to: Point) -> Self {
        check(&[from, to]);
        self.items.push(Item::Arrow(from, to, stroke.into()));
        self
    }

    /// A text beside a point; `*x*_{1}` is an italic x with an index.
    ///
    /// # Panics
    /// If a coordinate is NaN or infinite.
    #[must_use]
    #[track_caller]
    pub fn label(mut self, colour: Colour, at: Point, side: Side, text: &str) -> Self {
        check(&[at]);
        self.items.push(Item::Label(text.into(), at, side, colour));
        self
    }

    /// A circle with a text in it, such as a neuron; the radius is in units of the figure.
    ///
    /// # Panics
    /// If a coordinate is NaN or infinite.
    #[must_use]
    #[track_caller]
    pub fn node(mut self, colour: Colour, at: Point, radius: f64, text: &str) -> Self {
        check(&[at, (radius, radius)]);
        self.items.push(Item::Node(text.into(), at, radius, colour));
        self
    }

    /// A picture inside the panel.
    ///
    /// # Panics
    /// If a pixel is NaN or infinite.
    #[must_use]
    #[track_caller]
    pub fn inset(
        mut self,
        pixels: &ArrayRef2<f64>,
        shading: Shading,
        x: RangeInclusive<f64>,
        y: RangeInclusive<f64>,
    ) -> Self {
        self.items.push(Item::Picture(Picture::new(pixels, shading), x, y));
        self
    }
}

#[track_caller]
fn check(points: &[Point]) {
    for (x, y) in points {
        assert!(x.is_finite() && y.is_finite(), "a figure has no place for ({x}, {y})");
    }
}

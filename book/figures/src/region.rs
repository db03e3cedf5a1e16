//! The region where a function is positive, and its rim: marching squares on a fine grid, joined into whole outlines.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// How many cells the grid has in each direction: a straight rim comes out exact, a curved one smooth.
const CELLS: usize = 48;

type Point = (f64, f64);
type Segment = [Point; 2];

/// Outlines that enclose `{(x, y) : f(x, y) > 0}`, counter-clockwise, holes clockwise.
pub(crate) fn positive_part(
    f: impl Fn(f64, f64) -> f64,
    x: &RangeInclusive<f64>,
    y: &RangeInclusive<f64>,
) -> Vec<Vec<Point>> {
    let grid = Grid::sample(f, x, y);
    let sides = cells().flat_map(|(row, column)| grid.positive_outline(row, column));
    chains(without_inner(sides.collect()))
}

/// The lines on which the function is zero, with the positive side on the left.
pub(crate) fn rim(
    f: impl Fn(f64, f64) -> f64,
    x: &RangeInclusive<f64>,
    y: &RangeInclusive<f64>,
) -> Vec<Vec<Point>> {
    let grid = Grid::sample(f, x, y);
    chains(cells().flat_map(|(row, column)| grid.rim(row, column)).collect())
}

fn cells() -> impl Iterator<Item = (usize, usize)> {
    (0..CELLS).flat_map(|row| (0..CELLS).map(move |column| (row, column)))
}

struct Grid {
    xs: Vec<f64>,
    ys: Vec<f64>,
    values: Vec<Vec<f64>>,
}

impl Grid {
    fn sample(f: impl Fn(f64, f64) -> f64, x: &RangeInclusive<f64>, y: &RangeInclusive<f64>) -> Self {
        let (xs, ys) = (stations(x, CELLS), stations(y, CELLS));
        let values = ys.iter().map(|&y| xs.iter().map(|&x| f(x, y)).collect()).collect();
        Self { xs, ys, values }
    }

    /// The corners of a cell, counter-clockwise, each with the function's value there.
    fn corners(&self, row: usize, column: usize) -> [(Point, f64); 4] {
        [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
            .map(|(row, column)| ((self.xs[column], self.ys[row]), self.values[row][column]))
    }

    /// The sides of the cell's positive part, counter-clockwise.
    fn positive_outline(&self, row: usize, column: usize) -> Vec<Segment> {
        let mut outline = Vec::new();
        for (start, end) in edges(self.corners(row, column)) {
            if start.1 > 0.0 {
                outline.push(start.0);
            }
            outline.extend(crossing(start, end));
        }
        let next = outline.iter().cycle().skip(1);
        outline.iter().zip(next).map(|(&from, &to)| [from, to]).filter(|[from, to]| from != to).collect()
    }

    /// The piece of the rim inside the cell: from where the outline leaves the positive side to where it comes back.
    fn rim(&self, row: usize, column: usize) -> Vec<Segment> {
        let sides: Vec<_> = edges(self.corners(row, column)).collect();
        let leaving =
            sides.iter().filter(|(start, _)| start.1 > 0.0).filter_map(|&(start, end)| crossing(start, end));
        let coming =
            sides.iter().filter(|(start, _)| start.1 <= 0.0).filter_map(|&(start, end)| crossing(start, end));
        leaving.zip(coming).map(|(from, to)| [from, to]).filter(|[from, to]| from != to).collect()
    }
}

fn edges(corners: [(Point, f64); 4]) -> impl Iterator<Item = ((Point, f64), (Point, f64))> {
    (0..4).map(move |side| (corners[side], corners[(side + 1) % 4]))
}

/// Where the function changes its sign between two corners, taken as linear there: the same point from both sides.
fn crossing(start: (Point, f64), end: (Point, f64)) -> Option<Point> {
    let ((positive, above), (negative, below)) = if start.1 > 0.0 { (start, end) } else { (end, start) };
    let share = if below < 0.0 { above / (above - below) } else { 1.0 };
    let between = |from: f64, to: f64| if share < 1.0 { from + share * (to - from) } else { to };
    (above > 0.0 && below <= 0.0).then(|| (between(positive.0, negative.0), between(positive.1, negative.1)))
}

/// Sides that two cells share run both ways and vanish; what is left is the outline of the whole.
fn without_inner(sides: Vec<Segment>) -> Vec<Segment> {
    let all: BTreeSet<_> = sides.iter().map(|&[from, to]| (key(from), key(to))).collect();
    sides.into_iter().filter(|&[from, to]| !all.contains(&(key(to), key(from)))).collect()
}

/// Joins segments end to end; points on a straight line between their neighbours fall away.
fn chains(segments: Vec<Segment>) -> Vec<Vec<Point>> {
    let ends: BTreeSet<_> = segments.iter().map(|segment| key(segment[1])).collect();
    let mut from: BTreeMap<_, Vec<Point>> = BTreeMap::new();
    for [start, end] in &segments {
        from.entry(key(*start)).or_default().push(*end);
    }
    let (open, closed): (Vec<_>, Vec<_>) =
        segments.into_iter().partition(|segment| !ends.contains(&key(segment[0])));
    let starts = open.into_iter().chain(closed).map(|segment| segment[0]);
    let mut chains = Vec::new();
    for start in starts {
        let mut chain = vec![start];
        while let Some(next) = from.get_mut(&key(chain[chain.len() - 1])).and_then(Vec::pop) {
            if chain.len() > 1 && is_straight(chain[chain.len() - 2], chain[chain.len() - 1], next) {
                chain.pop();
            }
            chain.push(next);
        }
        if chain.len() > 1 {
            chains.push(chain);
        }
    }
    chains
}

fn is_straight(a: Point, b: Point, c: Point) -> bool {
    let (along, onwards) = ((b.0 - a.0, b.1 - a.1), (c.0 - b.0, c.1 - b.1));
    let turn = along.0 * onwards.1 - along.1 * onwards.0;
    let forwards = along.0 * onwards.0 + along.1 * onwards.1;
    forwards > 0.0 && turn.abs() < 1e-9 * forwards
}

/// A point as something that can be looked up; equal points have equal bits, since each is computed in one way only.
fn key(point: Point) -> (u64, u64) {
    ((point.0 + 0.0).to_bits(), (point.1 + 0.0).to_bits())
}

/// `count + 1` places from one end of a range to the other, both included.
pub(crate) fn stations(range: &RangeInclusive<f64>, count: usize) -> Vec<f64> {
    let (from, to) = (*range.start(), *range.end());
    (0..=count).map(|index| from + (to - from) * index as f64 / count as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::{Point, positive_part, rim};

    fn area(outlines: &[Vec<Point>]) -> f64 {
        let of_one = |outline: &Vec<Point>| {
            let next = outline.iter().cycle().skip(1);
            outline.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>() / 2.0
        };
        outlines.iter().map(of_one).sum()
    }

    #[test]
    fn half_a_square_is_one_triangle() {
        let outlines = positive_part(|x, y| x + y - 1.0, &(0.0..=1.0), &(0.0..=1.0));
        assert_eq!(outlines.len(), 1);
        assert!(outlines[0].len() <= 6, "a straight rim needs few points: {:?}", outlines[0]);
        assert!((area(&outlines) - 0.5).abs() < 1e-9, "covered {}", area(&outlines));
    }

    #[test]
    fn a_disc_is_covered_nearly() {
        let outlines = positive_part(|x, y| 1.0 - x * x - y * y, &(-1.5..=1.5), &(-1.5..=1.5));
        assert_eq!(outlines.len(), 1);
        assert!((area(&outlines) - std::f64::consts::PI).abs() < 0.01, "covered {}", area(&outlines));
    }

    #[test]
    fn a_ring_has_a_hole() {
        let ring = |x: f64, y: f64| {
            let square = x * x + y * y;
            (1.0 - square) * (square - 0.25)
        };
        let outlines = positive_part(ring, &(-1.5..=1.5), &(-1.5..=1.5));
        assert_eq!(outlines.len(), 2);
        assert!((area(&outlines) - 0.75 * std::f64::consts::PI).abs() < 0.02, "covered {}", area(&outlines));
    }

    #[test]
    fn everywhere_and_nowhere() {
        let (x, y) = (0.0..=2.0, 0.0..=3.0);
        assert!((area(&positive_part(|_, _| 1.0, &x, &y)) - 6.0).abs() < 1e-9);
        assert!(positive_part(|_, _| -1.0, &x, &y).is_empty());
    }

    #[test]
    fn the_rim_is_one_line_where_the_function_is_zero() {
        let lines = rim(|x, y| x - 2.0 * y, &(-1.0..=1.0), &(-1.0..=1.0));
        assert_eq!(lines.len(), 1);
        assert!(lines[0].len() < 6, "{:?}", lines[0]);
        for point in &lines[0] {
            assert!((point.0 - 2.0 * point.1).abs() < 1e-12);
        }
    }
}

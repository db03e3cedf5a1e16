//! The region where a function is positive, and its rim: marching squares on a fine grid.

use std::ops::RangeInclusive;

/// How many cells the grid has in each direction: a straight rim comes out exact, a curved one smooth.
const CELLS: usize = 48;

type Point = (f64, f64);

/// Polygons that cover `{(x, y) : f(x, y) > 0}`; whole cells of a row are joined into one rectangle.
pub(crate) fn positive_part(
    f: impl Fn(f64, f64) -> f64,
    x: &RangeInclusive<f64>,
    y: &RangeInclusive<f64>,
) -> Vec<Vec<Point>> {
    let grid = Grid::sample(f, x, y);
    let mut polygons = Vec::new();
    for row in 0..CELLS {
        let mut column = 0;
        while column < CELLS {
            let whole = (column..CELLS).take_while(|&at| grid.is_whole(row, at)).count();
            if whole > 0 {
                polygons.push(grid.rectangle(row, column, column + whole));
                column += whole;
            } else {
                polygons.push(grid.clipped_cell(row, column));
                column += 1;
            }
        }
    }
    polygons.retain(|polygon| polygon.len() > 2);
    polygons
}

/// The rim between positive and not positive, as short segments from cell to cell.
pub(crate) fn rim(
    f: impl Fn(f64, f64) -> f64,
    x: &RangeInclusive<f64>,
    y: &RangeInclusive<f64>,
) -> Vec<[Point; 2]> {
    let grid = Grid::sample(f, x, y);
    let cells = (0..CELLS).flat_map(|row| (0..CELLS).map(move |column| (row, column)));
    cells.flat_map(|(row, column)| grid.crossings(row, column)).collect()
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

    fn is_whole(&self, row: usize, column: usize) -> bool {
        self.corners(row, column).iter().all(|&(_, value)| value > 0.0)
    }

    fn rectangle(&self, row: usize, from: usize, to: usize) -> Vec<Point> {
        let (left, right, low, high) = (self.xs[from], self.xs[to], self.ys[row], self.ys[row + 1]);
        vec![(left, low), (right, low), (right, high), (left, high)]
    }

    /// The cell's outline with the part that is not positive cut off.
    fn clipped_cell(&self, row: usize, column: usize) -> Vec<Point> {
        let mut outline = Vec::new();
        for (start, end) in edges(self.corners(row, column)) {
            if start.1 > 0.0 {
                outline.push(start.0);
            }
            outline.extend(crossing(start, end));
        }
        outline
    }

    fn crossings(&self, row: usize, column: usize) -> Vec<[Point; 2]> {
        let points: Vec<_> =
            edges(self.corners(row, column)).filter_map(|(start, end)| crossing(start, end)).collect();
        points.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect()
    }
}

fn edges(corners: [(Point, f64); 4]) -> impl Iterator<Item = ((Point, f64), (Point, f64))> {
    (0..4).map(move |side| (corners[side], corners[(side + 1) % 4]))
}

/// Where the function changes its sign between two corners, taken as linear there.
fn crossing((start, from): (Point, f64), (end, to): (Point, f64)) -> Option<Point> {
    ((from > 0.0) != (to > 0.0)).then(|| {
        let share = from / (from - to);
        (start.0 + share * (end.0 - start.0), start.1 + share * (end.1 - start.1))
    })
}

/// `count + 1` places from one end of a range to the other, both included.
pub(crate) fn stations(range: &RangeInclusive<f64>, count: usize) -> Vec<f64> {
    let (from, to) = (*range.start(), *range.end());
    (0..=count).map(|index| from + (to - from) * index as f64 / count as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::{Point, positive_part, rim};

    fn area(polygon: &[Point]) -> f64 {
        let next = polygon.iter().cycle().skip(1);
        polygon.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>() / 2.0
    }

    #[test]
    fn half_a_square_is_covered_exactly() {
        let polygons = positive_part(|x, y| x + y - 1.0, &(0.0..=1.0), &(0.0..=1.0));
        let covered: f64 = polygons.iter().map(|polygon| area(polygon)).sum();
        assert!((covered - 0.5).abs() < 1e-12, "covered {covered}");
    }

    #[test]
    fn a_disc_is_covered_nearly() {
        let polygons = positive_part(|x, y| 1.0 - x * x - y * y, &(-1.5..=1.5), &(-1.5..=1.5));
        let covered: f64 = polygons.iter().map(|polygon| area(polygon)).sum();
        assert!((covered - std::f64::consts::PI).abs() < 0.01, "covered {covered}");
    }

    #[test]
    fn the_rim_lies_where_the_function_is_zero() {
        for point in rim(|x, y| x - 2.0 * y, &(-1.0..=1.0), &(-1.0..=1.0)).concat() {
            assert!((point.0 - 2.0 * point.1).abs() < 1e-12);
        }
    }
}

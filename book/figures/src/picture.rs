//! Pictures made of pixels: digits in ink, weights in the two colours of the sign. No raster, so that they follow the theme.

use std::collections::BTreeMap;

use ndarray::ArrayRef2;
use svg::node::element::{Group, Path, Rectangle};

use crate::Colour;
use crate::number::coordinate;

/// How many shades lie between paper and full colour.
const SHADES: f64 = 20.0;

/// What the numbers of a picture mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shading {
    /// 0 is paper, the given number full ink.
    Ink(f64),
    /// Weights: full colour at plus and minus the given number, the paper of zero between.
    Signed(f64),
}

/// A picture of pixels, row 0 at the top.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    rows: usize,
    columns: usize,
    shading: Shading,
    /// The runs of equal pixels `(row, column, length)` of each shade; negative shades belong to negative numbers.
    runs: BTreeMap<i32, Vec<(usize, usize, usize)>>,
}

impl Picture {
    #[track_caller]
    pub(crate) fn new(pixels: &ArrayRef2<f64>, shading: Shading) -> Self {
        let mut runs: BTreeMap<i32, Vec<(usize, usize, usize)>> = BTreeMap::new();
        for (row, line) in pixels.outer_iter().enumerate() {
            let shades: Vec<i32> = line.iter().map(|&pixel| shade(pixel, shading)).collect();
            let mut column = 0;
            for run in shades.chunk_by(|a, b| a == b) {
                runs.entry(run[0]).or_default().push((row, column, run.len()));
                column += run.len();
            }
        }
        runs.remove(&0);
        Self { rows: pixels.nrows(), columns: pixels.ncols(), shading, runs }
    }

    /// Draws the picture into the box with this upper left corner and this size.
    pub(crate) fn draw(&self, (x, y): (f64, f64), (width, height): (f64, f64)) -> Group {
        let (across, down) = (width / self.columns as f64, height / self.rows as f64);
        let paper = if matches!(self.shading, Shading::Ink(_)) { Colour::Paper } else { Colour::Zero };
        let ground = Rectangle::new()
            .set("width", self.columns)
            .set("height", self.rows)
            .set("fill", paper.css())
            .set("stroke", Colour::Grid.css())
            .set("stroke-width", coordinate(1.0 / across));
        let place =
            format!("translate({} {}) scale({:.4} {:.4})", coordinate(x), coordinate(y), across, down);
        let group = Group::new().set("transform", place).add(ground);
        self.runs.iter().fold(group, |group, (&shade, runs)| {
            let path: String = runs
                .iter()
                .map(|(row, column, length)| format!("M{column} {row}h{length}v1h-{length}z"))
                .collect();
            let pixels = Path::new()
                .set("d", path)
                .set("fill", self.colour(shade).css())
                .set("fill-opacity", coordinate(f64::from(shade.abs()) / SHADES))
                .set("shape-rendering", "crispEdges"); // no seams between neighbouring pixels
            group.add(pixels)
        })
    }

    fn colour(&self, shade: i32) -> Colour {
        match self.shading {
            Shading::Ink(_) => Colour::Ink,
            Shading::Signed(_) if shade < 0 => Colour::Negative,
            Shading::Signed(_) => Colour::Positive,
        }
    }
}

/// The shade of a number, from -`SHADES` to `SHADES`.
#[track_caller]
fn shade(pixel: f64, shading: Shading) -> i32 {
    assert!(pixel.is_finite(), "a pixel is {pixel}");
    let share = match shading {
        Shading::Ink(full) => (pixel / full).clamp(0.0, 1.0),
        Shading::Signed(limit) => (pixel / limit).clamp(-1.0, 1.0),
    };
    #[expect(clippy::cast_possible_truncation, reason = "between -20 and 20")]
    let shade = (share * SHADES).round() as i32;
    shade
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::{Picture, Shading};

    #[test]
    fn equal_neighbours_are_one_run() {
        let picture = Picture::new(&array![[1.0, 1.0, -1.0], [0.0, 0.0, 0.5]], Shading::Signed(1.0));
        let runs: Vec<_> = picture.runs.into_iter().collect();
        assert_eq!(runs, [(-20, vec![(0, 2, 1)]), (10, vec![(1, 2, 1)]), (20, vec![(0, 0, 2)])]);
    }

    #[test]
    #[should_panic(expected = "a pixel is NaN")]
    fn nan_is_no_shade() {
        Picture::new(&array![[f64::NAN]], Shading::Ink(1.0));
    }
}

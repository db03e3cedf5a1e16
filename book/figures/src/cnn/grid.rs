//! Images drawn as squares with numbers in them.

use crate::{Colour, Panel, Point, Side};

/// A grid of squares: where it stands, and how large its squares are.
#[derive(Clone, Copy)]
pub(super) struct Grid {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) cell: f64,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

impl Grid {
    /// The squares themselves.
    pub(super) fn draw(self, panel: Panel) -> Panel {
        let (right, bottom) = (self.x(self.columns as f64), self.y(self.rows as f64));
        let panel = (0..=self.rows).fold(panel, |panel, row| {
            let y = self.y(row as f64);
            panel.line(Colour::Muted.thin(), &[(self.left, y), (right, y)])
        });
        (0..=self.columns).fold(panel, |panel, column| {
            let x = self.x(column as f64);
            panel.line(Colour::Muted.thin(), &[(x, self.top), (x, bottom)])
        })
    }

    /// The squares with what stands in them, row by row.
    pub(super) fn filled(self, panel: Panel, texts: &[Vec<String>]) -> Panel {
        let panel = self.draw(panel);
        texts.iter().enumerate().fold(panel, |panel, (row, line)| {
            line.iter().enumerate().fold(panel, |panel, (column, text)| {
                panel.label(Colour::Ink, self.middle(row, column), Side::Centre, text)
            })
        })
    }

    /// Tints a rectangle of squares.
    pub(super) fn tint(
        self,
        panel: Panel,
        colour: Colour,
        [row, column]: [usize; 2],
        [height, width]: [usize; 2],
    ) -> Panel {
        let corners = self.corners([row, column], [height, width]);
        panel.polygon(colour, &corners[..4])
    }

    /// Draws a thick rim around a rectangle of squares.
    pub(super) fn rim(
        self,
        panel: Panel,
        colour: Colour,
        [row, column]: [usize; 2],
        [height, width]: [usize; 2],
    ) -> Panel {
        panel.line(colour, &self.corners([row, column], [height, width]))
    }

    pub(super) fn middle(self, row: usize, column: usize) -> Point {
        (self.x(column as f64 + 0.5), self.y(row as f64 + 0.5))
    }

    pub(super) fn right(self) -> f64 {
        self.x(self.columns as f64)
    }

    fn corners(self, [row, column]: [usize; 2], [height, width]: [usize; 2]) -> [Point; 5] {
        let (left, right) = (self.x(column as f64), self.x((column + width) as f64));
        let (top, bottom) = (self.y(row as f64), self.y((row + height) as f64));
        [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
    }

    fn x(self, columns: f64) -> f64 {
        self.left + columns * self.cell
    }

    fn y(self, rows: f64) -> f64 {
        self.top - rows * self.cell
    }
}

/// Whole numbers with a true minus.
pub(super) fn texts(rows: &[Vec<f64>]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|&x| number(x)).collect()).collect()
}

pub(super) fn number(x: f64) -> String {
    format!("{}", x + 0.0).replace('-', "−")
}

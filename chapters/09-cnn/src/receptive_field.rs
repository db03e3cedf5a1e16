//! How much of the image a unit deep in a network can see.

use crate::Geometry;

/// The square of the image that decides one unit, along one axis.
///
/// A layer with a window of k, stride s, padding p and dilation d makes of the field (size r, jump j, start a):
/// `r + d(k − 1)j`, `js`, `a − pj`. Source: S4 CNN-1, CNN-3.
///
/// ```
/// use cnn::{Geometry, ReceptiveField};
/// let plain = Geometry::default();
/// let three_of_three = (0..3).fold(ReceptiveField::pixel(), |field, _| field.through(3, plain));
/// assert_eq!(three_of_three.size, 7); // as one window of seven, with fewer weights
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
// ANCHOR: receptive_field
pub struct ReceptiveField {
    /// How many pixels a unit sees.
    pub size: usize,
    /// How many pixels further its neighbour begins.
    pub jump: usize,
    /// The first pixel that the unit at place 0 sees; negative in the padding.
    pub start: isize,
}

impl ReceptiveField {
    /// That of a pixel: itself.
    pub fn pixel() -> Self {
        Self { size: 1, jump: 1, start: 0 }
    }

    /// That of a unit one layer further on.
    #[must_use]
    pub fn through(self, kernel_size: usize, geometry: Geometry) -> Self {
        let Geometry { stride, padding, dilation } = geometry;
        Self {
            size: self.size + dilation * (kernel_size - 1) * self.jump,
            jump: self.jump * stride,
            start: self.start - (padding * self.jump).cast_signed(),
        }
    }

    /// The pixels that the unit at a place sees, out of `length`: the border cut off.
    ///
    /// ```
    /// use cnn::{Geometry, ReceptiveField};
    /// let field = ReceptiveField::pixel().through(3, Geometry { padding: 1, ..Geometry::default() });
    /// assert_eq!((field.pixels(0, 10), field.pixels(5, 10)), (0..2, 4..7));
    /// ```
    pub fn pixels(&self, place: usize, length: usize) -> std::ops::Range<usize> {
        let first = self.start + (place * self.jump).cast_signed();
        let last = first + self.size.cast_signed();
        let inside =
            |pixel: isize| pixel.clamp(0, length.cast_signed()).unsigned_abs();
        inside(first)..inside(last)
    }
}
// ANCHOR_END: receptive_field

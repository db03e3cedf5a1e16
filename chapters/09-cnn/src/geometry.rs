//! How a window moves over an image, and how many places it finds.

use std::ops::Range;

/// The way a window takes over an image: its steps, the zeros around the image, the gaps inside the window.
///
/// Both directions alike; the size of the window is not part of it. The default is the plainest way: every place, no zeros
/// around, no gaps. Source: S1 l.270, S4 l.733 name the operation; CNN-4 gives the size.
///
/// ```
/// use cnn::Geometry;
/// let every_other = Geometry { stride: 2, padding: 1, ..Geometry::default() };
/// assert_eq!(every_other.output_length("example", 5, 3), 3);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
// ANCHOR: geometry
pub struct Geometry {
    /// How many pixels the window moves from one place to the next.
    pub stride: usize,
    /// How many rows or columns of zeros are thought around the image.
    pub padding: usize,
    /// How far apart the pixels are that two neighbours in the window see.
    pub dilation: usize,
}
// ANCHOR_END: geometry

impl Default for Geometry {
    fn default() -> Self {
        Self { stride: 1, padding: 0, dilation: 1 }
    }
}

impl Geometry {
    /// The same with zeros around that keep the image's size, for an odd window at stride 1: `p = d (k − 1)/2`.
    ///
    /// # Panics
    /// If the window is even: there is no such padding then.
    ///
    /// ```
    /// use cnn::Geometry;
    /// assert_eq!(Geometry::default().same(5).padding, 2);
    /// ```
    #[must_use]
    #[track_caller]
    pub fn same(self, kernel_size: usize) -> Self {
        assert!(
            kernel_size % 2 == 1,
            "same: a window of {kernel_size} pixels has no middle"
        );
        Self { padding: self.dilation * (kernel_size - 1) / 2, ..self }
    }

    /// How many places a window of `kernel_size` pixels finds along `length` pixels:
    /// `⌊(n + 2p − d(k − 1) − 1)/s⌋ + 1`.
    ///
    /// # Panics
    /// If the window does not fit even once, or stride, dilation or window are 0: names the operation and the numbers.
    ///
    /// ```
    /// use cnn::Geometry;
    /// let plain = Geometry::default();
    /// assert_eq!(plain.output_length("example", 28, 5), 24);
    /// let alexnet = Geometry { stride: 4, ..plain };
    /// assert_eq!(alexnet.output_length("example", 227, 11), 55);
    /// ```
    #[track_caller]
    // ANCHOR: output_length
    pub fn output_length(
        &self,
        operation: &str,
        length: usize,
        kernel_size: usize,
    ) -> usize {
        let &Self { stride, padding, dilation } = self;
        assert!(
            stride > 0 && dilation > 0 && kernel_size > 0,
            "{operation}: window {kernel_size}, stride {stride} and dilation \
             {dilation} must be 1 or more"
        );
        let reach = dilation * (kernel_size - 1) + 1;
        let padded = length + 2 * padding;
        assert!(
            padded >= reach,
            "{operation}: a window that reaches over {reach} does not fit into \
             {length} with padding {padding}"
        );
        (padded - reach) / stride + 1
    }
    // ANCHOR_END: output_length

    /// Both lengths at once, (height, width).
    ///
    /// # Panics
    /// As [`output_length`](Self::output_length).
    ///
    /// ```
    /// assert_eq!(cnn::Geometry::default().output_size("example", [28, 20], [5, 3]), [24, 18]);
    /// ```
    #[track_caller]
    pub fn output_size(
        &self,
        operation: &str,
        size: [usize; 2],
        kernel_size: [usize; 2],
    ) -> [usize; 2] {
        let height = self.output_length(operation, size[0], kernel_size[0]);
        [height, self.output_length(operation, size[1], kernel_size[1])]
    }

    /// The pixel that the window's pixel `offset` sees at place `place`, or none where that is one of the zeros around.
    // ANCHOR: source
    pub fn source(
        &self,
        place: usize,
        offset: usize,
        length: usize,
    ) -> Option<usize> {
        (place * self.stride + offset * self.dilation)
            .checked_sub(self.padding)
            .filter(|&source| source < length)
    }
    // ANCHOR_END: source

    /// The places, out of `places`, at which the window's pixel `offset` sees a pixel of the image, with the pixel that it
    /// sees at the first of them. The others follow at a distance of [`stride`](Self::stride).
    pub(crate) fn inside(
        &self,
        places: usize,
        offset: usize,
        length: usize,
    ) -> (Range<usize>, usize) {
        let ahead = offset * self.dilation;
        let first = self.padding.saturating_sub(ahead).div_ceil(self.stride);
        let beyond = (length + self.padding)
            .saturating_sub(ahead)
            .div_ceil(self.stride)
            .min(places);
        if first >= beyond {
            return (0..0, 0);
        }
        (first..beyond, first * self.stride + ahead - self.padding)
    }
}

#[cfg(test)]
mod tests {
    use super::Geometry;

    /// The range is what asking at every place gives.
    #[test]
    fn inside_is_where_there_is_a_source() {
        for stride in 1..4 {
            for padding in 0..4 {
                for dilation in 1..4 {
                    let geometry = Geometry { stride, padding, dilation };
                    for (length, kernel_size) in [(1, 1), (5, 3), (7, 2), (9, 5)] {
                        if length + 2 * padding < dilation * (kernel_size - 1) + 1 {
                            continue;
                        }
                        let places =
                            geometry.output_length("test", length, kernel_size);
                        for offset in 0..kernel_size {
                            let (range, start) =
                                geometry.inside(places, offset, length);
                            let asked: Vec<_> = (0..places)
                                .filter_map(|place| {
                                    let source =
                                        geometry.source(place, offset, length)?;
                                    Some((place, source))
                                })
                                .collect();
                            let told: Vec<_> = range
                                .enumerate()
                                .map(|(i, place)| (place, start + i * stride))
                                .collect();
                            assert_eq!(told, asked, "{geometry:?} {offset}");
                        }
                    }
                }
            }
        }
    }
}

//! Networks on paper: what shapes come out of their layers, and how many numbers they learn.

use crate::Geometry;

/// One layer of a network that is counted, not built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
// ANCHOR: stage
pub enum Stage {
    /// Filters, square; with `groups` above 1 each filter sees only its group's share
    /// of the maps.
    Conv {
        /// How many filters.
        out_channels: usize,
        /// The side of their window.
        kernel_size: usize,
        /// How it moves.
        geometry: Geometry,
        /// 1, unless the maps are split.
        groups: usize,
    },
    /// Pooling: shapes shrink, nothing is learned.
    Pool {
        /// The side of the window.
        kernel_size: usize,
        /// How it moves.
        geometry: Geometry,
    },
    /// Every unit sees everything.
    Dense {
        /// How many units.
        units: usize,
    },
}
// ANCHOR_END: stage

impl Stage {
    /// Filters at every place that fit without padding.
    pub const fn conv(out_channels: usize, kernel_size: usize) -> Self {
        Self::conv_with(out_channels, kernel_size, 1, 0)
    }

    /// Filters with a stride and a padding.
    pub const fn conv_with(
        out_channels: usize,
        kernel_size: usize,
        stride: usize,
        padding: usize,
    ) -> Self {
        let geometry = Geometry { stride, padding, dilation: 1 };
        Self::Conv { out_channels, kernel_size, geometry, groups: 1 }
    }

    /// The same filters in groups; other stages stay as they are.
    #[must_use]
    pub const fn grouped(self, groups: usize) -> Self {
        match self {
            Self::Conv { out_channels, kernel_size, geometry, .. } => {
                Self::Conv { out_channels, kernel_size, geometry, groups }
            }
            other => other,
        }
    }

    /// Pooling with a stride.
    pub const fn pool(kernel_size: usize, stride: usize) -> Self {
        Self::Pool {
            kernel_size,
            geometry: Geometry { stride, padding: 0, dilation: 1 },
        }
    }
}

/// What one stage makes of its input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
// ANCHOR: count
pub struct Count {
    /// Channels, height, width; a dense layer's units with 1 and 1.
    pub shape: [usize; 3],
    /// Weights and biases.
    pub parameters: usize,
    /// Multiplications for one image.
    pub multiplications: usize,
}
// ANCHOR_END: count

impl Count {
    /// How many numbers come out.
    pub fn units(&self) -> usize {
        self.shape.iter().product()
    }
}

/// Follows an image through the stages.
///
/// # Shapes
/// `input`: channels, height, width; the result: one row for each stage.
///
/// # Panics
/// If a window does not fit, or groups do not divide the channels.
///
/// ```
/// use cnn::{Stage, count};
/// let rows = count([1, 28, 28], &[Stage::conv(6, 5), Stage::pool(2, 2), Stage::Dense { units: 10 }]);
/// assert_eq!(rows[0].shape, [6, 24, 24]);
/// assert_eq!(rows[0].parameters, 6 * (5 * 5 + 1));
/// assert_eq!(rows[1].parameters, 0);
/// assert_eq!(rows[2].parameters, 10 * (6 * 12 * 12 + 1));
/// ```
#[track_caller]
// ANCHOR: counting
pub fn count(input: [usize; 3], stages: &[Stage]) -> Vec<Count> {
    let mut shape = input;
    let mut rows = Vec::new();
    for &stage in stages {
        let row = count_one(shape, stage);
        shape = row.shape;
        rows.push(row);
    }
    rows
}

#[track_caller]
fn count_one([channels, height, width]: [usize; 3], stage: Stage) -> Count {
    let size = [height, width];
    match stage {
        Stage::Conv { out_channels, kernel_size, geometry, groups } => {
            assert!(
                [channels, out_channels]
                    .iter()
                    .all(|count| count.checked_rem(groups) == Some(0)),
                "count: {groups} groups do not divide {channels} and {out_channels} \
                 channels"
            );
            let [down, across] =
                geometry.output_size("count", size, [kernel_size; 2]);
            let window = channels / groups * kernel_size * kernel_size;
            Count {
                shape: [out_channels, down, across],
                parameters: out_channels * (window + 1),
                multiplications: out_channels * window * down * across,
            }
        }
        Stage::Pool { kernel_size, geometry } => {
            let [down, across] =
                geometry.output_size("count", size, [kernel_size; 2]);
            let shape = [channels, down, across];
            Count { shape, parameters: 0, multiplications: 0 }
        }
        Stage::Dense { units } => {
            let inputs = channels * height * width;
            let shape = [units, 1, 1];
            Count {
                shape,
                parameters: units * (inputs + 1),
                multiplications: units * inputs,
            }
        }
    }
}
// ANCHOR_END: counting

/// All weights and biases of a network on paper.
pub fn total_parameters(rows: &[Count]) -> usize {
    rows.iter().map(|row| row.parameters).sum()
}

/// What the first of the stages would learn without sharing: filters for every place, or a weight from everything to everything.
///
/// The units are the same in all three. Source: S3 CNN-2, S4 CNN-3.
///
/// # Panics
/// If the stage is no convolution.
///
/// ```
/// use cnn::{Stage, sharing};
/// let counts = sharing([1, 28, 28], Stage::conv(6, 5));
/// assert_eq!(counts.shared, 156);
/// assert_eq!(counts.local, 576 * 156);
/// assert_eq!(counts.dense, 3456 * 785);
/// ```
#[track_caller]
// ANCHOR: sharing
pub fn sharing(input: [usize; 3], conv: Stage) -> Sharing {
    assert!(
        matches!(conv, Stage::Conv { .. }),
        "sharing: {conv:?} is no convolution"
    );
    let row = count_one(input, conv);
    let [_, down, across] = row.shape;
    let dense = count_one(input, Stage::Dense { units: row.units() });
    Sharing {
        shared: row.parameters,
        local: row.parameters * down * across,
        dense: dense.parameters,
    }
}
// ANCHOR_END: sharing

/// How many numbers three layers of the same units learn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sharing {
    /// A convolution: one set of filters.
    pub shared: usize,
    /// A locally connected layer: a set for each place.
    pub local: usize,
    /// A dense layer: everything to everything.
    pub dense: usize,
}

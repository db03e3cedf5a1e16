//! The convolution of images that lie side by side, forwards; and backwards to the input, which is a convolution too.

use std::array::from_fn;

use backprop::Float;
use backprop::lanes::Lanes;
use ndarray::{Array4, ArrayRef1, ArrayView4};

use super::rows::{Rows, seeing};

/// How many filters are computed together: each number of the images is then read once for all of them.
const FILTERS: usize = 6;

/// What a convolution at stride 1 is given.
pub(crate) struct Convolution<'a, F: Float> {
    pub(crate) rows: Rows<'a, F>,
    /// (out, in, kernel height, kernel width).
    pub(crate) weight: ArrayView4<'a, F>,
    pub(crate) batch: usize,
    /// Height and width of the images, without zeros.
    pub(crate) size: [usize; 2],
    pub(crate) output_size: [usize; 2],
    /// Rows of zeros above, columns of zeros before.
    pub(crate) padding: [usize; 2],
    pub(crate) dilation: usize,
}

/// Up to six filters: their first, their biases, and their weights in the order in which they are needed, for each pixel of the window
/// all filters.
struct Filters<F> {
    first: usize,
    biases: Vec<F>,
    weights: Vec<F>,
}

/// A pixel of the window: which one, and where in the rows the first number is that it sees.
type Tap = (usize, usize);

impl<F: Float> Convolution<'_, F> {
    /// Each row of the result is a sum of shifted rows, each times a weight; it is made in pieces of some registers. The last piece overlaps
    /// the one before: the same numbers are computed twice.
    ///
    /// # Shapes
    /// The result: (batch, out, new height, new width), with the batch last in memory.
    pub(crate) fn run<L: Lanes<Number = F>>(&self, bias: &ArrayRef1<F>) -> Array4<F> {
        let [down, across] = self.output_size;
        let length = across * self.batch;
        let mut output = Array4::zeros((bias.len(), down, across, self.batch));
        let maps = output.as_slice_mut().expect("fresh");
        let filters = self.packed(bias);
        for i in 0..down {
            let mut at = 0;
            while at < length {
                let abreast =
                    if at + L::ABREAST * L::COUNT <= length { L::ABREAST } else { 1 };
                let piece = at.min(length - abreast * L::COUNT);
                let taps = self.taps([i, i], [piece, piece + abreast * L::COUNT - 1]);
                for filters in &filters {
                    let maps =
                        &mut maps[(filters.first * down + i) * length + piece..];
                    self.piece::<L>(abreast, &taps, filters, maps);
                }
                at = piece + abreast * L::COUNT;
            }
        }
        output.permuted_axes([3, 0, 1, 2])
    }

    /// The filters in groups of six, and one of what is left.
    fn packed(&self, bias: &ArrayRef1<F>) -> Vec<Filters<F>> {
        let (filters, channels, height, width) = self.weight.dim();
        let pack = |first: usize| {
            let group = first..filters.min(first + FILTERS);
            let mut weights = Vec::with_capacity(channels * height * width * FILTERS);
            for c in 0..channels {
                for u in 0..height {
                    for v in 0..width {
                        weights
                            .extend(group.clone().map(|o| self.weight[[o, c, u, v]]));
                    }
                }
            }
            Filters { first, biases: group.map(|o| bias[o]).collect(), weights }
        };
        (0..filters).step_by(FILTERS).map(pack).collect()
    }

    /// The pixels of the window that see something of the images from a piece of a row; those that see zeros only are left out.
    fn taps(&self, rows: [usize; 2], [first, last]: [usize; 2]) -> Vec<Tap> {
        let (_, channels, height, width) = self.weight.dim();
        let [above, before] = self.padding;
        let places = [first / self.batch, last / self.batch];
        let us = seeing(rows, height, self.size[0], above, self.dilation);
        let vs = seeing(places, width, self.size[1], before, self.dilation);
        let mut taps = Vec::with_capacity(channels * us.len() * vs.len());
        for c in 0..channels {
            for u in us.clone() {
                let row = self.rows.start(c, rows[0] + u * self.dilation - above);
                let index = (c * height + u) * width;
                let shift = |v| (v * self.dilation + self.rows.padding) * self.batch;
                let tap =
                    |v| (index + v, row + first + shift(v) - before * self.batch);
                taps.extend(vs.clone().map(tap));
            }
        }
        taps
    }

    /// One piece of a row of up to six maps.
    fn piece<L: Lanes<Number = F>>(
        &self,
        abreast: usize,
        taps: &[Tap],
        filters: &Filters<F>,
        maps: &mut [F],
    ) {
        let plane = self.output_size[0] * self.output_size[1] * self.batch;
        match abreast {
            4 => self.by_filters::<L, 4>(taps, filters, maps, plane),
            2 => self.by_filters::<L, 2>(taps, filters, maps, plane),
            _ => self.by_filters::<L, 1>(taps, filters, maps, plane),
        }
    }

    fn by_filters<L: Lanes<Number = F>, const V: usize>(
        &self,
        taps: &[Tap],
        filters: &Filters<F>,
        maps: &mut [F],
        plane: usize,
    ) {
        let (numbers, weights) = (self.rows.numbers(), &filters.weights[..]);
        match *filters.biases {
            [a, b, c, d, e, f] => tile::<L, 6, V>(
                numbers,
                taps,
                weights,
                [a, b, c, d, e, f],
                maps,
                plane,
            ),
            [a, b, c, d, e] => {
                tile::<L, 5, V>(numbers, taps, weights, [a, b, c, d, e], maps, plane);
            }
            [a, b, c, d] => {
                tile::<L, 4, V>(numbers, taps, weights, [a, b, c, d], maps, plane);
            }
            [a, b, c] => {
                tile::<L, 3, V>(numbers, taps, weights, [a, b, c], maps, plane);
            }
            [a, b] => tile::<L, 2, V>(numbers, taps, weights, [a, b], maps, plane),
            [a] => tile::<L, 1, V>(numbers, taps, weights, [a], maps, plane),
            _ => unreachable!("one to six filters"),
        }
    }
}

/// `V` registers of a row for each of `O` filters: what each pixel of the window sees, times its weight. The sums stay in registers from the
/// first pixel to the last.
// ANCHOR: tile
#[inline(never)]
fn tile<L: Lanes, const O: usize, const V: usize>(
    numbers: &[L::Number],
    taps: &[Tap],
    weights: &[L::Number],
    biases: [L::Number; O],
    maps: &mut [L::Number],
    plane: usize,
) {
    let weights = weights.as_chunks::<O>().0;
    let mut sums: [[L; V]; O] = from_fn(|o| [L::splat(biases[o]); V]);
    for &(pixel, start) in taps {
        let seen = &numbers[start..][..V * L::COUNT];
        let seen: [L; V] = from_fn(|k| L::load(&seen[k * L::COUNT..]));
        for o in 0..O {
            let weight = L::splat(weights[pixel][o]);
            for k in 0..V {
                sums[o][k] = seen[k].mul_add(weight, sums[o][k]);
            }
        }
    }
    for (o, sums) in sums.iter().enumerate() {
        let map = &mut maps[o * plane..][..V * L::COUNT];
        for (k, sum) in sums.iter().enumerate() {
            sum.store(&mut map[k * L::COUNT..]);
        }
    }
}
// ANCHOR_END: tile

//! The gradient of a convolution's weights, for images that lie side by side.

use std::array::from_fn;
use std::ops::Range;

use backprop::Float;
use backprop::lanes::Lanes;
use ndarray::{ArrayRef1, ArrayRef4};

use super::rows::{Rows, seeing};
use crate::Geometry;

/// How many filters, and how many of the window's pixels, are computed together: their sums just fit into the registers.
const FILTERS: usize = 6;
const PIXELS: usize = if cfg!(target_feature = "avx512f") { 4 } else { 2 };
/// How long a piece of a row is: six gradients' pieces and what a window sees of them fit into the nearest cache.
const PIECE: usize = 768;

/// Products of rows with rows: each weight collects the row that comes back times the row that it saw. It collects them in a register of its
/// own, whose lanes are summed at the very end.
pub(crate) struct ByWeight<'a, L: Lanes> {
    pub(crate) rows: Rows<'a, L::Number>,
    pub(crate) size: [usize; 2],
    /// With the batch last in memory.
    pub(crate) grad_output: &'a ArrayRef4<L::Number>,
    pub(crate) geometry: Geometry,
}

/// A pixel of the window: which one, and the row that it sees.
type Seen<'a, N> = (usize, &'a [N]);

impl<L: Lanes> ByWeight<'_, L> {
    /// Adds to both gradients.
    pub(crate) fn add(
        &self,
        weight_grad: &mut ArrayRef4<L::Number>,
        bias_grad: &mut ArrayRef1<L::Number>,
    ) {
        let (filters, channels, height, width) = weight_grad.dim();
        let window = channels * height * width;
        let weight_grad = weight_grad.as_slice_mut().expect("stored row by row");
        let sums = self.sums(filters, [channels, height, width]);
        for (group, sums) in sums.chunks(FILTERS * (window + 1)).enumerate() {
            let together = sums.len() / (window + 1);
            for (at, sum) in sums.iter().enumerate() {
                let (pixel, o) = (at / together, group * FILTERS + at % together);
                if pixel == window {
                    bias_grad[o] += sum.total();
                } else {
                    weight_grad[o * window + pixel] += sum.total();
                }
            }
        }
    }

    /// Six filters after six: for each pixel of the window the registers of all six, and theirs for the bias, which is the weight of a pixel
    /// that is always 1.
    fn sums(&self, filters: usize, window: [usize; 3]) -> Vec<L> {
        let (batch, _, down, across) = self.grad_output.dim();
        let [zero, one] = [0.0, 1.0].map(<L::Number>::of);
        let ones = vec![one; across * batch];
        let pixels = window.iter().product::<usize>() + 1;
        let mut sums = vec![L::splat(zero); filters * pixels];
        for i in 0..down {
            let mut seen = self.seen(i, window);
            seen.push((pixels - 1, &ones));
            for piece in pieces(across * batch) {
                let seen: Vec<Seen<'_, _>> = seen
                    .iter()
                    .map(|&(pixel, row)| (pixel, &row[piece.clone()]))
                    .collect();
                for first in (0..filters).step_by(FILTERS) {
                    let together = FILTERS.min(filters - first);
                    let sums = &mut sums[first * pixels..][..together * pixels];
                    self.by_filters(i, piece.clone(), first, &seen, sums);
                }
            }
        }
        sums
    }

    /// A piece of row `i` of up to six maps.
    fn by_filters(
        &self,
        i: usize,
        piece: Range<usize>,
        first: usize,
        seen: &[Seen<'_, L::Number>],
        sums: &mut [L],
    ) {
        let (batch, filters, down, across) = self.grad_output.dim();
        let grads = self.grad_output.as_slice_memory_order().expect("no gaps");
        let row = |o: usize| {
            let start = ((first + o) * down + i) * across * batch;
            &grads[start + piece.start..start + piece.end]
        };
        match filters - first {
            1 => tile::<L, 1>(from_fn(row), seen, sums),
            2 => tile::<L, 2>(from_fn(row), seen, sums),
            3 => tile::<L, 3>(from_fn(row), seen, sums),
            4 => tile::<L, 4>(from_fn(row), seen, sums),
            5 => tile::<L, 5>(from_fn(row), seen, sums),
            _ => tile::<L, 6>(from_fn(row), seen, sums),
        }
    }

    /// What every pixel of the window sees from row `i` of the places, those left out that see zeros only.
    fn seen(
        &self,
        i: usize,
        [channels, height, width]: [usize; 3],
    ) -> Vec<Seen<'_, L::Number>> {
        let Geometry { padding, dilation, .. } = self.geometry;
        let (batch, _, _, across) = self.grad_output.dim();
        let us = seeing(i, height, self.size[0], padding, dilation);
        let mut seen = Vec::with_capacity(channels * height * width);
        for c in 0..channels {
            for u in us.clone() {
                let row = self.rows.row(c, i + u * dilation - padding);
                for v in 0..width {
                    let index = (c * height + u) * width + v;
                    seen.push((
                        index,
                        &row[v * dilation * batch..][..across * batch],
                    ));
                }
            }
        }
        seen
    }
}

/// A row in pieces.
fn pieces(length: usize) -> impl Iterator<Item = Range<usize>> {
    (0..length).step_by(PIECE).map(move |start| start..length.min(start + PIECE))
}

/// `O` filters' rows times everything that their windows see.
fn tile<L: Lanes, const O: usize>(
    grads: [&[L::Number]; O],
    seen: &[Seen<'_, L::Number>],
    sums: &mut [L],
) {
    let (sums, _) = sums.as_chunks_mut::<O>();
    let (together, rest) = seen.as_chunks::<PIXELS>();
    for seen in together {
        dots(grads, *seen, sums);
    }
    for &seen in rest {
        dots(grads, [seen], sums);
    }
    let whole = grads[0].len() / L::COUNT * L::COUNT;
    if whole < grads[0].len() {
        let grads = grads.map(|grad| L::load_some(&grad[whole..]));
        for &(index, seen) in seen {
            let seen = L::load_some(&seen[whole..]);
            sums[index] = from_fn(|o| grads[o].mul_add(seen, sums[index][o]));
        }
    }
}

/// `O` times `T` products of two rows: every number that is loaded is used several times, and no sum leaves its register meanwhile.
// ANCHOR: dots
#[inline(never)]
fn dots<L: Lanes, const O: usize, const T: usize>(
    grads: [&[L::Number]; O],
    seen: [Seen<'_, L::Number>; T],
    sums: &mut [[L; O]],
) {
    let mut dots = seen.map(|(index, _)| sums[index]);
    let length = grads[0].len() / L::COUNT;
    let grads = grads.map(|row| &L::rows(row)[..length]);
    let rows = seen.map(|(_, row)| &L::rows(row)[..length]);
    for at in 0..length {
        let seen: [L; T] = from_fn(|t| L::take(&rows[t][at]));
        for o in 0..O {
            let grad = L::take(&grads[o][at]);
            for t in 0..T {
                dots[t][o] = grad.mul_add(seen[t], dots[t][o]);
            }
        }
    }
    for ((index, _), dots) in seen.into_iter().zip(dots) {
        sums[index] = dots;
    }
}
// ANCHOR_END: dots

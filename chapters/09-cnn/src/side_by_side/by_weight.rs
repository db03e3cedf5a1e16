//! The gradient of a convolution's weights, for images that lie side by side.

use std::array::from_fn;
use std::ops::Range;

use backprop::Float;
use backprop::lanes::Lanes;
use ndarray::{ArrayRef1, ArrayRef4};

use super::rows::{Rows, seeing};
use crate::Geometry;

/// How many filters, and how many of the window's pixels, are computed together.
const FILTERS: usize = 6;
const PIXELS: usize = 4;
/// How long a piece of a row is: six gradients' pieces and what a window sees of them fit into the nearest cache.
const PIECE: usize = 768;

/// Products of rows with rows: each weight collects the row that comes back times the row that it saw.
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
        let (batch, _, down, across) = self.grad_output.dim();
        let grads = self.grad_output.as_slice_memory_order().expect("no gaps");
        let row = |o: usize, i: usize| {
            &grads[(o * down + i) * across * batch..][..across * batch]
        };
        for i in 0..down {
            let seen = self.seen(i, [channels, height, width]);
            for piece in pieces(across * batch) {
                let seen: Vec<Seen<'_, _>> = seen
                    .iter()
                    .map(|&(index, row)| (index, &row[piece.clone()]))
                    .collect();
                let row = |o: usize, i: usize| &row(o, i)[piece.clone()];
                for first in (0..filters).step_by(FILTERS) {
                    let sums = &mut weight_grad[first * window..];
                    match filters - first {
                        1 => tile::<L, 1>(
                            from_fn(|o| row(first + o, i)),
                            &seen,
                            window,
                            sums,
                        ),
                        2 => tile::<L, 2>(
                            from_fn(|o| row(first + o, i)),
                            &seen,
                            window,
                            sums,
                        ),
                        3 => tile::<L, 3>(
                            from_fn(|o| row(first + o, i)),
                            &seen,
                            window,
                            sums,
                        ),
                        4 => tile::<L, 4>(
                            from_fn(|o| row(first + o, i)),
                            &seen,
                            window,
                            sums,
                        ),
                        5 => tile::<L, 5>(
                            from_fn(|o| row(first + o, i)),
                            &seen,
                            window,
                            sums,
                        ),
                        _ => tile::<L, 6>(
                            from_fn(|o| row(first + o, i)),
                            &seen,
                            window,
                            sums,
                        ),
                    }
                }
            }
        }
        for (grad, map) in
            bias_grad.iter_mut().zip(grads.chunks_exact(down * across * batch))
        {
            *grad += total::<L>(map);
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
        let us = seeing([i, i], height, self.size[0], padding, dilation);
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
    window: usize,
    sums: &mut [L::Number],
) {
    let (four, few) = seen.as_chunks::<PIXELS>();
    for seen in four {
        dots::<L, O, PIXELS>(grads, *seen, window, sums);
    }
    for &seen in few {
        dots::<L, O, 1>(grads, [seen], window, sums);
    }
    let whole = grads[0].len() / L::COUNT * L::COUNT;
    for &(index, seen) in seen {
        for (o, grad) in grads.iter().enumerate() {
            for (&grad, &seen) in grad[whole..].iter().zip(&seen[whole..]) {
                sums[o * window + index] += grad * seen;
            }
        }
    }
}

/// `O` times `T` products of two rows: every number that is loaded is used several times, and no sum leaves its register.
// ANCHOR: dots
#[inline(never)]
fn dots<L: Lanes, const O: usize, const T: usize>(
    grads: [&[L::Number]; O],
    seen: [Seen<'_, L::Number>; T],
    window: usize,
    sums: &mut [L::Number],
) {
    let mut dots = [[L::splat(<L::Number>::of(0.0)); T]; O];
    let steps = grads[0].len() / L::COUNT;
    for at in (0..steps).map(|step| step * L::COUNT) {
        let grads: [L; O] = from_fn(|o| L::load(&grads[o][at..][..L::COUNT]));
        for t in 0..T {
            let seen = L::load(&seen[t].1[at..][..L::COUNT]);
            for o in 0..O {
                dots[o][t] = grads[o].mul_add(seen, dots[o][t]);
            }
        }
    }
    for (o, dots) in dots.into_iter().enumerate() {
        for (t, dot) in dots.into_iter().enumerate() {
            sums[o * window + seen[t].0] += dot.total();
        }
    }
}
// ANCHOR_END: dots

/// The sum of many numbers, all lanes at once.
fn total<L: Lanes>(numbers: &[L::Number]) -> L::Number {
    let (zero, one) = (<L::Number>::of(0.0), L::splat(<L::Number>::of(1.0)));
    let registers = numbers.chunks_exact(L::COUNT);
    let rest = registers.remainder().iter().fold(zero, |sum, &number| sum + number);
    registers
        .fold(L::splat(zero), |sum, numbers| L::load(numbers).mul_add(one, sum))
        .total()
        + rest
}

//! The strongest of each neighbourhood, for images that lie side by side: all of them are compared at once.

use std::hint::select_unpredictable;

use backprop::Float;
use ndarray::{Array4, ArrayRef4};

use crate::max_pool::NOBODY;
use crate::{Geometry, MaxPooled};

/// What [`max_pool2d`](crate::max_pool2d) says, of images whose batch is last in memory, and laid out like them.
///
/// # Shapes
/// `input`: (batch, channels, height, width); `shape`: that of output and winners.
pub(crate) fn max_pool<F: Float>(
    input: &ArrayRef4<F>,
    kernel_size: usize,
    geometry: Geometry,
    [batch, channels, down, across]: [usize; 4],
) -> MaxPooled<F> {
    let (_, _, height, width) = input.dim();
    let pixels = input.as_slice_memory_order().expect("no gaps");
    let shape = (channels, down, across, batch);
    let (mut output, mut winners) =
        (Array4::zeros(shape), Array4::from_elem(shape, NOBODY));
    let bests = output.as_slice_mut().expect("fresh").chunks_exact_mut(batch);
    let winning = winners.as_slice_mut().expect("fresh").chunks_exact_mut(batch);
    for (place, (best, winners)) in bests.zip(winning).enumerate() {
        let (c, i, j) =
            (place / (down * across), place / across % down, place % across);
        for u in 0..kernel_size {
            let Some(y) = geometry.source(i, u, height) else { continue };
            for v in 0..kernel_size {
                let Some(x) = geometry.source(j, v, width) else { continue };
                let numbers =
                    &pixels[((c * height + y) * width + x) * batch..][..batch];
                challenge(numbers, y * width + x, best, winners);
            }
        }
    }
    let order = [3, 0, 1, 2];
    MaxPooled {
        output: output.permuted_axes(order),
        winners: winners.permuted_axes(order),
    }
}

/// One pixel of every image against the best of its window so far.
// ANCHOR: challenge
fn challenge<F: Float>(
    numbers: &[F],
    pixel: usize,
    best: &mut [F],
    winners: &mut [usize],
) {
    for ((&number, best), winner) in numbers.iter().zip(best).zip(winners) {
        let wins = *winner == NOBODY || number > *best || number.is_nan();
        *best = select_unpredictable(wins, number, *best);
        *winner = select_unpredictable(wins, pixel, *winner);
    }
}
// ANCHOR_END: challenge

/// What [`max_pool2d_backward`](crate::max_pool2d_backward) says, of gradients whose batch is last in memory.
pub(crate) fn max_pool_backward<F: Float>(
    grad_output: &ArrayRef4<F>,
    winners: &ArrayRef4<usize>,
    [height, width]: [usize; 2],
) -> Array4<F> {
    let (batch, channels, down, across) = grad_output.dim();
    let mut grad_input = Array4::zeros((channels, height, width, batch));
    let maps = grad_input.as_slice_mut().expect("fresh");
    let grads = grad_output.as_slice_memory_order().expect("no gaps");
    let winners = winners.as_slice_memory_order().expect("no gaps");
    let places = grads.chunks_exact(batch).zip(winners.chunks_exact(batch));
    for (place, (grads, winners)) in places.enumerate() {
        let map = &mut maps[place / (down * across) * height * width * batch..]
            [..height * width * batch];
        for (image, (&grad, &winner)) in grads.iter().zip(winners).enumerate() {
            map[winner * batch + image] += grad;
        }
    }
    grad_input.permuted_axes([3, 0, 1, 2])
}

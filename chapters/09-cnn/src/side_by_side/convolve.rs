//! The convolution of images that lie side by side, forwards; and backwards to the input, which is a convolution too.

use std::array::from_fn;
use std::ops::Range;

use backprop::Float;
use backprop::lanes::Lanes;
use ndarray::{Array4, ArrayRef1, ArrayRef4, ArrayView4, Axis};

use super::rows::seeing;

/// How many filters are computed together: each number of the images is then read once for all of them.
const FILTERS: usize = 6;

/// What a convolution at stride 1 is given.
pub(crate) struct Convolution<'a, F: Float> {
    /// With the batch last in memory.
    pub(crate) images: &'a ArrayRef4<F>,
    /// (out, in, kernel height, kernel width).
    pub(crate) weight: ArrayView4<'a, F>,
    pub(crate) output_size: [usize; 2],
    /// Rows of zeros above, columns of zeros before.
    pub(crate) padding: [usize; 2],
    pub(crate) dilation: usize,
}

/// Up to six filters: their first, their biases, and their weights in the order in which they are needed: the window's columns, in each its
/// rows, in each the channels, in each all filters.
struct Filters<F> {
    first: usize,
    biases: Vec<F>,
    weights: Vec<F>,
}

/// Where a place of some maps begins, how far it is from there to the same place of the next map, and how many images have it.
struct Results<'a, F> {
    maps: &'a mut [F],
    plane: usize,
    images: usize,
}

/// A column of the window: where its weights begin, and what its rows see in all channels.
type Column<'a, L, const V: usize> = (usize, &'a [[L; V]]);

impl<F: Float> Convolution<'_, F> {
    /// In registers of this kind, as many abreast as the batch fills.
    ///
    /// # Shapes
    /// The result: (batch, out, new height, new width), with the batch last in memory.
    pub(crate) fn run<L: Lanes<Number = F>>(&self, bias: &ArrayRef1<F>) -> Array4<F> {
        match L::ABREAST.min(self.images.dim().0 / L::COUNT) {
            4.. => self.run_abreast::<L, 4>(bias),
            2 | 3 => self.run_abreast::<L, 2>(bias),
            _ => self.run_abreast::<L, 1>(bias),
        }
    }

    /// Some registers of images after the other, and for each row by row of the result: of the rows that it looks at, most are still near.
    fn run_abreast<L: Lanes<Number = F>, const V: usize>(
        &self,
        bias: &ArrayRef1<F>,
    ) -> Array4<F> {
        let (batch, _, height, _) = self.images.dim();
        let [down, across] = self.output_size;
        let mut output = Array4::zeros((bias.len(), down, across, batch));
        let maps = output.as_slice_mut().expect("fresh");
        let filters = self.packed(bias);
        let mut columns = Vec::new();
        for first in (0..batch).step_by(V * L::COUNT) {
            let images = first..batch.min(first + V * L::COUNT);
            for i in 0..down {
                let window = self.weight.dim().2;
                let us = seeing(i, window, height, self.padding[0], self.dilation);
                self.collect::<L, V>(i, &us, first, &mut columns);
                self.row(i, &images, &us, &columns, &filters, maps);
            }
        }
        output.permuted_axes([3, 0, 1, 2])
    }

    /// The filters in groups of six, and one of what is left.
    fn packed(&self, bias: &ArrayRef1<F>) -> Vec<Filters<F>> {
        let filters = self.weight.dim().0;
        let pack = |first: usize| {
            let group = first..filters.min(first + FILTERS);
            let weights = self.weight.slice_axis(Axis(0), group.clone().into());
            let in_order = weights.permuted_axes([3, 2, 1, 0]);
            Filters {
                first,
                biases: group.map(|o| bias[o]).collect(),
                weights: in_order.iter().copied().collect(),
            }
        };
        (0..filters).step_by(FILTERS).map(pack).collect()
    }

    /// What some images show in the rows that row `i` of the result sees, column by column, and in each row by row all channels: what a
    /// window sees lies far apart in the images, and here it is together, for all windows and all filters that look at it.
    // ANCHOR: collect
    fn collect<L: Lanes<Number = F>, const V: usize>(
        &self,
        i: usize,
        us: &Range<usize>,
        first: usize,
        columns: &mut Vec<[L; V]>,
    ) {
        let (batch, channels, height, width) = self.images.dim();
        let pixels = self.images.as_slice_memory_order().expect("no gaps");
        let depth = us.len() * channels;
        columns.clear();
        columns.resize(width * depth, [L::splat(F::zero()); V]);
        for (at, u) in us.clone().enumerate() {
            let y = i + u * self.dilation - self.padding[0];
            for c in 0..channels {
                let row =
                    &pixels[(c * height + y) * width * batch..][..width * batch];
                let places = columns[at * channels + c..].iter_mut().step_by(depth);
                for (place, pixel) in places.zip(row.chunks_exact(batch)) {
                    *place = registers(&pixel[first..]);
                }
            }
        }
    }
    // ANCHOR_END: collect

    /// A row of all maps, for some images.
    fn row<L: Lanes<Number = F>, const V: usize>(
        &self,
        i: usize,
        images: &Range<usize>,
        us: &Range<usize>,
        columns: &[[L; V]],
        filters: &[Filters<F>],
        maps: &mut [F],
    ) {
        let (batch, channels, _, width) = self.images.dim();
        let (_, _, window_height, window_width) = self.weight.dim();
        let ([down, across], [_, before]) = (self.output_size, self.padding);
        let depth = us.len() * channels;
        let mut seen: Vec<Column<'_, L, V>> = Vec::with_capacity(window_width);
        for j in 0..across {
            seen.clear();
            for v in seeing(j, window_width, width, before, self.dilation) {
                let x = j + v * self.dilation - before;
                let first = (v * window_height + us.start) * channels;
                seen.push((first, &columns[x * depth..][..depth]));
            }
            for filters in filters {
                let start = ((filters.first * down + i) * across + j) * batch;
                let maps = &mut maps[start + images.start..];
                let plane = down * across * batch;
                filters
                    .convolve(&seen, Results { maps, plane, images: images.len() });
            }
        }
    }
}

/// The first registers of a row; what a short row does not fill is zero.
#[inline]
fn registers<L: Lanes, const V: usize>(row: &[L::Number]) -> [L; V] {
    if row.len() >= V * L::COUNT {
        from_fn(|k| L::load(&row[k * L::COUNT..]))
    } else {
        from_fn(|k| L::load_some(row.get(k * L::COUNT..).unwrap_or_default()))
    }
}

impl<F: Float> Filters<F> {
    /// What they make of a window.
    fn convolve<L: Lanes<Number = F>, const V: usize>(
        &self,
        seen: &[Column<'_, L, V>],
        results: Results<'_, F>,
    ) {
        match *self.biases {
            [a, b, c, d, e, f] => self.by(seen, [a, b, c, d, e, f], results),
            [a, b, c, d, e] => self.by(seen, [a, b, c, d, e], results),
            [a, b, c, d] => self.by(seen, [a, b, c, d], results),
            [a, b, c] => self.by(seen, [a, b, c], results),
            [a, b] => self.by(seen, [a, b], results),
            [a] => self.by(seen, [a], results),
            _ => unreachable!("one to six filters"),
        }
    }

    fn by<L: Lanes<Number = F>, const O: usize, const V: usize>(
        &self,
        seen: &[Column<'_, L, V>],
        biases: [F; O],
        results: Results<'_, F>,
    ) {
        let Results { maps, plane, images } = results;
        let sums = tile(seen, self.weights.as_chunks().0, biases);
        for (sums, map) in sums.iter().zip(maps.chunks_mut(plane)) {
            let numbers = map[..images].chunks_mut(L::COUNT);
            sums.iter()
                .zip(numbers)
                .for_each(|(sum, numbers)| sum.store_some(numbers));
        }
    }
}

/// `V` registers of images for each of `O` filters: what each pixel of the window sees, times its weight. The sums stay in registers from
/// the first pixel to the last.
// ANCHOR: tile
#[inline(never)]
fn tile<L: Lanes, const O: usize, const V: usize>(
    seen: &[Column<'_, L, V>],
    weights: &[[L::Number; O]],
    biases: [L::Number; O],
) -> [[L; V]; O] {
    let mut sums = biases.map(|bias| [L::splat(bias); V]);
    for &(first, column) in seen {
        for (seen, weights) in column.iter().zip(&weights[first..]) {
            for o in 0..O {
                let weight = L::splat(weights[o]);
                for k in 0..V {
                    sums[o][k] = seen[k].mul_add(weight, sums[o][k]);
                }
            }
        }
    }
    sums
}
// ANCHOR_END: tile

#[cfg(test)]
mod tests {
    use backprop::lanes::Doubles;
    use ndarray::{Array1, Array4};

    use super::Convolution;
    use crate::{Geometry, batch_last, conv2d_forward};

    /// Whatever the processor of the day, each number of registers abreast has its turn, filled or not.
    #[test]
    fn as_many_registers_abreast_as_one_likes() {
        let numbers = |shape: [usize; 4], step: usize| {
            let count = shape.iter().product();
            let numbers =
                (0..count).map(|index| ((index * step) % 17) as f64 - 8.0).collect();
            Array4::from_shape_vec(shape, numbers).expect("as many numbers")
        };
        let (images, weight) = (numbers([37, 2, 4, 5], 5), numbers([8, 2, 3, 2], 3));
        let bias = Array1::linspace(0.0, 7.0, 8);
        let geometry = Geometry { padding: 1, ..Geometry::default() };
        let output = conv2d_forward(&images, &weight, &bias, geometry);
        let images = &*batch_last(images);
        let (output_size, padding) = ([4, 6], [1, 1]);
        let weight = weight.view();
        let convolution =
            Convolution { images, weight, output_size, padding, dilation: 1 };
        assert_eq!(convolution.run_abreast::<Doubles, 1>(&bias), output); // small integers: exact in any order
        assert_eq!(convolution.run_abreast::<Doubles, 2>(&bias), output);
        assert_eq!(convolution.run_abreast::<Doubles, 4>(&bias), output);
    }
}

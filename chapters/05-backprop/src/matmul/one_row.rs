//! One row times a matrix: what a network does with a single example.

use ndarray::ArrayRef2;

use crate::Float;

/// How many outputs are computed side by side: each number of the row is then read once for all of them.
const OUTPUTS: usize = 8;
/// How many partial sums each output has: one vector register of eight numbers.
const LANES: usize = 8;

/// `C ← AB + βC` for an A of one row, where Bᵀ is stored row by row, as weights are; false, and nothing is done, where it
/// is not.
///
/// To read the matrix once is all the work there is. The order of the additions is fixed by [`LANES`], whatever the processor.
pub(super) fn multiply<F: Float>(
    a: &ArrayRef2<F>,
    b: &ArrayRef2<F>,
    beta: F,
    c: &mut ArrayRef2<F>,
) -> bool {
    let weight = b.t();
    let (Some(row), Some(weight), Some(output)) =
        (a.as_slice(), weight.as_slice(), c.as_slice_mut())
    else {
        return false;
    };
    if row.is_empty() {
        return false;
    }
    let blocks = weight.chunks(OUTPUTS * row.len());
    for (output, weight) in output.chunks_mut(OUTPUTS).zip(blocks) {
        let sums = if output.len() == OUTPUTS {
            eight_sums(weight, row)
        } else {
            few_sums(weight, row)
        };
        for (output, sum) in output.iter_mut().zip(sums) {
            *output =
                if beta == F::zero() { sum } else { sum + beta * *output };
        }
    }
    true
}

/// The weighted sums of eight neurons. A function of its own, since the compiler handles eight sums at once only where it sees nothing else.
#[inline(never)]
// ANCHOR: eight_sums
fn eight_sums<F: Float>(weight: &[F], row: &[F]) -> [F; OUTPUTS] {
    let (row, rest) = row.as_chunks::<LANES>();
    let features = row.len() * LANES + rest.len();
    let weights: [&[[F; LANES]]; OUTPUTS] = std::array::from_fn(|output| {
        &weight[output * features..][..features].as_chunks().0[..row.len()]
    });
    let mut sums = [[F::zero(); LANES]; OUTPUTS];
    for (j, x) in row.iter().enumerate() {
        for output in 0..OUTPUTS {
            let weight = &weights[output][j];
            for lane in 0..LANES {
                sums[output][lane] += weight[lane] * x[lane];
            }
        }
    }
    std::array::from_fn(|output| {
        let last = &weight[(output + 1) * features - rest.len()..];
        halves(sums[output]) + dot(last, rest)
    })
}
// ANCHOR_END: eight_sums

/// The weighted sums of what is left, fewer than eight neurons.
fn few_sums<F: Float>(weight: &[F], row: &[F]) -> [F; OUTPUTS] {
    let mut sums = [F::zero(); OUTPUTS];
    for (sum, weight) in sums.iter_mut().zip(weight.chunks_exact(row.len())) {
        let (weight, last) = weight.as_chunks::<LANES>();
        let (row, rest) = row.as_chunks::<LANES>();
        let mut lanes = [F::zero(); LANES];
        for (weight, x) in weight.iter().zip(row) {
            for lane in 0..LANES {
                lanes[lane] += weight[lane] * x[lane];
            }
        }
        *sum = halves(lanes) + dot(last, rest);
    }
    sums
}

/// The sum of eight numbers, halves onto halves, as vector registers are added.
fn halves<F: Float>([a, b, c, d, e, f, g, h]: [F; LANES]) -> F {
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

fn dot<F: Float>(a: &[F], b: &[F]) -> F {
    a.iter().zip(b).fold(F::zero(), |sum, (&a, &b)| sum + a * b)
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::multiply;

    #[test]
    fn it_is_the_product() {
        for (features, outputs) in
            [(1, 1), (7, 8), (8, 8), (9, 17), (784, 20), (3, 5)]
        {
            let row = Array2::from_shape_fn((1, features), |(_, j)| {
                (j % 7) as f64 - 3.0
            });
            let weight =
                Array2::from_shape_fn((outputs, features), |(i, j)| {
                    ((3 * i + 5 * j) % 11) as f64 - 4.0
                });
            let mut output = Array2::from_elem((1, outputs), 0.5);
            assert!(multiply(&row, &weight.t(), 2.0, &mut output));
            assert_eq!(
                output,
                row.dot(&weight.t()) + 1.0,
                "{features} x {outputs}"
            ); // small integers: exact in any order
        }
    }

    #[test]
    fn what_the_result_held_is_forgotten_with_beta_zero() {
        let mut output = array![[f64::NAN]];
        assert!(multiply(&array![[2.0]], &array![[3.0]].t(), 0.0, &mut output));
        assert_eq!(output, array![[6.0]]);
    }

    #[test]
    fn other_layouts_are_left_to_others() {
        let weight = Array2::<f64>::zeros((5, 3));
        let mut output = Array2::zeros((1, 3));
        assert!(!multiply(&Array2::zeros((1, 5)), &weight, 0.0, &mut output));
    }
}

//! What the processor can do at most: a product of large matrices, which is nothing but multiplications and additions.

use std::hint::black_box;

use backprop::matmul;
use ndarray::Array2;

const SIZE: usize = 1024;

/// Multiplies two 1024 × 1024 matrices of f32, and says how many multiplications and additions that took.
pub fn multiply() -> f64 {
    let a = Array2::from_shape_fn((SIZE, SIZE), |(row, column)| ((row * 7 + column * 3) % 11) as f32);
    let mut c = Array2::zeros((SIZE, SIZE));
    matmul(&a, &a, 0.0, &mut c);
    black_box(&c);
    2.0 * (SIZE as f64).powi(3)
}

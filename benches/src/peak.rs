//! What the processor can do at most: a product of large matrices, which is nothing but multiplications and additions.

use std::hint::black_box;

use backprop::matmul;
use ndarray::Array2;

const SIZE: usize = 512;

/// Two 512 × 512 matrices of f32 and room for their product.
pub struct Peak {
    factors: [Array2<f32>; 2],
    product: Array2<f32>,
}

impl Peak {
    /// Fills the matrices.
    pub fn prepare() -> Self {
        let factor =
            || Array2::from_shape_fn((SIZE, SIZE), |(row, column)| ((row * 7 + column * 3) % 11) as f32);
        Self { factors: [factor(), factor()], product: Array2::zeros((SIZE, SIZE)) }
    }

    /// Multiplies them `products` times, and says how many multiplications and additions that took.
    pub fn multiply(&mut self, products: usize) -> f64 {
        let [a, b] = &self.factors;
        for _ in 0..products {
            matmul(a, b, 0.0, &mut self.product);
            black_box(&self.product);
        }
        products as f64 * 2.0 * (SIZE as f64).powi(3)
    }
}

//! The two kinds of number that a network is computed in.

use ndarray::{ArrayRef2, NdFloat};

use crate::matmul;

/// `f32`, in which the book trains, and `f64`, in which it checks gradients.
pub trait Float: NdFloat {
    /// The number nearest to `value`.
    ///
    /// ```
    /// use backprop::Float;
    /// assert_eq!(f32::of(0.1), 0.1_f32);
    /// ```
    fn of(value: f64) -> Self;

    /// The product that [`matmul()`](crate::matmul()) calls, in the library that was chosen when the crate was built.
    #[doc(hidden)]
    fn matmul(
        a: &ArrayRef2<Self>,
        b: &ArrayRef2<Self>,
        beta: Self,
        c: &mut ArrayRef2<Self>,
    );
}

macro_rules! float {
    ($float:ty) => {
        impl Float for $float {
            #[allow(
                clippy::cast_possible_truncation,
                reason = "the nearest f32 is what is asked for"
            )]
            fn of(value: f64) -> Self {
                value as $float
            }

            fn matmul(
                a: &ArrayRef2<Self>,
                b: &ArrayRef2<Self>,
                beta: Self,
                c: &mut ArrayRef2<Self>,
            ) {
                matmul::backend::multiply(a, b, beta, c);
            }
        }
    };
}

float!(f32);
float!(f64);

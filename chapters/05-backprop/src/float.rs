//! The two kinds of number that a network is computed in.

use ndarray::{ArrayRef2, NdFloat};

use crate::lanes::{Doubles, Lanes, Singles};
use crate::matmul::{self, packed::Packed};

/// `f32`, in which the book trains, and `f64`, in which it checks gradients.
pub trait Float: NdFloat {
    /// The widest register of such numbers.
    #[doc(hidden)]
    type Lanes: Lanes<Number = Self>;

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

    /// What [`Packed::add_product`] calls: compiled here, once, and not wherever a layer is used.
    #[doc(hidden)]
    fn add_packed(
        packed: &Packed<Self>,
        a: &ArrayRef2<Self>,
        c: &mut ArrayRef2<Self>,
    );

    /// What [`Packed::add_transposed_product`] calls, for the same reason.
    #[doc(hidden)]
    fn add_packed_transposed(
        packed: &Packed<Self>,
        a: &ArrayRef2<Self>,
        c: &mut ArrayRef2<Self>,
    );
}

macro_rules! float {
    ($float:ty, $lanes:ty) => {
        impl Float for $float {
            type Lanes = $lanes;

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

            fn add_packed(
                packed: &Packed<Self>,
                a: &ArrayRef2<Self>,
                c: &mut ArrayRef2<Self>,
            ) {
                matmul::packed::add::<$lanes>(packed, a, c);
            }

            fn add_packed_transposed(
                packed: &Packed<Self>,
                a: &ArrayRef2<Self>,
                c: &mut ArrayRef2<Self>,
            ) {
                matmul::packed::add_transposed::<$lanes>(packed, a, c);
            }
        }
    };
}

float!(f32, Singles);
float!(f64, Doubles);

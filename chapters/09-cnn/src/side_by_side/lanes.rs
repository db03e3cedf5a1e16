//! Several numbers in one register of the processor, and one instruction for all of them.

use backprop::Float;
use wide::{f32x8, f32x16, f64x4, f64x8};

/// Numbers that are multiplied and added in one stroke.
///
/// A register of the width that the program was compiled for: `RUSTFLAGS="-C target-cpu=native"` makes it the widest.
pub(crate) trait Lanes: Copy {
    /// What lies in a lane.
    type Number: Float;
    /// How many lanes there are.
    const COUNT: usize;
    /// How many of them side by side a kernel keeps for each filter: six filters then just fit into the registers.
    const ABREAST: usize = if cfg!(target_feature = "avx512f") { 4 } else { 2 };

    /// The same number in every lane.
    fn splat(number: Self::Number) -> Self;

    /// The first [`COUNT`](Self::COUNT) numbers of a slice.
    fn load(numbers: &[Self::Number]) -> Self;

    /// Writes the lanes to the start of a slice.
    fn store(self, numbers: &mut [Self::Number]);

    /// `self · factor + sum`, lane by lane.
    fn mul_add(self, factor: Self, sum: Self) -> Self;

    /// The sum of all lanes.
    fn total(self) -> Self::Number;
}

macro_rules! lanes {
    ($lanes:ty, $number:ty, $count:literal) => {
        impl Lanes for $lanes {
            type Number = $number;
            const COUNT: usize = $count;

            #[inline(always)]
            fn splat(number: $number) -> Self {
                <$lanes>::splat(number)
            }

            #[inline(always)]
            fn load(numbers: &[$number]) -> Self {
                let (lanes, _) =
                    numbers.split_first_chunk::<$count>().expect("enough numbers");
                <$lanes>::from(*lanes)
            }

            #[inline(always)]
            fn store(self, numbers: &mut [$number]) {
                numbers[..$count].copy_from_slice(&self.to_array());
            }

            #[inline(always)]
            fn mul_add(self, factor: Self, sum: Self) -> Self {
                <$lanes>::mul_add(self, factor, sum)
            }

            #[inline(always)]
            fn total(self) -> $number {
                self.reduce_add()
            }
        }
    };
}

lanes!(f32x16, f32, 16);
lanes!(f32x8, f32, 8);
lanes!(f64x8, f64, 8);
lanes!(f64x4, f64, 4);

/// The widest register of `f32`.
#[cfg(target_feature = "avx512f")]
pub(crate) type Singles = f32x16;
/// The widest register of `f32`.
#[cfg(not(target_feature = "avx512f"))]
pub(crate) type Singles = f32x8;

/// The widest register of `f64`.
#[cfg(target_feature = "avx512f")]
pub(crate) type Doubles = f64x8;
/// The widest register of `f64`.
#[cfg(not(target_feature = "avx512f"))]
pub(crate) type Doubles = f64x4;

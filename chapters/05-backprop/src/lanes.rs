//! Several numbers in one register of the processor, and one instruction for all of them.
//!
//! The compiler finds such instructions by itself in a loop over a slice. Where a kernel wants to say which numbers *stay* in registers,
//! as the convolutions of chapter 9 and the memory of chapter 10 do, it is written with [`Lanes`].

use std::any::{Any, TypeId};

use wide::{f32x8, f32x16, f64x4, f64x8};

use crate::Float;

/// Whether the program was compiled for registers of eight `f32` or more that multiply and add in one instruction.
///
/// `RUSTFLAGS="-C target-cpu=native"` makes it so on most machines. Elsewhere kernels of [`Lanes`] are right, but no faster than loops.
pub const PAYS_OFF: bool =
    cfg!(any(target_feature = "avx512f", target_feature = "fma"));

/// Numbers that are multiplied and added in one stroke.
///
/// A register of the width that the program was compiled for: `RUSTFLAGS="-C target-cpu=native"` makes it the widest.
///
/// ```
/// use backprop::lanes::{Doubles, Lanes};
/// let numbers: Vec<f64> = (1..=Doubles::COUNT).map(|number| number as f64).collect();
/// let sum = Doubles::load(&numbers).mul_add(Doubles::splat(2.0), Doubles::splat(0.5));
/// let mut results = vec![0.0; Doubles::COUNT];
/// sum.store(&mut results);
/// assert_eq!(results[..3], [2.5, 4.5, 6.5]);
/// // A row's whole registers, one after the other, and then what is left.
/// assert_eq!(Doubles::rows(&numbers).len(), 1);
/// assert_eq!(Doubles::take(&Doubles::rows(&numbers)[0]).total(), numbers.iter().sum::<f64>());
/// let rest = Doubles::load_some(&[3.0, 4.0]); // and zeros
/// assert_eq!(rest.total(), 7.0);
/// rest.store_some(&mut results[..1]);
/// assert_eq!(results[..3], [3.0, 4.5, 6.5]); // one place, one lane
/// ```
pub trait Lanes: Copy {
    /// What lies in a lane.
    type Number: Float;
    /// As many numbers as there are lanes, as they lie in memory.
    type Numbers: Copy;
    /// How many lanes there are.
    const COUNT: usize;
    /// How many of them side by side a kernel keeps for each filter: six filters then just fit into the registers.
    const ABREAST: usize = if cfg!(target_feature = "avx512f") { 4 } else { 2 };

    /// The same number in every lane.
    fn splat(number: Self::Number) -> Self;

    /// The first [`COUNT`](Self::COUNT) numbers of a slice.
    ///
    /// # Panics
    /// If there are fewer.
    fn load(numbers: &[Self::Number]) -> Self;

    /// The first numbers of a slice, and zeros in the lanes for which there are none.
    fn load_some(numbers: &[Self::Number]) -> Self;

    /// A row of numbers as registers will take it in, without what is left over at its end: no access has to be checked number by number.
    fn rows(numbers: &[Self::Number]) -> &[Self::Numbers];

    /// One of [`rows`](Self::rows).
    fn take(numbers: &Self::Numbers) -> Self;

    /// Writes the lanes to the start of a slice.
    ///
    /// # Panics
    /// If it is too short.
    fn store(self, numbers: &mut [Self::Number]);

    /// Writes as many lanes as there are places in a slice.
    fn store_some(self, numbers: &mut [Self::Number]);

    /// `self · factor + sum`, lane by lane.
    #[must_use]
    fn mul_add(self, factor: Self, sum: Self) -> Self;

    /// The sum of all lanes.
    fn total(self) -> Self::Number;
}

macro_rules! lanes {
    ($lanes:ty, $number:ty, $count:literal) => {
        impl Lanes for $lanes {
            type Number = $number;
            type Numbers = [$number; $count];
            const COUNT: usize = $count;

            #[inline(always)]
            fn splat(number: $number) -> Self {
                <$lanes>::splat(number)
            }

            #[inline(always)]
            fn load(numbers: &[$number]) -> Self {
                let (lanes, _) = numbers
                    .split_first_chunk::<$count>()
                    .expect("enough numbers");
                <$lanes>::from(*lanes)
            }

            #[inline(always)]
            fn load_some(numbers: &[$number]) -> Self {
                let mut lanes = [0.0; $count];
                lanes
                    .iter_mut()
                    .zip(numbers)
                    .for_each(|(lane, &number)| *lane = number);
                <$lanes>::from(lanes)
            }

            #[inline(always)]
            fn rows(numbers: &[$number]) -> &[Self::Numbers] {
                numbers.as_chunks().0
            }

            #[inline(always)]
            fn take(numbers: &Self::Numbers) -> Self {
                <$lanes>::from(*numbers)
            }

            #[inline(always)]
            fn store(self, numbers: &mut [$number]) {
                numbers[..$count].copy_from_slice(&self.to_array());
            }

            #[inline(always)]
            fn store_some(self, numbers: &mut [$number]) {
                if let Some(numbers) = numbers.first_chunk_mut() {
                    *numbers = self.to_array();
                } else {
                    numbers
                        .iter_mut()
                        .zip(self.to_array())
                        .for_each(|(number, lane)| *number = lane);
                }
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
pub type Singles = f32x16;
/// The widest register of `f32`.
#[cfg(not(target_feature = "avx512f"))]
pub type Singles = f32x8;

/// The widest register of `f64`.
#[cfg(target_feature = "avx512f")]
pub type Doubles = f64x8;
/// The widest register of `f64`.
#[cfg(not(target_feature = "avx512f"))]
pub type Doubles = f64x4;

/// Whether `F` is `f32`; the other [`Float`] is `f64`.
///
/// ```
/// assert!(backprop::lanes::is_single::<f32>() && !backprop::lanes::is_single::<f64>());
/// ```
#[inline]
pub fn is_single<F: Float>() -> bool {
    TypeId::of::<F>() == TypeId::of::<f32>()
}

/// A value of a type that the caller knows by another name: an array of `F` as one of `f32`, where [`is_single`] says so.
///
/// Kernels of [`Lanes`] are then compiled once for each of the two types, and not wherever a layer is used.
///
/// # Panics
/// If the types are not the same.
///
/// ```
/// fn first<F: backprop::Float>(numbers: &Vec<F>) -> f32 {
///     backprop::lanes::same::<_, Vec<f32>>(numbers)[0]
/// }
/// assert_eq!(first(&vec![1.5_f32]), 1.5);
/// ```
#[track_caller]
pub fn same<T: Any, U: Any>(value: &T) -> &U {
    (value as &dyn Any).downcast_ref().expect("f32 or f64")
}

/// The same for a value that is written to.
///
/// # Panics
/// If the types are not the same.
///
/// ```
/// let mut number = 1.0_f64;
/// *backprop::lanes::same_mut::<_, f64>(&mut number) += 1.0;
/// assert_eq!(number, 2.0);
/// ```
#[track_caller]
pub fn same_mut<T: Any, U: Any>(value: &mut T) -> &mut U {
    (value as &mut dyn Any).downcast_mut().expect("f32 or f64")
}

//! What every activation of this chapter has in common: a value, and a slope.

use ndarray::{Array, ArrayRef, Dimension};

// ANCHOR: activation
/// A function of one number, applied to each unit's weighted sum by itself.
pub trait Activation<F> {
    /// The height of the curve at `x`.
    fn value(&self, x: F) -> F;

    /// The slope of the curve at `x`; at a kink, the slope from one side, mostly the left.
    fn derivative(&self, x: F) -> F;

    /// Where the curve jumps or turns a corner, so that there is no slope.
    fn kinks(&self) -> Vec<F> {
        Vec::new()
    }
}
// ANCHOR_END: activation

impl<F, A: Activation<F> + ?Sized> Activation<F> for &A {
    fn value(&self, x: F) -> F {
        (**self).value(x)
    }

    fn derivative(&self, x: F) -> F {
        (**self).derivative(x)
    }

    fn kinks(&self) -> Vec<F> {
        (**self).kinks()
    }
}

impl<F, T: Activation<F> + ?Sized> Activation<F> for Box<T> {
    fn value(&self, x: F) -> F {
        (**self).value(x)
    }

    fn derivative(&self, x: F) -> F {
        (**self).derivative(x)
    }

    fn kinks(&self) -> Vec<F> {
        (**self).kinks()
    }
}

/// Applies an activation to every element.
///
/// # Shapes
/// `inputs` and the result: the same, whatever it is, mostly `(batch, units)`.
///
/// ```
/// use activations::{Relu, activate};
/// use ndarray::array;
/// assert_eq!(activate(&Relu, &array![[-1.0, 2.0]]), array![[0.0, 2.0]]);
/// ```
// ANCHOR: activate
pub fn activate<F, D, A>(activation: &A, inputs: &ArrayRef<F, D>) -> Array<F, D>
where
    F: Clone,
    D: Dimension,
    A: Activation<F> + ?Sized,
{
    inputs.mapv(|x| activation.value(x))
}
// ANCHOR_END: activate

/// The slope at every element.
///
/// # Shapes
/// `inputs` and the result: the same.
///
/// ```
/// use activations::{Relu, slopes};
/// use ndarray::array;
/// assert_eq!(slopes(&Relu, &array![[-1.0, 2.0]]), array![[0.0, 1.0]]);
/// ```
pub fn slopes<F, D, A>(activation: &A, inputs: &ArrayRef<F, D>) -> Array<F, D>
where
    F: Clone,
    D: Dimension,
    A: Activation<F> + ?Sized,
{
    inputs.mapv(|x| activation.derivative(x))
}

//! The bipolar rectifier: neighbouring units rectify opposite halves.

use ndarray::{Array2, ArrayRef2, NdFloat};

use crate::{Activation, Relu};

/// One unit of a layer of bipolar rectifiers: even units keep the positive part, odd units the negative part.
///
/// `f(xᵢ) = max(0, xᵢ) if i is even, −max(0, −xᵢ) = min(0, xᵢ) if i is odd`,
/// `f′(xᵢ) = ReLU′(xᵢ) if i is even, +ReLU′(−xᵢ) if i is odd`
///
/// It takes its index with it because no function of the number alone could know whether the unit is even.
///
/// Source: S3 l.176, with a minus too many in the odd derivative (ERR-17).
///
/// ```
/// use activations::{Activation, BipolarRelu};
/// let odd = BipolarRelu { index: 1 };
/// assert_eq!((odd.value(-2.0), odd.value(2.0)), (-2.0, 0.0));
/// assert_eq!(odd.derivative(-2.0), 1.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "BReLU")]
pub struct BipolarRelu {
    /// The unit's place in its layer, from 0.
    pub index: usize,
}

impl BipolarRelu {
    fn is_even(self) -> bool {
        self.index.is_multiple_of(2)
    }
}

impl<F: NdFloat> Activation<F> for BipolarRelu {
    fn value(&self, x: F) -> F {
        if self.is_even() { Relu.value(x) } else { -Relu.value(-x) }
    }

    fn derivative(&self, x: F) -> F {
        if self.is_even() { Relu.derivative(x) } else { Relu.derivative(-x) }
    }

    fn kinks(&self) -> Vec<F> {
        vec![F::zero()]
    }
}

/// A layer of bipolar rectifiers: column i is unit i.
///
/// # Shapes
/// `inputs` and the result: (batch, units).
///
/// ```
/// use activations::bipolar_relu;
/// use ndarray::array;
/// assert_eq!(bipolar_relu(&array![[-2.0, -2.0], [2.0, 2.0]]), array![[0.0, -2.0], [2.0, 0.0]]);
/// ```
pub fn bipolar_relu<F: NdFloat>(inputs: &ArrayRef2<F>) -> Array2<F> {
    let mut outputs = inputs.to_owned();
    for (index, mut column) in outputs.columns_mut().into_iter().enumerate() {
        column.mapv_inplace(|x| BipolarRelu { index }.value(x));
    }
    outputs
}

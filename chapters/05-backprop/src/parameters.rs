//! The numbers that training changes, and the way to reach all of them.

use ndarray::{Array, Dimension, IxDyn};

use crate::Float;

/// A tensor that is trained, with the slope of the loss in the direction of each of its elements.
///
/// The gradient is a *sum*: every backward pass adds to it, until an update takes it or [`zero_grad`] forgets it.
#[derive(Debug, Clone, PartialEq)]
// ANCHOR: param
pub struct Param<F, D: Dimension> {
    /// The numbers themselves.
    pub value: Array<F, D>,
    /// ∂loss/∂value, of the same shape.
    pub grad: Array<F, D>,
}
// ANCHOR_END: param

impl<F: Float, D: Dimension> Param<F, D> {
    /// A parameter with these values and a gradient of zeros.
    ///
    /// # Shapes
    /// `value`: any; the gradient has the same.
    ///
    /// ```
    /// use backprop::Param;
    /// use ndarray::array;
    /// assert_eq!(Param::new(array![1.0, 2.0]).grad, array![0.0, 0.0]);
    /// ```
    pub fn new(value: Array<F, D>) -> Self {
        let value = if value.is_standard_layout() {
            value
        } else {
            value.as_standard_layout().into_owned()
        };
        let grad = Array::zeros(value.raw_dim());
        Self { value, grad }
    }

    /// What a visitor of [`Parameters`] sees: the same numbers, row by row.
    ///
    /// # Panics
    /// If `value` or `grad` was replaced by an array of another shape, or one that is not stored row by row.
    #[track_caller]
    pub fn as_mut(&mut self) -> ParamMut<'_, F> {
        assert!(
            self.value.shape() == self.grad.shape(),
            "Param: value is {:?}, but grad is {:?}",
            self.value.shape(),
            self.grad.shape()
        );
        ParamMut {
            shape: self.value.raw_dim().into_dyn(),
            value: self
                .value
                .as_slice_mut()
                .expect("Param: value must be stored row by row"),
            grad: self
                .grad
                .as_slice_mut()
                .expect("Param: grad must be stored row by row"),
        }
    }
}

/// One tensor of a network, lent to a visitor: its elements row by row, whatever its rank.
#[derive(Debug)]
// ANCHOR: param_mut
pub struct ParamMut<'a, F> {
    /// The lengths of its axes.
    pub shape: IxDyn,
    /// The numbers themselves.
    pub value: &'a mut [F],
    /// The gradient that the backward passes have summed up.
    pub grad: &'a mut [F],
}
// ANCHOR_END: param_mut

/// Whatever has numbers to train: a layer, a chain of layers, a machine without layers.
///
/// Optimizers, penalties and files need nothing else of a network. The order of the visits never changes, and the names follow PyTorch:
/// `weight`, `bias`, and inside a [`Sequential`](crate::Sequential) or a [`Chain`](crate::Chain) `0.weight`, `2.bias`.
// ANCHOR: parameters
pub trait Parameters<F> {
    /// Calls the visitor with the name of every parameter and the parameter.
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>));

    /// The same for numbers that are kept and saved but not trained, such as running
    /// means. Most have none.
    fn visit_buffers(&mut self, _visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
    }
}
// ANCHOR_END: parameters

/// Numbers that belong to a network's state though no gradient reaches them.
#[derive(Debug)]
pub struct Buffer<'a, F> {
    /// The lengths of its axes.
    pub shape: IxDyn,
    /// The numbers, row by row.
    pub value: &'a mut [F],
}

impl<F, P: Parameters<F> + ?Sized> Parameters<F> for Box<P> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        (**self).visit_params(visitor);
    }

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        (**self).visit_buffers(visitor);
    }
}

/// Visits the parameters of a part, each name led by the part's own: `weight` of part `2` is `2.weight`.
///
/// For layers that are made of layers.
pub fn visit_part<F>(
    prefix: &str,
    part: &mut (impl Parameters<F> + ?Sized),
    visitor: &mut dyn FnMut(&str, ParamMut<'_, F>),
) {
    part.visit_params(&mut |name, param| {
        visitor(&format!("{prefix}.{name}"), param);
    });
}

/// Visits the buffers of a part, each name led by the part's own.
pub fn visit_part_buffers<F>(
    prefix: &str,
    part: &mut (impl Parameters<F> + ?Sized),
    visitor: &mut dyn FnMut(&str, Buffer<'_, F>),
) {
    part.visit_buffers(&mut |name, buffer| {
        visitor(&format!("{prefix}.{name}"), buffer);
    });
}

/// Forgets the gradients that backward passes have summed up.
// ANCHOR: zero_grad
pub fn zero_grad<F: Float>(network: &mut (impl Parameters<F> + ?Sized)) {
    network.visit_params(&mut |_, param| param.grad.fill(F::zero()));
}
// ANCHOR_END: zero_grad

/// How many numbers are trained.
///
/// ```
/// use backprop::{Linear, parameter_count};
/// assert_eq!(parameter_count(&mut Linear::<f32>::zeros(784, 10)), 7850);
/// ```
#[doc(alias = "numel")]
pub fn parameter_count<F: Float>(
    network: &mut (impl Parameters<F> + ?Sized),
) -> usize {
    let mut count = 0;
    network.visit_params(&mut |_, param| count += param.value.len());
    count
}

/// One step of gradient descent, `θ ← θ − η ∂loss/∂θ`; the next sum of gradients starts at zero.
///
/// Both in one walk over memory: the step is the same as without the zeroing, and costs as much.
// ANCHOR: descend
pub fn descend<F: Float>(
    network: &mut (impl Parameters<F> + ?Sized),
    learning_rate: F,
) {
    network.visit_params(&mut |_, param| {
        for (value, grad) in param.value.iter_mut().zip(param.grad) {
            *value -= learning_rate * *grad;
            *grad = F::zero();
        }
    });
}
// ANCHOR_END: descend

//! A network of one number.

use backprop::{Float, Param, ParamMut, Parameters};
use ndarray::{Ix1, array};
use optimizers::Optimizer;

/// One parameter, `weight`.
#[derive(Debug, Clone, PartialEq)]
pub struct Single<F = f64>(pub Param<F, Ix1>);

impl<F: Float> Single<F> {
    pub fn new(value: F) -> Self {
        Self(Param::new(array![value]))
    }

    pub fn value(&self) -> F {
        self.0.value[0]
    }

    /// One step with this gradient.
    pub fn descend(&mut self, grad: F, optimizer: &mut dyn Optimizer<F>) {
        self.0.grad[0] = grad;
        optimizer.step(self);
        assert_eq!(self.0.grad[0], F::zero(), "the gradient is consumed");
    }
}

impl<F: Float> Parameters<F> for Single<F> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        visitor("weight", self.0.as_mut());
    }
}

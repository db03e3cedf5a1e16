//! Two layers after each other, whose kinds the compiler knows.

use crate::parameters::{visit_part, visit_part_buffers};
use crate::{Buffer, Layer, Mode, ParamMut, Parameters};

/// The second layer after the first; they may differ in what they take and give.
///
/// For places where the rank of the array changes, such as images → features → classes. Names: `0.…` and `1.…`.
///
/// ```
/// use activations::Relu;
/// use backprop::{Activate, Chain, Layer, Linear, Mode};
/// use ndarray::array;
/// let mut network = Chain(Linear::new(array![[2.0], [-2.0]], array![0.0, 0.0]), Activate::new(Relu));
/// assert_eq!(network.forward(array![[3.0]], Mode::Eval), array![[6.0, 0.0]]);
/// assert_eq!(network.backward(array![[1.0, 1.0]]), array![[2.0]]);
/// ```
#[derive(Debug, Clone)]
// ANCHOR: chain
pub struct Chain<A, B>(pub A, pub B);

impl<F, A: Layer<F>, B: Layer<F, Input = A::Output>> Layer<F> for Chain<A, B> {
    type Input = A::Input;
    type Output = B::Output;

    fn forward(&mut self, input: A::Input, mode: Mode) -> B::Output {
        let between = self.0.forward(input, mode);
        self.1.forward(between, mode)
    }

    fn backward(&mut self, grad_output: B::Output) -> A::Input {
        let between = self.1.backward(grad_output);
        self.0.backward(between)
    }

    fn backward_params(&mut self, grad_output: B::Output) {
        let between = self.1.backward(grad_output);
        self.0.backward_params(between);
    }
}
// ANCHOR_END: chain

impl<F, A: Parameters<F>, B: Parameters<F>> Parameters<F> for Chain<A, B> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        visit_part("0", &mut self.0, visitor);
        visit_part("1", &mut self.1, visitor);
    }

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        visit_part_buffers("0", &mut self.0, visitor);
        visit_part_buffers("1", &mut self.1, visitor);
    }
}

//! What every layer can do: run forwards, run backwards.

use crate::Parameters;

/// What a forward pass is for. Dropout, random slopes and batch statistics differ; a linear layer does not care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
// ANCHOR: mode
pub enum Mode {
    /// The network is learning.
    Train,
    /// The network is being used, or measured.
    Eval,
}
// ANCHOR_END: mode

/// A function with parameters that can be run in both directions.
///
/// `forward` keeps what `backward` needs. `backward` is given the slope of the loss in the direction of each output, `∂loss/∂output`,
/// adds `∂loss/∂parameter` to the gradient of every parameter, and returns `∂loss/∂input`. Arrays are handed over, not lent: a
/// layer keeps its input without a copy and may write its result over it.
// ANCHOR: layer
pub trait Layer<F = f32>: Parameters<F> {
    /// What goes in, mostly an array whose first axis is the batch.
    type Input;
    /// What comes out; the gradient that comes back has the same shape.
    type Output;

    /// The layer's answer to a batch.
    fn forward(&mut self, input: Self::Input, mode: Mode) -> Self::Output;

    /// The gradient by the input; those of the parameters are added to what they hold.
    ///
    /// # Panics
    /// If nothing was run forwards before, or the gradient is not of the output's shape.
    fn backward(&mut self, grad_output: Self::Output) -> Self::Input;

    /// The same for a first layer, whose input's gradient nobody asks for.
    fn backward_params(&mut self, grad_output: Self::Output) {
        self.backward(grad_output);
    }
}
// ANCHOR_END: layer

impl<F, L: Layer<F> + ?Sized> Layer<F> for Box<L> {
    type Input = L::Input;
    type Output = L::Output;

    fn forward(&mut self, input: Self::Input, mode: Mode) -> Self::Output {
        (**self).forward(input, mode)
    }

    fn backward(&mut self, grad_output: Self::Output) -> Self::Input {
        (**self).backward(grad_output)
    }

    fn backward_params(&mut self, grad_output: Self::Output) {
        (**self).backward_params(grad_output);
    }
}

/// What a layer kept of its last forward pass.
///
/// # Panics
/// If there was none: `operation` names the layer and the direction.
#[track_caller]
pub fn kept<'a, T>(operation: &str, value: Option<&'a T>) -> &'a T {
    value.unwrap_or_else(|| {
        panic!("{operation}: nothing was run forwards yet, call forward first")
    })
}

/// Stops where a gradient has not the shape of the output that it belongs to.
///
/// # Panics
/// If the shapes differ, with both.
#[track_caller]
pub fn assert_grad_shape(
    operation: &str,
    grad_output: &[usize],
    output: &[usize],
) {
    assert!(
        grad_output == output,
        "{operation}: grad_output is {grad_output:?}, but the output was {output:?}"
    );
}

//! One layer that reads forwards, one that reads backwards.

use backprop::{
    Buffer, Float, Layer, Mode, ParamMut, Parameters, assert_grad_shape, kept,
};
use ndarray::{Array3, ArrayRef3, Axis};

/// Two recurrent layers over the same sequence, the second from its end to its start; their outputs stand side by side at each moment.
///
/// Source: Schuster and Paliwal 1997; S1 REC-7. The second layer's parameters and buffers are called `…_reverse`, as PyTorch calls them.
///
/// # Shapes
/// Input: (batch, time, in); output: (batch, time, hidden of the first + hidden of the second).
///
/// ```
/// use backprop::{Layer, Mode};
/// use lstm::{Bidirectional, RecurrentParams, Rnn};
/// use ndarray::array;
/// let copy = || Rnn::new(RecurrentParams::new(array![[1.0]], array![[1.0]], array![0.0], array![0.0]));
/// let output = Bidirectional::new(copy(), copy()).forward(array![[[0.0], [3.0]]], Mode::Eval);
/// let (now, later) = (3_f64.tanh(), 3_f64.tanh().tanh());
/// assert_eq!(output, array![[[0.0, later], [now, now]]]); // only the second knows at the first moment what will come
/// ```
#[derive(Debug, Clone)]
// ANCHOR: bidirectional
pub struct Bidirectional<L> {
    /// Reads from the first moment on.
    pub forwards: L,
    /// Reads from the last moment back.
    pub backwards: L,
    widths: Option<[usize; 2]>,
}

impl<L> Bidirectional<L> {
    /// A layer of these two.
    pub fn new(forwards: L, backwards: L) -> Self {
        Self { forwards, backwards, widths: None }
    }
}

impl<F, L> Layer<F> for Bidirectional<L>
where
    F: Float,
    L: Layer<F, Input = Array3<F>, Output = Array3<F>>,
{
    type Input = Array3<F>;
    type Output = Array3<F>;

    fn forward(&mut self, input: Array3<F>, mode: Mode) -> Array3<F> {
        let mirrored = self.backwards.forward(in_reverse(&input), mode);
        let straight = self.forwards.forward(input, mode);
        let mirrored = in_reverse(&mirrored);
        let [one, two] = [&straight, &mirrored].map(|array| array.len_of(Axis(2)));
        self.widths = Some([one, two]);
        let (batch, time, _) = straight.dim();
        let mut output = Array3::zeros((batch, time, one + two));
        let (mut first, mut second) = output.view_mut().split_at(Axis(2), one);
        first.assign(&straight);
        second.assign(&mirrored);
        output
    }

    fn backward(&mut self, grad_output: Array3<F>) -> Array3<F> {
        let [straight, mirrored] = self.halves(&grad_output);
        let mut grad = self.forwards.backward(straight);
        grad += &in_reverse(&self.backwards.backward(mirrored));
        grad
    }

    fn backward_params(&mut self, grad_output: Array3<F>) {
        let [straight, mirrored] = self.halves(&grad_output);
        self.forwards.backward_params(straight);
        self.backwards.backward_params(mirrored);
    }
}
// ANCHOR_END: bidirectional

impl<L> Bidirectional<L> {
    /// Each layer's part of a gradient, that of the second in its order of time.
    #[track_caller]
    fn halves<F: Float>(&self, grad_output: &ArrayRef3<F>) -> [Array3<F>; 2] {
        let operation = "Bidirectional::backward";
        let &[straight, mirrored] = kept(operation, self.widths.as_ref());
        let (batch, time, _) = grad_output.dim();
        assert_grad_shape(
            operation,
            grad_output.shape(),
            &[batch, time, straight + mirrored],
        );
        let (straight, mirrored) = grad_output.view().split_at(Axis(2), straight);
        [straight.as_standard_layout().into_owned(), in_reverse(&mirrored)]
    }
}

/// The same moments, last first.
pub(crate) fn in_reverse<F: Float>(sequence: &ArrayRef3<F>) -> Array3<F> {
    let mut view = sequence.view();
    view.invert_axis(Axis(1));
    view.as_standard_layout().into_owned()
}

impl<F, L: Parameters<F>> Parameters<F> for Bidirectional<L> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        self.forwards.visit_params(visitor);
        self.backwards.visit_params(&mut |name, param| {
            visitor(&format!("{name}_reverse"), param);
        });
    }

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        self.forwards.visit_buffers(visitor);
        self.backwards.visit_buffers(&mut |name, buffer| {
            visitor(&format!("{name}_reverse"), buffer);
        });
    }
}

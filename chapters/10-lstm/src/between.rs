//! Layers without weights, between a recurrent layer and what it serves.

use backprop::{Float, Layer, Mode, ParamMut, Parameters, assert_grad_shape, kept};
use ndarray::{Array, Array2, Array3, Axis, Dimension, Ix2, Ix3};

/// Of all hidden states only the last, which has seen everything: (batch, time, features) → (batch, features).
///
/// ```
/// use backprop::{Layer, Mode};
/// use lstm::LastMoment;
/// use ndarray::array;
/// let mut layer = LastMoment::default();
/// assert_eq!(layer.forward(array![[[1.0], [2.0]]], Mode::Eval), array![[2.0]]);
/// assert_eq!(layer.backward(array![[7.0]]), array![[[0.0], [7.0]]]);
/// ```
#[derive(Debug, Clone, Default)]
// ANCHOR: last_moment
pub struct LastMoment {
    input: Option<Ix3>,
}

impl<F: Float> Layer<F> for LastMoment {
    type Input = Array3<F>;
    type Output = Array2<F>;

    fn forward(&mut self, input: Array3<F>, _mode: Mode) -> Array2<F> {
        let time = input.len_of(Axis(1));
        assert!(time > 0, "LastMoment: the input {:?} has no moments", input.shape());
        self.input = Some(input.raw_dim());
        input.index_axis(Axis(1), time - 1).to_owned()
    }

    fn backward(&mut self, grad_output: Array2<F>) -> Array3<F> {
        let &input = kept("LastMoment::backward", self.input.as_ref());
        assert_grad_shape(
            "LastMoment::backward",
            grad_output.shape(),
            &[input[0], input[2]],
        );
        let mut grad = Array3::zeros(input);
        grad.index_axis_mut(Axis(1), input[1] - 1).assign(&grad_output);
        grad
    }
}
// ANCHOR_END: last_moment

/// Only the last hidden state, again and again: (batch, time, features) → (batch, moments, features).
///
/// Between two recurrent layers it makes an encoder and a decoder of them. Source: Cho et al. 2014; S1 REC-8.
///
/// ```
/// use backprop::{Layer, Mode};
/// use lstm::RepeatLast;
/// use ndarray::array;
/// let mut layer = RepeatLast::new(3);
/// assert_eq!(layer.forward(array![[[1.0], [2.0]]], Mode::Eval), array![[[2.0], [2.0], [2.0]]]);
/// assert_eq!(layer.backward(array![[[7.0], [8.0], [9.0]]]), array![[[0.0], [24.0]]]);
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "RepeatVector")]
// ANCHOR: repeat_last
pub struct RepeatLast {
    /// How often it is given.
    pub moments: usize,
    last: LastMoment,
}

impl RepeatLast {
    /// A layer that gives the last state so often.
    pub fn new(moments: usize) -> Self {
        Self { moments, last: LastMoment::default() }
    }
}

impl<F: Float> Layer<F> for RepeatLast {
    type Input = Array3<F>;
    type Output = Array3<F>;

    fn forward(&mut self, input: Array3<F>, mode: Mode) -> Array3<F> {
        let last = self.last.forward(input, mode);
        let (batch, features) = last.dim();
        let one = last.insert_axis(Axis(1));
        one.broadcast((batch, self.moments, features)).expect("one moment").to_owned()
    }

    fn backward(&mut self, grad_output: Array3<F>) -> Array3<F> {
        let moments = grad_output.len_of(Axis(1));
        assert!(
            moments == self.moments,
            "RepeatLast::backward: grad_output has {moments} moments, but the output had {}",
            self.moments
        );
        self.last.backward(grad_output.sum_axis(Axis(1)))
    }
}
// ANCHOR_END: repeat_last

/// Every moment becomes a row of its own, so that one layer answers at all of them: (batch, time, features) → (batch·time, features).
///
/// ```
/// use backprop::{Layer, Mode};
/// use lstm::MomentsAsRows;
/// use ndarray::array;
/// let mut layer = MomentsAsRows::default();
/// assert_eq!(layer.forward(array![[[1.0], [2.0]]], Mode::Eval), array![[1.0], [2.0]]);
/// assert_eq!(layer.backward(array![[3.0], [4.0]]), array![[[3.0], [4.0]]]);
/// ```
#[derive(Debug, Clone, Default)]
#[doc(alias = "TimeDistributed")]
// ANCHOR: moments_as_rows
pub struct MomentsAsRows {
    input: Option<Ix3>,
}

impl<F: Float> Layer<F> for MomentsAsRows {
    type Input = Array3<F>;
    type Output = Array2<F>;

    fn forward(&mut self, input: Array3<F>, _mode: Mode) -> Array2<F> {
        let (batch, time, features) = input.dim();
        self.input = Some(input.raw_dim());
        let rows = Ix2(batch * time, features);
        in_order(input).into_shape_with_order(rows).expect("in order")
    }

    fn backward(&mut self, grad_output: Array2<F>) -> Array3<F> {
        let &input = kept("MomentsAsRows::backward", self.input.as_ref());
        let rows = [input[0] * input[1], input[2]];
        assert_grad_shape("MomentsAsRows::backward", grad_output.shape(), &rows);
        in_order(grad_output).into_shape_with_order(input).expect("in order")
    }
}
// ANCHOR_END: moments_as_rows

/// The same array, copied only where it is not stored row by row.
fn in_order<F: Float, D: Dimension>(array: Array<F, D>) -> Array<F, D> {
    if array.is_standard_layout() {
        return array;
    }
    array.as_standard_layout().into_owned()
}

macro_rules! nothing_to_train {
    ($($layer:ty),*) => {
        $(impl<F> Parameters<F> for $layer {
            fn visit_params(&mut self, _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {}
        })*
    };
}

nothing_to_train!(LastMoment, RepeatLast, MomentsAsRows);

//! Maps that are turned up or down as a whole.

use activations::{Relu, Sigmoid};
use backprop::{
    Activate, Buffer, Float, Layer, Linear, Mode, ParamMut, Parameters, Sequential,
    assert_grad_shape, kept, visit_part, visit_part_buffers,
};
use ndarray::{Array2, Array4, ArrayRef2, ArrayRef4, Axis};
use rand::Rng;

use crate::{global_avg_pool, global_avg_pool_backward};

/// Squeeze and excitation: each map is multiplied by a number between 0 and 1, which a small network works out from the means of all maps.
///
/// Source: S1 CNN-17; Hu, Shen and Sun 2018, equations 2 to 4.
///
/// # Shapes
/// From and to (batch, channels, height, width).
///
/// ```
/// use backprop::{Layer, Mode};
/// use cnn::SqueezeExcitation;
/// use ndarray::Array4;
/// # use rand::SeedableRng;
/// # let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let mut block = SqueezeExcitation::<f64>::he_normal(8, 4, &mut rng);
/// let maps = block.forward(Array4::ones((1, 8, 3, 3)), Mode::Eval);
/// assert!(maps.iter().all(|&x| 0.0 < x && x < 1.0));
/// ```
#[derive(Debug)]
#[doc(alias = "SENet")]
// ANCHOR: squeeze
pub struct SqueezeExcitation<F = f32> {
    /// From the means of the maps to their factors.
    pub gate: Sequential<F>,
    seen: Option<(Array4<F>, Array2<F>)>,
}
// ANCHOR_END: squeeze

impl<F: Float> SqueezeExcitation<F> {
    /// A gate with a bottleneck of `channels / reduction` rectifiers, with He's weights.
    ///
    /// # Panics
    /// If the bottleneck would be empty, or `reduction` is 0.
    #[track_caller]
    pub fn he_normal(channels: usize, reduction: usize, rng: &mut dyn Rng) -> Self {
        let narrow = channels.checked_div(reduction).unwrap_or(0);
        assert!(
            narrow > 0,
            "SqueezeExcitation: {channels} channels reduced by {reduction} leave none"
        );
        // ANCHOR: squeeze_gate
        let gate = Sequential::new()
            .with(Linear::he_normal(channels, narrow, rng))
            .with(Activate::new(Relu))
            .with(Linear::he_normal(narrow, channels, rng))
            .with(Activate::new(Sigmoid));
        // ANCHOR_END: squeeze_gate
        Self { gate, seen: None }
    }
}

// ANCHOR: squeeze_layer
impl<F: Float> Layer<F> for SqueezeExcitation<F> {
    type Input = Array4<F>;
    type Output = Array4<F>;

    fn forward(&mut self, input: Array4<F>, mode: Mode) -> Array4<F> {
        let factors = self.gate.forward(global_avg_pool(&input), mode);
        let output = scaled(&input, &factors);
        self.seen = Some((input, factors));
        output
    }

    fn backward(&mut self, grad_output: Array4<F>) -> Array4<F> {
        let operation = "SqueezeExcitation::backward";
        let (input, factors) = kept(operation, self.seen.as_ref());
        assert_grad_shape(operation, grad_output.shape(), input.shape());
        let through = scaled(&grad_output, factors);
        let grad_factors = (&grad_output * input).sum_axis(Axis(3)).sum_axis(Axis(2));
        let (_, _, height, width) = input.dim();
        let grad_means = self.gate.backward(grad_factors);
        through + global_avg_pool_backward(&grad_means, [height, width])
    }
}
// ANCHOR_END: squeeze_layer

/// Every map times its factor.
fn scaled<F: Float>(maps: &ArrayRef4<F>, factors: &ArrayRef2<F>) -> Array4<F> {
    let factors = factors.view().insert_axis(Axis(2)).insert_axis(Axis(3));
    let mut output = maps.to_owned();
    output *= &factors;
    output
}

impl<F: Float> Parameters<F> for SqueezeExcitation<F> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        visit_part("gate", &mut self.gate, visitor);
    }

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        visit_part_buffers("gate", &mut self.gate, visitor);
    }
}

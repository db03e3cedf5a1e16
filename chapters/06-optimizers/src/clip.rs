//! Gradients that are too long.

use backprop::{Float, Parameters};

/// The length of the whole gradient, all parameters together: `‖g‖ = √(Σ g²)`, summed in `f64`.
///
/// ```
/// use backprop::Linear;
/// use ndarray::array;
/// let mut network = Linear::new(array![[0.0]], array![0.0]);
/// (network.weight.grad, network.bias.grad) = (array![[3.0]], array![4.0]);
/// assert_eq!(optimizers::gradient_norm(&mut network), 5.0);
/// ```
pub fn gradient_norm<F: Float>(network: &mut (impl Parameters<F> + ?Sized)) -> f64 {
    let mut sum = 0.0;
    network.visit_params(&mut |_, param| sum += sum_of_squares(param.grad));
    sum.sqrt()
}

/// Shortens the gradient to `max_norm` where it is longer, and returns how long it was.
///
/// All parameters shrink by one factor, so that the direction stays. A gradient with NaN or an infinity has no direction: it is left as
/// it is, and the norm that comes back tells. (`PyTorch`'s `clip_grad_norm_` adds 10⁻⁶ to the norm before it divides.) Source: Pascanu,
/// Mikolov and Bengio 2013, algorithm 1.
///
/// # Panics
/// If `max_norm` is negative or NaN.
///
/// ```
/// use backprop::Linear;
/// use ndarray::array;
/// use optimizers::clip_grad_norm;
/// let mut network = Linear::new(array![[0.0]], array![0.0]);
/// (network.weight.grad, network.bias.grad) = (array![[30.0]], array![40.0]);
/// assert_eq!(clip_grad_norm(&mut network, 5.0), 50.0);
/// assert_eq!((network.weight.grad, network.bias.grad), (array![[3.0]], array![4.0]));
/// ```
#[doc(alias = "clip_grad_norm_")]
#[track_caller]
// ANCHOR: clip_grad_norm
pub fn clip_grad_norm<F: Float>(
    network: &mut (impl Parameters<F> + ?Sized),
    max_norm: f64,
) -> f64 {
    assert!(max_norm >= 0.0, "clip_grad_norm: max_norm is {max_norm}");
    let norm = gradient_norm(network);
    if norm > max_norm && norm.is_finite() {
        let factor = F::of(max_norm / norm);
        network.visit_params(&mut |_, param| {
            param.grad.iter_mut().for_each(|grad| *grad *= factor);
        });
    }
    norm
}
// ANCHOR_END: clip_grad_norm

/// Cuts every element of the gradient off at ±`bound`; NaN stays NaN.
///
/// Each element by itself, so that the direction changes where one is cut off and another is not.
///
/// # Panics
/// If `bound` is negative or NaN.
///
/// ```
/// use backprop::Linear;
/// use ndarray::array;
/// let mut network = Linear::new(array![[0.0]], array![0.0]);
/// (network.weight.grad, network.bias.grad) = (array![[-30.0]], array![4.0]);
/// optimizers::clip_grad_value(&mut network, 5.0);
/// assert_eq!((network.weight.grad, network.bias.grad), (array![[-5.0]], array![4.0]));
/// ```
#[doc(alias = "clip_grad_value_")]
#[track_caller]
// ANCHOR: clip_grad_value
pub fn clip_grad_value<F: Float>(
    network: &mut (impl Parameters<F> + ?Sized),
    bound: f64,
) {
    assert!(bound >= 0.0, "clip_grad_value: bound is {bound}");
    let bound = F::of(bound);
    let cut = |x: F| if x > bound { bound } else { x };
    network.visit_params(&mut |_, param| {
        param.grad.iter_mut().for_each(|grad| *grad = -cut(-cut(*grad)));
    });
}
// ANCHOR_END: clip_grad_value

/// In eight sums side by side, which the processor adds at once.
fn sum_of_squares<F: Float>(numbers: &[F]) -> f64 {
    let square = |x: &F| x.to_f64().map_or(f64::NAN, |x| x * x);
    let (eights, rest) = numbers.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for eight in eights {
        for (sum, x) in sums.iter_mut().zip(eight) {
            *sum += square(x);
        }
    }
    sums.iter().sum::<f64>() + rest.iter().map(square).sum::<f64>()
}

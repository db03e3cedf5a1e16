//! The plainest remedy: fewer numbers to learn by heart with.

use activations::Relu;
use backprop::{Activate, Float, Linear, Sequential};
use rand::Rng;

/// A network of linear layers with rectifiers between them: `widths` are the numbers of features from the input to the output.
///
/// The weights are drawn as He et al. 2015 advise, the biases are 0. Fewer units: smaller numbers in the middle. Fewer layers: fewer numbers. Source: S2 REG-4.
///
/// # Panics
/// If there are fewer than two widths, or one is 0.
///
/// ```
/// use backprop::parameter_count;
/// use rand::SeedableRng;
/// use regularization::{multilayer_perceptron, parameters_of};
/// let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let mut network = multilayer_perceptron::<f32>(&[64, 32, 10], &mut rng);
/// assert_eq!(network.len(), 3); // linear, rectifier, linear
/// assert_eq!(parameter_count(&mut network), parameters_of(&[64, 32, 10]));
/// ```
#[doc(alias = "MLP")]
#[track_caller]
// ANCHOR: multilayer_perceptron
pub fn multilayer_perceptron<F: Float + 'static>(
    widths: &[usize],
    rng: &mut dyn Rng,
) -> Sequential<F> {
    assert_widths("multilayer_perceptron", widths);
    let mut network = Sequential::new();
    for (layer, pair) in widths.windows(2).enumerate() {
        if layer > 0 {
            network = network.with(Activate::new(Relu));
        }
        network = network.with(Linear::he_normal(pair[0], pair[1], rng));
    }
    network
}
// ANCHOR_END: multilayer_perceptron

/// How many numbers such a network learns: `Σ (in + 1) · out` over its layers.
///
/// # Panics
/// If there are fewer than two widths, or one is 0.
///
/// ```
/// use regularization::parameters_of;
/// assert_eq!(parameters_of(&[64, 32, 10]), 65 * 32 + 33 * 10);
/// assert_eq!(parameters_of(&[64, 10]), 650); // no hidden layer
/// ```
#[track_caller]
// ANCHOR: parameters_of
pub fn parameters_of(widths: &[usize]) -> usize {
    assert_widths("parameters_of", widths);
    widths.windows(2).map(|pair| (pair[0] + 1) * pair[1]).sum()
}
// ANCHOR_END: parameters_of

#[track_caller]
fn assert_widths(operation: &str, widths: &[usize]) {
    assert!(
        widths.len() >= 2 && !widths.contains(&0),
        "{operation}: widths from input to output, each at least 1, not {widths:?}"
    );
}

//! The layer in use, with no noise, and with noise.

use backprop::{Layer, Mode, check_gradients};
use chacha20::ChaCha8Rng;
use dropout_homework::ex08_3_learned_noise::LearnedNoise;
use ndarray::{Array1, Array2, array};
use rand::SeedableRng;

fn inputs() -> Array2<f64> {
    Array2::from_shape_fn((4, 3), |(n, j)| 1.0 + ((3 * n + j) as f64).sin())
}

#[track_caller]
fn checks_with(sigma: Array1<f64>, what: &str) {
    let layer = LearnedNoise::new(sigma, 7);
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let report =
        check_gradients(|| layer.clone(), &inputs(), Mode::Train, &mut rng);
    assert!(
        report.passes(),
        "{what}: backward does not tell the truth; the tensor that is WRONG says where the number comes out, \
         not where the mistake is:\n{report}"
    );
}

#[test]
fn in_use_nothing_trembles() {
    let mut layer = LearnedNoise::new(array![0.5, 2.0], 1);
    let output = layer.forward(array![[3.0, 5.0]], Mode::Eval);
    assert!(
        output == array![[3.0, 5.0]],
        "in use the output is the input 3 and 5, got {output}"
    );
    let grad = layer.backward(array![[1.0, 1.0]]);
    assert!(
        grad == array![[1.0, 1.0]] && layer.sigma.grad == array![0.0, 0.0],
        "in use the gradients by input and σ are 1 and 0, got {grad} and {}",
        layer.sigma.grad
    );
}

/// One feature whose factor tells ξ: the output over the input is 1 + σ ξ.
#[test]
fn the_slope_by_sigma_for_one_number() {
    let mut layer = LearnedNoise::new(array![0.5], 2);
    let output = layer.forward(array![[3.0]], Mode::Train)[[0, 0]];
    let noise = (output / 3.0 - 1.0) / 0.5;
    let by_input = layer.backward(array![[1.0]])[[0, 0]];
    assert!(
        (by_input - output / 3.0).abs() < 1e-12,
        "x = 3 became {output}: the slope by x is the factor {}, got {by_input}",
        output / 3.0
    );
    let (got, expected) = (layer.sigma.grad[0], 3.0 * noise);
    assert!(
        (got - expected).abs() < 1e-12,
        "d loss / d σ with x = 3, σ = 0.5 and ξ = {noise}: expected x · ξ = {expected}, got {got}; is it x that is multiplied with, or what became of it?"
    );
}

#[test]
fn without_noise_the_check_passes() {
    checks_with(array![0.0, 0.0, 0.0], "σ = 0");
}

#[test]
fn with_noise_the_check_passes_too() {
    checks_with(array![0.3, -0.5, 1.2], "σ = 0.3, −0.5, 1.2");
}

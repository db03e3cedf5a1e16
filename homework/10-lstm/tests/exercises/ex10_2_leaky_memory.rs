//! A running mean by hand, its limits, and its gradients.

use backprop::{Layer, Mode, check_gradients};
use chacha20::ChaCha8Rng;
use lstm_homework::ex10_2_leaky_memory::Leaky;
use ndarray::{Array3, array};
use rand::SeedableRng;

#[track_caller]
fn close(what: &str, got: f64, expected: f64, cause: &str) {
    assert!(
        (got - expected).abs() < 1e-9,
        "{what}: expected {expected}, got {got}; {cause}"
    );
}

#[test]
fn the_example_by_hand_forwards() {
    let output =
        Leaky::new(array![0.0]).forward(array![[[4.0], [8.0]]], Mode::Train);
    let cause =
        "half of 0 and half of 4; the state before the first moment is 0";
    close("output[0,0,0]", output[[0, 0, 0]], 2.0, cause);
    close("output[0,1,0]", output[[0, 1, 0]], 5.0, "half of 2 and half of 8");
}

#[test]
fn features_and_examples_keep_to_themselves() {
    // σ(ln 3) = 3/4: of the second feature three quarters are kept.
    let mut layer = Leaky::new(array![0.0, 3.0_f64.ln()]);
    let input = array![[[4.0, 4.0], [8.0, 8.0]], [[0.0, 0.0], [0.0, 16.0]]];
    let output = layer.forward(input, Mode::Eval);
    let expected = array![[[2.0, 1.0], [5.0, 2.75]], [[0.0, 0.0], [0.0, 4.0]]];
    for ((n, t, k), &expected) in expected.indexed_iter() {
        let cause = "p = ln 3 keeps three quarters of the state and lets one quarter of the input in; \
                     does the second example begin at 0 again?";
        let what = format!("output[{n},{t},{k}] with p = 0 and ln 3");
        close(&what, output[[n, t, k]], expected, cause);
    }
}

#[test]
fn the_example_by_hand_backwards() {
    let mut layer = Leaky::new(array![0.0]);
    layer.forward(array![[[4.0], [8.0]]], Mode::Train);
    let grad = layer.backward(array![[[1.0], [1.0]]]);
    let cause = "nothing comes after the last moment: G = 1, and 1 − a = 1/2 of it goes to the input";
    close("d loss / d input[0,1,0]", grad[[0, 1, 0]], 0.5, cause);
    let cause = "G = 1 + 1/2, for the first state reaches the loss through the second one too";
    close("d loss / d input[0,0,0]", grad[[0, 0, 0]], 0.75, cause);
    let cause = "a gets (h before − x) · G from each moment, −6 twice; p gets that times a(1 − a) = 1/4";
    close("d loss / d p[0]", layer.logit.grad[0], -3.0, cause);
    layer.backward(array![[[1.0], [1.0]]]);
    let cause = "a second call of backward adds to what the first one left";
    close("d loss / d p[0] after two calls", layer.logit.grad[0], -6.0, cause);
}

#[test]
fn the_gradient_check_passes() {
    let layer = Leaky::new(array![-0.4, 0.0, 1.3]);
    let input = Array3::from_shape_fn((2, 5, 3), |(n, t, k)| {
        ((n * 7 + t * 3 + k * 2) as f64).sin()
    });
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    let report =
        check_gradients(|| layer.clone(), &input, Mode::Train, &mut rng);
    assert!(
        report.passes(),
        "backward does not fit forward over five moments and a batch of two; if only logit is WRONG, is the factor \
         a(1 − a) there once, and is the state that of the moment before?\n{report}"
    );
}

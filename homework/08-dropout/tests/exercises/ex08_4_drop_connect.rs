//! A mask by hand, what is true of every mask, and the layer as a whole.

use backprop::{Layer, Linear, Mode, check_gradients};
use chacha20::ChaCha8Rng;
use dropout_homework::ex08_4_drop_connect::{
    DropConnect, connect_backward, connect_forward,
};
use ndarray::{Array, Array1, Array2, Dimension, array};
use rand::SeedableRng;

/// Compares number by number, and says where and what the cause may be.
#[track_caller]
fn assert_close<D: Dimension>(
    what: &str,
    got: &Array<f64, D>,
    expected: &Array<f64, D>,
    cause: &str,
) {
    assert!(
        got.shape() == expected.shape(),
        "{what}: the shape should be {:?}, but is {:?}",
        expected.shape(),
        got.shape()
    );
    let got = got.view().into_dyn();
    for (index, &expected) in expected.view().into_dyn().indexed_iter() {
        let got = got[&index];
        assert!(
            (got - expected).abs() < 1e-9,
            "{what}{:?}: expected {expected}, got {got}; {cause}",
            index.slice()
        );
    }
}

fn weight() -> Array2<f64> {
    array![[1.0, 10.0], [100.0, 1000.0]]
}

fn mask() -> Array2<f64> {
    array![[2.0, 0.0], [2.0, 2.0]]
}

#[test]
fn the_example_by_hand_forwards() {
    let got = connect_forward(
        &array![[1.0, 2.0]],
        &weight(),
        &array![0.5, 0.0],
        &mask(),
    );
    let cause = "each weight is multiplied by its own number of M, and the bias by none";
    assert_close("output", &got, &array![[2.5, 4200.0]], cause);
}

#[test]
fn the_example_by_hand_backwards() {
    let (weight, mask) = (weight(), mask());
    let got = connect_backward(
        &array![[1.0, 2.0]],
        &weight,
        &mask,
        &array![[1.0, 1.0]],
    );
    let cause = "the way back leads through the same thinned weights";
    assert_close(
        "d loss / d input",
        &got.input,
        &array![[202.0, 2000.0]],
        cause,
    );
    let cause = "a weight that was not there gets 0, and the others are scaled as they were forwards";
    assert_close(
        "d loss / d weight",
        &got.weight,
        &array![[2.0, 0.0], [2.0, 4.0]],
        cause,
    );
    assert_close(
        "d loss / d bias",
        &got.bias,
        &array![1.0, 1.0],
        "a bias is always there",
    );
    let two = connect_backward(
        &array![[1.0, 2.0], [1.0, 2.0]],
        &weight,
        &mask,
        &array![[1.0, 1.0], [1.0, 1.0]],
    );
    let cause = "two equal examples give twice the gradient of one; did you divide by the batch size? The 1/N comes in with the loss";
    assert_close(
        "d loss / d weight for two examples",
        &two.weight,
        &array![[4.0, 0.0], [4.0, 8.0]],
        cause,
    );
    assert_close(
        "d loss / d bias for two examples",
        &two.bias,
        &array![2.0, 2.0],
        cause,
    );
}

#[test]
fn a_drawn_mask_holds_zeros_and_the_scale() {
    let mut layer =
        DropConnect::new(Array2::ones((20, 10)), Array1::zeros(20), 0.75, 1);
    let (first, second) = (layer.draw(Mode::Train), layer.draw(Mode::Train));
    for &factor in &first {
        assert!(
            factor == 0.0 || factor == 4.0,
            "p = 0.75: M holds 0 and 1/(1 − 0.75) = 4, got {factor}"
        );
    }
    let dropped = first.iter().filter(|&&factor| factor == 0.0).count();
    assert!(
        (120..=180).contains(&dropped),
        "p = 0.75: of 200 connections about 150 should be dropped, not {dropped}"
    );
    let differ = first.rows().into_iter().any(|row| row != first.row(0));
    assert!(
        differ,
        "all 20 units have lost the same inputs: each *connection* is drawn by itself"
    );
    assert!(
        first != second,
        "two passes drew the same mask: each draws from self.stream.next_rng() anew"
    );
}

#[test]
fn in_use_it_is_a_linear_layer() {
    let (weight, bias) =
        (array![[0.3, -0.7], [1.1, 0.2], [-0.4, 0.6]], array![0.1, 0.2, 0.3]);
    let input = array![[1.0, 2.0], [-0.5, 0.4]];
    let mut layer = DropConnect::new(weight.clone(), bias.clone(), 0.5, 2);
    let mut linear = Linear::new(weight, bias);
    let expected = linear.forward(input.clone(), Mode::Eval);
    let got = layer.forward(input, Mode::Eval);
    let cause = "in use every connection is there, and nothing is scaled";
    assert_close("output in use", &got, &expected, cause);
}

#[test]
fn the_gradient_check_passes() {
    let weight =
        Array2::from_shape_fn((4, 5), |(i, j)| ((5 * i + j) as f64).sin());
    let layer = DropConnect::new(weight, array![0.1, -0.1, 0.2, 0.0], 0.4, 3);
    let input =
        Array2::from_shape_fn((3, 5), |(n, j)| ((7 * n + 2 * j) as f64).cos());
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    let report =
        check_gradients(|| layer.clone(), &input, Mode::Train, &mut rng);
    assert!(
        report.passes(),
        "backward does not fit forward, p = 0.4, a batch of three:\n{report}"
    );
}

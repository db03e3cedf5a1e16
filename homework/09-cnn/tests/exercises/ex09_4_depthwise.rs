use backprop::{Layer, Mode, check_gradients};
use chacha20::ChaCha8Rng;
use cnn::{Geometry, conv2d_naive};
use cnn_homework::ex09_4_depthwise::Depthwise2d;
use ndarray::{Array, Array1, Array3, Array4, Dimension, array};
use rand::SeedableRng;

/// Compares number by number, and says where and what the cause may be.
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

fn by_hand() -> (Depthwise2d, Array4<f64>) {
    let weight = array![[[-1.0, 1.0]], [[1.0, 1.0]]];
    let layer = Depthwise2d::new(weight, array![0.0, 5.0], Geometry::default());
    (layer, array![[[[1.0, 2.0, 3.0]], [[10.0, 20.0, 30.0]]]])
}

/// Three maps, filters of 2 × 3, steps of two, a border and gaps: every loop has to be right.
fn awkward() -> (Depthwise2d, Array4<f64>) {
    let weight = Array3::from_shape_fn((3, 2, 3), |(c, u, v)| {
        ((c * 6 + u * 3 + v) as f64 * 0.7).sin()
    });
    let geometry = Geometry { stride: 2, padding: 2, dilation: 2 };
    let layer = Depthwise2d::new(weight, array![0.1, -0.2, 0.3], geometry);
    let input = Array4::from_shape_fn((2, 3, 7, 6), |(n, c, y, x)| {
        ((n * 11 + c * 5 + y * 3 + x * 2) as f64).cos()
    });
    (layer, input)
}

#[test]
fn the_example_by_hand_forwards() {
    let (mut layer, input) = by_hand();
    let expected = array![[[[1.0, 1.0]], [[35.0, 55.0]]]];
    let cause = "map c is seen by filter c alone, without turning it round, and gets bias c once";
    let got = layer.forward(input, Mode::Train);
    assert_close("output", &got, &expected, cause);
}

#[test]
fn the_example_by_hand_backwards() {
    let (mut layer, input) = by_hand();
    layer.forward(input, Mode::Train);
    let got = layer.backward(array![[[[1.0, 2.0]], [[1.0, 1.0]]]]);
    let cause = "each weight collects gradient times pixel from all places";
    let expected = array![[[5.0, 8.0]], [[30.0, 50.0]]];
    assert_close("d loss / d weight", &layer.weight.grad, &expected, cause);
    let cause = "a bias was added once at every place, so its gradient is the plain sum over the places";
    assert_close("d loss / d bias", &layer.bias.grad, &array![3.0, 2.0], cause);
    let cause = "each place stamps its filter, times its gradient, onto the pixels that it saw; stamps that overlap add up";
    let expected = array![[[[-1.0, -1.0, 2.0]], [[1.0, 2.0, 1.0]]]];
    assert_close("d loss / d input", &got, &expected, cause);
}

#[test]
fn it_is_a_convolution_with_all_other_weights_zero() {
    let (mut layer, input) = awkward();
    let mut filters = Array4::zeros((3, 3, 2, 3));
    for ((c, u, v), &weight) in layer.weight.value.indexed_iter() {
        filters[[c, c, u, v]] = weight;
    }
    let bias: Array1<f64> = layer.bias.value.clone();
    let expected = conv2d_naive(&input, &filters, &bias, layer.geometry);
    let cause = "cnn::conv2d_naive, with filters that are 0 for all other maps, gives another number \
                 (stride 2, padding 2, dilation 2)";
    let got = layer.forward(input, Mode::Train);
    assert_close("output", &got, &expected, cause);
}

#[test]
fn gradients_add_up_over_calls() {
    let (mut layer, input) = by_hand();
    for _ in 0..2 {
        layer.forward(input.clone(), Mode::Train);
        layer.backward(array![[[[1.0, 2.0]], [[1.0, 1.0]]]]);
    }
    let cause = "a second call of backward adds to what the first one left; only the optimizer forgets";
    let expected = array![[[10.0, 16.0]], [[60.0, 100.0]]];
    assert_close("d loss / d weight", &layer.weight.grad, &expected, cause);
    assert_close("d loss / d bias", &layer.bias.grad, &array![6.0, 4.0], cause);
}

#[test]
fn the_gradient_check_passes() {
    let (layer, input) = awkward();
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    let report =
        check_gradients(|| layer.clone(), &input, Mode::Train, &mut rng);
    assert!(
        report.passes(),
        "backward does not fit forward for a batch of two; if only weight or bias is WRONG, did you divide by the batch size?\n{report}"
    );
}

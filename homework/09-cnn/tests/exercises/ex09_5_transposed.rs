use backprop::{Layer, Mode, check_gradients};
use chacha20::ChaCha8Rng;
use cnn::{Geometry, conv2d_naive};
use cnn_homework::ex09_5_transposed::{ConvTranspose2d, transposed_length};
use ndarray::{Array, Array1, Array4, Dimension, array};
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

fn every_other() -> Geometry {
    Geometry { stride: 2, ..Geometry::default() }
}

fn by_hand(geometry: Geometry) -> ConvTranspose2d {
    ConvTranspose2d::new(array![[[[1.0, 10.0, 100.0]]]], array![0.5], geometry)
}

/// Three maps in, two out, filters of 2 × 3.
fn awkward(geometry: Geometry) -> (ConvTranspose2d, Array4<f64>) {
    let weight = Array4::from_shape_fn((3, 2, 2, 3), |(c, o, u, v)| {
        ((c * 12 + o * 6 + u * 3 + v) as f64 * 0.7).sin()
    });
    let input = Array4::from_shape_fn((2, 3, 3, 4), |(n, c, y, x)| {
        ((n * 11 + c * 5 + y * 3 + x * 2) as f64).cos()
    });
    (ConvTranspose2d::new(weight, array![0.1, -0.2], geometry), input)
}

#[test]
fn the_new_length_is_the_old_one_of_a_convolution() {
    let got = transposed_length(2, 3, every_other());
    assert!(
        got == 5,
        "2 pixels, kernel 3, stride 2: the new length should be 5, got {got}"
    );
    for (stride, padding, dilation) in
        [(1, 0, 1), (1, 1, 1), (2, 1, 1), (3, 2, 2)]
    {
        let geometry = Geometry { stride, padding, dilation };
        let long = transposed_length(6, 3, geometry);
        let back = geometry.output_length("test", long, 3);
        let lengths = (5 * stride + 2 * dilation + 1).checked_sub(2 * padding);
        assert!(
            back == 6 && lengths == Some(long),
            "kernel 3, {geometry:?}: 6 pixels become {long}, of which a convolution makes {back}; it should make 6 again, \
             without a pixel to spare. Padding is cut off, and the last pixel's stamp reaches beyond its own place"
        );
    }
}

#[test]
fn the_example_by_hand_forwards() {
    let input = array![[[[1.0, 2.0]]]];
    let got = by_hand(every_other()).forward(input.clone(), Mode::Train);
    let cause = "each pixel stamps the filter as it stands, overlapping stamps add up, and the bias is added once for each pixel";
    let expected = array![[[[1.5, 10.5, 102.5, 20.5, 200.5]]]];
    assert_close("output", &got, &expected, cause);
    // one row of padding would eat up a map of one row, so the map is given three
    let input = array![[[[0.0, 0.0], [1.0, 2.0], [0.0, 0.0]]]];
    let geometry = Geometry { padding: 1, ..every_other() };
    let got = by_hand(geometry).forward(input, Mode::Train);
    let cause = "padding cuts the border of the large map off";
    let expected =
        array![[[[0.5, 0.5, 0.5], [10.5, 102.5, 20.5], [0.5, 0.5, 0.5]]]];
    assert_close("output", &got, &expected, cause);
}

#[test]
fn the_example_by_hand_backwards() {
    let mut layer = by_hand(every_other());
    for calls in [1.0, 2.0] {
        layer.forward(array![[[[1.0, 2.0]]]], Mode::Train);
        let got = layer.backward(Array4::ones((1, 1, 1, 5)));
        let cause = "a pixel collects, from all that it stamped, gradient times weight; no bias takes part";
        let expected = array![[[[111.0, 111.0]]]];
        assert_close("d loss / d input", &got, &expected, cause);
        let cause = "every pixel used each weight once; a second call of backward adds to the first";
        let expected = Array4::from_elem((1, 1, 1, 3), 3.0 * calls);
        assert_close("d loss / d weight", &layer.weight.grad, &expected, cause);
        let cause = "the bias was added to five pixels of the large map; a second call of backward adds to the first";
        let expected = array![5.0 * calls];
        assert_close("d loss / d bias", &layer.bias.grad, &expected, cause);
    }
}

#[test]
fn it_is_a_convolution_transposed() {
    for (stride, padding, dilation) in
        [(1, 0, 1), (2, 1, 1), (2, 1, 2), (3, 0, 1)]
    {
        let geometry = Geometry { stride, padding, dilation };
        let (mut layer, small) = awkward(geometry);
        layer.bias.value.fill(0.0);
        let stamped = layer.forward(small.clone(), Mode::Eval);
        let large = stamped.mapv(|x| (3.0 * x).sin() + 0.3);
        let no_bias = Array1::zeros(3);
        let convolved =
            conv2d_naive(&large, &layer.weight.value, &no_bias, geometry);
        let (one, other) =
            ((&stamped * &large).sum(), (&convolved * &small).sum());
        assert!(
            (one - other).abs() < 1e-9 * one.abs().max(1.0),
            "{geometry:?}, no bias: ⟨transposed x, y⟩ = {one}, but ⟨x, convolution y⟩ = {other} with the same weights; \
             both must be equal, or it is not the transpose (are the filters turned round?)"
        );
    }
}

#[test]
fn the_gradient_check_passes() {
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    for (stride, padding, dilation) in [(2, 1, 1), (1, 1, 2)] {
        let (layer, input) = awkward(Geometry { stride, padding, dilation });
        let report =
            check_gradients(|| layer.clone(), &input, Mode::Train, &mut rng);
        assert!(
            report.passes(),
            "stride {stride}, padding {padding}, dilation {dilation}: backward does not fit forward; \
             if only weight or bias is WRONG, did you divide by the batch size?\n{report}"
        );
    }
}

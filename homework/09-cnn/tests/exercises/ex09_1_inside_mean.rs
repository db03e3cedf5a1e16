use backprop::{Mode, check_gradients};
use chacha20::ChaCha8Rng;
use cnn::{Geometry, avg_pool2d, avg_pool2d_backward};
use cnn_homework::ex09_1_inside_mean::{
    InsideMean2d, inside_mean, inside_mean_backward,
};
use ndarray::{Array4, array};
use rand::SeedableRng;

/// Compares number by number, and says where and what the cause may be.
fn assert_close(
    what: &str,
    got: &Array4<f64>,
    expected: &Array4<f64>,
    cause: &str,
) {
    assert!(
        got.shape() == expected.shape(),
        "{what}: the shape should be {:?}, but is {:?}",
        expected.shape(),
        got.shape()
    );
    for ((n, c, y, x), &expected) in expected.indexed_iter() {
        let got = got[[n, c, y, x]];
        assert!(
            (got - expected).abs() < 1e-9,
            "{what}[{n},{c},{y},{x}]: expected {expected}, got {got}; {cause}"
        );
    }
}

/// An image of closed-form numbers, none like its neighbour.
fn image(shape: (usize, usize, usize, usize)) -> Array4<f64> {
    Array4::from_shape_fn(shape, |(n, c, y, x)| {
        ((7 * n + 5 * c + 3 * y + 2 * x) as f64).sin()
    })
}

fn padded(padding: usize) -> Geometry {
    Geometry { padding, ..Geometry::default() }
}

#[test]
fn the_example_by_hand_forwards() {
    let got = inside_mean(&array![[[[2.0, 4.0, 6.0]]]], 3, padded(1));
    let expected = array![[[[3.0, 4.0, 5.0]]]];
    let cause = "did you divide by all 9 pixels of the window instead of those of the image?";
    assert_close("output", &got, &expected, cause);
}

#[test]
fn dark_pixels_of_the_image_count() {
    let got = inside_mean(&array![[[[0.0, 4.0], [0.0, 0.0]]]], 3, padded(1));
    let expected = Array4::from_elem((1, 1, 2, 2), 1.0);
    let cause = "a pixel of the image that is 0 counts like any other; only the padding does not. \
                 Do you ask where a pixel lies, or what it holds?";
    assert_close("output", &got, &expected, cause);
}

#[test]
fn a_bright_image_stays_bright_everywhere() {
    for (size, kernel_size, padding, stride) in
        [((5, 4), 3, 1, 1), ((4, 7), 2, 1, 2), ((6, 6), 5, 2, 3)]
    {
        let ones = Array4::ones((2, 2, size.0, size.1));
        let geometry = Geometry { stride, padding, dilation: 1 };
        let got = inside_mean(&ones, kernel_size, geometry);
        let expected = got.mapv(|_| 1.0);
        let cause = format!(
            "the mean of ones is 1, at the border too (image {size:?}, window {kernel_size}, {geometry:?})"
        );
        assert_close("output", &got, &expected, &cause);
    }
}

#[test]
fn the_example_by_hand_backwards() {
    let got = inside_mean_backward(
        &array![[[[6.0, 3.0, 2.0]]]],
        [1, 3],
        3,
        padded(1),
    );
    let expected = array![[[[4.0, 5.0, 2.0]]]];
    let cause = "each window divides what came back by the pixels that it saw, \
                 and a pixel in several windows adds up what it gets from each";
    assert_close("d loss / d input", &got, &expected, cause);
}

#[test]
fn without_padding_it_is_the_chapters_pooling() {
    let geometry = Geometry { stride: 2, ..Geometry::default() };
    let input = image((2, 3, 7, 5));
    let pooled = avg_pool2d(&input, 3, geometry);
    let cause = "without padding nothing should differ from cnn::avg_pool2d";
    assert_close("output", &inside_mean(&input, 3, geometry), &pooled, cause);
    let grad = avg_pool2d_backward(&pooled, [7, 5], 3, geometry);
    let got = inside_mean_backward(&pooled, [7, 5], 3, geometry);
    let cause =
        "without padding nothing should differ from cnn::avg_pool2d_backward";
    assert_close("d loss / d input", &got, &grad, cause);
}

#[test]
fn the_gradient_check_passes() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    for (kernel_size, padding, stride) in [(3, 1, 1), (2, 1, 2), (5, 2, 2)] {
        let geometry = Geometry { stride, padding, dilation: 1 };
        let layer = InsideMean2d::new(kernel_size, geometry);
        let input = image((2, 2, 5, 6));
        let report =
            check_gradients(|| layer.clone(), &input, Mode::Train, &mut rng);
        assert!(
            report.passes(),
            "window {kernel_size}, {geometry:?}: backward does not fit forward; does each window divide by the same \
             number in both directions?\n{report}"
        );
    }
}

use backprop::{Layer, Mode, check_gradients};
use chacha20::ChaCha8Rng;
use cnn_homework::ex09_3_scaled_pooling::ScaledPool2d;
use ndarray::{Array4, array};
use rand::SeedableRng;

fn layer() -> ScaledPool2d {
    ScaledPool2d::new(2, array![2.0], array![1.0])
}

/// The images of the example by hand.
fn images() -> Array4<f64> {
    array![[[[1.0, 3.0], [5.0, 7.0]]], [[[2.0, 2.0], [2.0, 2.0]]]]
}

#[test]
fn one_image_by_hand() {
    let mut layer = layer();
    let output = layer.forward(array![[[[1.0, 3.0], [5.0, 7.0]]]], Mode::Train)
        [[0, 0, 0, 0]];
    assert!(output == 9.0, "forward: 2 · 4 + 1 should be 9, got {output}");
    let grad_input = layer.backward(array![[[[1.0]]]]);
    let (weight, bias) = (layer.weight.grad[0], layer.bias.grad[0]);
    assert!(
        weight == 4.0,
        "d loss / d weight[0] for one image: expected 4, got {weight}; it is the mean, not the mean times the weight"
    );
    assert!(bias == 1.0, "d loss / d bias[0]: expected 1, got {bias}");
    for ((_, _, y, x), &got) in grad_input.indexed_iter() {
        assert!(
            got == 0.5,
            "d loss / d input[0,0,{y},{x}]: expected 0.5, got {got}; was the gradient multiplied by the weight?"
        );
    }
}

#[test]
fn two_images_by_hand() {
    let mut layer = layer();
    layer.forward(images(), Mode::Train);
    layer.backward(array![[[[1.0]]], [[[1.0]]]]);
    let (weight, bias) = (layer.weight.grad[0], layer.bias.grad[0]);
    assert!(
        weight == 6.0,
        "d loss / d weight[0] for two images: expected 4 + 2 = 6, got {weight}; do all images count, or only one of them? \
         (A layer divides by nothing: the 1/N of a mean comes in with the loss.)"
    );
    assert!(
        bias == 2.0,
        "d loss / d bias[0] for two images: expected 1 + 1 = 2, got {bias}; do all images count?"
    );
}

#[test]
fn a_second_backward_adds_to_the_first() {
    let mut layer = layer();
    for _ in 0..2 {
        layer.forward(images(), Mode::Train);
        layer.backward(array![[[[1.0]]], [[[1.0]]]]);
    }
    let (weight, bias) = (layer.weight.grad[0], layer.bias.grad[0]);
    assert!(
        weight == 12.0,
        "after two calls of backward d loss / d weight[0] should be 6 + 6 = 12, got {weight}: backward adds to what is there, \
         and leaves the forgetting to the optimizer"
    );
    assert!(
        bias == 4.0,
        "after two calls of backward d loss / d bias[0] should be 2 + 2 = 4, got {bias}"
    );
}

#[test]
fn the_gradient_check_passes_for_three_images() {
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let make = || ScaledPool2d::new(2, array![0.5, -1.5], array![0.1, 0.2]);
    let input = Array4::from_shape_fn((3, 2, 4, 6), |(n, c, y, x)| {
        ((n * 5 + c * 3 + y * 2 + x) as f64).cos()
    });
    let report = check_gradients(make, &input, Mode::Train, &mut rng);
    assert!(
        report.passes(),
        "with three images in the batch backward does not tell the truth; the tensor that is WRONG says where to look:\n{report}"
    );
}

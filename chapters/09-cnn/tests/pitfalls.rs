//! What can go wrong, each shown going wrong.

use backprop::{Layer, Mode, weights};
use chacha20::ChaCha8Rng;
use cnn::{
    AvgPool2d, BatchNorm2d, Branches, Conv2d, Flatten, Geometry, GlobalAvgPool,
    LeNet, LocallyConnected2d, MaxPool2d, Residual, SqueezeExcitation, Stage,
    avg_pool2d, conv2d_backward_input, conv2d_forward, count, gabor, max_pool2d,
};
use ndarray::{Array1, Array2, Array4, array};
use pins::pin;
use rand::SeedableRng;

fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn zeros(shape: [usize; 4]) -> Array4<f64> {
    Array4::zeros(shape)
}

// ---- shapes ----

#[test]
#[should_panic(
    expected = "conv2d_forward: input [1, 3, 8, 8] and bias [4] do not fit the weight [4, 1, 3, 3]"
)]
fn channels_that_do_not_fit_are_named() {
    conv2d_forward(
        &zeros([1, 3, 8, 8]),
        &zeros([4, 1, 3, 3]),
        &Array1::zeros(4),
        Geometry::default(),
    );
}

#[test]
#[should_panic(
    expected = "a window that reaches over 5 does not fit into 3 with padding 0"
)]
fn a_window_larger_than_the_image_is_refused() {
    conv2d_forward(
        &zeros([1, 1, 8, 3]),
        &zeros([1, 1, 5, 5]),
        &Array1::zeros(1),
        Geometry::default(),
    );
}

#[test]
#[should_panic(
    expected = "grad_output [1, 1, 3, 3] do not fit the weight [1, 1, 3, 3]"
)]
fn a_stride_leaves_the_inputs_size_open() {
    // 7 and 8 pixels both give 3 places at stride 2; the caller has to say which
    let geometry = Geometry { stride: 2, ..Geometry::default() };
    let (weight, grad) = (zeros([1, 1, 3, 3]), zeros([1, 1, 3, 3]));
    assert_eq!(
        conv2d_backward_input(&grad, &weight, [7, 7], geometry).dim(),
        (1, 1, 7, 7)
    );
    assert_eq!(
        conv2d_backward_input(&grad, &weight, [8, 8], geometry).dim(),
        (1, 1, 8, 8)
    );
    conv2d_backward_input(&grad, &weight, [9, 9], geometry);
}

#[test]
#[should_panic(
    expected = "max_pool2d: at place 0 a window of 3 sees none of 4 pixels with Geometry { stride: 1, padding: 3, dilation: 1 }"
)]
fn a_pooling_window_that_holds_no_pixel_is_refused() {
    let pool = |padding| {
        let geometry = Geometry { padding, ..Geometry::default() };
        max_pool2d(&zeros([1, 1, 4, 4]), 3, geometry)
    };
    assert_eq!(pool(2).output.dim(), (1, 1, 6, 6)); // the corner's window holds a corner
    pool(3);
}

#[test]
#[should_panic(
    expected = "avg_pool2d: at place 0 a window of 2 sees none of 2 pixels"
)]
fn a_pooling_window_whose_gap_swallows_the_image_is_refused() {
    // the window's two pixels are 3 apart: one lies left of the image, the other right of it
    let geometry = Geometry { stride: 1, padding: 1, dilation: 3 };
    avg_pool2d(&zeros([1, 1, 4, 2]), 2, geometry);
}

#[test]
#[should_panic(
    expected = "conv2d_forward: no channels, pixels or weights in input [1, 0, 8, 8] and weight [4, 0, 3, 3]"
)]
fn maps_of_no_channel_are_refused() {
    conv2d_forward(
        &zeros([1, 0, 8, 8]),
        &zeros([4, 0, 3, 3]),
        &Array1::zeros(4),
        Geometry::default(),
    );
}

#[test]
#[should_panic(
    expected = "AvgPool2d::backward: grad_output is [1, 2, 2, 2], but the output was [3, 2, 2, 2]"
)]
fn an_averaged_gradient_of_another_batch_is_refused() {
    let mut layer = AvgPool2d::new(2);
    layer.forward(zeros([3, 2, 4, 4]), Mode::Train);
    layer.backward(zeros([1, 2, 2, 2]));
}

#[test]
#[should_panic(
    expected = "GlobalAvgPool::backward: grad_output is [3, 1], but the output was [3, 2]"
)]
fn a_gradient_of_other_maps_is_refused() {
    let mut layer = GlobalAvgPool::new();
    layer.forward(zeros([3, 2, 4, 4]), Mode::Train);
    layer.backward(Array2::<f64>::zeros((3, 1)));
}

#[test]
#[should_panic(expected = "LeNet::new: images of 3 × 28 are smaller than 4 × 4")]
fn an_image_without_room_for_two_poolings_is_refused() {
    LeNet::<f64>::new([3, 28], [6, 16], 10, &mut rng(1));
}

#[test]
#[should_panic(expected = "Branches::forward: there is no branch")]
fn no_branch_makes_no_maps() {
    Branches::<f64>::new().forward(zeros([1, 1, 1, 1]), Mode::Eval);
}

#[test]
#[should_panic(expected = "gabor: no wave fits into 2 pixels")]
fn a_wave_in_two_pixels_is_refused() {
    gabor(2, 0.0); // all four are alike, and the length to divide by would be 0
}

#[test]
#[should_panic(expected = "count: 0 groups do not divide 8 and 4 channels")]
fn no_groups_are_refused() {
    count([8, 5, 5], &[Stage::conv(4, 3).grouped(0)]);
}

#[test]
#[should_panic(
    expected = "linear_forward: input [2, 64] and bias [120] do not fit the weight [120, 400]"
)]
fn a_classifier_for_other_images_does_not_fit() {
    let mut network = LeNet::<f64>::new([28, 28], [6, 16], 10, &mut rng(1));
    let maps = LeNet::<f64>::new([8, 8], [6, 16], 10, &mut rng(1))
        .feature_maps(zeros([2, 1, 8, 8]));
    let row = Flatten::new().forward(maps[5].clone(), Mode::Eval);
    network.classifier.forward(row, Mode::Eval);
}

#[test]
#[should_panic(expected = "Residual: the body makes [1, 1, 2, 2] of [1, 1, 4, 4]")]
fn a_way_around_needs_equal_shapes() {
    Residual(Conv2d::new(zeros([1, 1, 3, 3]), array![0.0]))
        .forward(zeros([1, 1, 4, 4]), Mode::Eval);
}

#[test]
fn backward_before_forward_says_so_in_every_layer() {
    fn message<L, O>(mut layer: L, grad: O) -> String
    where
        L: Layer<f64, Output = O> + 'static,
        O: 'static,
    {
        let backward =
            std::panic::AssertUnwindSafe(move || drop(layer.backward(grad)));
        let panic =
            std::panic::catch_unwind(backward).expect_err("nothing was run forwards");
        panic.downcast_ref::<String>().expect("a message").clone()
    }
    let one = || zeros([1, 1, 1, 1]);
    let local = LocallyConnected2d::he_normal(
        [1, 1, 1],
        1,
        1,
        Geometry::default(),
        &mut rng(1),
    );
    for message in [
        message(Conv2d::new(one(), array![0.0]), one()),
        message(MaxPool2d::new(1), one()),
        message(AvgPool2d::new(1), one()),
        message(GlobalAvgPool::new(), Array2::zeros((1, 1))),
        message(Flatten::new(), Array2::zeros((1, 1))),
        message(local, one()),
        message(BatchNorm2d::new(1), one()),
        message(Residual(MaxPool2d::new(1)), one()),
        message(SqueezeExcitation::he_normal(1, 1, &mut rng(1)), one()),
    ] {
        assert!(
            message.ends_with("nothing was run forwards yet, call forward first"),
            "{message}"
        );
    }
    let nothing = Branches::<f64>::new().with(MaxPool2d::new(1));
    let message = message(nothing, one());
    assert!(
        message.contains(
            "Branches::backward: grad_output is [1], but the output was [0]"
        ),
        "{message}"
    );
}

// ---- numbers ----

#[test]
fn a_convolution_is_not_mirrored() {
    // A mathematician's convolution would turn the window round first.
    let (image, window) = (array![[[[0.0, 1.0, 0.0]]]], array![[[[2.0, 3.0]]]]);
    let ours = conv2d_forward(&image, &window, &array![0.0], Geometry::default());
    assert_eq!(ours, array![[[[3.0, 2.0]]]]);
    let mirrored = array![[[[3.0, 2.0]]]];
    let theirs = conv2d_forward(&image, &mirrored, &array![0.0], Geometry::default());
    assert_eq!(theirs, array![[[[2.0, 3.0]]]]); // the window itself, where the image is a single point
}

#[test]
fn zeros_around_darken_the_border() {
    let (image, mean) =
        (Array4::ones((1, 1, 5, 5)), Array4::from_elem((1, 1, 3, 3), 1.0 / 9.0));
    let padded =
        conv2d_forward(&image, &mean, &array![0.0], Geometry::default().same(3));
    let (corner, edge, middle) =
        (padded[[0, 0, 0, 0]], padded[[0, 0, 0, 2]], padded[[0, 0, 2, 2]]);
    assert!(corner < edge && edge < middle);
    pin!("border", { "corner": corner, "edge": edge, "middle": middle });
}

#[test]
fn a_stride_drops_what_does_not_fill_a_step() {
    // 224 pixels, a window of 11, steps of 4: the last pixel is never looked at
    let geometry = Geometry { stride: 4, ..Geometry::default() };
    let places = geometry.output_length("test", 224, 11);
    let last = (places - 1) * 4 + 10;
    assert_eq!((places, last), (54, 222));
    let mut grad = Array4::zeros((1, 1, 1, 54));
    grad.fill(1.0);
    let back = conv2d_backward_input(
        &grad,
        &Array4::ones((1, 1, 1, 11)),
        [1, 224],
        geometry,
    );
    assert_eq!((back[[0, 0, 0, 222]], back[[0, 0, 0, 223]]), (1.0, 0.0));
    pin!("dropped", { "length": 224, "places": places, "last_seen": last });
}

#[test]
fn pooling_does_not_hide_a_nan() {
    let nan = f64::NAN;
    let input = array![[[[nan, 9.0, 9.0, 1.0], [1.0, 2.0, nan, 3.0]]]];
    let pooled = max_pool2d(&input, 2, Geometry { stride: 2, ..Geometry::default() });
    assert!(pooled.output.iter().all(|x| x.is_nan()));
}

#[test]
fn padding_never_wins() {
    let cold = Array4::from_elem((1, 1, 2, 2), -5.0);
    let pooled = max_pool2d(&cold, 3, Geometry { padding: 1, ..Geometry::default() });
    assert!(pooled.output.iter().all(|&x| x == -5.0)); // zeros around would be larger
}

#[test]
fn all_equal_numbers_send_the_gradient_to_the_first() {
    let mut layer = MaxPool2d::new(2);
    layer.forward(zeros([1, 1, 2, 2]), Mode::Train);
    assert_eq!(layer.backward(array![[[[1.0]]]]), array![[[[1.0, 0.0], [0.0, 0.0]]]]);
}

#[test]
fn batch_statistics_leak_from_image_to_image() {
    // In training the answer to one image depends on its neighbours in the batch; in use it must not.
    let mut layer = BatchNorm2d::new(1);
    let alone = array![[[[1.0, 2.0]]]];
    let together = array![[[[1.0, 2.0]]], [[[9.0, 9.0]]]];
    let first = |output: Array4<f64>| output[[0, 0, 0, 0]];
    let (a, b) = (
        layer.forward(alone.clone(), Mode::Train),
        layer.forward(together.clone(), Mode::Train),
    );
    assert!((first(a) - first(b)).abs() > 0.1);
    let (a, b) =
        (layer.forward(alone, Mode::Eval), layer.forward(together, Mode::Eval));
    assert_eq!(first(a), first(b));
}

#[test]
fn a_bias_before_batch_normalisation_learns_nothing() {
    let mut conv = Conv2d::<f64>::he_normal(1, 2, 3, &mut rng(1));
    let mut norm = BatchNorm2d::new(2);
    let images = Array4::from_shape_fn((2, 1, 5, 5), |(n, _, i, j)| {
        ((3 * n + 5 * i + 7 * j) % 11) as f64
    });
    let output = norm.forward(conv.forward(images, Mode::Train), Mode::Train);
    conv.backward(norm.backward(output.mapv(|x| x * x)));
    let largest = |grad: &[f64]| {
        grad.iter().fold(0.0_f64, |largest, grad| largest.max(grad.abs()))
    };
    assert!(largest(conv.bias.grad.as_slice().unwrap()) < 1e-12);
    assert!(largest(conv.weight.grad.as_slice().unwrap()) > 0.1);
}

#[test]
#[should_panic(expected = "BatchNorm2d: one number has no variance")]
fn a_batch_of_one_number_cannot_be_normalised() {
    BatchNorm2d::new(2).forward(zeros([1, 2, 1, 1]), Mode::Train);
}

// ---- translation ----

#[test]
fn a_dense_layer_does_not_know_a_shifted_image_and_a_convolution_does() {
    let image = |column: usize| {
        let mut image = zeros([1, 1, 6, 6]);
        (1..5).for_each(|row| image[[0, 0, row, column]] = 1.0);
        image
    };
    let mut conv = Conv2d::he_normal(1, 4, 3, &mut rng(1));
    let strongest = |maps: &Array4<f64>| {
        (0..4)
            .map(|c| {
                maps.index_axis(ndarray::Axis(1), c).fold(f64::MIN, |a, &b| a.max(b))
            })
            .collect::<Vec<_>>()
    };
    let (here, there) =
        (conv.forward(image(2), Mode::Eval), conv.forward(image(3), Mode::Eval));
    assert_eq!(strongest(&here), strongest(&there));
    let mut dense = backprop::Linear::<f64>::he_normal(36, 4, &mut rng(1));
    let mut answer =
        |image| dense.forward(Flatten::new().forward(image, Mode::Eval), Mode::Eval);
    assert_ne!(answer(image(2)), answer(image(3)));
}

#[test]
fn strides_break_the_equality_under_shifts() {
    // Moved by one pixel, an image at stride 2 is not the old map moved: other pixels are looked at.
    let point = |column: usize| {
        let mut image = zeros([1, 1, 1, 8]);
        image[[0, 0, 0, column]] = 1.0;
        image
    };
    let geometry = Geometry { stride: 2, ..Geometry::default() };
    let seen = |column| {
        conv2d_forward(&point(column), &array![[[[1.0]]]], &array![0.0], geometry)
            .sum()
    };
    assert_eq!((seen(2), seen(3)), (1.0, 0.0));
}

// ---- files ----

#[test]
fn the_weights_of_another_size_are_refused_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lenet.safetensors");
    weights::save(&path, &mut LeNet::<f32>::new([8, 8], [2, 3], 10, &mut rng(1)))
        .unwrap();
    let mut other = LeNet::<f32>::new([8, 8], [2, 4], 10, &mut rng(2));
    let before = other.forward(Array4::ones((1, 1, 8, 8)), Mode::Eval);
    let error = weights::load(&path, &mut other).unwrap_err().to_string();
    assert!(error.contains("features.3.weight"), "{error}");
    assert_eq!(other.forward(Array4::ones((1, 1, 8, 8)), Mode::Eval), before);
}

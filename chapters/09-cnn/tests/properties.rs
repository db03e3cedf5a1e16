//! The laws of this chapter, for random inputs: each way to convolve against the one before, each gradient against central differences.

use activations::Relu;
use approx::assert_relative_eq;
use backprop::{
    Activate, Chain, GradientCheck, Layer, Linear, Mode, Parameters, Sequential,
    TOLERANCE, check_gradients, keep_from, normal,
};
use chacha20::ChaCha8Rng;
use cnn::{
    AvgPool2d, BatchNorm2d, Branches, Conv2d, Flatten, Geometry, GlobalAvgPool,
    InceptionWidths, LeNet, LocallyConnected2d, MaxPool2d, ReceptiveField, Residual,
    SqueezeExcitation, avg_pool2d, batch_last, channel_statistics, col2im,
    conv2d_backward_input, conv2d_backward_params, conv2d_forward, conv2d_naive,
    conv2d_rows, count, im2col, inception, max_pool2d, max_pool2d_backward,
    residual_block, side_by_side_backward_input, side_by_side_backward_params,
    side_by_side_forward,
};
use ndarray::{Array1, Array3, Array4, ArrayRef, Axis, Dimension, Slice, array};
use proptest::prelude::*;
use rand::SeedableRng;

fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

/// Normal numbers in four axes.
fn maps(shape: [usize; 4], seed: u64) -> Array4<f64> {
    let all = normal(shape.iter().product(), 1, 1.0, &mut rng(seed));
    all.into_shape_with_order(shape).expect("as many numbers")
}

fn inner<D: Dimension>(a: &ArrayRef<f64, D>, b: &ArrayRef<f64, D>) -> f64 {
    (a * b).sum()
}

#[track_caller]
fn assert_near<D: Dimension>(a: &ArrayRef<f64, D>, b: &ArrayRef<f64, D>) {
    assert_eq!(a.shape(), b.shape());
    for (a, b) in a.iter().zip(b) {
        assert_relative_eq!(*a, *b, epsilon = 1e-12, max_relative = 1e-12);
    }
}

/// A convolution of any sizes that fit: images, filters, bias, geometry.
fn convolution()
-> impl Strategy<Value = (Array4<f64>, Array4<f64>, Array1<f64>, Geometry)> {
    (
        (0_usize..3, 1_usize..4, 1_usize..4),
        (1_usize..10, 1_usize..10),
        (1_usize..5, 1_usize..5),
        (1_usize..4, 0_usize..4, 1_usize..4),
        0_u64..1000,
    )
        .prop_filter_map(
            "the window fits",
            |(
                (batch, from, to),
                (height, width),
                (down, across),
                (stride, padding, dilation),
                seed,
            )| {
                let geometry = Geometry { stride, padding, dilation };
                let fits = |length: usize, window: usize| {
                    length + 2 * padding > dilation * (window - 1)
                };
                (fits(height, down) && fits(width, across)).then(|| {
                    (
                        maps([batch, from, height, width], seed),
                        maps([to, from, down, across], seed + 1),
                        normal(to, 1, 1.0, &mut rng(seed + 2)).row(0).to_owned(),
                        geometry,
                    )
                })
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn all_three_ways_are_one((input, weight, bias, geometry) in convolution()) {
        let naive = conv2d_naive(&input, &weight, &bias, geometry);
        assert_near(&conv2d_rows(&input, &weight, &bias, geometry), &naive);
        assert_near(&conv2d_forward(&input, &weight, &bias, geometry), &naive);
    }

    /// Images side by side, forwards and backwards: the numbers of the columns, whatever the remainders of registers and tiles.
    #[test]
    fn images_side_by_side_give_the_same(
        (input, weight, bias, geometry) in convolution(),
        images in 1_usize..40,
        filters in 1_usize..14,
    ) {
        let reach = |length: usize| geometry.dilation * (length - 1);
        let geometry = Geometry {
            stride: 1,
            padding: geometry.padding.min(reach(weight.dim().2)).min(reach(weight.dim().3)),
            ..geometry
        };
        let padded = [2, 3].map(|axis| input.shape()[axis] + 2 * geometry.padding);
        prop_assume!([2, 3].iter().zip(padded).all(|(&axis, padded)| padded > reach(weight.shape()[axis])));
        let input = maps([images, input.dim().1, input.dim().2, input.dim().3], 9);
        let weight = maps([filters, weight.dim().1, weight.dim().2, weight.dim().3], 10);
        let bias = Array1::from_elem(filters, bias[0]);
        let output = conv2d_forward(&input, &weight, &bias, geometry);
        assert_near(&side_by_side_forward(&input, &weight, &bias, geometry), &output);

        let size = [input.dim().2, input.dim().3];
        let y = maps([images, filters, output.dim().2, output.dim().3], 11);
        assert_near(
            &side_by_side_backward_input(&y, &weight, size, geometry),
            &conv2d_backward_input(&y, &weight, size, geometry),
        );

        let (mut by_weight, mut by_bias) = (weight.clone(), bias.clone());
        side_by_side_backward_params(&input, &y, &mut by_weight, &mut by_bias, geometry);
        let (mut weight_grad, mut bias_grad) = (weight.clone(), bias.clone());
        conv2d_backward_params(&input, &y, &mut weight_grad, &mut bias_grad, geometry);
        assert_near(&by_weight, &weight_grad);
        prop_assert!((&by_bias - &bias_grad).iter().all(|difference| difference.abs() < 1e-9));
    }

    /// Pooling does not ask how the images lie, and keeps their order.
    #[test]
    fn pooling_side_by_side_gives_the_same(
        images in 2_usize..20, channels in 1_usize..3, height in 4_usize..8, width in 4_usize..8,
        kernel_size in 1_usize..4, stride in 1_usize..4,
    ) {
        let geometry = Geometry { stride, padding: kernel_size / 2, ..Geometry::default() };
        let input = maps([images, channels, height, width], 12).mapv(|x| (2.0 * x).round()); // with ties
        let (pooled, beside) = (
            max_pool2d(&input, kernel_size, geometry),
            max_pool2d(&batch_last(input.clone()), kernel_size, geometry),
        );
        prop_assert_eq!(&pooled, &beside);
        let y = maps([images, channels, pooled.output.dim().2, pooled.output.dim().3], 13);
        let back = max_pool2d_backward(&y, &pooled.winners, [height, width]);
        let back_beside = max_pool2d_backward(&batch_last(y), &beside.winners, [height, width]);
        prop_assert!((&back - &back_beside).iter().all(|difference| difference.abs() < 1e-12));
    }

    #[test]
    fn the_gradient_by_the_input_is_the_adjoint((input, weight, _, geometry) in convolution()) {
        let no_bias = Array1::zeros(weight.dim().0);
        let output = conv2d_forward(&input, &weight, &no_bias, geometry);
        let [batch, maps_out, down, across] = [output.dim().0, output.dim().1, output.dim().2, output.dim().3];
        let y = maps([batch, maps_out, down, across], 7);
        let size = [input.dim().2, input.dim().3];
        let back = conv2d_backward_input(&y, &weight, size, geometry);
        prop_assert!((inner(&output, &y) - inner(&input, &back)).abs() < 1e-9);
    }

    /// A convolution without bias is linear in its weights too: ⟨conv(x, w), y⟩ = ⟨w, ∂w⟩.
    #[test]
    fn the_gradient_by_the_weights_is_an_adjoint_too((input, weight, bias, geometry) in convolution()) {
        let output = conv2d_forward(&input, &weight, &bias, geometry);
        let y = maps([output.dim().0, output.dim().1, output.dim().2, output.dim().3], 7);
        let (mut weight_grad, mut bias_grad) = (Array4::zeros(weight.raw_dim()), Array1::zeros(bias.raw_dim()));
        conv2d_backward_params(&input, &y, &mut weight_grad, &mut bias_grad, geometry);
        let by_parameters = inner(&weight, &weight_grad) + inner(&bias, &bias_grad);
        prop_assert!((inner(&output, &y) - by_parameters).abs() < 1e-9);
    }

    #[test]
    fn columns_back_to_pixels_is_the_adjoint((input, weight, _, geometry) in convolution()) {
        let kernel_size = [weight.dim().2, weight.dim().3];
        for image in input.outer_iter() {
            let columns = im2col(&image, kernel_size, geometry);
            let y = normal(columns.ncols(), columns.nrows(), 1.0, &mut rng(8));
            let (channels, height, width) = image.dim();
            let back = col2im(&y, [channels, height, width], kernel_size, geometry);
            prop_assert!((inner(&columns, &y) - inner(&image, &back)).abs() < 1e-9);
        }
    }

    #[test]
    fn a_convolution_is_a_window_that_does_not_care_where_it_is(shift in 0_usize..4, seed in 0_u64..1000) {
        let wide = maps([1, 2, 6, 12], seed);
        let part = |from: usize| wide.slice_axis(Axis(3), Slice::from(from..from + 8)).to_owned();
        let (weight, bias) = (maps([3, 2, 3, 3], seed + 1), array![0.1, 0.2, 0.3]);
        let of_all = conv2d_forward(&wide, &weight, &bias, Geometry::default());
        let of_part = conv2d_forward(&part(shift), &weight, &bias, Geometry::default());
        let expected = of_all.slice_axis(Axis(3), Slice::from(shift..shift + 6)).to_owned();
        assert_near(&of_part, &expected);
    }

    #[test]
    fn the_strongest_is_in_its_window_and_nothing_there_is_stronger(
        (height, width) in (2_usize..9, 2_usize..9), kernel_size in 1_usize..4, stride in 1_usize..4, seed in 0_u64..1000,
    ) {
        prop_assume!(kernel_size <= height && kernel_size <= width);
        let geometry = Geometry { stride, ..Geometry::default() };
        let input = maps([2, 2, height, width], seed).mapv(|x| (2.0 * x).round()); // many ties
        let pooled = max_pool2d(&input, kernel_size, geometry);
        for ((n, c, i, j), &winner) in pooled.winners.indexed_iter() {
            let at = |pixel: usize| input[[n, c, pixel / width, pixel % width]];
            let window: Vec<usize> = (0..kernel_size * kernel_size)
                .map(|k| (i * stride + k / kernel_size) * width + j * stride + k % kernel_size)
                .collect();
            let strongest = window.iter().map(|&pixel| at(pixel)).fold(f64::NEG_INFINITY, f64::max);
            let first = window.iter().copied().find(|&pixel| at(pixel) == strongest);
            prop_assert_eq!(Some(winner), first);
            prop_assert_eq!(pooled.output[[n, c, i, j]], strongest);
        }
    }

    /// A window either sees a pixel at every place, and then the strongest of them is found, or pooling refuses.
    #[test]
    fn pooling_sees_a_pixel_everywhere_or_refuses(
        size in (1_usize..7, 1_usize..7),
        kernel_size in 1_usize..5,
        (stride, padding, dilation) in (1_usize..4, 0_usize..5, 1_usize..4),
        seed in 0_u64..1000,
    ) {
        let (height, width) = size;
        let geometry = Geometry { stride, padding, dilation };
        prop_assume!(height.min(width) + 2 * padding > dilation * (kernel_size - 1));
        let input = maps([1, 1, height, width], seed);
        let [down, across] = geometry.output_size("test", [height, width], [kernel_size; 2]);
        let strongest = Array4::from_shape_fn((1, 1, down, across), |(_, _, i, j)| {
            let rows = (0..kernel_size).filter_map(|u| geometry.source(i, u, height));
            let pixels = rows.flat_map(|y| {
                (0..kernel_size).filter_map(move |v| geometry.source(j, v, width)).map(move |x| [0, 0, y, x])
            });
            pixels.map(|pixel| input[pixel]).reduce(f64::max).unwrap_or(f64::NAN)
        });
        let pooled = std::panic::catch_unwind(|| max_pool2d(&input, kernel_size, geometry).output);
        match pooled {
            Ok(output) => prop_assert_eq!(output, strongest),
            Err(_) => prop_assert!(strongest.iter().any(|x| x.is_nan())),
        }
    }

    #[test]
    fn pooling_loses_no_gradient(kernel_size in 1_usize..4, stride in 1_usize..4, seed in 0_u64..1000) {
        let geometry = Geometry { stride, padding: kernel_size / 2, ..Geometry::default() };
        let input = maps([2, 3, 7, 5], seed);
        let pooled = max_pool2d(&input, kernel_size, geometry);
        let (n, c, i, j) = pooled.output.dim();
        let grad = maps([n, c, i, j], seed + 1);
        let back = max_pool2d_backward(&grad, &pooled.winners, [7, 5]);
        prop_assert!((back.sum() - grad.sum()).abs() < 1e-9);
        let strongest = max_pool2d(&input, kernel_size, geometry).output;
        let mean = avg_pool2d(&input.mapv(f64::abs), kernel_size, geometry);
        let largest = max_pool2d(&input.mapv(f64::abs), kernel_size, geometry).output;
        prop_assert!(mean.iter().zip(&largest).all(|(mean, largest)| *mean <= largest + 1e-12));
        prop_assert!(strongest.iter().zip(&largest).all(|(a, b)| a <= b));
    }
}

// ---- every layer passes the gradient check ----

type Maps = Array4<f64>;

fn check<L>(make: impl Fn() -> L, shape: [usize; 4], seed: u64) -> GradientCheck
where
    L: Layer<f64, Input = Maps, Output = Maps>,
{
    let input = keep_from(&[0.0], 1e-3, maps(shape, seed));
    check_gradients(make, &input, Mode::Train, &mut rng(seed + 1))
}

#[test]
fn convolutions_pass() {
    for (seed, (stride, padding, dilation)) in
        [(1, 0, 1), (2, 1, 1), (1, 2, 2), (3, 2, 1)].into_iter().enumerate()
    {
        let layer = || {
            Conv2d::he_normal(2, 3, 3, &mut rng(seed as u64))
                .stride(stride)
                .padding(padding)
                .dilation(dilation)
        };
        check(layer, [2, 2, 6, 7], 5).assert_passes();
    }
}

#[test]
fn pooling_passes() {
    check(|| MaxPool2d::new(2), [2, 2, 4, 6], 1).assert_passes();
    check(|| MaxPool2d::new(3).stride(2).padding(1), [1, 2, 5, 5], 2).assert_passes();
    check(|| AvgPool2d::new(2), [2, 2, 5, 4], 3).assert_passes();
    let input = maps([2, 3, 4, 3], 4);
    check_gradients(GlobalAvgPool::new, &input, Mode::Train, &mut rng(5))
        .assert_passes();
    check_gradients(Flatten::new, &input, Mode::Train, &mut rng(6)).assert_passes();
}

#[test]
fn locally_connected_layers_pass() {
    let geometry = Geometry { stride: 2, padding: 1, dilation: 1 };
    let layer =
        || LocallyConnected2d::he_normal([2, 5, 4], 3, 3, geometry, &mut rng(1));
    check(layer, [2, 2, 5, 4], 2).assert_passes();
}

#[test]
fn batch_normalisation_passes_in_both_modes() {
    let layer = || {
        let mut layer = BatchNorm2d::new(3);
        layer.weight.value = array![0.5, -1.5, 2.0];
        layer.running_mean = array![0.3, -0.2, 0.1];
        layer.running_var = array![0.5, 1.5, 2.5];
        layer
    };
    let input = maps([4, 3, 3, 2], 1);
    for mode in [Mode::Train, Mode::Eval] {
        check_gradients(layer, &input, mode, &mut rng(2)).assert_passes();
    }
}

#[test]
fn blocks_pass() {
    let residual = check(|| residual_block(2, &mut rng(1)), [2, 2, 4, 4], 2);
    for tensor in &residual.tensors {
        // a bias before batch normalisation is taken off again with the mean: its slope is 0, and so is all that is compared
        let idle = ["0.0.bias", "0.3.bias"].contains(&tensor.name.as_str());
        assert!(idle || tensor.error < TOLERANCE, "{residual}");
    }
    check(|| SqueezeExcitation::he_normal(4, 2, &mut rng(2)), [2, 4, 3, 3], 3)
        .assert_passes();
    let widths = InceptionWidths { one: 2, three: [2, 3], five: [1, 2], pool: 1 };
    check(|| inception(2, widths, &mut rng(3)), [2, 2, 5, 5], 4).assert_passes();
}

#[test]
fn a_whole_network_passes() {
    // LeNet's own dense layers have 12,000 weights: thinner ones are checked in a hundredth of the time.
    let network = || {
        let mut random = rng(1);
        let mut network = LeNet::new([8, 8], [2, 3], 4, &mut random);
        network.classifier = Sequential::new()
            .with(Linear::he_normal(12, 8, &mut random))
            .with(Activate::new(Relu))
            .with(Linear::he_normal(8, 6, &mut random))
            .with(Activate::new(Relu))
            .with(Linear::he_normal(6, 4, &mut random));
        network
    };
    let input = maps([2, 1, 8, 8], 3);
    let report = check_gradients(network, &input, Mode::Train, &mut rng(4));
    report.assert_passes();
    let names: Vec<&str> =
        report.tensors.iter().map(|tensor| tensor.name.as_str()).collect();
    assert_eq!(names[..3], ["input", "features.0.weight", "features.0.bias"]);
    assert_eq!(names[names.len() - 1], "classifier.4.bias");
}

// ---- one layer is another ----

#[test]
fn a_locally_connected_layer_of_equal_filters_is_a_convolution() {
    let geometry = Geometry { stride: 2, padding: 1, dilation: 2 };
    let (weight, bias) = (maps([3, 2, 2, 2], 1), array![0.5, -0.5, 1.0]);
    let mut local =
        LocallyConnected2d::he_normal([2, 6, 5], 3, 2, geometry, &mut rng(2));
    let filters = weight.to_shape((3, 8)).expect("rows").to_owned();
    for mut place in local.weight.value.outer_iter_mut() {
        place.assign(&filters);
    }
    for mut place in local.bias.value.outer_iter_mut() {
        place.assign(&bias);
    }
    let input = maps([2, 2, 6, 5], 3);
    let mut shared = Conv2d::new(weight, bias);
    shared.geometry = geometry;
    let output = shared.forward(input.clone(), Mode::Train);
    assert_near(&local.forward(input, Mode::Train), &output);
    // and what sharing adds up, it has place by place
    let grad = output.mapv(|x| x * x - 0.3);
    assert_near(&local.backward(grad.clone()), &shared.backward(grad));
    let summed = local.weight.grad.sum_axis(Axis(0));
    assert_near(
        &summed,
        &shared.weight.grad.to_shape((3, 8)).expect("rows").to_owned(),
    );
    assert_near(&local.bias.grad.sum_axis(Axis(0)), &shared.bias.grad);
}

#[test]
fn a_window_as_large_as_the_image_is_a_dense_layer() {
    let (weight, bias) = (maps([4, 2, 3, 5], 1), array![0.1, 0.2, 0.3, 0.4]);
    let input = maps([3, 2, 3, 5], 2);
    let mut dense = Chain(
        Flatten::new(),
        Linear::new(weight.to_shape((4, 30)).expect("rows").to_owned(), bias.clone()),
    );
    let row = dense.forward(input.clone(), Mode::Eval);
    let maps = conv2d_forward(&input, &weight, &bias, Geometry::default());
    assert_near(&maps.to_shape((3, 4)).expect("one place").to_owned(), &row);
}

#[test]
fn one_by_one_filters_are_a_dense_layer_at_every_pixel() {
    let (weight, bias) = (maps([4, 3, 1, 1], 1), array![0.1, 0.2, 0.3, 0.4]);
    let input = maps([1, 3, 2, 2], 2);
    let mut dense =
        Linear::new(weight.to_shape((4, 3)).expect("rows").to_owned(), bias.clone());
    let output = conv2d_forward(&input, &weight, &bias, Geometry::default());
    for row in 0..2 {
        for column in 0..2 {
            let pixel = Array3::from_shape_fn((1, 1, 3), |(_, _, c)| {
                input[[0, c, row, column]]
            });
            let pixel = pixel.index_axis(Axis(0), 0).to_owned();
            let sums = dense.forward(pixel, Mode::Eval);
            for c in 0..4 {
                assert_relative_eq!(
                    sums[[0, c]],
                    output[[0, c, row, column]],
                    epsilon = 1e-12
                );
            }
        }
    }
}

#[test]
fn backward_params_finds_the_same_gradients() {
    let (mut first, mut second) = (
        LeNet::<f64>::new([8, 8], [2, 3], 4, &mut rng(1)),
        LeNet::new([8, 8], [2, 3], 4, &mut rng(1)),
    );
    let input = maps([2, 1, 8, 8], 3);
    let logits = first.forward(input.clone(), Mode::Train);
    second.forward(input, Mode::Train);
    first.backward(logits.clone());
    second.backward_params(logits);
    let gradients = |network: &mut LeNet<f64>| {
        let mut found = Vec::new();
        network.visit_params(&mut |_, param| found.extend_from_slice(param.grad));
        found
    };
    assert_eq!(gradients(&mut first), gradients(&mut second));
}

// ---- receptive fields ----

/// All layers pass something positive on, so a pixel is seen if and only if its gradient is not 0. At a border, spread windows
/// leave gaps, and the field is only as large as told at most.
#[test]
fn the_receptive_field_is_what_a_gradient_reaches() {
    let ones = |size: usize, geometry: Geometry| {
        let mut layer =
            Conv2d::new(Array4::<f64>::ones((1, 1, size, size)), array![0.0]);
        layer.geometry = geometry;
        layer
    };
    let geometries = [
        (3, Geometry { stride: 1, padding: 1, dilation: 1 }),
        (2, Geometry { stride: 2, padding: 0, dilation: 1 }),
        (3, Geometry { stride: 1, padding: 2, dilation: 2 }),
        (2, Geometry { stride: 3, padding: 1, dilation: 1 }),
    ];
    for depth in 1..=geometries.len() {
        let layers = &geometries[..depth];
        let mut network =
            layers.iter().fold(Sequential::new(), |network, &(size, geometry)| {
                network.with(ones(size, geometry))
            });
        let field = layers
            .iter()
            .fold(ReceptiveField::pixel(), |field, &(size, geometry)| {
                field.through(size, geometry)
            });
        let output = network.forward(Array4::ones((1, 1, 3, 40)), Mode::Train);
        let mut whole = 0;
        for place in 0..output.dim().3 {
            let mut grad = Array4::zeros(output.raw_dim());
            grad.index_axis_mut(Axis(3), place).fill(1.0);
            let back = network.backward(grad);
            let reached =
                |&x: &usize| back.index_axis(Axis(3), x).iter().any(|&g| g > 0.0);
            let seen: Vec<usize> = (0..40).filter(reached).collect();
            let (first, beyond) = (seen[0], seen[seen.len() - 1] + 1);
            let told = field.pixels(place, 40);
            assert!(told.start <= first && beyond <= told.end, "{depth} {place}");
            if told.len() == field.size {
                assert_eq!(first..beyond, told, "{depth} {place}");
                whole += 1;
            }
        }
        assert!(whole >= 2, "{depth}: every field was cut off at a border");
    }
}

// ---- batch normalisation ----

#[test]
fn a_normalised_batch_has_mean_0_and_variance_1() {
    let mut layer = BatchNorm2d::new(3);
    let input = maps([5, 3, 4, 2], 1).mapv(|x| 7.0 + 3.0 * x);
    let (mean, variance) =
        channel_statistics(&layer.forward(input.clone(), Mode::Train));
    assert!(mean.iter().all(|mean| mean.abs() < 1e-12));
    assert!(variance.iter().all(|variance| (variance - 1.0).abs() < 1e-4)); // ε takes a little
    // scale and place of the input do not matter
    let other = BatchNorm2d::new(3).forward(&input * 10.0 - 4.0, Mode::Train);
    let first = BatchNorm2d::new(3).forward(input, Mode::Train);
    assert!((&first - &other).iter().all(|difference| difference.abs() < 1e-4));
}

// ---- on paper and built ----

#[test]
fn a_network_on_paper_has_the_shapes_and_counts_of_the_built_one() {
    let mut network = LeNet::<f32>::new([28, 28], [6, 16], 10, &mut rng(1));
    let rows = count([1, 28, 28], &cnn::LENET);
    let built = network.feature_maps(Array4::zeros((1, 1, 28, 28)));
    let shape = |maps: &Array4<f32>| [maps.dim().1, maps.dim().2, maps.dim().3];
    for (paper, layer) in [(0, 0), (1, 2), (2, 3), (3, 5)] {
        assert_eq!(rows[paper].shape, shape(&built[layer]));
    }
    assert_eq!(cnn::total_parameters(&rows), backprop::parameter_count(&mut network));
    let widths = InceptionWidths { one: 4, three: [3, 6], five: [2, 5], pool: 3 };
    let mut module = inception::<f32>(7, widths, &mut rng(1));
    assert_eq!(widths.parameters(7), backprop::parameter_count(&mut module));
    assert_eq!(
        module.forward(Array4::zeros((1, 7, 4, 4)), Mode::Eval).dim().1,
        widths.out_channels()
    );
    let geometry = Geometry { stride: 2, padding: 1, dilation: 1 };
    let mut local =
        LocallyConnected2d::<f32>::he_normal([3, 9, 7], 4, 3, geometry, &mut rng(1));
    let stage = cnn::Stage::conv_with(4, 3, 2, 1);
    assert_eq!(
        cnn::sharing([3, 9, 7], stage).local,
        backprop::parameter_count(&mut local)
    );
}

#[test]
fn a_residual_block_of_nothing_passes_everything_on() {
    let mut block =
        Residual(Conv2d::new(Array4::<f64>::zeros((2, 2, 1, 1)), array![0.0, 0.0]));
    let input = maps([1, 2, 3, 3], 1);
    assert_eq!(block.forward(input.clone(), Mode::Eval), input);
    assert_eq!(block.backward(input.clone()), input);
    let branches =
        || Branches::new().with(MaxPool2d::new(1)).with(Activate::new(Relu));
    let stacked = branches().forward(input.clone(), Mode::Eval);
    assert_eq!(stacked.slice_axis(Axis(1), Slice::from(..2)), input);
}

//! The numbers of the chapter: what the slides print, and what the crate computes.

use activations::softmax;
use backprop::parameter_count;
use chacha20::ChaCha8Rng;
use cnn::{
    ALEXNET, Count, Geometry, InceptionWidths, LENET, MaxPool2d, ReceptiveField,
    SqueezeExcitation, Stage, avg_pool2d, complex_cells, conv2d_backward_input,
    conv2d_backward_params, conv2d_forward, count, edge_filters,
    googlenet_parameters, im2col, max_pool2d, max_pool2d_backward, percentages,
    residual_block, sharing, simple_cells, total_parameters, vgg_16,
};
use ndarray::{Array1, Array2, Array4, ArrayRef2, ArrayRef4, Axis, array};
use pins::pin;
use pins::serde_json::{Value, json};
use rand::SeedableRng;

fn rows(matrix: &ArrayRef2<f64>) -> Vec<Vec<f64>> {
    matrix.rows().into_iter().map(|row| row.to_vec()).collect()
}

/// The one map of the one image.
fn map(maps: &ArrayRef4<f64>) -> Vec<Vec<f64>> {
    rows(&maps.index_axis(Axis(0), 0).index_axis(Axis(0), 0))
}

/// The chapter's small image and the detector that is laid over it.
fn example() -> (Array4<f64>, Array4<f64>) {
    let image = array![[[
        [1., 0., 2., 1.],
        [0., 1., 3., 0.],
        [2., 1., 0., 1.],
        [1., 0., 1., 2.]
    ]]];
    let filter = array![[[[-1., 0., 1.], [-1., 0., 1.], [-1., 0., 1.]]]];
    (image, filter)
}

// ---- by hand ----

#[test]
fn a_convolution_by_hand() {
    let (image, filter) = example();
    let output = conv2d_forward(&image, &filter, &array![0.0], Geometry::default());
    assert_eq!(output, array![[[[2., 0.], [1., 1.]]]]);
    let columns = im2col(&image.index_axis(Axis(0), 0), [3, 3], Geometry::default());
    assert_eq!(columns.column(0).to_vec(), [1., 0., 2., 0., 1., 3., 2., 1., 0.]);
    pin!("by_hand", {
        "image": map(&image), "filter": map(&filter), "output": map(&output), "columns": rows(&columns),
    });
}

#[test]
fn the_same_backwards() {
    let (image, filter) = example();
    let grad_output = array![[[[1., 0.], [0., 2.]]]];
    let grad_input =
        conv2d_backward_input(&grad_output, &filter, [4, 4], Geometry::default());
    let (mut grad_filter, mut grad_bias) =
        (Array4::zeros((1, 1, 3, 3)), Array1::zeros(1));
    conv2d_backward_params(
        &image,
        &grad_output,
        &mut grad_filter,
        &mut grad_bias,
        Geometry::default(),
    );
    // once what the window saw at the first place, twice what it saw at the last
    assert_eq!(grad_filter, array![[[[3., 6., 2.], [2., 1., 5.], [2., 3., 4.]]]]);
    assert_eq!(grad_bias, array![3.0]);
    let output = conv2d_forward(&image, &filter, &array![0.0], Geometry::default());
    let (forwards, backwards) =
        ((&output * &grad_output).sum(), (&image * &grad_input).sum());
    assert_eq!(forwards, backwards);
    pin!("backwards", {
        "grad_output": map(&grad_output), "grad_input": map(&grad_input), "grad_filter": map(&grad_filter),
        "grad_bias": grad_bias[0], "forwards": forwards, "backwards": backwards,
    });
}

#[test]
fn pooling_by_hand() {
    let input = array![[[
        [1., 3., 2., 2.],
        [0., 1., 2., 1.],
        [4., 0., 0., 1.],
        [5., 2., 3., 0.]
    ]]];
    let side_by_side = Geometry { stride: 2, ..Geometry::default() };
    let pooled = max_pool2d(&input, 2, side_by_side);
    assert_eq!(pooled.output, array![[[[3., 2.], [5., 3.]]]]);
    assert_eq!(pooled.winners[[0, 0, 0, 1]], 2); // the first of three twos
    let grad = max_pool2d_backward(
        &array![[[[10., 20.], [30., 40.]]]],
        &pooled.winners,
        [4, 4],
    );
    assert_eq!(grad.sum(), 100.0);
    let mean = avg_pool2d(&input, 2, side_by_side);
    pin!("pooling", {
        "input": map(&input), "max": map(&pooled.output), "mean": map(&mean), "grad_input": map(&grad),
    });
}

#[test]
fn cnn_4_sizes() {
    let length = |n, k, stride, padding, dilation| {
        json!({
            "n": n, "k": k, "stride": stride, "padding": padding, "dilation": dilation,
            "output": Geometry { stride, padding, dilation }.output_length("sizes", n, k),
        })
    };
    let rows = [
        length(28, 5, 1, 0, 1),
        length(28, 5, 1, 2, 1),
        length(28, 2, 2, 0, 1),
        length(8, 3, 1, 0, 2),
        length(227, 11, 4, 0, 1),
    ];
    assert_eq!(
        rows.each_ref().map(|row| row["output"].as_u64()),
        [24, 28, 14, 4, 55].map(Some)
    );
    pin!("sizes", { "source": "S1 CNN-4, S4 CNN-9", "rows": rows });
}

// ---- sharing ----

#[test]
fn cnn_2_what_sharing_saves() {
    let counts = sharing([1, 28, 28], Stage::conv(6, 5));
    assert_eq!([counts.shared, counts.local, counts.dense], [156, 89_856, 2_712_960]);
    let first_of_alexnet = sharing([3, 227, 227], ALEXNET[0]);
    pin!("sharing", {
        "source": "S3 CNN-2, S4 CNN-3",
        "units": 6 * 24 * 24, "places": 24 * 24,
        "shared": counts.shared, "local": counts.local, "dense": counts.dense,
        "local_by_shared": counts.local / counts.shared,
        "dense_by_shared": counts.dense as f64 / counts.shared as f64,
        "alexnet": {
            "shared": first_of_alexnet.shared, "local": first_of_alexnet.local, "dense": first_of_alexnet.dense,
        },
    });
}

#[test]
fn err_48_pooling_has_no_parameters_and_the_dense_layer_behind_it_has_fewer() {
    let dense = Stage::Dense { units: 120 };
    let with = count([1, 28, 28], &[Stage::conv(6, 5), Stage::pool(2, 2), dense]);
    let without = count([1, 28, 28], &[Stage::conv(6, 5), dense]);
    assert_eq!(with[1].parameters, 0);
    assert_eq!(parameter_count::<f32>(&mut MaxPool2d::new(2)), 0);
    assert_eq!([without[1].parameters, with[2].parameters], [414_840, 103_800]);
    // and it works on maps as it does on images: six channels go in, six come out
    assert_eq!(with[1].shape, [6, 12, 12]);
    pin!("err_48", {
        "dense_without": without[1].parameters, "dense_with": with[2].parameters,
        "ratio": without[1].parameters as f64 / with[2].parameters as f64,
    });
}

// ---- famous networks ----

fn table(counts: &[Count]) -> Vec<Value> {
    let row = |row: &Count| {
        json!({
            "shape": row.shape, "units": row.units(), "parameters": row.parameters,
            "multiplications": row.multiplications,
        })
    };
    counts.iter().map(row).collect()
}

/// Convolutions and dense layers apart: those keep three axes that are not all 1.
fn halves(counts: &[Count], dense: usize) -> (usize, usize, usize, usize) {
    let (features, classifier) = counts.split_at(counts.len() - dense);
    let work = |counts: &[Count]| {
        counts.iter().map(|row| row.multiplications).sum::<usize>()
    };
    (
        total_parameters(features),
        total_parameters(classifier),
        work(features),
        work(classifier),
    )
}

#[test]
fn cnn_7_lenet() {
    let counts = count([1, 28, 28], &LENET);
    assert_eq!(total_parameters(&counts), 61_706);
    let same = count([1, 32, 32], &[&[Stage::conv(6, 5)], &LENET[1..]].concat());
    assert_eq!(same, counts); // LeCun's larger images without padding
    let (features, classifier, feature_work, classifier_work) = halves(&counts, 3);
    pin!("lenet", {
        "source": "S4 CNN-7, CNN-8", "rows": table(&counts), "parameters": total_parameters(&counts),
        "features": features, "classifier": classifier,
        "feature_work": feature_work, "classifier_work": classifier_work,
        "classifier_share": classifier as f64 / (features + classifier) as f64,
        "feature_work_share": feature_work as f64 / (feature_work + classifier_work) as f64,
    });
}

#[test]
fn err_49_alexnet_has_290_400_units_after_its_first_layer() {
    let counts = count([3, 227, 227], &ALEXNET);
    let layers: Vec<usize> =
        [0, 2, 4, 5, 6, 8, 9, 10].iter().map(|&row| counts[row].units()).collect();
    assert_eq!(layers, [290_400, 186_624, 64_896, 64_896, 43_264, 4096, 4096, 1000]);
    let total: usize = layers.iter().sum();
    assert_eq!(total, 659_272);
    // no square of 96 maps holds the printed number, and 224 leaves a quarter of a step over
    let side = (253_440.0_f64 / 96.0).sqrt();
    assert!(side.fract() > 0.3 && 253_440 % 96 == 0);
    let places = (224.0 - 11.0) / 4.0 + 1.0;
    assert_eq!(places, 54.25);
    pin!("alexnet", {
        "source": "S4 CNN-9", "printed": 253_440, "rows": table(&counts), "units": layers,
        "input": 3 * 224 * 224, "total": total, "places_of_224": places, "maps_in_printed": 253_440 / 96,
        "side_of_printed": side,
    });
}

#[test]
fn cnn_10_alexnet_has_61_million_parameters() {
    let counts = count([3, 227, 227], &ALEXNET);
    let whole: Vec<Stage> = ALEXNET.iter().map(|stage| stage.grouped(1)).collect();
    let (features, classifier, feature_work, classifier_work) = halves(&counts, 3);
    assert_eq!((features, classifier), (2_334_080, 58_631_144));
    let ungrouped = total_parameters(&count([3, 227, 227], &whole));
    assert_eq!((features + classifier, ungrouped), (60_965_224, 62_378_344));
    pin!("alexnet_parameters", {
        "source": "S4 CNN-10, S1, S0", "features": features, "classifier": classifier,
        "total": features + classifier, "ungrouped": ungrouped,
        "millions": (features + classifier) as f64 / 1e6,
        "classifier_share": classifier as f64 / (features + classifier) as f64,
        "feature_work_share": feature_work as f64 / (feature_work + classifier_work) as f64,
    });
}

#[test]
fn cnn_12_vgg_16_has_138_million_parameters() {
    let counts = count([3, 224, 224], &vgg_16());
    assert_eq!(total_parameters(&counts), 138_357_544);
    let layers = counts.iter().filter(|row| row.parameters > 0).count();
    assert_eq!(layers, 16);
    let largest = counts.iter().map(|row| row.parameters).max().expect("layers");
    let (features, classifier, _, _) = halves(&counts, 3);
    pin!("vgg_16", {
        "source": "S1 CNN-12", "parameters": total_parameters(&counts), "layers": layers, "largest": largest,
        "largest_share": largest as f64 / total_parameters(&counts) as f64,
        "features": features, "classifier": classifier,
        "multiplications": counts.iter().map(|row| row.multiplications).sum::<usize>(),
    });
}

#[test]
fn cnn_12_three_small_windows_see_what_one_large_one_sees() {
    let plain = Geometry::default();
    let small =
        (0..3).fold(ReceptiveField::pixel(), |field, _| field.through(3, plain));
    let large = ReceptiveField::pixel().through(7, plain);
    assert_eq!((small.size, large.size), (7, 7));
    let weights =
        |channels: usize| (3 * 9 * channels * channels, 49 * channels * channels);
    pin!("three_by_three", { "size": small.size, "small": weights(64).0, "large": weights(64).1 });
}

#[test]
fn err_50_googlenet_has_7_million_parameters() {
    let parameters = googlenet_parameters();
    assert_eq!(parameters, 6_998_552);
    let alexnet = total_parameters(&count([3, 227, 227], &ALEXNET));
    let first = cnn::GOOGLENET_MODULES[0];
    let direct = |size: usize, to: usize| to * (192 * size * size + 1);
    let without_thinning =
        direct(1, first.one) + direct(3, first.three[1]) + direct(5, first.five[1]);
    pin!("googlenet", {
        "source": "S1 CNN-14", "printed_millions": 5, "parameters": parameters,
        "by_alexnet": alexnet as f64 / parameters as f64,
        "module": first.parameters(192), "module_without_thinning": without_thinning,
        "module_maps": first.out_channels(),
    });
}

#[test]
fn cnn_15_cnn_17_small_blocks() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let residual = parameter_count(&mut residual_block::<f32>(16, &mut rng));
    assert_eq!(residual, 2 * (16 * (16 * 9 + 1) + 2 * 16));
    let squeeze =
        parameter_count(&mut SqueezeExcitation::<f32>::he_normal(64, 16, &mut rng));
    assert_eq!(squeeze, 64 * 4 + 4 + 4 * 64 + 64);
    let convolution: usize = 64 * (64 * 9 + 1);
    pin!("blocks", {
        "source": "S1 CNN-15, CNN-17", "residual": residual, "squeeze": squeeze, "convolution": convolution,
        "squeeze_share": squeeze as f64 / convolution as f64,
    });
}

// ---- what a unit sees ----

#[test]
fn cnn_1_receptive_fields_of_lenet() {
    let mut field = ReceptiveField::pixel();
    let mut table = Vec::new();
    for stage in &LENET[..4] {
        let (Stage::Conv { kernel_size, geometry, .. }
        | Stage::Pool { kernel_size, geometry }) = *stage
        else {
            unreachable!("the first four are windows")
        };
        field = field.through(kernel_size, geometry);
        table.push(json!({ "size": field.size, "jump": field.jump }));
    }
    assert_eq!((field.size, field.jump), (16, 4));
    pin!("receptive_field", { "source": "S4 CNN-1, CNN-3", "rows": table });
}

/// A bright upright bar, two pixels wide, in a dark image.
fn bar(column: usize) -> Array4<f64> {
    Array4::from_shape_fn((1, 1, 15, 15), |(_, _, row, x)| {
        f64::from(u8::from(
            (x == column || x == column + 1) && (3..12).contains(&row),
        ))
    })
}

#[test]
fn cnn_1_complex_cells_do_not_mind_where_the_bar_is() {
    let filters = edge_filters::<f64>(4, 7);
    let answers = |column: usize| {
        let simple = simple_cells(&bar(column), &filters);
        let complex = complex_cells(&simple, 5);
        // the simple cell in the middle, and the complex cell around it, of every direction
        let of = |maps: &ArrayRef4<f64>, row: usize, column: usize| {
            (0..4)
                .map(|direction| maps[[0, direction, row, column]])
                .collect::<Vec<_>>()
        };
        (of(&simple, 7, 7), of(&complex, 1, 1))
    };
    let ((simple, complex), (moved_simple, moved_complex)) = (answers(7), answers(6));
    let change = |before: f64, after: f64| (after - before).abs() / before;
    assert!(change(complex[0], moved_complex[0]) < 1e-12); // the strongest is still within reach
    let (far_simple, far_complex) = answers(5);
    assert!(change(simple[0], far_simple[0]) > 0.3);
    assert!(change(complex[0], far_complex[0]) < 0.1);
    assert!(complex[0] > 1.5 * complex[2], "an upright bar is not a lying one");
    pin!("hmax", {
        "source": "S3, S4 CNN-1", "simple": simple, "complex": complex, "moved_simple": moved_simple,
        "moved_complex": moved_complex, "far_simple": far_simple, "far_complex": far_complex,
    });
}

// ---- results and history ----

#[test]
fn hist_8_hist_9_err_53_each_number_is_of_some_ensemble() {
    // S1's record of ILSVRC: network, top-5 error before and after. No crate of this book can check it; it was copied by hand.
    let record = [
        ("ZFNet", 15.4, 11.2),
        ("VGGNet", 11.2, 7.3),
        ("GoogLeNet", 11.2, 6.7),
        ("ResNet", 6.7, 3.57),
        ("CUImage", 3.57, 2.99),
        ("SENet", 2.99, 2.251),
    ];
    // each begins where one before it ended, or a number was copied wrongly
    for (index, (name, before, _)) in record.iter().enumerate().skip(1) {
        assert!(
            record[..index].iter().any(|(_, _, after)| after == before),
            "{name}"
        );
    }
    let cut = |before: f64, after: f64| (before - after) / before;
    let cuts: Vec<f64> =
        record.iter().map(|&(_, before, after)| cut(before, after)).collect();
    // S0 begins with 16.4, and gets other cuts
    let depth = [record[2], record[3]].map(|(_, _, after)| cut(16.4, after));
    assert!(depth.iter().zip(&cuts[2..]).all(|(from_first, step)| from_first > step));
    pin!("history", { "source": "S1 HIST-8, S0 HIST-9", "cuts": cuts, "depth": depth });
}

#[test]
fn err_53_alexnets_two_errors_are_of_two_ensembles() {
    // Who got which error was looked up by hand, in the paper's table 2. All that a machine can see to is that the page says what was found.
    let errata = include_str!("../../../book/errata.toml");
    let start = errata.find("id = \"ERR-53\"").expect("a row");
    let row = errata[start..].split("[[erratum]]").next().expect("its text");
    for found in
        ["16.4 % with five", "15.4 % (validation)", "15.3 % (test) with seven"]
    {
        assert!(row.contains(found), "{found} is not in {row}");
    }
    // S1 calls it the first of its kind; this book counts the parameters of one that is older
    let source = include_str!("../src/famous.rs");
    let year = |item: &str| -> u32 {
        let before = &source[..source.find(item).expect("the item is there")];
        let line = before.lines().rfind(|line| line.contains("Source: "));
        let words = line.expect("it names its source").trim_end_matches('.');
        words.rsplit(' ').next().expect("words").parse().expect("a year")
    };
    assert!(year("pub const LENET") < year("pub const ALEXNET"));
}

#[test]
fn err_54_googlenet_is_szegedys_and_vgg_simonyans() {
    // what the crate's own documentation says above each of the two
    let source = include_str!("../src/famous.rs");
    let above = |item: &str| {
        let end = source.find(item).expect("the item is there");
        let start = source[..end].rfind("Source: ").expect("it names its source");
        &source[start..end]
    };
    assert!(above("pub const GOOGLENET_MODULES").contains("Szegedy"));
    assert!(!above("pub const GOOGLENET_MODULES").contains("Simonyan"));
    assert!(above("pub fn vgg_16").contains("Simonyan"));
}

#[test]
fn err_55_the_error_on_traffic_signs_fell_by_68_per_cent() {
    // the slide's own numbers, and its own sum: no code of the book is behind it
    let (before, after, printed) = (1.69, 0.54, 0.72);
    let gain: f64 = (before - after) / before;
    let left = before * (1.0 - printed); // what a gain of 72 % would have left
    assert!((gain - printed).abs() > 0.03 && (after - left) / after > 0.1);
    pin!("err_55", { "source": "S3 l.37", "printed": printed, "gain": gain });
}

#[test]
fn mln_30_a_photograph_in_per_cent() {
    // logits whose softmax is S3's 82 cat, 15 dog, 2 hat, 1 mug
    let shares = array![0.82_f64, 0.15, 0.02, 0.01];
    let probabilities = softmax(&shares.mapv(f64::ln));
    let whole = percentages(&probabilities);
    assert_eq!(whole, [82, 15, 2, 1]);
    assert_eq!(
        percentages(&array![1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0]).iter().sum::<u32>(),
        100
    );
    pin!("percentages", { "source": "S3 MLN-30", "whole": whole });
}

#[test]
fn data_17_an_image_is_numbers_and_a_window_sees_nine() {
    let grid: Array2<f64> = datasets::number_grid().mapv(f64::from);
    let image = grid.insert_axis(Axis(0)).insert_axis(Axis(0));
    let mean = Array4::from_elem((1, 1, 3, 3), 1.0 / 9.0);
    let means = conv2d_forward(&image, &mean, &array![0.0], Geometry::default());
    assert_eq!(means.shape(), [1, 1, 18, 18]);
    let corner =
        map(&image).iter().take(3).map(|row| row[..3].to_vec()).collect::<Vec<_>>();
    let by_hand = corner.iter().flatten().sum::<f64>() / 9.0;
    assert!((means[[0, 0, 0, 0]] - by_hand).abs() < 1e-9);
    pin!("grid", { "source": "S3 DATA-17", "corner": corner, "mean_of_nine": by_hand });
}

#[test]
fn the_widths_of_an_inception_module() {
    let first =
        InceptionWidths { one: 64, three: [96, 128], five: [16, 32], pool: 32 };
    assert_eq!(first, cnn::GOOGLENET_MODULES[0]);
    assert_eq!(first.parameters(192), 163_696);
}

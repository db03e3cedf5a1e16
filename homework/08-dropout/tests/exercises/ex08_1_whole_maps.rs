//! A mask by hand, and what is true of every mask.

use backprop::{Layer, Mode, check_gradients};
use chacha20::ChaCha8Rng;
use dropout_homework::ex08_1_whole_maps::{SpatialDropout, scale_maps};
use ndarray::{Array2, Array4, Axis, array};
use rand::SeedableRng;

/// What each map of ones was multiplied by, or the first that is no whole.
#[track_caller]
fn factors(output: &Array4<f64>) -> Array2<f64> {
    let (batch, channels, _, _) = output.dim();
    Array2::from_shape_fn((batch, channels), |(n, c)| {
        let map =
            output.index_axis(Axis(0), n).index_axis(Axis(0), c).to_owned();
        let first = map[[0, 0]];
        assert!(
            map.iter().all(|&pixel| pixel == first),
            "map [{n},{c}] of ones became {map}: a map is dropped or kept as a whole"
        );
        first
    })
}

#[test]
fn a_mask_by_hand() {
    let maps =
        array![[[[1.0, 2.0]], [[3.0, 4.0]]], [[[5.0, 6.0]], [[7.0, 8.0]]]];
    let got = scale_maps(maps, &array![[2.0, 0.0], [0.0, 2.0]]);
    let expected =
        array![[[[2.0, 4.0]], [[0.0, 0.0]]], [[[0.0, 0.0]], [[14.0, 16.0]]]];
    for ((n, c, y, x), &expected) in expected.indexed_iter() {
        let got = got[[n, c, y, x]];
        assert!(
            got == expected,
            "scale_maps [{n},{c},{y},{x}]: expected {expected}, got {got}; map [n,c] is multiplied by scales[n,c], in every example by its own"
        );
    }
}

#[test]
fn maps_are_kept_whole_and_scaled() {
    let mut layer = SpatialDropout::new(0.75, 1);
    let factors =
        factors(&layer.forward(Array4::ones((20, 5, 2, 3)), Mode::Train));
    for &factor in &factors {
        assert!(
            factor == 0.0 || factor == 4.0,
            "p = 0.75: a map of ones should be all 0 or all 1/(1 − 0.75) = 4, got {factor}"
        );
    }
    let dropped = factors.iter().filter(|&&factor| factor == 0.0).count();
    assert!(
        (60..=90).contains(&dropped),
        "p = 0.75: of 100 maps about 75 should be dropped, not {dropped}; is p the probability of dropping?"
    );
}

#[test]
fn every_example_and_every_pass_draws_anew() {
    let mut layer = SpatialDropout::new(0.5, 2);
    let mut draw =
        || factors(&layer.forward(Array4::ones((2, 40, 1, 2)), Mode::Train));
    let (first, second) = (draw(), draw());
    assert!(
        first.row(0) != first.row(1),
        "both examples of a batch lost the same 40 maps: each has draws of its own"
    );
    assert!(
        first != second,
        "two training passes dropped the same maps: each pass draws from self.stream.next_rng() anew"
    );
}

#[test]
fn in_use_nothing_happens() {
    let mut layer = SpatialDropout::new(0.5, 3);
    let ones = Array4::<f64>::ones((2, 6, 1, 1));
    layer.forward(ones.clone(), Mode::Train);
    let output = layer.forward(ones.clone(), Mode::Eval);
    assert!(output == ones, "in use the output is the input, got {output}");
    let grad = layer.backward(ones.clone());
    assert!(
        grad == ones,
        "after a pass in use the gradient goes through unchanged, got {grad}; is the mask of an earlier training pass still there?"
    );
}

#[test]
fn backwards_goes_through_the_same_mask() {
    let mut layer = SpatialDropout::new(0.5, 4);
    let output = layer.forward(Array4::ones((2, 8, 1, 2)), Mode::Train);
    let grad = layer.backward(Array4::from_elem((2, 8, 1, 2), 10.0));
    for ((n, c, y, x), &factor) in output.indexed_iter() {
        let (got, expected) = (grad[[n, c, y, x]], 10.0 * factor);
        assert!(
            got == expected,
            "d loss / d input[{n},{c},{y},{x}]: the map was multiplied by {factor}, so 10 should come back as {expected}, got {got}"
        );
    }
}

#[test]
fn the_gradient_check_passes() {
    let layer = SpatialDropout::new(0.4, 5);
    let input = Array4::from_shape_fn((3, 4, 2, 2), |(n, c, y, x)| {
        ((n * 7 + c * 5 + y * 3 + x) as f64).sin()
    });
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let report =
        check_gradients(|| layer.clone(), &input, Mode::Train, &mut rng);
    assert!(report.passes(), "backward does not fit forward:\n{report}");
}

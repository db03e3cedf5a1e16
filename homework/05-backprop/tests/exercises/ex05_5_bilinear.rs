use backprop::{Layer, Mode, check_gradients};
use backprop_homework::ex05_5_bilinear::Bilinear;
use chacha20::ChaCha8Rng;
use ndarray::{Array2, Array3, Axis, array};
use rand::SeedableRng;

fn by_hand() -> Bilinear<f64> {
    Bilinear::new(array![[[1.0], [2.0]]])
}

/// Two outputs, two numbers on the left and three on the right.
fn larger() -> Bilinear<f64> {
    Bilinear::new(Array3::from_shape_fn((2, 2, 3), |(k, i, j)| {
        (k as f64 + 1.0) * (i as f64 - 0.5) + j as f64 * 0.25
    }))
}

fn rows() -> Array2<f64> {
    array![
        [1.0, -2.0, 0.5, 3.0, -1.0],
        [0.25, 1.5, -0.75, 2.0, 0.5],
        [2.0, 0.1, 1.0, -1.0, 4.0]
    ]
}

#[test]
fn the_output_worked_by_hand_is_55() {
    let output = by_hand().forward(array![[3.0, 4.0, 5.0]], Mode::Train);
    assert!(
        output.shape() == [1, 1],
        "one row, one output: expected the shape [1, 1], got {:?}",
        output.shape()
    );
    let got = output[[0, 0]];
    assert!(
        got == 55.0,
        "the row (3, 4 | 5) with W = [[1], [2]]: expected 3·1·5 + 4·2·5 = 55, got {got}; \
         b begins after the `left` numbers of a"
    );
}

#[test]
fn the_output_is_linear_in_each_half() {
    let mut layer = larger();
    let single = layer.forward(rows(), Mode::Eval);
    for (half, columns) in [("left", 0..2), ("right", 2..5)] {
        let mut doubled = rows();
        for column in columns {
            doubled.column_mut(column).mapv_inplace(|x| 2.0 * x);
        }
        let double = layer.forward(doubled, Mode::Eval);
        for ((row, output), &single) in single.indexed_iter() {
            let got = double[[row, output]];
            assert!(
                (got - 2.0 * single).abs() < 1e-9,
                "with the {half} half doubled, output[{row},{output}] should double from {single} to {}, got {got}",
                2.0 * single
            );
        }
    }
}

#[test]
fn each_weight_belongs_to_one_pair() {
    // Only W[1, 0, 2] is 1: the second output is a₀ b₂, the first is 0.
    let mut weight = Array3::zeros((2, 2, 3));
    weight[[1, 0, 2]] = 1.0;
    let output = Bilinear::new(weight)
        .forward(array![[3.0, 7.0, 11.0, 13.0, 17.0]], Mode::Eval);
    assert!(
        output == array![[0.0, 51.0]],
        "W[1,0,2] = 1 and all else 0, the row (3, 7 | 11, 13, 17): expected the outputs 0 and a₀ b₂ = 3 · 17 = 51, got {output}"
    );
}

#[test]
fn the_gradients_worked_by_hand() {
    let mut layer = by_hand();
    layer.forward(array![[3.0, 4.0, 5.0]], Mode::Train);
    let by_input = layer.backward(array![[1.0]]);
    for (place, expected) in [5.0, 10.0, 11.0].into_iter().enumerate() {
        let got = by_input[[0, place]];
        assert!(
            got == expected,
            "d loss / d input[0,{place}]: expected {expected}, got {got}; the slope by a number is the sum of all that it was multiplied by"
        );
    }
    for (place, expected) in [15.0, 20.0].into_iter().enumerate() {
        let got = layer.weight.grad[[0, place, 0]];
        assert!(
            got == expected,
            "d loss / d weight[0,{place},0]: expected a b = {expected}, got {got}"
        );
    }
}

#[test]
fn nudging_finds_the_same_gradients() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let report = check_gradients(larger, &rows(), Mode::Train, &mut rng);
    assert!(
        report.passes(),
        "central differences disagree with backward:\n{report}are the slopes of all rows and all pairs *added*?"
    );
}

#[test]
fn the_gradients_of_a_batch_are_summed() {
    let above = array![[1.0, -0.5], [2.0, 0.25], [0.5, 1.0]];
    let mut layer = larger();
    for row in 0..3 {
        layer.forward(rows().select(Axis(0), &[row]), Mode::Train);
        layer.backward(above.select(Axis(0), &[row]));
    }
    let one_by_one = layer.weight.grad.clone();
    let mut layer = larger();
    layer.forward(rows(), Mode::Train);
    layer.backward(above);
    for ((k, i, j), &expected) in one_by_one.indexed_iter() {
        let got = layer.weight.grad[[k, i, j]];
        assert!(
            (got - expected).abs() < 1e-9,
            "d loss / d weight[{k},{i},{j}]: three rows one by one give {expected}, three rows at once {got}; no layer divides by the batch"
        );
    }
}

use backprop::{Layer, Mode, check_gradients};
use backprop_homework::ex05_6_layer_norm::LayerNorm;
use chacha20::ChaCha8Rng;
use ndarray::{Array2, Axis, array};
use rand::SeedableRng;

fn by_hand() -> LayerNorm<f64> {
    let mut layer = LayerNorm::new(4);
    layer.scale.value.fill(2.0);
    layer.shift.value[3] = 1.0;
    layer.eps = 0.0;
    layer
}

fn uneven() -> LayerNorm<f64> {
    let mut layer = LayerNorm::new(3);
    layer.scale.value = array![0.5, -1.5, 2.0];
    layer.shift.value = array![0.1, 0.0, -0.3];
    layer
}

fn rows() -> Array2<f64> {
    array![[1.0, -2.0, 0.5], [10.0, 12.0, 17.0], [0.0, 0.25, -0.5]]
}

#[test]
fn the_row_worked_by_hand_is_normalized() {
    let output = by_hand().forward(array![[1.0, 1.0, 3.0, 3.0]], Mode::Train);
    for (place, expected) in [-2.0, -2.0, 2.0, 3.0].into_iter().enumerate() {
        let got = output[[0, place]];
        assert!(
            (got - expected).abs() < 1e-9,
            "output[0,{place}] of the row (1, 1, 3, 3): expected {expected}, got {got}; m = 2 and v = 1, where v divides by n = 4"
        );
    }
}

#[test]
fn every_row_has_mean_zero_and_variance_one() {
    let mut layer = LayerNorm::new(3);
    layer.eps = 0.0;
    let output = layer.forward(rows(), Mode::Eval);
    for (number, row) in output.rows().into_iter().enumerate() {
        let mean = row.sum() / 3.0;
        let variance = row.dot(&row) / 3.0;
        assert!(
            mean.abs() < 1e-9 && (variance - 1.0).abs() < 1e-9,
            "row {number} should have the mean 0 and the variance 1, got {mean:.6} and {variance:.6}; each *row* is normalized, by the root of its variance"
        );
    }
}

#[test]
fn a_row_of_equal_numbers_becomes_the_shift() {
    let output = uneven().forward(array![[7.0, 7.0, 7.0]], Mode::Eval);
    let shift = uneven().shift.value;
    for (place, &expected) in shift.iter().enumerate() {
        let got = output[[0, place]];
        assert!(
            got == expected,
            "output[0,{place}] of the row (7, 7, 7): expected β = {expected}, got {got}; is ε added inside the root?"
        );
    }
}

#[test]
fn the_gradients_worked_by_hand() {
    let mut layer = by_hand();
    layer.forward(array![[1.0, 1.0, 3.0, 3.0]], Mode::Train);
    let by_input = layer.backward(array![[1.0, 0.0, 0.0, 0.0]]);
    let rows = [
        (
            "weight (γ)",
            layer.scale.grad.to_vec(),
            [-1.0, 0.0, 0.0, 0.0],
            "∂γ sums ∂y ⊙ x̂ over the rows",
        ),
        (
            "bias (β)",
            layer.shift.grad.to_vec(),
            [1.0, 0.0, 0.0, 0.0],
            "∂β sums ∂y over the rows",
        ),
        (
            "input",
            by_input.iter().copied().collect(),
            [1.0, -1.0, 0.0, 0.0],
            "each input acts directly, through the mean and through the variance; and g holds γ",
        ),
    ];
    for (name, got, expected, cause) in rows {
        for (place, (got, expected)) in got.iter().zip(expected).enumerate() {
            assert!(
                (got - expected).abs() < 1e-9,
                "d loss / d {name}, number {place} of the example: expected {expected}, got {got}; {cause}"
            );
        }
    }
}

#[test]
fn nudging_finds_the_same_gradients() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let report = check_gradients(
        uneven,
        &array![[1.0, -2.0, 0.5], [3.0, 1.0, 2.5]],
        Mode::Train,
        &mut rng,
    );
    assert!(
        report.passes(),
        "central differences disagree with backward:\n{report}weight is γ and bias is β; where they are right and the input is wrong, which of its three paths is missing?"
    );
}

#[test]
fn the_gradients_of_a_batch_are_summed() {
    let above = array![[1.0, -0.5, 2.0], [0.25, 0.5, 1.0], [-1.0, 1.5, 0.75]];
    let mut layer = uneven();
    for row in 0..3 {
        layer.forward(rows().select(Axis(0), &[row]), Mode::Train);
        layer.backward(above.select(Axis(0), &[row]));
    }
    let one_by_one = [layer.scale.grad.clone(), layer.shift.grad.clone()];
    let mut layer = uneven();
    layer.forward(rows(), Mode::Train);
    layer.backward(above);
    for (name, expected, got) in [
        ("weight (γ)", &one_by_one[0], &layer.scale.grad),
        ("bias (β)", &one_by_one[1], &layer.shift.grad),
    ] {
        for (place, (expected, got)) in expected.iter().zip(got).enumerate() {
            assert!(
                (got - expected).abs() < 1e-9,
                "d loss / d {name}, number {place}: three rows one after the other give {expected:.6}, three rows at once {got:.6}; \
                 backward adds to what is there, and no layer divides by the batch"
            );
        }
    }
}

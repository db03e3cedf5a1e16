use backprop::{Layer, Mode, check_gradients};
use chacha20::ChaCha8Rng;
use ndarray::{Array2, array};
use optimizers_homework::ex06_4_weight_norm::WeightNorm;
use rand::SeedableRng;

fn by_hand() -> WeightNorm<f64> {
    WeightNorm::new(array![[3.0, 4.0]], array![10.0])
}

fn two_of_three() -> WeightNorm<f64> {
    WeightNorm::new(array![[0.5, -1.0, 2.0], [1.5, 0.25, -0.5]], array![2.0, -0.75])
}

fn rows() -> Array2<f64> {
    array![[1.0, 2.0, -1.0], [0.5, 0.1, 3.0]]
}

#[test]
fn the_output_worked_by_hand_is_six() {
    let output = by_hand().forward(array![[1.0, 0.0]], Mode::Train)[[0, 0]];
    assert!(
        (output - 6.0).abs() < 1e-9,
        "v = (3, 4), s = 10, x = (1, 0): expected the output 6, got {output}; forward was right, leave it as it was"
    );
}

#[test]
fn the_gradients_worked_by_hand() {
    let mut layer = by_hand();
    layer.forward(array![[1.0, 0.0]], Mode::Train);
    layer.backward(array![[1.0]]);
    let length = layer.length.grad[0];
    assert!(
        (length - 0.6).abs() < 1e-9,
        "d loss / d length[0] of the example: expected ∂W · u = 0.6, got {length}; W grows by u, of length 1, when s grows by 1"
    );
    for (place, expected) in [1.28, -0.96].into_iter().enumerate() {
        let got = layer.direction.grad[[0, place]];
        assert!(
            (got - expected).abs() < 1e-9,
            "d loss / d direction[0,{place}] of the example: expected {expected}, got {got}; ‖v‖ depends on v as well"
        );
    }
}

#[test]
fn the_gradient_stands_at_a_right_angle_to_the_direction() {
    let mut layer = two_of_three();
    layer.forward(rows(), Mode::Train);
    layer.backward(array![[1.0, -0.5], [0.25, 2.0]]);
    for (row, (v, grad)) in layer
        .direction
        .value
        .rows()
        .into_iter()
        .zip(layer.direction.grad.rows())
        .enumerate()
    {
        let along = v.dot(&grad);
        assert!(
            along.abs() < 1e-9,
            "v · ∂v of row {row}: expected 0, since a longer v gives the same weights; got {along:.6}"
        );
    }
}

#[test]
fn nudging_finds_the_same_gradients() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let report = check_gradients(two_of_three, &rows(), Mode::Train, &mut rng);
    assert!(
        report.passes(),
        "central differences disagree with backward:\n{report}direction is v, length is s; the input's gradient was right"
    );
}

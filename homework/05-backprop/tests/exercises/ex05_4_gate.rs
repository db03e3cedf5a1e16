use backprop::{Layer, Mode, check_gradients};
use backprop_homework::ex05_4_gate::Gate;
use chacha20::ChaCha8Rng;
use ndarray::{Array1, array};
use rand::SeedableRng;

fn by_hand() -> Gate<f64> {
    Gate::new(array![[0.0]], array![0.0])
}

fn two_features() -> Gate<f64> {
    Gate::new(array![[0.5, -1.0], [0.75, 0.25]], array![0.1, -0.2])
}

#[test]
fn a_half_open_gate_lets_half_through() {
    let output = by_hand().forward(array![[2.0]], Mode::Train);
    assert!(
        output == array![[1.0]],
        "w = 0, b = 0, x = 2: expected the output 1, got {output}; forward was right, leave it as it was"
    );
}

#[test]
fn the_gradients_worked_by_hand() {
    let mut layer = by_hand();
    layer.forward(array![[2.0]], Mode::Train);
    let by_input = layer.backward(array![[1.0]])[[0, 0]];
    assert!(
        by_input == 0.5,
        "d loss / d input[0,0] of the example: expected 0.5, got {by_input}; the input reaches the output on two paths"
    );
    let (weight, bias) = (layer.weight.grad[[0, 0]], layer.bias.grad[0]);
    assert!(
        weight == 1.0,
        "d loss / d weight[0,0] of the example: expected 1, got {weight}"
    );
    assert!(
        bias == 0.5,
        "d loss / d bias[0] of the example: expected 0.5, got {bias}"
    );
}

#[test]
fn nudging_finds_the_same_gradients() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let report = check_gradients(
        two_features,
        &array![[1.0, 2.0], [-0.5, 3.0]],
        Mode::Train,
        &mut rng,
    );
    assert!(
        report.passes(),
        "central differences disagree with backward:\n{report}where the weights are right and the input is wrong, look at the last line of backward"
    );
}

#[test]
fn a_second_backward_pass_adds() {
    let mut layer = two_features();
    let mut pass = |input, above| {
        layer.forward(input, Mode::Train);
        layer.backward(above);
        (
            Array1::from_iter(layer.weight.grad.iter().copied()),
            layer.bias.grad.clone(),
        )
    };
    let (weight, bias) = pass(array![[1.0, 2.0]], array![[1.0, -1.0]]);
    let (both_weight, both_bias) = pass(array![[1.0, 2.0]], array![[1.0, -1.0]]);
    for (name, once, twice) in
        [("weight", &weight, &both_weight), ("bias", &bias, &both_bias)]
    {
        for (place, (once, &twice)) in once.iter().zip(twice).enumerate() {
            let expected = 2.0 * once;
            assert!(
                (twice - expected).abs() < 1e-12,
                "d loss / d {name}, number {place}, after the same pass twice: expected {expected:.6}, got {twice:.6}; backward adds to the gradient, it does not replace it"
            );
        }
    }
}

//! A block by hand, what is true of every draw, and every gradient by nudging.

use backprop::{Layer, Linear, Mode, check_gradients};
use chacha20::ChaCha8Rng;
use dropout_homework::ex08_5_drop_path::DropPath;
use ndarray::{Array2, array};
use rand::SeedableRng;

#[track_caller]
fn close(what: &str, got: f64, expected: f64, cause: &str) {
    assert!(
        (got - expected).abs() < 1e-9,
        "{what}: expected {expected}, got {got}; {cause}"
    );
}

fn by_hand() -> DropPath<Linear<f64>> {
    DropPath::new(Linear::new(array![[3.0]], array![1.0]), 0.5, 1)
}

#[test]
fn the_example_by_hand_forwards() {
    let got = by_hand().forward_with(
        array![[2.0], [5.0]],
        array![2.0, 0.0],
        Mode::Train,
    );
    let cause = "2 plus twice the block's 7: only the block's answer is scaled, and behind the block";
    close("output[0,0]", got[[0, 0]], 16.0, cause);
    let cause =
        "the block is left out for this example, and 5 goes on as it is";
    close("output[1,0]", got[[1, 0]], 5.0, cause);
}

#[test]
fn the_example_by_hand_backwards() {
    let mut layer = by_hand();
    layer.forward_with(array![[2.0], [5.0]], array![2.0, 0.0], Mode::Train);
    let got = layer.backward(array![[1.0], [1.0]]);
    let cause = "1 along the way around, and 2·3 through the block";
    close("d loss / d input[0,0]", got[[0, 0]], 7.0, cause);
    close("d loss / d input[1,0]", got[[1, 0]], 1.0, "the way around alone");
    let cause = "twice the first example's 2, nothing of the second, which the block had no say in; is the gradient scaled before it \
                 goes into the block?";
    close(
        "d loss / d block.weight",
        layer.block.weight.grad[[0, 0]],
        4.0,
        cause,
    );
    close("d loss / d block.bias", layer.block.bias.grad[0], 2.0, cause);
}

#[test]
fn every_example_draws_for_itself() {
    let mut layer = DropPath::new(Linear::zeros(1, 1), 0.75, 2);
    let (first, second) =
        (layer.draw(200, Mode::Train), layer.draw(200, Mode::Train));
    for &scale in &first {
        assert!(
            scale == 0.0 || scale == 4.0,
            "p = 0.75: s should be 0 or 1/(1 − 0.75) = 4, got {scale}"
        );
    }
    let dropped = first.iter().filter(|&&scale| scale == 0.0).count();
    assert!(
        (120..=180).contains(&dropped),
        "p = 0.75: for about 150 of 200 examples the block should be left out, not for {dropped}"
    );
    assert!(
        first != second,
        "two passes drew the same: each draws from self.stream.next_rng() anew"
    );
}

#[test]
fn in_use_the_block_is_always_there() {
    let output = by_hand().forward(array![[2.0], [5.0]], Mode::Eval);
    for (n, expected) in [(0, 9.0), (1, 21.0)] {
        let cause = "in use it is x + f(x), with no scale: that was set right in training";
        close(
            &format!("output[{n},0] in use"),
            output[[n, 0]],
            expected,
            cause,
        );
    }
}

#[test]
fn the_gradient_check_passes() {
    let weight = array![[0.3, -0.7, 0.2], [1.1, 0.2, -0.5], [-0.4, 0.6, 0.9]];
    let block = Linear::new(weight, array![0.1, 0.2, 0.3]);
    let layer = DropPath::new(block, 0.4, 3);
    let input =
        Array2::from_shape_fn((6, 3), |(n, j)| ((5 * n + 2 * j) as f64).sin());
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let report =
        check_gradients(|| layer.clone(), &input, Mode::Train, &mut rng);
    assert!(
        report.passes(),
        "backward does not fit forward, p = 0.4, six examples:\n{report}"
    );
}

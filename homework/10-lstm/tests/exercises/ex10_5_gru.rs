//! One unit by hand, two units as PyTorch has them, and every gradient by nudging.

use backprop::{Layer, Mode, check_gradients};
use chacha20::ChaCha8Rng;
use lstm::RecurrentParams;
use lstm_homework::ex10_5_gru::{Gru, GruUnit};
use ndarray::{Array1, Array2, Array3, array};
use rand::SeedableRng;

const NAMES: [&str; 3] = ["r", "z", "n"];

#[track_caller]
fn close(what: &str, got: f64, expected: f64, cause: &str) {
    assert!(
        (got - expected).abs() < 1e-8,
        "{what}: expected {expected}, got {got}; {cause}"
    );
}

/// Two inputs, two units, weights in closed form.
fn layer() -> Gru {
    let sines = |scale: f64, shift: f64| {
        move |place: usize| (scale * place as f64 + shift).sin()
    };
    let matrix = |scale, shift| {
        Array2::from_shape_fn((6, 2), |(i, j)| sines(scale, shift)(2 * i + j))
    };
    let bias = |scale, shift| Array1::from_shape_fn(6, sines(scale, shift));
    Gru::new(RecurrentParams::new(
        matrix(0.7, 0.1),
        matrix(0.9, 0.2),
        bias(0.5, 0.3),
        bias(0.4, 0.4),
    ))
}

fn sequence(batch: usize) -> Array3<f64> {
    Array3::from_shape_fn((batch, 3, 2), |(n, t, k)| {
        ((2 * t + k) as f64 + 0.9 * n as f64).cos()
    })
}

#[test]
fn a_unit_by_hand_forwards() {
    let unit = GruUnit::forward([0.0, 0.0, -3.0], [0.0, 0.0, 6.0], 4.0);
    close("r", unit.reset, 0.5, "σ(0)");
    close("z", unit.update, 0.5, "σ(0)");
    let cause = "the reset gate halves the 6 that comes from memory, and leaves the −3 of the input alone";
    close("n", unit.candidate, 0.0, cause);
    close(
        "h",
        unit.hidden,
        2.0,
        "half of the candidate 0 and half of the state 4",
    );
}

#[test]
fn an_open_update_gate_keeps_the_state() {
    let kept = GruUnit::forward([0.3, 40.0, 0.9], [0.1, 0.0, -0.2], 0.7).hidden;
    let cause = "z near 1 keeps the state; here z says what stays, and 1 − z what is new";
    close("h with z = 1", kept, 0.7, cause);
    let new =
        GruUnit::forward([0.3, -40.0, 0.9], [-40.0, 0.0, 5.0], 0.7).hidden;
    let cause = "z near 0 takes the candidate, and r near 0 lets nothing of memory into it";
    close("h with z = r = 0", new, 0.9_f64.tanh(), cause);
}

#[test]
fn a_unit_by_hand_backwards() {
    let unit = GruUnit { reset: 0.5, update: 0.5, candidate: 0.0, hidden: 2.0 };
    let gradient = unit.backward(6.0, 4.0, 8.0);
    for (part, expected) in [6.0, 8.0, 4.0].into_iter().enumerate() {
        let what = format!("d loss / d a_{} (from the input)", NAMES[part]);
        let cause = "z takes from the candidate what it gives to the state; r is reached through the candidate and m_n = 6";
        close(&what, gradient.from_input[part], expected, cause);
    }
    for (part, expected) in [6.0, 8.0, 2.0].into_iter().enumerate() {
        let what = format!("d loss / d m_{} (from memory)", NAMES[part]);
        let cause = "m_n comes through the reset gate, which halves its slope; the other two are those of the input";
        close(&what, gradient.from_memory[part], expected, cause);
    }
    let cause = "along the update gate alone: 8 · z";
    close("d loss / d h before", gradient.hidden_before, 4.0, cause);
}

/// `PyTorch` 2's numbers for this layer and this sequence, the loss being the sum of all outputs.
#[test]
fn the_layer_is_pytorchs() {
    let mut layer = layer();
    let output = layer.forward(sequence(1), Mode::Train);
    let expected = array![
        [0.096744349, 0.360172939],
        [0.212489075, 0.327090507],
        [0.395126565, 0.343660769]
    ];
    for ((t, k), &expected) in expected.indexed_iter() {
        let cause =
            "is h = (1 − z) · n + z · h before, with n = tanh(a_n + r · m_n)?";
        close(&format!("h[{t},{k}]"), output[[0, t, k]], expected, cause);
    }
    let grad_input = layer.backward(Array3::ones((1, 3, 2)));
    let expected = array![
        [0.557530585, 0.881536205],
        [-0.085264866, 0.084902497],
        [0.033681643, 0.156829088]
    ];
    for (t, k) in [(2, 0), (2, 1), (1, 0), (1, 1), (0, 0), (0, 1)] {
        let cause = "moment 2 is the last one and is reached first; if it is right and the others are not, \
                     what is handed on to the moment before?";
        let what = format!("d loss / d input[0,{t},{k}]");
        close(&what, grad_input[[0, t, k]], expected[[t, k]], cause);
    }
    let from_input = [
        0.041906365,
        0.013366727,
        -0.555522519,
        -0.669903493,
        0.211024752,
        0.169834883,
    ];
    for (row, expected) in from_input.into_iter().enumerate() {
        let cause = "the rows of ∂a, added up over all moments";
        let what = format!("d loss / d bias_ih[{row}]");
        close(&what, layer.params.bias_ih.grad[row], expected, cause);
    }
    let cause = "the last third of bias_hh lies behind the reset gate: it takes ∂m and not ∂a";
    close(
        "d loss / d bias_hh[4]",
        layer.params.bias_hh.grad[4],
        0.153477126,
        cause,
    );
    let cause =
        "∂mᵀ times the state *before* each moment, added up over all moments";
    let weight_hh = &layer.params.weight_hh.grad;
    close("d loss / d weight_hh[4,1]", weight_hh[[4, 1]], 0.010822857, cause);
}

#[test]
fn the_gradient_check_passes() {
    let layer = layer();
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let report =
        check_gradients(|| layer.clone(), &sequence(3), Mode::Train, &mut rng);
    assert!(
        report.passes(),
        "three sequences of three moments: backward does not fit forward. If all but the input are WRONG, did you divide by the \
         batch? If only the hh tensors are, do they take ∂m and the state before?\n{report}"
    );
}

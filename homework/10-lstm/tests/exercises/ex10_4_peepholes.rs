//! The unit by hand, against the chapter's, and by nudging.

use lstm::LstmUnit;
use lstm_homework::ex10_4_peepholes::PeepholeUnit;

/// Four sums, three peepholes, the cell before.
type Inputs = [f64; 8];

const NAMES: [&str; 8] = [
    "sums[i]",
    "sums[f]",
    "sums[g]",
    "sums[o]",
    "peepholes[i]",
    "peepholes[f]",
    "peepholes[o]",
    "cell_before",
];

const BY_HAND: Inputs = [-2.0, 2.0, 0.0, -3.0, 1.0, -1.0, 3.0, 2.0];
const AWKWARD: Inputs = [0.3, -0.4, 0.9, 0.2, 0.7, -1.1, 0.6, 1.4];

fn forward(inputs: Inputs) -> PeepholeUnit {
    let [i, f, g, o, p_i, p_f, p_o, cell_before] = inputs;
    PeepholeUnit::forward([i, f, g, o], [p_i, p_f, p_o], cell_before)
}

/// The eight slopes in one row.
fn backward(inputs: Inputs, grad_hidden: f64, grad_cell: f64) -> Inputs {
    let [_, _, _, _, p_i, p_f, p_o, cell_before] = inputs;
    let peepholes = [p_i, p_f, p_o];
    let unit = forward(inputs);
    let gradient =
        unit.backward(peepholes, cell_before, grad_hidden, grad_cell);
    let [i, f, g, o] = gradient.sums;
    let [p_i, p_f, p_o] = gradient.peepholes;
    [i, f, g, o, p_i, p_f, p_o, gradient.cell_before]
}

#[track_caller]
fn close(what: &str, got: f64, expected: f64, tolerance: f64, cause: &str) {
    assert!(
        (got - expected).abs() < tolerance,
        "{what}: expected {expected}, got {got}; {cause}"
    );
}

#[test]
fn the_example_by_hand_forwards() {
    let unit = forward(BY_HAND);
    let cause = "with its peephole each gate's sum is 0, and σ(0) = 1/2; i and f look at the cell before, o at the cell now";
    close("input gate", unit.input_gate, 0.5, 1e-12, cause);
    close("forget gate", unit.forget_gate, 0.5, 1e-12, cause);
    close(
        "candidate",
        unit.candidate,
        0.0,
        1e-12,
        "tanh(0) is 0; it has no peephole",
    );
    close("cell", unit.cell, 1.0, 1e-12, "half of 2, and half of 0");
    close("output gate", unit.output_gate, 0.5, 1e-12, cause);
    close("hidden", unit.hidden, 0.381, 1e-3, "half of tanh(1)");
}

#[test]
fn with_peepholes_shut_it_is_the_chapters_unit() {
    let [i, f, g, o, _, _, _, cell_before] = AWKWARD;
    let shut = [i, f, g, o, 0.0, 0.0, 0.0, cell_before];
    let (unit, known) =
        (forward(shut), LstmUnit::forward([i, f, g, o], cell_before));
    let cause =
        "with all peepholes 0 nothing should differ from lstm::LstmUnit";
    close("hidden", unit.hidden, known.hidden, 1e-12, cause);
    close("cell", unit.cell, known.cell, 1e-12, cause);
    let known = known.backward(cell_before, 0.8, -0.3);
    let got = backward(shut, 0.8, -0.3);
    for k in 0..4 {
        let what = format!("d loss / d {}, peepholes 0", NAMES[k]);
        close(&what, got[k], known.sums[k], 1e-12, cause);
    }
    close(
        "d loss / d cell_before, peepholes 0",
        got[7],
        known.cell_before,
        1e-12,
        cause,
    );
}

#[test]
fn the_example_by_hand_backwards() {
    let expected = [0.0, 2.0, 2.0, 0.0, 0.0, 4.0, 0.0, 0.0];
    let got = backward(BY_HAND, 0.0, 4.0);
    for k in 0..8 {
        let cause = "4 comes back by the cell, nothing by the hidden state; c_before has two paths besides the belt";
        close(
            &format!("d loss / d {}", NAMES[k]),
            got[k],
            expected[k],
            1e-12,
            cause,
        );
    }
}

#[test]
fn every_slope_is_what_nudging_finds() {
    for (grad_hidden, grad_cell) in [(1.0, 0.0), (0.0, 1.0), (0.8, -0.3)] {
        let got = backward(AWKWARD, grad_hidden, grad_cell);
        for k in 0..8 {
            let nudged = |by: f64| {
                let mut inputs = AWKWARD;
                inputs[k] += by;
                let unit = forward(inputs);
                grad_hidden * unit.hidden + grad_cell * unit.cell
            };
            let measured = (nudged(1e-5) - nudged(-1e-5)) / 2e-5;
            let what = format!(
                "d loss / d {}, with {grad_hidden} by h and {grad_cell} by c",
                NAMES[k]
            );
            let cause = "(expected is what nudging finds) is the gradient by the cell complete, with the output gate's peephole, \
                         before the others use it, and does each peephole's slope hold the cell that it saw?";
            close(&what, got[k], measured, 1e-8, cause);
        }
    }
}

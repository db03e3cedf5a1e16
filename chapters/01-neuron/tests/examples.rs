//! What the examples print, as the chapter shows it.

#[test]
fn gates() {
    pins::pin_output!("gates");
}

#[test]
fn mistake_bound() {
    pins::pin_output!("mistake_bound");
}

#[test]
fn is_it_a_one() {
    pins::pin_output!("is_it_a_one");
}

#[test]
fn ten_digits() {
    pins::pin_output!("ten_digits");
}

/// Seeds count on from `--seed`, and past the largest from zero.
#[test]
fn the_largest_seed_runs_too() {
    let arguments = ["--seed", "18446744073709551615", "--runs", "2"];
    let output =
        pins::run_example(&pins::Example { package: "neuron", name: "mistake_bound", arguments: &arguments });
    assert!(output.contains("\n18446744073709551615 ") && output.contains("\n   0 "), "{output}");
}

//! The programs that the chapter runs print what the page shows.

#[test]
fn autodiff() {
    pins::pin_output!("autodiff");
}

#[test]
fn check() {
    pins::pin_output!("check");
}

#[test]
fn first_weights() {
    pins::pin_output!("first_weights");
}

#[test]
fn gradient_flow() {
    pins::pin_output!("gradient_flow");
}

#[test]
fn spiral() {
    pins::pin_output!("spiral");
}

#[test]
fn the_largest_seed_runs_too() {
    let arguments = ["--seed", "18446744073709551615", "--epochs", "1"];
    pins::run_example(&pins::Example { package: "backprop", name: "spiral", arguments: &arguments });
}

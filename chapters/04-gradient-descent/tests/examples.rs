//! The outputs that the book prints.

use pins::pin_output;

#[test]
fn quotients() {
    pin_output!("quotients");
}

#[test]
fn learning_rates() {
    pin_output!("learning_rates");
}

#[test]
fn flats() {
    pin_output!("flats");
}

#[test]
fn leak() {
    pin_output!("leak");
}

#[test]
fn four_rows() {
    pin_output!("four_rows");
}

#[test]
fn batch_size() {
    pin_output!("batch_size");
}

#[test]
fn softmax_regression() {
    pin_output!("softmax_regression");
}

#[test]
fn what_the_figures_are_drawn_from_runs() {
    let run =
        |name, arguments| pins::run_example(&pins::Example { package: "gradient-descent", name, arguments });
    let curves = run("loss_curves", &["--epochs", "1", "--steps", "3"]);
    assert!(curves.contains("batch 16 epoch 1 ") && curves.contains("batch 1497 step 2 "), "{curves}");
    let leaks = run("leak", &["--features", "10,20", "--data-sets", "1"]);
    assert!(leaks.contains("chosen on training rows of 20 "), "{leaks}");
}

#[test]
fn what_cannot_be_run_is_refused_with_a_reason() {
    let refused: [(&str, &[&str], &str); 3] = [
        ("loss_curves", &["--learning-rate", "nan"], "--learning-rate must be above 0"),
        ("leak", &["--features", "10,10"], "--features has a number twice"),
        ("leak", &["--features", "9"], "10 features are the least"),
    ];
    for (name, arguments, reason) in refused {
        let said = pins::refused_example(&pins::Example { package: "gradient-descent", name, arguments });
        assert!(said.contains(reason), "{name} {arguments:?}: {said}");
    }
}

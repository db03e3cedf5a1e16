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

//! The outputs that the book prints.

use pins::pin_output;

#[test]
fn entropy() {
    pin_output!("entropy");
}

#[test]
fn softmax_loss() {
    pin_output!("softmax_loss");
}

#[test]
fn margins() {
    pin_output!("margins");
}

#[test]
fn confidence() {
    pin_output!("confidence");
}

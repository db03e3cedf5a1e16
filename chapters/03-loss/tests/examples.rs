//! The outputs that the book prints.

use pins::pin_output;

#[test]
fn entropy() {
    pin_output!("entropy");
}

#[test]
fn slide_softmax() {
    pin_output!("slide_softmax");
}

#[test]
fn margins() {
    pin_output!("margins");
}

#[test]
fn confidence() {
    pin_output!("confidence");
}

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

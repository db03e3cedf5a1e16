//! What the examples print, as the chapter shows it.

#[test]
fn look() {
    pins::pin_output!("look");
}

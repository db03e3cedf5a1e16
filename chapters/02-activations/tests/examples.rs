//! The programs that the chapter runs print what the page shows.

#[test]
fn family() {
    pins::pin_output!("family");
}

#[test]
fn three_layer_net() {
    pins::pin_output!("three_layer_net");
}

#[test]
fn collapse() {
    pins::pin_output!("collapse");
}

#[test]
fn dead_relus() {
    pins::pin_output!("dead_relus");
}

//! The figures of chapter 5.

mod depth;
mod graph;
mod layers;
mod spiral;
mod units;

use crate::Figure;

/// The figures in the order of the chapter.
pub(crate) fn figures() -> Vec<Figure> {
    vec![
        graph::neuron(),
        graph::paths(),
        layers::worked_backwards(),
        layers::products(),
        depth::signals(),
        depth::gradients(),
        units::approximation(),
        spiral::frames(),
    ]
}

/// A number with a real minus.
fn minus(text: &str) -> String {
    text.replace('-', "−")
}

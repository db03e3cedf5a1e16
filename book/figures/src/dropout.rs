//! The figures of chapter 8.

mod ensemble;
mod masks;
mod measured;

use crate::Figure;

/// The figures in the order of the chapter.
pub(crate) fn figures() -> Vec<Figure> {
    vec![
        measured::leaning(),
        masks::batches(),
        masks::sums(),
        ensemble::sub_networks_of_three(),
        ensemble::exact_or_nearly(),
        masks::noisy_digit(),
        measured::probabilities(),
        measured::curves(),
        measured::remedies(),
    ]
}

//! The figures of chapter 2.

mod curves;
mod families;
mod network;
mod plane;
mod softmax;

use crate::Figure;

/// The figures in the order of the chapter.
pub(crate) fn figures() -> Vec<Figure> {
    vec![
        plane::collapse(),
        curves::slope(),
        families::lines(),
        curves::steepness(),
        families::curves(),
        curves::tails(),
        curves::vanishing(),
        families::rectifiers(),
        softmax::softmax_bars(),
        network::worked_net(),
        plane::pieces(),
    ]
}

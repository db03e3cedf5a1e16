//! Chapter 7: overfitting, seen, measured and stopped.

mod decay;
mod gallery;
mod network;
mod prices;
mod sine;
mod weights;

use crate::Figure;

pub(crate) fn figures() -> Vec<Figure> {
    vec![
        sine::degrees(),
        sine::by_degree(),
        network::turn(),
        network::more_images(),
        network::sizes(),
        sine::ridge(),
        sine::paths(),
        prices::prices(),
        prices::thresholds(),
        weights::left_over(),
        decay::two_weights(),
        network::rules(),
        gallery::gallery(),
        network::choice(),
        network::stops_turning(),
    ]
}

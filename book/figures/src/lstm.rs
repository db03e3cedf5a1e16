//! The figures of chapter 10.

mod diagrams;
mod flow;
mod models;
mod runs;

use crate::Figure;

/// The figures in the order of the chapter.
pub(crate) fn figures() -> Vec<Figure> {
    vec![
        diagrams::unrolled(),
        diagrams::through_time(),
        flow::along_time(),
        diagrams::cell(),
        flow::latch(),
        runs::success(),
        models::rows(),
        diagrams::both_directions(),
        runs::reversal(),
        models::letters(),
    ]
}

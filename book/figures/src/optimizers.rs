//! The figures of chapter 6.

mod course;
mod paths;
mod race;
mod rules;

use crate::Figure;

/// The figures in the order of the chapter.
pub(crate) fn figures() -> Vec<Figure> {
    vec![
        paths::zigzag(),
        rules::ball(),
        paths::memory(),
        rules::rates(),
        rules::newton(),
        paths::squares(),
        paths::turned(),
        course::schedules(),
        course::clipping(),
        race::sweep(),
        race::curves(),
    ]
}

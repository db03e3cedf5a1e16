//! The figures of chapter 1.

mod digits;
mod learning;
mod planes;

use crate::Figure;

/// The figures in the order of the chapter.
pub(crate) fn figures() -> Vec<Figure> {
    [planes::figures(), learning::figures(), digits::figures()].concat()
}

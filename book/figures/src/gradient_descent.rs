//! The figures of chapter 4.

mod batches;
mod data;
mod downhill;
mod slope;

use crate::Figure;

/// The figures in the order of the chapter.
pub(crate) fn figures() -> Vec<Figure> {
    [slope::figures(), downhill::figures(), data::figures(), batches::figures()].concat()
}

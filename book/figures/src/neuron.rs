//! The figures of chapter 1.

use crate::Figure;

/// The figures in the order of the chapter.
pub(crate) fn figures() -> Vec<Figure> {
    Vec::new()
}

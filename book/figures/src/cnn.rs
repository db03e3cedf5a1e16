//! The figures of chapter 9.

mod blocks;
mod cells;
mod counts;
mod grid;
mod seen;
mod windows;

use crate::Figure;

/// The figures in the order of the chapter.
pub(crate) fn figures() -> Vec<Figure> {
    let network = seen::trained();
    vec![
        counts::moved(),
        windows::by_hand(),
        windows::geometries(),
        windows::columns(),
        windows::backwards(),
        windows::pooling(),
        seen::filters(network),
        seen::fields(),
        cells::edges(),
        counts::sharing(),
        blocks::blocks(),
    ]
}

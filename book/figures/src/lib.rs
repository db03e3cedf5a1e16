//! Draws the figures of the book from its crates.

//! `cargo xtask homework` on a small workspace of its own, built by the real cargo.

mod check;
mod export;
mod grade;
mod gradescope;
mod small;

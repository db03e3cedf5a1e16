//! Draws the figures of the book from its crates.
//!
//! A chapter's figures are functions in its own module here, each of them 10 to 40 lines that compute with the chapter's
//! crate and hand back a [`Figure`]; `pub fn figures() -> Vec<Figure>` lists them. `cargo xtask figures` writes them.
//!
//! # The pattern
//!
//! ```
//! use figures::{Colour, Figure, Mark, Panel, Side};
//!
//! /// What does a threshold unit answer in each corner, and where does its answer change?
//! fn gates() -> Figure {
//!     let gates = [("AND", [1.0, 1.0, -1.5]), ("OR", [1.0, 1.0, -0.5])];
//!     Figure::new("neuron/gates").columns(2).panels(gates.map(|(name, [w1, w2, bias])| {
//!         let (ones, zeros): (Vec<_>, Vec<_>) = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)]
//!             .into_iter()
//!             .partition(|(x1, x2)| w1 * x1 + w2 * x2 + bias > 0.0);
//!         Panel::new(-0.5..=1.5, -0.5..=1.5)
//!             .square()
//!             .title(name)
//!             .axes("*x*_{1}", "*x*_{2}")
//!             .x_ticks(&[0.0, 1.0])
//!             .y_ticks(&[0.0, 1.0])
//!             .region(Colour::First, |x1, x2| w1 * x1 + w2 * x2 + bias)
//!             .straight(Colour::First, w1, w2, bias)
//!             .points(Colour::First, Mark::Disc, &ones)
//!             .points(Colour::Second, Mark::Ring, &zeros)
//!             .label(Colour::First, (1.0, 1.0), Side::BelowRight, "1")
//!     }))
//! }
//!
//! assert!(gates().svg().starts_with("<svg"));
//! ```
//!
//! # The words
//!
//! - [`Figure`]: panels on a grid. Two abreast at most, unless they are small pictures; on a phone they stand one below the other.
//! - [`Panel`]: [`new`](Panel::new) with axes, [`drawing`](Panel::drawing) for diagrams, [`picture`](Panel::picture) for pixels. It
//!   takes `curve`, `curve_over` (pieces of a function that jumps), `line`, `straight`, `region` (where a function is positive),
//!   `rim` (where it is zero), `polygon`, `bars`, `points`, `arrow`, `label`, `node`, `inset`.
//! - [`Colour`]: roles, not values. `Colour::First.dashed()` and `.thin()` where a line is drawn.
//! - Texts: `*x*` is italic, `**w**` bold, `_{1}` an index, `^{2}` an exponent. Write labels at the curves rather than legends, in the curve's colour.

// A figure is small, and `write!` into a string answers with a Result that cannot fail.
#![allow(clippy::format_push_string, clippy::format_collect)]

mod activations;
mod backprop;
mod cnn;
mod colour;
mod dropout;
mod figure;
mod gradient_descent;
mod loss;
mod lstm;
mod mark;
mod neuron;
mod number;
mod optimizers;
mod panel;
mod picture;
mod plot;
mod record;
mod region;
mod regularization;
mod speed;
mod text;

use std::thread;

pub use colour::{Colour, Stroke};
pub use figure::Figure;
pub use mark::Mark;
pub use panel::{Panel, Point};
pub use picture::Shading;
pub use text::Side;

/// All figures of the book, chapter after chapter; each chapter draws on a thread of its own, since some train a network first.
///
/// # Panics
/// If a figure cannot be drawn: a record is missing, or a training went wrong.
pub fn all() -> Vec<Figure> {
    let chapters = [
        neuron::figures,
        activations::figures,
        loss::figures,
        gradient_descent::figures,
        backprop::figures,
        optimizers::figures,
        regularization::figures,
        dropout::figures,
        lstm::figures,
        speed::figures,
        cnn::figures,
    ];
    thread::scope(|scope| {
        let drawn = chapters.map(|chapter| scope.spawn(chapter));
        drawn.map(|figures| figures.join().expect("a chapter's figures")).concat()
    })
}

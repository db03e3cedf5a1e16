//! What spans chapters: errata, notation, bibliography, systems, snapshots, and the commands that the prose prints.
//!
//! The tests beside this library read the repository as text: [`Workspace`] finds its files, [`Sources`] parses a crate
//! and says whether a path such as `loss::softmax_cross_entropy(logits)` names something in it, and [`tables`] holds the
//! shape of the tables in `book/`. The rendered book is tested elsewhere, in a browser: `tests/browser/`.

mod commands;
mod items;
pub mod tables;
mod workspace;

pub use commands::{CargoCommand, cargo_commands};
pub use items::{Sources, has_test};
pub use workspace::{Package, Workspace};

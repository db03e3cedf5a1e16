//! What every experiment of the book shares: its flags, its progress bar, its line of results.
//!
//! An experiment is an example of a chapter's crate. Its `main` names the experiment, and the closure does the work:
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! use clap::Parser;
//! use experiment::Flags;
//!
//! /// Counts the heads among coin tosses.
//! #[derive(Parser)]
//! struct Arguments {
//!     #[command(flatten)]
//!     flags: Flags,
//!     /// How many tosses
//!     #[arg(long, default_value_t = 100)]
//!     tosses: usize,
//! }
//!
//! fn main() -> ExitCode {
//!     let arguments = Arguments::parse();
//!     experiment::run("coin", &arguments.flags, |report| {
//!         let tosses = report.progress(arguments.tosses, "tosses");
//!         let heads = tosses.wrap_iter(0..arguments.tosses).filter(|toss| toss % 2 == 0).count();
//!         println!("Tossed {} coins.", arguments.tosses);
//!         report.count("heads", heads);
//!         report.share("share_of_heads", heads as f64 / arguments.tosses as f64);
//!         Ok(())
//!     })
//! }
//! ```
//!
//! prints
//!
//! ```text
//! Tossed 100 coins.
//! heads             50
//! share of heads    50.0 %
//! ```
//!
//! and with `--json` one more line, the last, that `cargo xtask experiments` reads:
//!
//! ```text
//! {"experiment":"coin","seed":1,"data":null,"figures":{"heads":50,"share_of_heads":0.5},"seconds":0.0003}
//! ```
//!
//! A figure called `test_accuracy` also stands in the line itself, beside `seed`, for whoever compares experiments.
//!
//! One that trains for minutes also takes [`CheckpointFlags`]. An experiment on images starts with `let data = experiment::load(&arguments.flags, report)?;` (see [`load`]). Its random
//! numbers start from `arguments.flags.seed`. What a person reads holds no times, since the book shows it.

mod flags;
mod report;
mod run;

pub use flags::{CheckpointFlags, Flags};
pub use indicatif::ProgressBar;
pub use report::Report;
pub use run::{Failure, load, run};

//! Grades homework.
//!
//! [`grade`] takes a pristine workspace, as it was handed out, and a submission, of which it reads the exercises' sources and nothing
//! else. The way of a source:
//!
//! 1. [`submission`] finds it: a plain file, small, UTF-8, inside the submission's folder.
//! 2. [`inspect`] reads it without compiling: no forbidden [`words`], the [`signatures`] that were handed out, no [`additions`] that
//!    could stand in their place, [`names`] that keep their meaning.
//! 3. [`workspace`] lays it over a copy of the pristine workspace, whose tests [`tests_of`] has given receipts.
//! 4. [`mod@compile`] builds the chapter; a source that does not build is taken out again, so that the others count.
//! 5. [`attempt`] runs each test in a [`process`] of its own, under limits, and believes its receipt alone.
//!
//! A [`Report`] tells the rest: on the [`terminal`], in words that [`show`] has made harmless, as [`gradescope`] or [`classroom`] want it; [`delivery`] sees that it arrives.

pub mod additions;
pub mod attempt;
pub mod classroom;
pub mod compile;
pub mod delivery;
mod error;
pub mod gradescope;
mod grading;
pub mod handed_out;
pub mod inspect;
pub mod names;
mod offer;
mod outcomes;
pub mod process;
mod report;
pub mod show;
pub mod signatures;
pub mod submission;
pub mod terminal;
pub mod tests_of;
pub mod words;
pub mod workspace;

pub use error::GradeError;
pub use grading::{Request, grade};
pub use report::{Attempt, ChapterReport, ExerciseReport, Outcome, Report, Verdict};

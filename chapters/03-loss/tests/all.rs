//! The chapter's tests, a file for each kind.
//!
//! One program for all of them: it compiles in two thirds of the time that one for each file takes.

mod examples;
mod naive;
mod numeric;
mod pitfalls;
mod properties;
mod slides;

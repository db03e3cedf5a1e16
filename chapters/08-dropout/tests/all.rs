//! The chapter's tests: laws, the numbers of the slides, what can go wrong, what the examples print.
//!
//! One program for all of them: it compiles in two thirds of the time that one for each file takes.

mod examples;
mod pitfalls;
mod properties;
mod slides;

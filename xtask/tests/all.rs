//! What the press and its commands do, tried from outside.
//!
//! One program for all of them: it compiles in two thirds of the time that one for each file takes.

mod commands;
mod experiments;
mod homework;
mod palette;
mod pdf;
mod press;

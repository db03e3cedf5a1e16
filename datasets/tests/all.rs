//! Generators, digits, and files of every kind, good and bad.
//!
//! One program for all of them: it compiles in two thirds of the time that one for each file takes.

mod bad_files;
mod digits;
mod folders;
mod generators;
mod images;
mod number_grid;
mod small_set;

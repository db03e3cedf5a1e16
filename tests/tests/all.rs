//! What holds across the chapters: tables, names, commands, and the numbers of PyTorch.
//!
//! One program for all of them: it compiles in two thirds of the time that one for each file takes.

mod bibliography;
mod commands;
mod dependencies;
mod errata;
mod goldens;
mod notation;
mod programs;
mod readme;
mod snapshots;
mod systems;

//! The press as a library, so that tests can call what `cargo xtask` calls.
//!
//! [`press`] turns the pages of `book/src` into HTML and resolves every mark; [`site`] gives that HTML its face, serves
//! and prints it; [`figures`], [`experiments`], [`mod@bench`] and [`data`] make what the pages quote; [`homework`] proves the
//! exercises, [`grade`] grades what students make of them.

pub mod bench;
pub mod book;
pub mod data;
pub mod experiments;
pub mod figures;
pub mod files;
pub mod grade;
pub mod homework;
pub mod press;
pub mod site;
mod workspace;

pub use workspace::Workspace;

//! The press: renders, serves, checks and records the book.
fn main() {}

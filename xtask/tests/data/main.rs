//! `cargo xtask data` against a server on this machine that does everything a server can do wrong.

mod command;
mod download;
mod fixture;
mod interrupted;
mod server;

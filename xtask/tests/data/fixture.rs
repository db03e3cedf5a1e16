//! A set of two small files with sums of their own.

use std::path::Path;
use std::time::Duration;

use xtask::data::{DataFile, DataSet, Order, Patience};

use crate::server::Server;

pub const LARGE: DataFile = DataFile {
    name: "large.gz",
    bytes: 5000,
    sha256: "65373ec98993982941a115c7c7d7f43e5dfb0a118e80ea769c5126509f6a6806",
};
pub const SMALL: DataFile = DataFile {
    name: "small.gz",
    bytes: 3000,
    sha256: "35d365c4202016df6f1e6fe837958cfd991e06cea4ef800457955d901c4c35c7",
};

/// A set of both files.
pub const BOTH: DataSet = DataSet {
    name: "both",
    title: "Two files",
    credit: "nobody",
    mirrors: &["https://example.invalid/"],
    files: &[LARGE, SMALL],
};

/// A set of one file.
pub const ONE: DataSet = DataSet { name: "one", title: "One file", files: &[LARGE], ..BOTH };

/// What the file at a path of the server holds.
pub fn content(path: &str) -> Vec<u8> {
    let (length, factor) = if path.ends_with(SMALL.name) { (3000_u32, 17) } else { (5000, 31) };
    (0..length).map(|index| u8::try_from(index * factor % 251).expect("less than 251")).collect()
}

/// An order that gives up soon.
pub fn order(set: DataSet, folder: &Path, mirrors: &[&Server]) -> Order {
    Order {
        mirrors: mirrors.iter().map(|server| server.url.clone()).collect(),
        patience: Patience {
            connect: Duration::from_secs(5),
            read: Duration::from_millis(500),
            answer: Duration::from_secs(10),
            attempts: 4,
            pause: Duration::from_millis(1),
        },
        ..Order::new(set, folder.to_owned())
    }
}

/// The names in a folder, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name")).collect();
    names.sort();
    names
}

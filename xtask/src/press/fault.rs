//! What is wrong with the book: every fault is collected, so that one build names them all.

use std::fmt;

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, from the workspace's root.
    pub file: String,
    /// The line, counted from 1; 0 where the whole file is meant.
    pub line: usize,
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), line: 0 }
    }

    /// A line of a file.
    pub fn line(file: impl Into<String>, line: usize) -> Self {
        Self { file: file.into(), line }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(formatter, "{}", self.file),
            line => write!(formatter, "{}:{line}", self.file),
        }
    }
}

/// One fault: where it is and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Where it is.
    pub place: Place,
    /// What is wrong, naming the key.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for Fault {}

/// The faults found so far.
#[derive(Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Notes a fault and goes on.
    pub fn add(&mut self, place: Place, message: impl Into<String>) {
        self.0.push(Fault { place, message: message.into() });
    }

    /// Whether the book is right so far.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Nothing, or all faults in the order of the pages, each once.
    ///
    /// # Errors
    /// If there is any fault.
    pub fn into_result(mut self) -> Result<(), BookError> {
        self.0.sort();
        self.0.dedup();
        if self.0.is_empty() { Ok(()) } else { Err(BookError { faults: self.0 }) }
    }
}

/// Why the book was not rendered.
#[derive(Debug, thiserror::Error)]
pub struct BookError {
    /// Every fault, sorted by file and line.
    pub faults: Vec<Fault>,
}

impl fmt::Display for BookError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.faults.len();
        writeln!(formatter, "the book has {count} fault{}:", if count == 1 { "" } else { "s" })?;
        self.faults.iter().try_for_each(|fault| writeln!(formatter, "  {fault}"))
    }
}

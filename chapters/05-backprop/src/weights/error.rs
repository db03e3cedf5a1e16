//! What can be wrong with a file of weights, each with its path, what was expected and what was found.

use std::io;
use std::path::PathBuf;

/// A file of weights that cannot be written or taken.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WeightsError {
    /// The operating system refuses to write.
    #[error("{}: cannot be written: {source}", path.display())]
    Unwritable {
        /// The file that was to be written.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The network holds numbers that nobody would want to load.
    #[error("{}: not written: {}", path.display(), list(problems))]
    NotWritten {
        /// The file that was to be written; what it held, it still holds.
        path: PathBuf,
        /// [`Problem::NotFinite`] for each such parameter.
        problems: Vec<Problem>,
    },
    /// The operating system refuses to read.
    #[error("{}: cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A folder, a pipe or a device.
    #[error("{}: expected a file, found {found}", path.display())]
    NotAFile {
        /// What was named.
        path: PathBuf,
        /// What it is.
        found: &'static str,
    },
    /// The file ends before what its first bytes or its header announce.
    #[error("{}: truncated: expected {expected} bytes, found {found}", path.display())]
    Truncated {
        /// The file.
        path: PathBuf,
        /// How long it would have to be.
        expected: u64,
        /// How long it is.
        found: u64,
    },
    /// The file goes on after what its header announces.
    #[error("{}: too long: expected {expected} bytes, found {found}", path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
        /// How long it would have to be.
        expected: u64,
        /// How long it is.
        found: u64,
    },
    /// The first eight bytes announce a header that no network of this book has; mostly the file is of another kind.
    #[error(
        "{}: expected a safetensors file with a header of at most {limit} bytes, found one of {found}",
        path.display()
    )]
    HeaderTooLarge {
        /// The file.
        path: PathBuf,
        /// The largest header that is read.
        limit: u64,
        /// What the first eight bytes say.
        found: u64,
    },
    /// The header is not what safetensors asks for: no JSON, or offsets that do not fit types and shapes.
    #[error("{}: expected the header of a safetensors file: {source}", path.display())]
    BadHeader {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// A sound file of another network.
    #[error("{}: does not fit the network: {}", path.display(), list(problems))]
    DoesNotFit {
        /// The file.
        path: PathBuf,
        /// Everything that differs: the network's tensors in their order, then those that it does not have.
        problems: Vec<Problem>,
    },
}

/// One way in which a tensor differs from what the network has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The network has it, the file has not.
    #[error("{name}: expected shape {expected:?}, found no such tensor")]
    Missing {
        /// The tensor.
        name: String,
        /// Its shape in the network.
        expected: Vec<usize>,
    },
    /// The file has it, the network has not.
    #[error("{name}: expected no such tensor, found shape {found:?}")]
    Unexpected {
        /// The tensor.
        name: String,
        /// Its shape in the file.
        found: Vec<usize>,
    },
    /// Both have it, in different shapes.
    #[error("{name}: expected shape {expected:?}, found {found:?}")]
    WrongShape {
        /// The tensor.
        name: String,
        /// Its shape in the network.
        expected: Vec<usize>,
        /// Its shape in the file.
        found: Vec<usize>,
    },
    /// Both have it, as different kinds of number.
    #[error("{name}: expected type {expected}, found {found}")]
    WrongType {
        /// The tensor.
        name: String,
        /// `F32` or `F64`.
        expected: String,
        /// Its type in the file.
        found: String,
    },
    /// A parameter that no training step could mend.
    #[error(
        "{name}: expected finite numbers, found {found} of {of} that are NaN or infinite"
    )]
    NotFinite {
        /// The tensor.
        name: String,
        /// How many of its numbers are NaN or infinite.
        found: usize,
        /// How many numbers it has.
        of: usize,
    },
}

/// One problem on the line, several on lines of their own.
fn list(problems: &[Problem]) -> String {
    match problems {
        [only] => only.to_string(),
        several => several.iter().fold(String::new(), |lines, problem| {
            format!("{lines}\n  {problem}")
        }),
    }
}

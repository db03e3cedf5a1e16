//! What can be wrong with a data file, each with its path, what was expected and what was found.

use std::io;
use std::path::PathBuf;

/// A data file or folder that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DataError {
    /// The folder lacks a file of the set, packed or not.
    #[error(
        "{}: no file {expected} (or {expected}.gz) here; found {found}; `cargo xtask data` fetches the sets",
        folder.display()
    )]
    Missing {
        /// Where it was looked for.
        folder: PathBuf,
        /// The file's name as its makers published it, without `.gz`.
        expected: &'static str,
        /// What lies there instead.
        found: String,
    },
    /// The operating system refuses to read the file.
    #[error("{}: cannot be read: {source}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A folder, a pipe or a device where a file should be, or a file where the folder should be.
    #[error("{}: expected {expected}, found {found}", path.display())]
    WrongKind {
        /// What was named.
        path: PathBuf,
        /// "a file" or "a folder".
        expected: &'static str,
        /// What it is.
        found: &'static str,
    },
    /// The first four bytes are not those of the kind of file it should be.
    #[error(
        "{}: expected magic number {expected:#010x} ({}), found {found:#010x} ({})",
        path.display(), kind_of(*expected), kind_of(*found)
    )]
    WrongMagic {
        /// The file.
        path: PathBuf,
        /// `0x00000803` for images, `0x00000801` for labels.
        expected: u32,
        /// The file's first four bytes, big-endian.
        found: u32,
    },
    /// The header announces no image at all, or images without height or width.
    #[error("{}: expected at least 1 {dimension}, found 0", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
        /// "item", "row" or "column".
        dimension: &'static str,
    },
    /// The header announces more than this reader takes.
    #[error("{}: expected at most {expected} bytes, found a header that announces {found}", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The most that is accepted.
        expected: u64,
        /// What the header announces: the product of its dimensions.
        found: u128,
    },
    /// The file ends before the data that its header announces.
    #[error("{}: truncated: expected {expected} bytes, found {found}", path.display())]
    Truncated {
        /// The file.
        path: PathBuf,
        /// Header and announced data together.
        expected: u64,
        /// What is there, after unpacking.
        found: u64,
    },
    /// The header announces more than so small a gzip file can unpack to.
    #[error(
        "{}: the header announces {expected} bytes, but {stored} bytes of gzip hold at most {found}",
        path.display()
    )]
    PackedTooSmall {
        /// The file.
        path: PathBuf,
        /// Header and announced data together.
        expected: u64,
        /// The most that gzip can make of the file.
        found: u64,
        /// The file's own size.
        stored: u64,
    },
    /// There is more in the file than its header announces.
    #[error("{}: trailing bytes: expected {expected} bytes, found more", path.display())]
    TrailingBytes {
        /// The file.
        path: PathBuf,
        /// Header and announced data together (of a packed file: its unpacked size).
        expected: u64,
    },
    /// The file goes on after the gzip data.
    #[error("{}: trailing bytes: expected the file to end with its gzip data, found more", path.display())]
    AfterGzip {
        /// The file.
        path: PathBuf,
    },
    /// The file is gzip but does not unpack: damaged, cut short, or its checksum is wrong.
    #[error("{}: expected a whole gzip file, found a damaged one: {source}", path.display())]
    CorruptGzip {
        /// The file.
        path: PathBuf,
        /// What the decoder says.
        source: io::Error,
    },
    /// Images and labels do not belong together.
    #[error(
        "{}: expected as many labels as {} has images, {expected}, found {found}",
        labels.display(), images.display()
    )]
    CountMismatch {
        /// The file of images.
        images: PathBuf,
        /// The file of labels.
        labels: PathBuf,
        /// How many images there are.
        expected: usize,
        /// How many labels there are.
        found: usize,
    },
    /// A label that names no class.
    #[error("{}: expected labels below {expected}, found {found} at index {index}", path.display())]
    LabelOutOfRange {
        /// The file of labels.
        path: PathBuf,
        /// The first such label, counted from 0.
        index: usize,
        /// How many classes there are.
        expected: usize,
        /// The label.
        found: u8,
    },
    /// The images to test with have another size than those to train on.
    #[error(
        "{}: expected images of {} x {} pixels as in the training file, found {} x {}",
        path.display(), expected.0, expected.1, found.0, found.1
    )]
    SizeMismatch {
        /// The file of test images.
        path: PathBuf,
        /// Height and width of the training images.
        expected: (usize, usize),
        /// Height and width of the test images.
        found: (usize, usize),
    },
}

/// What an IDX magic number stands for, for the message.
fn kind_of(magic: u32) -> &'static str {
    match magic {
        crate::idx::IMAGES_MAGIC => "images",
        crate::idx::LABELS_MAGIC => "labels",
        _ => "neither images nor labels",
    }
}

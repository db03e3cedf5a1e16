//! The header of an IDX file, and how much data it may announce.

use std::path::Path;

use crate::DataError;

/// The first four bytes of a file of images: two zeros, 8 for "bytes", 3 for three dimensions.
pub const IMAGES_MAGIC: u32 = 0x0000_0803;

/// The first four bytes of a file of labels: two zeros, 8 for "bytes", 1 for one dimension.
pub const LABELS_MAGIC: u32 = 0x0000_0801;

/// The most bytes of data that a file may announce, 256 MiB: five times MNIST.
pub const LARGEST: u64 = 1 << 28;

/// What each dimension counts, for the message.
const DIMENSIONS: [&str; 3] = ["item", "row", "column"];

/// How many bytes a header with so many dimensions takes.
pub(super) const fn header_bytes(dimensions: usize) -> usize {
    4 + 4 * dimensions
}

/// The dimensions that a header announces, checked: the right magic number, none of them 0, their product at most [`LARGEST`].
///
/// `header` is the file's start, shorter than a header if the file is.
pub(super) fn parse<const D: usize>(path: &Path, header: &[u8], magic: u32) -> Result<[usize; D], DataError> {
    let path = || path.to_owned();
    let (words, _) = header.as_chunks::<4>();
    if let Some(found) = words.first().map(|&word| u32::from_be_bytes(word)).filter(|&found| found != magic) {
        return Err(DataError::WrongMagic { path: path(), expected: magic, found });
    }
    if header.len() < header_bytes(D) {
        let (expected, found) = (header_bytes(D) as u64, header.len() as u64);
        return Err(DataError::Truncated { path: path(), expected, found });
    }
    let announced: [u32; D] = std::array::from_fn(|dimension| u32::from_be_bytes(words[1 + dimension]));
    if let Some(dimension) = announced.iter().position(|&size| size == 0) {
        return Err(DataError::Empty { path: path(), dimension: DIMENSIONS[dimension] });
    }
    // Three numbers below 2^32 multiply to less than 2^96.
    let found: u128 = announced.iter().map(|&size| u128::from(size)).product();
    if found > u128::from(LARGEST) {
        return Err(DataError::TooLarge { path: path(), expected: LARGEST, found });
    }
    // No factor of a product that fits is larger than the product.
    Ok(announced.map(|size| size as usize))
}

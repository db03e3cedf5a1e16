//! IDX, the format of MNIST: a magic number, the dimensions, then one byte a value; plain or packed by gzip.
//!
//! All numbers of the header are big-endian:
//!
//! | bytes | images | labels |
//! |---|---|---|
//! | 0..4 | magic `0x00000803`: bytes, three dimensions | magic `0x00000801`: bytes, one dimension |
//! | 4..8 | how many images | how many labels |
//! | 8..16 | rows, columns | |
//! | then | one byte a pixel, row by row, 0 background | one byte a label |
//!
//! A file comes from outside, so the reader trusts nothing in it. The size that the header announces is checked against
//! [`LARGEST`] and against the file's own size before any memory is asked for, and no read goes further than that size.

mod encode;
mod header;
mod source;

use std::path::Path;

use ndarray::{Array1, Array3};

pub use encode::{encode_images, encode_labels};
pub use header::{IMAGES_MAGIC, LABELS_MAGIC, LARGEST};

use crate::DataError;
use source::Source;

/// Reads a file of images.
///
/// # Shapes
/// `(images, height, width)`
///
/// # Errors
/// Whatever can be wrong with the file, see [`DataError`].
pub fn read_images(path: &Path) -> Result<Array3<u8>, DataError> {
    images(Source::open(path)?)
}

/// Reads a file of labels, each less than `classes`.
///
/// # Shapes
/// `(labels)`
///
/// # Errors
/// Whatever can be wrong with the file, see [`DataError`].
pub fn read_labels(path: &Path, classes: usize) -> Result<Array1<u8>, DataError> {
    labels(Source::open(path)?, classes)
}

/// Reads images from bytes in memory; `name` stands for the path in an error.
///
/// # Errors
/// As [`read_images`].
///
/// ```
/// let bytes = [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 10, 20, 30, 40];
/// let images = datasets::idx::decode_images("one 2 x 2 image", &bytes)?;
/// assert_eq!(images, ndarray::array![[[10, 20], [30, 40]]]);
/// # Ok::<(), datasets::DataError>(())
/// ```
pub fn decode_images(name: &str, bytes: &[u8]) -> Result<Array3<u8>, DataError> {
    images(Source::of_bytes(name, bytes))
}

/// Reads labels from bytes in memory; `name` stands for the path in an error.
///
/// # Errors
/// As [`read_labels`].
///
/// ```
/// let bytes = [0, 0, 8, 1, 0, 0, 0, 3, 7, 2, 1];
/// assert_eq!(datasets::idx::decode_labels("three labels", &bytes, 10)?.to_vec(), [7, 2, 1]);
/// let error = datasets::idx::decode_labels("three labels", &bytes, 5).unwrap_err();
/// assert_eq!(error.to_string(), "three labels: expected labels below 5, found 7 at index 0");
/// # Ok::<(), datasets::DataError>(())
/// ```
pub fn decode_labels(name: &str, bytes: &[u8], classes: usize) -> Result<Array1<u8>, DataError> {
    labels(Source::of_bytes(name, bytes), classes)
}

fn images(source: Source<'_>) -> Result<Array3<u8>, DataError> {
    let ([images, height, width], pixels) = source.read(IMAGES_MAGIC)?;
    Ok(Array3::from_shape_vec((images, height, width), pixels)
        .expect("the reader returns what the header announces"))
}

fn labels(source: Source<'_>, classes: usize) -> Result<Array1<u8>, DataError> {
    let path = source.path.clone();
    let ([_count], labels) = source.read(LABELS_MAGIC)?;
    match labels.iter().position(|&label| usize::from(label) >= classes) {
        None => Ok(Array1::from_vec(labels)),
        Some(index) => {
            Err(DataError::LabelOutOfRange { path, index, expected: classes, found: labels[index] })
        }
    }
}

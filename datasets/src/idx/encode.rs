//! Writing IDX: the counterpart of the reader, for shipped files and for tests.

use ndarray::{Array1, Array3};

use super::{IMAGES_MAGIC, LABELS_MAGIC};

/// The bytes of a file that holds these images, not packed.
///
/// # Shapes
/// `images`: `(images, height, width)`
///
/// # Panics
/// If a dimension does not fit 32 bits.
///
/// ```
/// use datasets::idx::{decode_images, encode_images};
/// let images = datasets::digits().test.pixels;
/// let bytes = encode_images(&images);
/// assert_eq!(bytes.len(), 4 + 3 * 4 + 300 * 8 * 8);
/// assert_eq!(decode_images("digits", &bytes)?, images);
/// # Ok::<(), datasets::DataError>(())
/// ```
#[track_caller]
pub fn encode_images(images: &Array3<u8>) -> Vec<u8> {
    encode(IMAGES_MAGIC, images.shape(), images.iter())
}

/// The bytes of a file that holds these labels, not packed.
///
/// # Shapes
/// `labels`: `(labels)`
///
/// # Panics
/// If there are 2³² labels or more.
///
/// ```
/// let bytes = datasets::idx::encode_labels(&ndarray::array![7, 2, 1]);
/// assert_eq!(bytes, [0, 0, 8, 1, 0, 0, 0, 3, 7, 2, 1]);
/// ```
#[track_caller]
pub fn encode_labels(labels: &Array1<u8>) -> Vec<u8> {
    encode(LABELS_MAGIC, labels.shape(), labels.iter())
}

#[track_caller]
fn encode<'a>(magic: u32, shape: &[usize], data: impl Iterator<Item = &'a u8>) -> Vec<u8> {
    let dimensions = shape.iter().flat_map(|&size| {
        u32::try_from(size)
            .unwrap_or_else(|_| panic!("encode: shape {shape:?} does not fit 32 bits"))
            .to_be_bytes()
    });
    magic.to_be_bytes().into_iter().chain(dimensions).chain(data.copied()).collect()
}

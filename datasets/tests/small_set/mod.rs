//! A folder with a set of the form of MNIST, small enough to be written by every test: 5 images of 3 × 2 to train, 4 to test.

use std::io::Write;
use std::path::Path;

use datasets::idx::{encode_images, encode_labels};
use flate2::{Compression, write::GzEncoder};
use ndarray::{Array1, Array3};
use tempfile::TempDir;

pub const TRAIN_IMAGES: &str = "train-images-idx3-ubyte";
pub const TRAIN_LABELS: &str = "train-labels-idx1-ubyte";
pub const TEST_IMAGES: &str = "t10k-images-idx3-ubyte";
pub const TEST_LABELS: &str = "t10k-labels-idx1-ubyte";

/// Images that differ in every pixel.
pub fn images(count: u8) -> Array3<u8> {
    let pixels = (0..6 * count).collect();
    Array3::from_shape_vec((usize::from(count), 3, 2), pixels).expect("six pixels an image")
}

/// 0, 1, 2 and so on.
pub fn labels(count: u8) -> Array1<u8> {
    (0..count).collect()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory does not fail")
}

/// The folder's four files, the training ones packed and the test ones not.
pub fn write_set(folder: &Path) {
    let write =
        |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).expect("a writable folder");
    write(&format!("{TRAIN_IMAGES}.gz"), &gzip(&encode_images(&images(5))));
    write(&format!("{TRAIN_LABELS}.gz"), &gzip(&encode_labels(&labels(5))));
    write(TEST_IMAGES, &encode_images(&images(4)));
    write(TEST_LABELS, &encode_labels(&labels(4)));
}

pub fn small_set() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_set(folder.path());
    folder
}

//! The digits that the book ships, so that nothing needs a download.

use chacha20::ChaCha8Rng;
use ndarray::Array1;
use rand::SeedableRng;
use rand::seq::SliceRandom;

use crate::idx::{decode_images, decode_labels};
use crate::{ImageSet, TrainTest};

const IMAGES: &[u8] = include_bytes!("../data/digits/images-idx3-ubyte.gz");
const LABELS: &[u8] = include_bytes!("../data/digits/labels-idx1-ubyte.gz");

/// The classes of the digits and of MNIST.
pub(crate) const DIGIT_NAMES: &[&str] = &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// How many images of each digit are kept for testing.
const TEST_IMAGES_A_CLASS: usize = 30;

/// Decides which ones; any number would do, and it never changes.
const SPLIT_SEED: u64 = 0;

/// The optical digits of E. Alpaydin and C. Kaynak: 1,797 handwritten digits of 8 × 8 pixels, 0 to 16.
///
/// 1,497 images to train on and 300 to test with, 30 of each digit, drawn once with a fixed seed: for each digit from 0 to 9
/// its images, in the order of the file, are shuffled by one `ChaCha8Rng` of seed 0 and the first 30 are the test images. Both
/// parts keep the order of the file.
///
/// Thirteen people wrote them and both parts hold images of each, so a test on them is easier than a test on strangers' hands.
///
/// Source: UCI Machine Learning Repository, *Optical Recognition of Handwritten Digits* (1998), CC BY 4.0, doi 10.24432/C50P49; the
/// 1,797 images are its test set, as bundled in scikit-learn.
///
/// ```
/// let digits = datasets::digits();
/// assert_eq!((digits.train.len(), digits.test.len()), (1497, 300));
/// assert_eq!(digits.train.pixels.dim(), (1497, 8, 8));
/// assert_eq!(digits.train.brightest, 16);
/// ```
pub fn digits() -> TrainTest {
    let all = all_digits();
    let test = test_indices(&all.labels);
    let train: Vec<usize> = (0..all.len()).filter(|index| test.binary_search(index).is_err()).collect();
    TrainTest { train: all.select(&train), test: all.select(&test), name: "digits" }
}

fn all_digits() -> ImageSet {
    ImageSet {
        pixels: decode_images("digits: images", IMAGES).expect("the shipped file is tested"),
        labels: decode_labels("digits: labels", LABELS, DIGIT_NAMES.len())
            .expect("the shipped file is tested"),
        brightest: 16,
        class_names: DIGIT_NAMES,
    }
}

/// In ascending order.
fn test_indices(labels: &Array1<u8>) -> Vec<usize> {
    let mut rng = ChaCha8Rng::seed_from_u64(SPLIT_SEED);
    let mut chosen = Vec::new();
    for digit in 0..10 {
        let mut images: Vec<usize> = (0..labels.len()).filter(|&image| labels[image] == digit).collect();
        images.shuffle(&mut rng);
        chosen.extend_from_slice(&images[..TEST_IMAGES_A_CLASS]);
    }
    chosen.sort_unstable();
    chosen
}

//! The shipped digits are the published ones, and their split never changes.

use sha2::{Digest, Sha256};

/// File, and the sum that `data/digits/README.md` states.
const FILES: [(&str, &[u8], &str); 2] = [
    (
        "images",
        include_bytes!("../data/digits/images-idx3-ubyte.gz"),
        "3d511ade898a2932c70f23773299fcf3152f00eae60358ea6f0d09f3bb5284f0",
    ),
    (
        "labels",
        include_bytes!("../data/digits/labels-idx1-ubyte.gz"),
        "3c7d185957c701c50c49d6682adf375c18351b60a593a8e3dbd17a58013cf35b",
    ),
];

fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

#[test]
fn files_have_the_stated_sums() {
    let readme = include_str!("../data/digits/README.md");
    for (name, bytes, sum) in FILES {
        assert_eq!(sha256(bytes), sum, "{name}");
        assert!(readme.contains(sum), "data/digits/README.md states another sum of the {name}");
    }
}

#[test]
fn digits_are_pinned() {
    let digits = datasets::digits();
    let sum = |pixels: &ndarray::Array3<u8>| pixels.iter().map(|&pixel| u64::from(pixel)).sum::<u64>();
    let counts = digits.train.class_counts().into_iter().zip(digits.test.class_counts()).map(|(a, b)| a + b);
    pins::pin!("digits", {
        "images": digits.train.len() + digits.test.len(),
        "train": digits.train.len(),
        "test": digits.test.len(),
        "height": digits.train.pixels.dim().1,
        "width": digits.train.pixels.dim().2,
        "features": digits.train.features(),
        "classes": digits.train.classes(),
        "brightest": digits.train.brightest,
        "class_counts": counts.collect::<Vec<usize>>(),
        "train_class_counts": digits.train.class_counts(),
        "test_class_counts": digits.test.class_counts(),
        "pixel_sum": sum(&digits.train.pixels) + sum(&digits.test.pixels),
        "pixel_mean": digits.train.flattened::<f64>().mean(),
        "ink_share": digits.train.binarised::<f64>(8).mean(),
        "first_train_labels": digits.train.first(10).labels.to_vec(),
        "first_test_labels": digits.test.first(10).labels.to_vec(),
    });
}

/// The published file: 1,797 images, these counts of 0 to 9, pixels that add up to 561,718.
#[test]
fn digits_are_the_published_ones() {
    let digits = datasets::digits();
    let both = [&digits.train, &digits.test];
    let count = |class| both.iter().map(|set| set.class_counts()[class]).sum::<usize>();
    assert_eq!(std::array::from_fn(count), [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
    assert_eq!(both.iter().flat_map(|set| &set.pixels).map(|&pixel| u64::from(pixel)).sum::<u64>(), 561_718);
    assert_eq!(both.iter().flat_map(|set| &set.pixels).max(), Some(&16));
}

/// Of the pixels of every image, one after the other, and then the labels.
const TRAIN_SUM: &str = "fc51125a9fc9274369d8ad5efb237b9d8329ba8538bef60637f215006a86d285";
const TEST_SUM: &str = "41c89bb1c758b65a928e964e2b307f4df872891295b74406a8443c232e6d2ca9";

#[test]
fn split_never_changes() {
    let digits = datasets::digits();
    let bytes = |set: &datasets::ImageSet| set.pixels.iter().chain(&set.labels).copied().collect::<Vec<u8>>();
    let sums = (sha256(&bytes(&digits.train)), sha256(&bytes(&digits.test)));
    assert_eq!((sums.0.as_str(), sums.1.as_str()), (TRAIN_SUM, TEST_SUM));
}

#[test]
fn no_image_is_in_both_parts() {
    let digits = datasets::digits();
    let images =
        |set: &datasets::ImageSet| set.pixels.outer_iter().map(|image| image.to_owned()).collect::<Vec<_>>();
    let train = images(&digits.train);
    for image in images(&digits.test) {
        assert!(!train.contains(&image));
    }
}

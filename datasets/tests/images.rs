//! The views of a set of images: rows of numbers, zeros and ones, parts of it.

use datasets::ImageSet;
use ndarray::{Array2, array};

/// Two images of 1 × 3 pixels, from 0 to 4.
fn two() -> ImageSet {
    ImageSet {
        pixels: array![[[0, 1, 2]], [[3, 4, 4]]],
        labels: array![1, 0],
        brightest: 4,
        class_names: &["dark", "light", "absent"],
    }
}

#[test]
fn rows_go_from_zero_to_one() {
    let expected: Array2<f32> = array![[0.0, 0.25, 0.5], [0.75, 1.0, 1.0]];
    assert_eq!(two().flattened::<f32>(), expected);
    assert_eq!(two().flattened::<f64>(), expected.mapv(f64::from));
}

/// NEU-15, DATA-7 and ERR-44: ink is what reaches a threshold that somebody chose.
#[test]
fn err_44_zeros_and_ones_depend_on_the_threshold() {
    assert_eq!(two().binarised::<f64>(2), array![[0.0, 0.0, 1.0], [1.0, 1.0, 1.0]]);
    assert_eq!(two().binarised::<f64>(4), array![[0.0, 0.0, 0.0], [0.0, 1.0, 1.0]]);
    assert_eq!(two().binarised::<f64>(0).sum(), 6.0);
}

#[test]
fn parts_keep_order_and_names() {
    let picked = two().select(&[1, 0, 1]);
    assert_eq!(picked.labels.to_vec(), [0, 1, 0]);
    assert_eq!(picked.pixels.dim(), (3, 1, 3));
    assert_eq!(two().first(1), two().select(&[0]));
    assert!(two().first(0).is_empty());
    assert_eq!(two().class_counts(), [1, 1, 0]);
}

#[test]
#[should_panic(expected = "select: no image 2, the set holds 2")]
fn select_names_the_index_that_is_not_there() {
    let _ = two().select(&[0, 2]);
}

#[test]
#[should_panic(expected = "first: 3 images wanted, the set holds 2")]
fn first_names_both_numbers() {
    let _ = two().first(3);
}

//! From picture to vector: what a neuron sees of an image.

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2};

/// The image's rows laid end to end: a picture of 28×28 pixels becomes a vector of 784 numbers.
///
/// # Shapes
/// `(height, width)` to `(height · width)`.
///
/// Source: S0 and S2 (NEU-15).
///
/// ```
/// use ndarray::array;
/// assert_eq!(neuron::flatten(&array![[1.0, 2.0], [3.0, 4.0]]), array![1.0, 2.0, 3.0, 4.0]);
/// ```
// ANCHOR: flatten
pub fn flatten(image: &ArrayRef2<f64>) -> Array1<f64> {
    image.iter().copied().collect()
}
// ANCHOR_END: flatten

/// Ink 1, paper 0: what the lectures do with grey pixels.
///
/// # Shapes
/// `(pixels)` to `(pixels)`.
///
/// Source: S0 and S2 (DATA-7). Where grey becomes ink is a choice, not part of the data: erratum ERR-44.
///
/// ```
/// use ndarray::array;
/// assert_eq!(neuron::binarise(&array![0.0, 0.49, 0.5, 1.0], 0.5), array![0.0, 0.0, 1.0, 1.0]);
/// ```
#[doc(alias = "binarize")]
// ANCHOR: binarise
pub fn binarise(pixels: &ArrayRef1<f64>, least_ink: f64) -> Array1<f64> {
    pixels.mapv(|grey| if grey >= least_ink { 1.0 } else { 0.0 })
}
// ANCHOR_END: binarise

/// The image moved by whole pixels, down and to the right; what leaves is lost, what enters is paper.
///
/// # Shapes
/// `(height, width)` to the same.
///
/// ```
/// use ndarray::array;
/// assert_eq!(neuron::shift(&array![[1.0, 2.0], [3.0, 4.0]], 0, 1), array![[0.0, 1.0], [0.0, 3.0]]);
/// ```
// ANCHOR: shift
pub fn shift(image: &ArrayRef2<f64>, down: isize, right: isize) -> Array2<f64> {
    Array2::from_shape_fn(image.dim(), |(row, column)| {
        let from =
            (row.checked_add_signed(-down), column.checked_add_signed(-right));
        let (Some(from_row), Some(from_column)) = from else { return 0.0 };
        image.get((from_row, from_column)).copied().unwrap_or(0.0)
    })
}
// ANCHOR_END: shift

/// The image in characters, two a pixel, for a terminal: the darker the fuller.
///
/// ```
/// use ndarray::array;
/// assert_eq!(neuron::to_text(&array![[0.0, 1.0]]), "  @@\n");
/// ```
pub fn to_text(image: &ArrayRef2<f64>) -> String {
    let line = |row: ndarray::ArrayView1<f64>| {
        row.iter().map(|&grey| shade(grey)).collect::<String>()
    };
    image
        .rows()
        .into_iter()
        .map(|row| line(row).trim_end().to_owned() + "\n")
        .collect()
}

fn shade(grey: f64) -> &'static str {
    match grey.clamp(0.0, 1.0) {
        g if g < 0.125 => "  ",
        g if g < 0.375 => "..",
        g if g < 0.625 => "oo",
        g if g < 0.875 => "##",
        _ => "@@",
    }
}

//! Sixty-four characters, and text made of nothing else.

use backprop::Float;
use ndarray::Array3;

/// The characters, in the order of their numbers: space, new line, ten marks, small and large letters.
pub const VOCABULARY: &str =
    " \n.,;:?!'()-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// The number of a character; none if it is not in the [`VOCABULARY`].
///
/// ```
/// assert_eq!((lstm::number_of('a'), lstm::number_of('é')), (Some(12), None));
/// ```
pub fn number_of(character: char) -> Option<usize> {
    VOCABULARY.find(character) // one byte each
}

/// The numbers of a text's characters; what is not in the [`VOCABULARY`] is left out.
///
/// ```
/// assert_eq!(lstm::encode("a b"), [12, 0, 13]);
/// assert_eq!(lstm::decode(&lstm::encode("Give me 7 boxes!")), "Give me  boxes!");
/// ```
// ANCHOR: encode
pub fn encode(text: &str) -> Vec<usize> {
    text.chars().filter_map(number_of).collect()
}
// ANCHOR_END: encode

/// The text of these numbers.
///
/// # Panics
/// If a number is 64 or more.
#[track_caller]
pub fn decode(numbers: &[usize]) -> String {
    numbers.iter().map(|&number| char::from(VOCABULARY.as_bytes()[number])).collect()
}

/// Each character as a row of zeros with a one in its place.
///
/// # Shapes
/// `numbers`: batch sequences of one length, one after another; the result: (batch, time, 64).
///
/// # Panics
/// If the sequences do not come out even.
///
/// ```
/// let rows = lstm::characters_one_hot::<f32>(&[12, 0, 13, 1], 2);
/// assert_eq!((rows.dim(), rows[[1, 0, 13]], rows.sum()), ((2, 2, 64), 1.0, 4.0));
/// ```
#[track_caller]
// ANCHOR: characters_one_hot
pub fn characters_one_hot<F: Float>(numbers: &[usize], batch: usize) -> Array3<F> {
    assert!(
        numbers.len().checked_rem(batch) == Some(0),
        "characters_one_hot: {} characters are no {batch} sequences of one length",
        numbers.len()
    );
    let time = numbers.len() / batch;
    let mut rows = Array3::zeros((batch, time, VOCABULARY.len()));
    for (place, &number) in numbers.iter().enumerate() {
        rows[[place / time, place % time, number]] = F::one();
    }
    rows
}
// ANCHOR_END: characters_one_hot

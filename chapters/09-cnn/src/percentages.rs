//! Answers as people read them.

use backprop::Float;
use ndarray::ArrayRef1;

/// Probabilities as whole per cents that sum to 100, as a slide shows them: the largest remainders are rounded up.
///
/// Source: S3 MLN-30.
///
/// # Panics
/// If a probability is negative or NaN, or they do not sum to 1, within a thousandth.
///
/// ```
/// use cnn::percentages;
/// use ndarray::array;
/// assert_eq!(percentages(&array![0.825, 0.145, 0.02, 0.01]), [83, 14, 2, 1]);
/// ```
#[track_caller]
pub fn percentages<F: Float>(probabilities: &ArrayRef1<F>) -> Vec<u32> {
    let exact: Vec<f64> = probabilities
        .iter()
        .map(|p| 100.0 * p.to_f64().unwrap_or(f64::NAN))
        .collect();
    assert!(exact.iter().all(|&p| p >= 0.0), "percentages: {exact:?} %");
    let total: f64 = exact.iter().sum();
    assert!((total - 100.0).abs() < 0.1, "percentages: they sum to {total} %");
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 100"
    )]
    let mut whole: Vec<u32> = exact.iter().map(|p| p.floor() as u32).collect();
    let missing = 100_usize.saturating_sub(whole.iter().sum::<u32>() as usize);
    let mut order: Vec<usize> = (0..exact.len()).collect();
    order.sort_by(|&a, &b| exact[b].fract().total_cmp(&exact[a].fract()));
    for &index in order.iter().take(missing) {
        whole[index] += 1;
    }
    whole
}

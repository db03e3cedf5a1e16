//! Training while somebody watches.

use backprop::{Float, Parameters};

use crate::{EarlyStopping, Verdict};

/// What was measured after an epoch.
#[derive(Debug, Clone, Copy, PartialEq)]
// ANCHOR: errors
pub struct Errors {
    /// On the data that were learnt from.
    pub training: f64,
    /// On data that were kept back.
    pub validation: f64,
}
// ANCHOR_END: errors

/// Trains until `stopping` has had enough, or until it has seen `epochs` epochs, and gives the network the numbers of its best epoch. Returns the errors of
/// the epochs that were trained.
///
/// `learn` trains for one epoch, whose number it is given, and measures. A `stopping` that has watched some epochs already, as in a resumed run, goes on
/// with the next one; a new run wants a new one.
///
/// # Errors
/// Whatever `learn` returns, at once; the network is as it left it.
///
/// # Panics
/// If no epoch had a finite validation error.
///
/// ```
/// use backprop::Linear;
/// use regularization::{EarlyStopping, Errors, train_watched};
/// let mut network = Linear::<f64>::zeros(1, 1);
/// let mut stopping = EarlyStopping::new(3);
/// let course = train_watched(&mut network, &mut stopping, 100, |network, _epoch| {
///     network.weight.value[[0, 0]] += 1.0; // "learning"
///     let w = network.weight.value[[0, 0]];
///     Ok::<_, String>(Errors { training: 1.0 / w, validation: (w - 5.0).powi(2) })
/// });
/// assert_eq!(course.unwrap().len(), 8); // w = 5 was the best, and three more epochs
/// assert_eq!(network.weight.value[[0, 0]], 5.0);
/// ```
// ANCHOR: train_watched
pub fn train_watched<F: Float, N: Parameters<F> + ?Sized, E>(
    network: &mut N,
    stopping: &mut EarlyStopping<F>,
    epochs: usize,
    mut learn: impl FnMut(&mut N, usize) -> Result<Errors, E>,
) -> Result<Vec<Errors>, E> {
    let mut course = Vec::new();
    for epoch in stopping.epochs()..epochs {
        let errors = learn(network, epoch)?;
        course.push(errors);
        if stopping.observe(network, errors.validation) == Verdict::Stop {
            break;
        }
    }
    stopping.restore(network);
    Ok(course)
}
// ANCHOR_END: train_watched

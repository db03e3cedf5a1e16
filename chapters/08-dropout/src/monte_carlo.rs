//! Masks in use: the same question asked of many thinned networks.

use backprop::{Float, Layer, Mode};
use ndarray::{Array2, ArrayRef2};

/// What thinned networks say: their mean, and how far they are apart.
#[derive(Debug, Clone, PartialEq)]
// ANCHOR: opinions
pub struct Opinions<F> {
    /// (batch, outputs): the mean of the answers.
    pub mean: Array2<F>,
    /// (batch, outputs): the standard deviation of the answers, of all `passes`.
    pub standard_deviation: Array2<F>,
}
// ANCHOR_END: opinions

/// Runs a network `passes` times in [`Mode::Train`], so that every pass draws new masks, and gathers the answers.
///
/// `answer` turns outputs into what is averaged, such as logits into probabilities. The passes leave their trace: the masks that are drawn here
/// are gone for the training that may come after, and layers that keep count while they train, such as batch normalisation, move. Ask a copy, or
/// give the network back the [`Snapshot`](regularization::Snapshot) that it had before. Source: Gal and Ghahramani 2016.
///
/// # Shapes
/// `input`: (batch, in); outputs and opinions: (batch, outputs).
///
/// # Panics
/// If `passes` is 0.
///
/// ```
/// use dropout::{Dropout, monte_carlo};
/// use ndarray::array;
/// let opinions = monte_carlo(&mut Dropout::new(0.5, 1), &array![[1.0, 0.0]], 400, |outputs| outputs);
/// assert!((opinions.mean[[0, 0]] - 1.0_f64).abs() < 0.2); // 0 or 2
/// assert!((opinions.standard_deviation[[0, 0]] - 1.0).abs() < 0.1);
/// assert_eq!(opinions.standard_deviation[[0, 1]], 0.0); // of this unit all think alike
/// ```
#[track_caller]
// ANCHOR: monte_carlo
pub fn monte_carlo<F, N>(
    network: &mut N,
    input: &ArrayRef2<F>,
    passes: usize,
    answer: impl Fn(Array2<F>) -> Array2<F>,
) -> Opinions<F>
where
    F: Float,
    N: Layer<F, Input = Array2<F>, Output = Array2<F>> + ?Sized,
{
    assert!(passes > 0, "monte_carlo: nobody was asked, passes is 0");
    let mut ask = || answer(network.forward(input.to_owned(), Mode::Train));
    let mut mean = ask();
    let mut squares = Array2::zeros(mean.raw_dim()); // of the distances to the mean
    for pass in 2..=passes {
        let away = ask() - &mean;
        mean.scaled_add(F::one() / F::of(pass as f64), &away);
        let share = F::of((pass - 1) as f64 / pass as f64);
        squares.zip_mut_with(&away, |sum, &away| *sum += share * away * away);
    }
    let count = F::of(passes as f64);
    let standard_deviation = squares.mapv_into(|sum: F| (sum / count).sqrt());
    Opinions { mean, standard_deviation }
}
// ANCHOR_END: monte_carlo

//! How knowledge of the test rows gets into the training, and what it makes of an estimate.

use loss::accuracy;
use ndarray::{Array1, ArrayRef2, Axis, Zip};

use crate::softmax_regression::SoftmaxRegression;
use crate::split::Fold;
use crate::standardise::Standardiser;

/// Which rows may say which features are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
// ANCHOR: chosen_on
pub enum ChosenOn {
    /// All rows, before they are dealt into folds: a leak.
    AllRows,
    /// The training rows of each fold anew.
    TrainingRows,
}
// ANCHOR_END: chosen_on

/// The `keep` features whose correlation with the class (0 or 1) is largest, either sign, best first.
///
/// # Shapes
/// `inputs`: `(examples, features)`; `targets`: one class an example.
///
/// # Panics
/// If there are not so many features.
///
/// ```
/// use ndarray::array;
/// let inputs = array![[1.0, 5.0, 0.0], [2.0, 1.0, 0.0], [1.0, 5.5, 1.0], [2.0, 0.5, 1.0]];
/// let best = gradient_descent::leak::most_correlated(&inputs, &[1, 0, 1, 0], 2);
/// assert_eq!(best, [0, 1]); // the first field tells the classes apart, the third not at all
/// ```
#[track_caller]
pub fn most_correlated(
    inputs: &ArrayRef2<f64>,
    targets: &[usize],
    keep: usize,
) -> Vec<usize> {
    assert!(
        keep <= inputs.ncols(),
        "most_correlated: {keep} of {} features",
        inputs.ncols()
    );
    let strengths = correlations(inputs, targets).mapv(f64::abs);
    let mut features: Vec<usize> = (0..inputs.ncols()).collect();
    features.sort_by(|&a, &b| strengths[b].total_cmp(&strengths[a]));
    features.truncate(keep);
    features
}

/// One number between −1 and 1 a column; 0 for a constant one.
fn correlations(inputs: &ArrayRef2<f64>, targets: &[usize]) -> Array1<f64> {
    let classes = Array1::from_iter(targets.iter().map(|&t| t as f64));
    let t = &classes - classes.mean().expect("there is an example");
    let means = inputs.mean_axis(Axis(0)).expect("there is an example");
    let x = inputs - &*means;
    let scales = ((&x * &x).sum_axis(Axis(0)) * t.dot(&t)).sqrt();
    let products = x.t().dot(&t);
    Zip::from(&products).and(&scales).map_collect(|&product, &scale| {
        if scale == 0.0 { 0.0 } else { product / scale }
    })
}

/// The mean accuracy over the folds of a softmax regression on the `keep` best features.
///
/// Each fold standardises by its training rows and trains by full descent, 40 steps of 1.
///
/// # Shapes
/// `inputs`: `(examples, features)`; `targets`: one class, 0 or 1, an example.
///
/// # Panics
/// If shapes do not fit, there is no fold, or there are fewer features than `keep`.
#[track_caller]
// ANCHOR: cross_validated
pub fn cross_validated_accuracy(
    inputs: &ArrayRef2<f64>,
    targets: &[usize],
    folds: &[Fold],
    keep: usize,
    chosen_on: ChosenOn,
) -> f64 {
    let chosen_before = match chosen_on {
        ChosenOn::AllRows => Some(most_correlated(inputs, targets, keep)),
        ChosenOn::TrainingRows => None,
    };
    let of_fold = |fold: &Fold| {
        let rows = |indices: &[usize]| {
            let truth: Vec<usize> =
                indices.iter().map(|&n| targets[n]).collect();
            (inputs.select(Axis(0), indices), truth)
        };
        let (train, train_targets) = rows(&fold.train);
        let (held_out, held_out_targets) = rows(&fold.validation);
        let features = chosen_before
            .clone()
            .unwrap_or_else(|| most_correlated(&train, &train_targets, keep));
        let train = train.select(Axis(1), &features);
        let held_out = held_out.select(Axis(1), &features);
        let standardiser = Standardiser::fit(&train);
        let model = trained(&standardiser.transform(&train), &train_targets);
        let logits = model.logits(&standardiser.transform(&held_out));
        accuracy(&logits, &held_out_targets)
    };
    folds.iter().map(of_fold).sum::<f64>() / folds.len() as f64
}
// ANCHOR_END: cross_validated

fn trained(
    inputs: &ArrayRef2<f64>,
    targets: &[usize],
) -> SoftmaxRegression<f64> {
    let mut model = SoftmaxRegression::zeros(inputs.ncols(), 2);
    for _step in 0..40 {
        let (_, slopes) = model.loss(inputs, targets);
        model.step(&slopes, 1.0);
    }
    model
}

//! How far a batch's gradient is off, and how that shrinks with the batch.

use ndarray::{Array1, Array2, ArrayRef2, Axis};

use crate::softmax_regression::SoftmaxRegression;

/// Whether an example that was drawn may be drawn again into the same batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// Each example is drawn from all, whatever came before.
    WithReplacement,
    /// Each example is drawn from those that are left.
    WithoutReplacement,
}

/// The gradient of every example's own loss, one row an example: weights row after row, then biases.
///
/// Their mean over the rows is the gradient of the mean loss.
///
/// # Shapes
/// `inputs`: `(examples, features)`; the result: `(examples, classes · features + classes)`.
///
/// # Panics
/// If shapes do not fit.
#[track_caller]
pub fn gradients_of_examples(
    model: &SoftmaxRegression<f64>,
    inputs: &ArrayRef2<f64>,
    targets: &[usize],
) -> Array2<f64> {
    let layer = &model.layer;
    let mut rows = Array2::zeros((0, layer.weight.len() + layer.bias.len()));
    for (example, &target) in targets.iter().enumerate() {
        let (_, slopes) =
            model.loss(&inputs.select(Axis(0), &[example]), &[target]);
        let row: Array1<f64> =
            slopes.weight.iter().chain(&slopes.bias).copied().collect();
        rows.push_row(row.view()).expect("one slope a parameter");
    }
    rows
}

/// The spread of single gradients around their mean: the root of the mean of `‖gₙ − ḡ‖²`.
///
/// # Shapes
/// `gradients`: `(examples, parameters)`.
///
/// # Panics
/// If there is no example.
///
/// ```
/// use ndarray::array;
/// let spread = gradient_descent::noise::spread(&array![[1.0, 0.0], [-1.0, 4.0]]);
/// assert_eq!(spread, 5.0_f64.sqrt()); // both lie √(1² + 2²) from (0, 2)
/// ```
#[track_caller]
// ANCHOR: spread
pub fn spread(gradients: &ArrayRef2<f64>) -> f64 {
    let mean = gradients.mean_axis(Axis(0)).expect("at least one example");
    let away = gradients - &*mean;
    (away.mapv(|x| x * x).sum() / gradients.nrows() as f64).sqrt()
}
// ANCHOR_END: spread

/// The root-mean-square distance of a batch's gradient from that of all `count` examples, told from
/// the spread of the single ones: `spread/√B` with replacement, and `√((N − B)/(N − 1))` times that without.
///
/// # Panics
/// If the batch is empty, or is drawn without replacement from fewer examples than it holds.
///
/// ```
/// use gradient_descent::noise::{Drawing, expected_noise};
/// assert_eq!(expected_noise(6.0, 100, 4, Drawing::WithReplacement), 3.0);
/// assert_eq!(expected_noise(6.0, 100, 100, Drawing::WithoutReplacement), 0.0);
/// ```
#[track_caller]
// ANCHOR: expected_noise
pub fn expected_noise(
    spread: f64,
    count: usize,
    batch_size: usize,
    drawing: Drawing,
) -> f64 {
    assert!(batch_size > 0, "expected_noise: the batch is empty");
    let with = spread / (batch_size as f64).sqrt();
    if drawing == Drawing::WithReplacement || count == 1 {
        return with;
    }
    assert!(
        batch_size <= count,
        "expected_noise: a batch of {batch_size} from {count} examples"
    );
    with * ((count - batch_size) as f64 / (count - 1) as f64).sqrt()
}
// ANCHOR_END: expected_noise

/// The root-mean-square distance of the batches' mean gradients from the mean of all.
///
/// # Shapes
/// `gradients`: `(examples, parameters)`; `batches`: indices of its rows.
///
/// # Panics
/// If there is no batch, or one is empty.
#[track_caller]
pub fn measured_noise(
    gradients: &ArrayRef2<f64>,
    batches: &[Vec<usize>],
) -> f64 {
    assert!(!batches.is_empty(), "measured_noise: there is no batch");
    let all = gradients.mean_axis(Axis(0)).expect("a batch needs an example");
    let square = |batches: &[Vec<usize>]| {
        let away = mean_gradients(gradients, batches) - &all;
        away.mapv(|x| x * x).sum()
    };
    // So many at a time: a weight for each batch and example would not fit into memory for small batches of many examples.
    let squares = batches.chunks(64).map(square).sum::<f64>();
    (squares / batches.len() as f64).sqrt()
}

/// The mean gradient of each batch, all in one product: one row a batch, what each example weighs in it.
#[track_caller]
fn mean_gradients(
    gradients: &ArrayRef2<f64>,
    batches: &[Vec<usize>],
) -> Array2<f64> {
    let mut shares = Array2::zeros((batches.len(), gradients.nrows()));
    for (mut row, batch) in shares.rows_mut().into_iter().zip(batches) {
        assert!(!batch.is_empty(), "measured_noise: a batch needs an example");
        for &example in batch {
            row[example] += 1.0 / batch.len() as f64;
        }
    }
    shares.dot(gradients)
}

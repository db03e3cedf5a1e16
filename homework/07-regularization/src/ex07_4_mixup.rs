//! Examples that are two examples at once.
//!
//! *Mixup* (Zhang and others 2018) lays two training images over each other, as a photograph that was exposed
//! twice, and asks the network for both classes, in the same proportion. Between the training examples the
//! network can then no longer do what it likes.
//!
//! Example n of a batch gets a partner and a share `s_n` between 0 and 1, both drawn by somebody else:
//!
//! ```text
//! mixed[n] = s_n · input[n] + (1 − s_n) · input[partner[n]]
//! loss     = mean over n of
//!            s_n · (−ln p[n, a_n]) + (1 − s_n) · (−ln p[n, b_n])
//! ∂loss/∂logit[n,k] = (p[n,k] − t[n,k]) / N
//! t[n,k]   = s_n for k = a_n, 1 − s_n for k = b_n, else 0
//! ```
//!
//! where `a_n` is the example's own class and `b_n` its partner's (if they are the same, both shares are
//! added), p the softmax of the logits and N the number of examples. Inputs: (batch, features); logits and
//! gradient: (batch, classes).
//!
//! # By hand
//!
//! The inputs 0 and 8, each the other's partner, with the shares 0.75 and 0.5, become 2 and 4. One example
//! with the logits 0 and 0, of class 0 with share 0.75 and with a partner of class 1: p is 1/2 and 1/2, the
//! loss ln 2 = 0.693, and the gradient 0.5 − 0.75 = −0.25 and 0.5 − 0.25 = 0.25.
//!
//! # Hint
//!
//! Mix into a *new* array: if you write over the inputs, the partner of a later example has already been
//! mixed. For the loss take `loss::log_softmax`, which does not overflow, and for the gradient its
//! exponential. The loss is a mean of two losses, and not the loss of a mean: the two logarithms are mixed,
//! not the probabilities inside.

use ndarray::{Array2, ArrayRef2};

/// The mixed inputs.
///
/// # Shapes
/// `inputs` and the result: (batch, features); `partners`, `shares`: (batch).
///
/// # Panics
/// If there is not one partner and one share for each example.
#[track_caller]
pub fn mix(
    inputs: &ArrayRef2<f64>,
    partners: &[usize],
    shares: &[f64],
) -> Array2<f64> {
    let batch = inputs.nrows();
    assert!(
        partners.len() == batch && shares.len() == batch,
        "mix: {batch} inputs, {} partners and {} shares",
        partners.len(),
        shares.len()
    );
    //~ solution
    let mut mixed = Array2::zeros(inputs.raw_dim());
    for (n, mut row) in mixed.rows_mut().into_iter().enumerate() {
        row.scaled_add(shares[n], &inputs.row(n));
        row.scaled_add(1.0 - shares[n], &inputs.row(partners[n]));
    }
    mixed
    //~ stub
    // todo!("ex07_4: each input times its share plus its partner times the rest")
    //~ mutant the shares changed over
    // let mut mixed = Array2::zeros(inputs.raw_dim());
    // for (n, mut row) in mixed.rows_mut().into_iter().enumerate() {
    //     row.scaled_add(1.0 - shares[n], &inputs.row(n));
    //     row.scaled_add(shares[n], &inputs.row(partners[n]));
    // }
    // mixed
    //~ mutant mixes with what is mixed already
    // let mut mixed = inputs.to_owned();
    // for n in 0..batch {
    //     let partner = mixed.row(partners[n]).to_owned();
    //     let mut row = mixed.row_mut(n);
    //     row *= shares[n];
    //     row.scaled_add(1.0 - shares[n], &partner);
    // }
    // mixed
    //~ mutant one share for all
    // let mut mixed = Array2::zeros(inputs.raw_dim());
    // for (n, mut row) in mixed.rows_mut().into_iter().enumerate() {
    //     row.scaled_add(shares[0], &inputs.row(n));
    //     row.scaled_add(1.0 - shares[0], &inputs.row(partners[n]));
    // }
    // mixed
    //~ end
}

/// The mean loss of mixed examples, and its gradient by the logits.
///
/// # Shapes
/// `logits` and the gradient: (batch, classes); `classes`: the class of each
/// example *before* it was mixed; `partners`, `shares`: (batch).
///
/// # Panics
/// If there is not one class, one partner and one share for each example.
#[track_caller]
pub fn mixed_loss(
    logits: &ArrayRef2<f64>,
    classes: &[usize],
    partners: &[usize],
    shares: &[f64],
) -> (f64, Array2<f64>) {
    let batch = logits.nrows();
    assert!(
        [classes.len(), partners.len(), shares.len()] == [batch; 3],
        "mixed_loss: {batch} logits, {} classes, {} partners, {} shares",
        classes.len(),
        partners.len(),
        shares.len()
    );
    //~ solution
    let logs = loss::log_softmax(logits);
    let mut gradient = logs.mapv(f64::exp);
    let mut loss = 0.0;
    for n in 0..batch {
        let parts =
            [(classes[n], shares[n]), (classes[partners[n]], 1.0 - shares[n])];
        for (class, share) in parts {
            loss -= share * logs[[n, class]];
            gradient[[n, class]] -= share;
        }
    }
    gradient /= batch as f64;
    (loss / batch as f64, gradient)
    //~ stub
    // todo!("ex07_4: the mean of the shared losses, and (p − t)/N")
    //~ mutant the gradient is not divided by the batch size
    // let logs = loss::log_softmax(logits);
    // let mut gradient = logs.mapv(f64::exp);
    // let mut loss = 0.0;
    // for n in 0..batch {
    //     let parts = [
    //         (classes[n], shares[n]),
    //         (classes[partners[n]], 1.0 - shares[n]),
    //     ];
    //     for (class, share) in parts {
    //         loss -= share * logs[[n, class]];
    //         gradient[[n, class]] -= share;
    //     }
    // }
    // (loss / batch as f64, gradient)
    //~ mutant the logarithm of mixed probabilities
    // let logs = loss::log_softmax(logits);
    // let mut gradient = logs.mapv(f64::exp);
    // let mut loss = 0.0;
    // for n in 0..batch {
    //     let parts = [
    //         (classes[n], shares[n]),
    //         (classes[partners[n]], 1.0 - shares[n]),
    //     ];
    //     let mut both = 0.0;
    //     for (class, share) in parts {
    //         both += share * logs[[n, class]].exp();
    //         gradient[[n, class]] -= share;
    //     }
    //     loss -= both.ln();
    // }
    // gradient /= batch as f64;
    // (loss / batch as f64, gradient)
    //~ mutant the partner's number in place of its class
    // let logs = loss::log_softmax(logits);
    // let mut gradient = logs.mapv(f64::exp);
    // let mut loss = 0.0;
    // for n in 0..batch {
    //     let parts = [
    //         (classes[n], shares[n]),
    //         (partners[n] % logits.ncols(), 1.0 - shares[n]),
    //     ];
    //     for (class, share) in parts {
    //         loss -= share * logs[[n, class]];
    //         gradient[[n, class]] -= share;
    //     }
    // }
    // gradient /= batch as f64;
    // (loss / batch as f64, gradient)
    //~ mutant overflows at large logits
    // let exponentials = logits.mapv(f64::exp);
    // let mut gradient = exponentials.clone();
    // let mut loss = 0.0;
    // for n in 0..batch {
    //     let sum = exponentials.row(n).sum();
    //     gradient.row_mut(n).mapv_inplace(|x| x / sum);
    //     let parts = [
    //         (classes[n], shares[n]),
    //         (classes[partners[n]], 1.0 - shares[n]),
    //     ];
    //     for (class, share) in parts {
    //         loss -= share * (exponentials[[n, class]] / sum).ln();
    //         gradient[[n, class]] -= share;
    //     }
    // }
    // gradient /= batch as f64;
    // (loss / batch as f64, gradient)
    //~ end
}

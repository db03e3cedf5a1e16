//! The formulas once more, written straight down, with loops and nothing shared with the crate.

/// `−Σ t log p` for one row.
pub fn cross_entropy(truth: &[f64], forecast: &[f64]) -> f64 {
    let mut sum = 0.0;
    for k in 0..truth.len() {
        if truth[k] > 0.0 {
            sum -= truth[k] * forecast[k].ln();
        }
    }
    sum
}

/// `e^z / Σ e^z`: right for small logits, and an overflow for large ones.
pub fn softmax(logits: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    for logit in logits {
        sum += logit.exp();
    }
    logits.iter().map(|logit| logit.exp() / sum).collect()
}

/// The share of rows whose target is among the first `k` after sorting by score, stable for equals.
pub fn top_k_accuracy(scores: &[Vec<f64>], targets: &[usize], k: usize) -> f64 {
    let mut right = 0;
    for (row, target) in scores.iter().zip(targets) {
        let mut order: Vec<usize> = (0..row.len()).collect();
        order.sort_by(|&a, &b| row[b].partial_cmp(&row[a]).expect("no NaN here")); // stable: equals keep their order
        if order[..k.min(row.len())].contains(target) {
            right += 1;
        }
    }
    f64::from(right) / targets.len() as f64
}

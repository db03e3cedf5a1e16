//! Chapter 3: every loss with its gradient, as mean and as sum.

use loss::{
    LogBase, LossAndGradient, MarginLoss, Reduction, binary_cross_entropy, binary_cross_entropy_with_logits,
    cross_entropy, entropy, half_squared_error, kl_divergence, log_softmax, log_sum_exp, margin_loss,
    probability_cross_entropy, softmax_cross_entropy, squared_error,
};
use ndarray::{Array1, Array2, Zip};
use serde_json::Value;

use crate::goldens::numbers::{GRADIENTS, OUTPUTS, assert_near, assert_tensor, classes, matrix, table};

/// What the losses are given besides the outputs.
struct Truth {
    targets: Array2<f32>,
    signs: Array2<f32>,
    ones: Array2<f32>,
    shares: Array2<f32>,
    soft: Array2<f32>,
    classes: Vec<usize>,
}

impl Truth {
    fn of(goldens: &Value) -> Self {
        let matrix = |name: &str| matrix(&goldens[name]);
        Self {
            targets: matrix("targets"),
            signs: matrix("signs"),
            ones: matrix("ones"),
            shares: matrix("shares"),
            soft: matrix("soft"),
            classes: classes(&goldens["classes"]),
        }
    }

    fn loss(&self, name: &str, outputs: &Array2<f32>, reduction: Reduction) -> LossAndGradient<f32> {
        let margin = |kind| margin_loss(kind, outputs, &self.signs, reduction);
        match name {
            "squared_error" => squared_error(outputs, &self.targets, reduction),
            "half_squared_error" => half_squared_error(outputs, &self.targets, reduction),
            "hinge" => margin(MarginLoss::Hinge),
            "square" => margin(MarginLoss::Square),
            "logistic" => margin(MarginLoss::Logistic),
            "binary_cross_entropy" => binary_cross_entropy(outputs, &self.shares, reduction),
            "binary_cross_entropy_with_logits" => {
                binary_cross_entropy_with_logits(outputs, &self.ones, reduction)
            }
            "softmax_cross_entropy" | "softmax_cross_entropy_far" => {
                softmax_cross_entropy(outputs, &self.classes, reduction)
            }
            "softmax_cross_entropy_soft" => softmax_cross_entropy(outputs, &self.soft, reduction),
            "probability_cross_entropy" => probability_cross_entropy(outputs, &self.classes, reduction),
            "probability_cross_entropy_soft" => probability_cross_entropy(outputs, &self.soft, reduction),
            other => panic!("make.py has a loss {other} that is not compared here"),
        }
    }
}

#[test]
fn every_loss_and_its_gradient() {
    let goldens = table("losses");
    let truth = Truth::of(&goldens);
    let losses = goldens["losses"].as_object().expect("losses by name");
    assert_eq!(losses.len(), 12);
    for (name, golden) in losses {
        for (reduction, key) in [(Reduction::Mean, "mean"), (Reduction::Sum, "sum")] {
            let (golden, name) = (&golden[key], format!("{name}, {key}"));
            let found =
                truth.loss(name.split(',').next().expect("a name"), &matrix(&golden["outputs"]), reduction);
            assert_near(&name, found.loss, &golden["loss"], OUTPUTS);
            assert_tensor(&name, &found.gradient, &golden["gradient"], GRADIENTS);
        }
    }
}

#[test]
fn log_softmax_and_the_logarithm_of_a_sum() {
    let goldens = table("losses");
    let x = matrix(&goldens["log_softmax"]["x"]);
    assert_tensor("log_softmax", &log_softmax(&x), &goldens["log_softmax"]["y"], OUTPUTS);
    let sums: Array1<f32> = x.rows().into_iter().map(|row| log_sum_exp(&row)).collect();
    assert_tensor("log_sum_exp", &sums, &goldens["log_sum_exp"], OUTPUTS);
}

#[test]
fn entropy_and_its_relatives() {
    let goldens = table("losses");
    let (rows, soft) = (matrix(&goldens["rows"]), matrix(&goldens["soft"]));
    let entropies: Array1<f32> = rows.rows().into_iter().map(|row| entropy(&row, LogBase::E)).collect();
    assert_tensor("entropy", &entropies, &goldens["entropy"], OUTPUTS);
    let crossed =
        Zip::from(soft.rows()).and(rows.rows()).map_collect(|t, p| cross_entropy(&t, &p, LogBase::E));
    assert_tensor("cross_entropy", &crossed, &goldens["cross_entropy"], OUTPUTS);
    let divergences =
        Zip::from(soft.rows()).and(rows.rows()).map_collect(|t, p| kl_divergence(&t, &p, LogBase::E));
    assert_tensor("kl_divergence", &divergences, &goldens["kl_divergence"], OUTPUTS);
}

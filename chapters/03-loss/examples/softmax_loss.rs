//! From three logits to the loss and its gradient, and the gradient once more by nudging.

use activations::softmax;
use clap::Parser;
use loss::{LogBase, Reduction, chance_level, one_hot, softmax_cross_entropy};
use ndarray::{Array2, ArrayRef2};

/// Softmax with cross-entropy, step by step
#[derive(Parser)]
struct Arguments {
    /// The logits of one example
    #[arg(default_values_t = [0.0, 0.006, 0.12], allow_negative_numbers = true)]
    logits: Vec<f64>,
    /// The index of the true class
    #[arg(long, default_value_t = 1)]
    target: usize,
}

fn main() {
    let Arguments { logits, target } = Arguments::parse();
    let classes = logits.len();
    if target >= classes {
        eprintln!("error: --target {target} is not below the number of logits, {classes}");
        std::process::exit(2);
    }
    let z = Array2::from_shape_vec((1, classes), logits).expect("one row");
    let loss_at = |z: &Array2<f64>| softmax_cross_entropy(z, &[target], Reduction::Mean);
    let answer = loss_at(&z);

    print("logit z", &z);
    print("e^z", &z.mapv(f64::exp));
    print("softmax p", &softmax(&z));
    print("target t", &one_hot(&[target], classes));
    print("gradient p - t", &answer.gradient);
    print("nudged", &nudged(&z, |z| loss_at(z).loss));
    println!("{:<15}{:>10.6}", format!("loss -ln p[{target}]"), answer.loss);
    println!("{:<15}{:>10.6}", format!("chance ln {classes}"), chance_level::<f64>(classes, LogBase::E));
}

/// How much the loss changes for each logit, per unit: the logit a little up, a little down, and the difference.
fn nudged(z: &Array2<f64>, loss: impl Fn(&Array2<f64>) -> f64) -> Array2<f64> {
    let step = 1e-5;
    let moved = |index, by| {
        let mut z = z.clone();
        z[index] += by;
        loss(&z)
    };
    Array2::from_shape_fn(z.dim(), |index| (moved(index, step) - moved(index, -step)) / (2.0 * step))
}

fn print(name: &str, row: &ArrayRef2<f64>) {
    let numbers: Vec<String> = row.iter().map(|x| format!("{x:>10.6}")).collect();
    println!("{name:<15}{}", numbers.join(" "));
}

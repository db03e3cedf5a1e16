//! A perceptron that remembers its mistakes instead of weights, and so learns what no line can separate.
//!
//! The rule adds t x to the weights at every mistake. So the weights are always a sum of examples: if `α_n` counts
//! the mistakes made on example n,
//!
//! ```text
//! w   = Σ α_n t_n x_n
//! w·x = Σ α_n t_n (x_n·x)
//! ```
//!
//! The counts say everything, and the weights need never be written down. Examples then occur only in dot products
//! with one another, and we may put something else in the dot product's place: a *kernel* `K(x_n, x)` that says how
//! alike two examples are. The *score* that takes the place of the weighted sum is
//!
//! ```text
//! score(x) = Σ α_n t_n K(x_n, x)
//! ```
//!
//! With K = dot product this is the chapter's perceptron exactly. With
//!
//! ```text
//! K(x, y) = (x·y + 1)²
//! ```
//!
//! it is a perceptron in a space where products of two inputs are inputs of their own, among them x1 x2. There, XOR
//! can be separated.
//!
//! * `squared_kernel(x, y)`: the kernel above, for two vectors `(in_features)`.
//! * `KernelPerceptron::score(input)`: the sum above over all examples n.
//! * `KernelPerceptron::epoch()`: goes through the examples once, in order. If `sign(score(x_n))` is not `t_n`, with
//!   the chapter's sign (−1 at 0), it is a mistake: `α_n` grows by 1 at once, so that the next example sees it.
//!   Returns how many mistakes there were.
//!
//! By hand, XOR: the examples (0,0), (0,1), (1,0), (1,1) with targets −1, +1, +1, −1. In the first epoch (0,0) has
//! score 0, a no, which is right. (0,1) has score 0 too: a mistake, α = 1. (1,0) has the score K((0,1), (1,0)) = (0 +
//! 1)² = 1: right. (1,1) has K((0,1), (1,1)) = (1 + 1)² = 4, a yes: a mistake. So the first epoch leaves the counts
//! (0, 1, 0, 1) and returns 2.
//!
//! Vectors of different lengths make `dot` panic; more is not asked.
//!
//! # Hint
//!
//! `score` is one loop over three things of equal length: the rows of `inputs`, `targets` and `mistakes`. In `epoch`
//! loop over indices, `for n in 0..self.targets.len()`, because the counts change while you go; `self.inputs.row(n)`
//! is example n. Use the kernel that the struct holds, `(self.kernel)(&x, &y)`, with the parentheses.

use ndarray::{Array1, Array2, ArrayRef1};
use neuron::sign;

/// How alike two examples are; the dot product is one possibility.
pub type Kernel = fn(&ArrayRef1<f64>, &ArrayRef1<f64>) -> f64;

/// `K(x, y) = (x·y + 1)²`.
///
/// # Shapes
/// `x` and `y`: `(in_features)`.
pub fn squared_kernel(x: &ArrayRef1<f64>, y: &ArrayRef1<f64>) -> f64 {
    //~ solution
    (x.dot(y) + 1.0).powi(2)
    //~ stub
    // todo!("ex01_6: (x·y + 1)²")
    //~ mutant forgets the square
    // x.dot(y) + 1.0
    //~ mutant forgets the 1
    // x.dot(y).powi(2)
    //~ mutant adds the 1 after the square
    // x.dot(y).powi(2) + 1.0
    //~ end
}

/// A perceptron that knows its examples and how often it was wrong about each.
#[derive(Debug, Clone)]
pub struct KernelPerceptron {
    /// What it learns from, `(examples, in_features)`.
    pub inputs: Array2<f64>,
    /// What is wanted, +1 or −1, `(examples)`.
    pub targets: Array1<f64>,
    /// α: how many mistakes it has made on each example, `(examples)`.
    pub mistakes: Array1<f64>,
    /// What takes the place of the dot product.
    pub kernel: Kernel,
}

impl KernelPerceptron {
    /// A perceptron that has made no mistake yet.
    pub fn new(inputs: Array2<f64>, targets: Array1<f64>, kernel: Kernel) -> Self {
        let mistakes = Array1::zeros(targets.len());
        Self { inputs, targets, mistakes, kernel }
    }

    /// What takes the place of the weighted sum: `Σ α_n t_n K(x_n, x)`.
    pub fn score(&self, input: &ArrayRef1<f64>) -> f64 {
        //~ solution
        let mut score = 0.0;
        for n in 0..self.targets.len() {
            score += self.mistakes[n] * self.targets[n] * (self.kernel)(&self.inputs.row(n), input);
        }
        score
        //~ stub
        // todo!("ex01_6: the sum of mistakes · target · kernel over all examples")
        //~ mutant forgets the targets
        // (0..self.targets.len()).map(|n| self.mistakes[n] * (self.kernel)(&self.inputs.row(n), input)).sum()
        //~ mutant counts an example once, however often it was wrong
        // (0..self.targets.len())
        //     .filter(|&n| self.mistakes[n] > 0.0)
        //     .map(|n| self.targets[n] * (self.kernel)(&self.inputs.row(n), input))
        //     .sum()
        //~ mutant does not use the kernel that it was given
        // (0..self.targets.len()).map(|n| self.mistakes[n] * self.targets[n] * self.inputs.row(n).dot(input)).sum()
        //~ mutant divides by the number of mistakes
        // let sum: f64 = (0..self.targets.len())
        //     .map(|n| self.mistakes[n] * self.targets[n] * (self.kernel)(&self.inputs.row(n), input))
        //     .sum();
        // sum / self.mistakes.sum()
        //~ end
    }

    /// Goes through the examples once, in order, and returns how many mistakes it made.
    pub fn epoch(&mut self) -> usize {
        //~ solution
        let mut count = 0;
        for n in 0..self.targets.len() {
            let output = sign(self.score(&self.inputs.row(n)));
            if output != self.targets[n] {
                self.mistakes[n] += 1.0;
                count += 1;
            }
        }
        count
        //~ stub
        // todo!("ex01_6: for each example in order, count a mistake at once where the sign of the score is not the target")
        //~ mutant looks at all the examples before it counts
        // let wrong: Vec<usize> = (0..self.targets.len())
        //     .filter(|&n| sign(self.score(&self.inputs.row(n))) != self.targets[n])
        //     .collect();
        // for &n in &wrong {
        //     self.mistakes[n] += 1.0;
        // }
        // wrong.len()
        //~ mutant takes a score of 0 for right
        // let mut count = 0;
        // for n in 0..self.targets.len() {
        //     if self.score(&self.inputs.row(n)) * self.targets[n] < 0.0 {
        //         self.mistakes[n] += 1.0;
        //         count += 1;
        //     }
        // }
        // count
        //~ mutant marks a mistake instead of counting it
        // let mut count = 0;
        // for n in 0..self.targets.len() {
        //     if sign(self.score(&self.inputs.row(n))) != self.targets[n] {
        //         self.mistakes[n] = 1.0;
        //         count += 1;
        //     }
        // }
        // count
        //~ mutant adds the target to the count
        // let mut count = 0;
        // for n in 0..self.targets.len() {
        //     if sign(self.score(&self.inputs.row(n))) != self.targets[n] {
        //         self.mistakes[n] += self.targets[n];
        //         count += 1;
        //     }
        // }
        // count
        //~ end
    }
}

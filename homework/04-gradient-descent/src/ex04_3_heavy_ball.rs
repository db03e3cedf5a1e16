//! A heavy ball does not stop where the ground turns flat: it keeps some of its speed. In a curved valley that helps.
//!
//! ```text
//! v ← μ v − η ∇f(θ)        what is left of it, and a push
//! θ ← θ + v                starting with v = 0
//! ```
//!
//! The share μ lies between 0 and 1; with μ = 0 this is the chapter's `descend`. Like that, it returns the start and
//! the place after each step.
//!
//! **By hand**: f(θ) = θ² has the slope 2θ. From 8 with η = ¼ and μ = ½:
//!
//! | step | v | θ |
//! |---|---|---|
//! | 1 | ½ · 0 − ¼ · 16 = −4 | 4 |
//! | 2 | ½ · (−4) − ¼ · 8 = −4 | 0 |
//! | 3 | ½ · (−4) − ¼ · 0 = −2 | −2 |
//!
//! At the bottom it rolls on: that is the price.
//!
//! # Hint
//!
//! Begin with a copy of `descend`. One more variable lives outside the loop. `Array1` can be scaled in place,
//! `velocity *= momentum`, and has `scaled_add(factor, &other)`.

use ndarray::{Array1, ArrayRef1};

/// Every place that the ball passes: the start, and one after each step, `steps + 1`
/// places.
///
/// # Shapes
/// `start`, the gradient and every place: (parameters).
pub fn roll(
    mut gradient: impl FnMut(&Array1<f64>) -> Array1<f64>,
    start: &ArrayRef1<f64>,
    learning_rate: f64,
    momentum: f64,
    steps: usize,
) -> Vec<Array1<f64>> {
    //~ solution
    let mut theta = start.to_owned();
    let mut velocity = Array1::zeros(theta.len());
    let mut trace = vec![theta.clone()];
    for _step in 0..steps {
        velocity *= momentum;
        velocity.scaled_add(-learning_rate, &gradient(&theta));
        theta += &velocity;
        trace.push(theta.clone());
    }
    trace
    //~ stub
    // todo!("ex04_3: {steps} steps of the ball from {start}")
    //~ mutant the velocity is forgotten after each step
    // let mut theta = start.to_owned();
    // let mut trace = vec![theta.clone()];
    // for _step in 0..steps {
    //     let mut velocity = Array1::zeros(theta.len());
    //     velocity *= momentum;
    //     velocity.scaled_add(-learning_rate, &gradient(&theta));
    //     theta += &velocity;
    //     trace.push(theta.clone());
    // }
    // trace
    //~ mutant moves with the velocity of the step before
    // let mut theta = start.to_owned();
    // let mut velocity = Array1::zeros(theta.len());
    // let mut trace = vec![theta.clone()];
    // for _step in 0..steps {
    //     theta += &velocity;
    //     velocity *= momentum;
    //     velocity.scaled_add(-learning_rate, &gradient(&theta));
    //     trace.push(theta.clone());
    // }
    // trace
    //~ mutant shrinks the push as well
    // let mut theta = start.to_owned();
    // let mut velocity = Array1::zeros(theta.len());
    // let mut trace = vec![theta.clone()];
    // for _step in 0..steps {
    //     velocity.scaled_add(-learning_rate, &gradient(&theta));
    //     velocity *= momentum;
    //     theta += &velocity;
    //     trace.push(theta.clone());
    // }
    // trace
    //~ mutant the gradient is taken a step ahead
    // let mut theta = start.to_owned();
    // let mut velocity = Array1::zeros(theta.len());
    // let mut trace = vec![theta.clone()];
    // for _step in 0..steps {
    //     velocity *= momentum;
    //     let ahead = &theta + &velocity;
    //     velocity.scaled_add(-learning_rate, &gradient(&ahead));
    //     theta += &velocity;
    //     trace.push(theta.clone());
    // }
    // trace
    //~ mutant leaves out the start
    // let mut theta = start.to_owned();
    // let mut velocity = Array1::zeros(theta.len());
    // let mut trace = Vec::new();
    // for _step in 0..steps {
    //     velocity *= momentum;
    //     velocity.scaled_add(-learning_rate, &gradient(&theta));
    //     theta += &velocity;
    //     trace.push(theta.clone());
    // }
    // trace
    //~ end
}

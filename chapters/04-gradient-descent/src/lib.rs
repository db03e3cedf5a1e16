//! Chapter 4: the way down, measured step by step.
//!
//! Chapter 3 made one number of a network's mistakes and showed which way is down. This crate goes there: it takes the slope of
//! a function without algebra, steps against it, asks how long a step may be, which examples a step may look at,
//! and how many of them it needs. It ends with one layer that reads digits, trained by its loss.
//!
//! | step | what it adds | where |
//! |---|---|---|
//! | 1 | a slope by trying, and how far off it is | [`numeric`] |
//! | 2 | brute force, and why not | [`grid`] |
//! | 3 | descent along a line and in the plane, with every place on the way | [`descent`], on the [`landscape`]s |
//! | 4 | how long a step may be: 2 over the curvature | [`rate`] |
//! | 5 | when to stop | [`stopping`] |
//! | 6 | a line through points, by descent and by formula | [`linear_regression`], [`solve`] |
//! | 7 | one scale for all features | [`standardise`] |
//! | 8 | which examples train, choose and judge | [`split`]; what happens otherwise: [`leak`] |
//! | 9 | one example after the other | [`online`] |
//! | 10 | shuffled batches, steps and epochs | [`batches`]; how noisy they are: [`noise`] |
//! | 11 | one layer under a softmax, and the loop around the step | [`softmax_regression`], [`training`] |
//! | 12 | pictures from a training | [`boundary`] |
//!
//! # Conventions
//!
//! A gradient has the shape of what it is the gradient of: of parameters in an array, an array; of a model, a model whose
//! numbers are slopes. Losses are means over the examples unless their name says otherwise. Everything random takes a
//! generator; indices stand for rows, so that the same ones serve inputs and targets. What meets data is generic over
//! [`ndarray::NdFloat`]; what explains, computes in `f64`.
//!
//! ```
//! use gradient_descent::descent::descend_line;
//! use gradient_descent::numeric::numeric_derivative;
//!
//! let f = |theta: f64| (theta - 3.0).powi(2);
//! let slope = |theta| numeric_derivative(f, theta, 1e-5);
//! let trace = descend_line(slope, 0.0, 0.1, 100);
//! assert!((trace[100] - 3.0).abs() < 1e-8);
//! ```

pub mod batches;
pub mod boundary;
mod constant;
pub mod descent;
pub mod grid;
pub mod landscape;
pub mod leak;
pub mod linear_regression;
pub mod noise;
pub mod numeric;
pub mod online;
pub mod rate;
pub mod softmax_regression;
pub mod solve;
pub mod split;
pub mod standardise;
pub mod stopping;
pub mod training;

//! One image a call, as a program that uses a trained network would ask.

use backprop::{Layer, Mode, Sequential};
use ndarray::Axis;

use crate::Samples;

/// Asks the network `calls` times about one image, a different one each time, and adds up the answers so that none is in vain.
pub fn answer_one_by_one(network: &mut Sequential, samples: &Samples, calls: usize) -> f32 {
    let images: Vec<_> =
        samples.images.axis_iter(Axis(0)).take(256).map(|row| row.insert_axis(Axis(0)).to_owned()).collect();
    (0..calls).map(|call| network.forward(images[call % images.len()].clone(), Mode::Eval)[[0, 0]]).sum()
}

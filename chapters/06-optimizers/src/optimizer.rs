//! What all optimizers have in common.

use backprop::{Float, Parameters};

/// A rule that makes a step of the gradients, and whatever it remembers from one step to the next.
///
/// A network is anything with [`Parameters`]. An optimizer is so itself: its memory are *buffers*, numbers that are kept and saved
/// though no gradient reaches them. So what saves a network saves an optimizer, and a run that is resumed with both goes on
/// as if it had never stopped, bit for bit.
///
/// The memory is keyed by the order in which the network visits its parameters, and checked by shape: one optimizer serves one
/// network.
#[doc(alias = "torch.optim.Optimizer")]
// ANCHOR: optimizer
pub trait Optimizer<F: Float = f32>: Parameters<F> {
    /// Moves every parameter by the gradient it holds, and sets the gradient to
    /// zero: the next sum begins at zero.
    ///
    /// # Panics
    /// If the network has other parameters than in the steps before, or of other
    /// shapes: names parameter, expected, found.
    fn step(&mut self, network: &mut dyn Parameters<F>);

    /// Makes room for what is remembered about this network, as the first step does
    /// by itself: before a saved memory is loaded.
    fn prepare(&mut self, network: &mut dyn Parameters<F>);

    /// The rate η of the next step.
    fn learning_rate(&self) -> f64;

    /// Sets the rate of the next step, as a [`Schedule`](crate::Schedule) says.
    fn set_learning_rate(&mut self, learning_rate: f64);
}
// ANCHOR_END: optimizer

impl<F: Float, O: Optimizer<F> + ?Sized> Optimizer<F> for Box<O> {
    fn step(&mut self, network: &mut dyn Parameters<F>) {
        (**self).step(network);
    }

    fn prepare(&mut self, network: &mut dyn Parameters<F>) {
        (**self).prepare(network);
    }

    fn learning_rate(&self) -> f64 {
        (**self).learning_rate()
    }

    fn set_learning_rate(&mut self, learning_rate: f64) {
        (**self).set_learning_rate(learning_rate);
    }
}

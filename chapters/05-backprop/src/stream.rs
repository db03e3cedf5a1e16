//! Random numbers that belong to a layer.

use chacha20::ChaCha8Rng;
use rand::{Rng, SeedableRng};

/// A stream of random numbers that a layer owns: the same seed gives the same numbers on every machine, and a clone goes on
/// from the same place.
///
/// The generator itself cannot be cloned, so that nobody repeats a stream by accident. Here it is wanted: a gradient can
/// only be checked if both evaluations draw alike.
///
/// ```
/// use backprop::RandomStream;
/// use rand::RngExt;
/// let mut stream = RandomStream::new(1);
/// stream.rng().random::<f64>();
/// let mut same = stream.clone();
/// assert_eq!(stream.rng().random::<f64>(), same.rng().random::<f64>());
/// ```
#[derive(Debug)]
pub struct RandomStream(ChaCha8Rng);

impl RandomStream {
    /// The stream of a seed, from its start.
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// The generator, to draw from.
    pub fn rng(&mut self) -> &mut dyn Rng {
        &mut self.0
    }
}

impl Clone for RandomStream {
    fn clone(&self) -> Self {
        Self(ChaCha8Rng::deserialize_state(&self.0.serialize_state()))
    }
}

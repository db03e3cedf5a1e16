//! Random numbers that a killed run takes up again.

use backprop::{Buffer, Float};
use chacha20::ChaCha8Rng;
use ndarray::{Dimension, Ix1};
use rand::SeedableRng;

/// A stream of random numbers for each pass: pass number k draws from a stream that follows from seed and k alone.
///
/// So all there is to remember is *how many* passes there were, and that fits into a buffer beside the weights: a run that is taken up
/// again from its checkpoint draws what it would have drawn. A clone goes on from the same place.
///
/// The count is kept as two digits to the base 2²⁰: a single `f32` would stop counting at 2²⁴, and from there on every mask would
/// be the same.
///
/// ```
/// use dropout::NumberedStream;
/// use rand::RngExt;
/// let mut stream = NumberedStream::<f32>::new(1);
/// let first: f64 = stream.next_rng().random();
/// let second: f64 = stream.next_rng().random();
/// assert!(first != second && stream.passes() == 2);
/// stream.rewind(1);
/// assert_eq!(stream.next_rng().random::<f64>(), second);
/// ```
#[derive(Debug, Clone, PartialEq)]
// ANCHOR: numbered_stream
pub struct NumberedStream<F = f32> {
    seed: u64,
    /// Low digit, high digit.
    passes: [F; 2],
}
// ANCHOR_END: numbered_stream

const BASE: u64 = 1 << 20;

/// The streams with small numbers are taken: the first weights come from stream 0 of a seed, the order of an epoch from those after.
const FIRST_STREAM: u64 = 1 << 63;

impl<F: Float> NumberedStream<F> {
    /// The streams of a seed, none of them used yet.
    pub fn new(seed: u64) -> Self {
        Self { seed, passes: [F::zero(); 2] }
    }

    /// The generator of the next pass.
    // ANCHOR: next_rng
    pub fn next_rng(&mut self) -> ChaCha8Rng {
        let pass = self.passes();
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        rng.set_stream(FIRST_STREAM + pass);
        self.rewind(pass + 1);
        rng
    }
    // ANCHOR_END: next_rng

    /// How many passes have drawn.
    pub fn passes(&self) -> u64 {
        let [low, high] = self.passes.map(whole);
        low + BASE * high
    }

    /// Goes on as if so many passes had drawn.
    pub fn rewind(&mut self, passes: u64) {
        self.passes =
            [passes % BASE, passes / BASE].map(|digit| F::of(digit as f64));
    }

    /// Shows the count to a visitor of buffers, as `passes`.
    pub fn visit(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        visitor(
            "passes",
            Buffer { shape: Ix1(2).into_dyn(), value: &mut self.passes },
        );
    }
}

/// A digit as it was counted, or from a file: what is no whole number is cut off.
fn whole<F: Float>(digit: F) -> u64 {
    digit.to_u64().unwrap_or(0).min(BASE - 1)
}

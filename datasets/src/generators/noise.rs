//! The one source of randomness of the generators: normal noise from a seed.

use chacha20::ChaCha8Rng;
use rand::SeedableRng;
use rand_distr::{Distribution, Normal};

/// A seeded generator together with the noise that it adds.
pub(super) struct Noise {
    /// For whatever else has to be drawn.
    pub(super) rng: ChaCha8Rng,
    normal: Normal<f64>,
}

impl Noise {
    /// Normal noise with mean 0; with standard deviation 0 there is none.
    #[track_caller]
    pub(super) fn new(operation: &str, standard_deviation: f64, seed: u64) -> Self {
        assert!(
            standard_deviation >= 0.0 && standard_deviation.is_finite(),
            "{operation}: noise must be finite and not negative, got {standard_deviation}"
        );
        let normal = Normal::new(0.0, standard_deviation).expect("checked above");
        Self { rng: ChaCha8Rng::seed_from_u64(seed), normal }
    }

    /// One sample.
    pub(super) fn draw(&mut self) -> f64 {
        self.normal.sample(&mut self.rng)
    }

    /// The point moved a little in both directions.
    pub(super) fn around(&mut self, [x, y]: [f64; 2]) -> [f64; 2] {
        [x + self.draw(), y + self.draw()]
    }
}

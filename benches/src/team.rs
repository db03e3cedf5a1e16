//! Several threads at one batch: each has a copy of the network and a part of the batch, and they share their gradients.
//!
//! All copies start alike, see the same mean of all gradients and so stay alike, two of them to the last bit (more add their
//! gradients in different orders); no weight is ever sent.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use backprop::Layer;
use chacha20::ChaCha8Rng;
use ndarray::Array2;
use rand::seq::SliceRandom;

use crate::training::Training;

/// Networks that learn the same thing at the same time.
pub struct Team<N: Layer> {
    members: Vec<Training<N>>,
}

impl<N: Layer<Output = Array2<f32>> + Send> Team<N> {
    /// So many copies of a training; `training` must give the same network each time.
    pub fn new(threads: usize, training: impl Fn() -> Training<N>) -> Self {
        Self { members: (0..threads).map(|_| training()).collect() }
    }

    /// Shows the first batches of `samples` samples in a new order, at most so many, and says how many samples that were; a last
    /// batch that is not full is left out, as the other libraries do.
    pub fn round(&mut self, samples: usize, batches: usize, rng: &mut ChaCha8Rng) -> usize {
        let mut order: Vec<usize> = (0..samples).collect();
        order.shuffle(rng);
        let batch_size = self.members[0].batch_size;
        order.truncate(batches.min(samples / batch_size) * batch_size);
        let part = batch_size.div_ceil(self.members.len());
        let ring = Link::ring(self.members.len());
        thread::scope(|scope| {
            for (position, (member, link)) in self.members.iter_mut().zip(ring).enumerate() {
                let order = &order;
                scope.spawn(move || {
                    for batch in order.chunks_exact(batch_size) {
                        let own = batch.chunks(part).nth(position).unwrap_or_default();
                        member.gradients(own);
                        link.share(member, own.len() as f32 / batch_size as f32);
                        member.optimizer.step(&mut member.network);
                    }
                });
            }
        });
        order.len()
    }
}

/// A member's way to the next one of a ring, and from the one before.
struct Link {
    next: Sender<Vec<f32>>,
    previous: Receiver<Vec<f32>>,
    members: usize,
}

impl Link {
    /// The links of so many members.
    fn ring(members: usize) -> Vec<Self> {
        let (senders, mut receivers): (Vec<_>, Vec<_>) = (0..members).map(|_| channel()).unzip();
        receivers.rotate_right(1);
        senders.into_iter().zip(receivers).map(|(next, previous)| Self { next, previous, members }).collect()
    }

    /// Weighs the member's gradients by its share of the batch and adds everybody else's: each gradient travels once around.
    ///
    /// # Panics
    /// If another member has panicked.
    fn share<N: Layer>(&self, member: &mut Training<N>, weight: f32) {
        if self.members == 1 {
            return;
        }
        let mut travelling = collect(member, weight);
        for _ in 1..self.members {
            self.next.send(travelling).expect("the next member listens");
            travelling = self.previous.recv().expect("the previous member speaks");
            add(member, &travelling);
        }
    }
}

/// All gradients in one row, weighed, and weighed where they are.
fn collect<N: Layer>(member: &mut Training<N>, weight: f32) -> Vec<f32> {
    let mut all = Vec::with_capacity(1 << 17);
    member.network.visit_params(&mut |_, param| {
        param.grad.iter_mut().for_each(|grad| *grad *= weight);
        all.extend_from_slice(param.grad);
    });
    all
}

fn add<N: Layer>(member: &mut Training<N>, others: &[f32]) {
    let mut rest = others;
    member.network.visit_params(&mut |_, param| {
        let (own, after) = rest.split_at(param.grad.len());
        param.grad.iter_mut().zip(own).for_each(|(grad, other)| *grad += other);
        rest = after;
    });
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use backprop::{Parameters, Sequential};
    use chacha20::ChaCha8Rng;
    use rand::SeedableRng;

    use super::Team;
    use crate::Samples;
    use crate::workload::mlp_with_momentum;

    fn parameters(team: &mut Team<Sequential>, member: usize) -> Vec<f32> {
        let mut all = Vec::new();
        team.members[member].network.visit_params(&mut |_, param| all.extend_from_slice(param.value));
        all
    }

    #[test]
    fn two_learn_what_one_learns() {
        let samples = Arc::new(Samples::random(130));
        let [mut one, mut two] = [1, 2].map(|threads| Team::new(threads, || mlp_with_momentum(&samples, 32)));
        for team in [&mut one, &mut two] {
            assert_eq!(team.round(130, 3, &mut ChaCha8Rng::seed_from_u64(4)), 96);
            assert_eq!(team.round(130, usize::MAX, &mut ChaCha8Rng::seed_from_u64(4)), 128);
        }
        let (alone, first, second) =
            (parameters(&mut one, 0), parameters(&mut two, 0), parameters(&mut two, 1));
        assert_eq!(first, second);
        let difference = alone.iter().zip(&first).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(difference < 1e-6, "{difference}");
    }
}

//! One network, one recipe: every remedy is a line or two of it.

use activations::Relu;
use backprop::{Activate, Epoch, Linear, Sequential, TrainError, train_epoch};
use chacha20::ChaCha8Rng;
use dropout::Dropout;
use loss::{Reduction, softmax_cross_entropy};
use ndarray::{Array2, ArrayRef2};
use optimizers::{CosineDecay, Momentum, Optimizer, Schedule};
use rand::SeedableRng;
use regularization::augment::{Affine, Augmentation};
use regularization::{EarlyStopping, Errors, L2, penalise, train_watched};

use crate::images::Images;

pub type Network = Sequential;

/// How a network learns.
// ANCHOR: recipe
#[derive(Debug, Clone, Copy)]
pub struct Recipe {
    /// The units of the hidden layer.
    pub units: usize,
    pub epochs: usize,
    pub batch_size: usize,
    pub learning_rate: f64,
    /// λ; 0 without the penalty.
    pub l2: f64,
    /// Whether every epoch sees the images turned, scaled and moved anew.
    pub augmented: bool,
    /// p for the hidden units; 0 without dropout.
    pub drop_prob: f64,
    /// How many epochs without a better loss on the fifth that is kept back.
    pub patience: Option<usize>,
    /// Whether that fifth is left out though nobody watches it.
    pub fewer: bool,
}
// ANCHOR_END: recipe

/// A hidden layer of rectifiers, some of which are dropped by lot.
// ANCHOR: remedies_network
pub fn network(images: &Images, recipe: &Recipe, seed: u64) -> Network {
    let rng = &mut ChaCha8Rng::seed_from_u64(seed);
    Sequential::new()
        .with(Linear::he_normal(images.inputs.ncols(), recipe.units, rng))
        .with(Activate::new(Relu))
        .with(Dropout::new(recipe.drop_prob, seed))
        .with(Linear::he_normal(recipe.units, images.classes, rng))
}
// ANCHOR_END: remedies_network

/// The logits of all images, in use.
pub fn predict(network: &mut Network, inputs: &ArrayRef2<f32>) -> Array2<f32> {
    backprop::predict(network, inputs, 500)
}

/// A network that learns, epoch after epoch.
pub struct Learner<'a> {
    pub network: Network,
    optimizer: Momentum,
    augmentation: Augmentation,
    images: &'a Images,
    recipe: Recipe,
    seed: u64,
}

impl<'a> Learner<'a> {
    pub fn new(images: &'a Images, recipe: &Recipe, seed: u64) -> Self {
        // at most a tenth of the width, and never more than two pixels
        let pixels = (images.size[1] as f64 / 10.0).min(2.0);
        let distortion = Affine { degrees: 10.0, scale: 0.1, pixels };
        Self {
            network: network(images, recipe, seed),
            optimizer: Momentum::new(recipe.learning_rate, 0.9),
            augmentation: Augmentation::new(images.size, seed).with(distortion),
            images,
            recipe: *recipe,
            seed,
        }
    }

    /// One epoch; returns the mean of the losses met in it.
    // ANCHOR: learn_epoch
    pub fn epoch(&mut self, number: usize) -> Result<f32, TrainError> {
        let (images, recipe) = (self.images, self.recipe);
        let distorted;
        let inputs = if recipe.augmented {
            distorted = self.augmentation.epoch(&images.inputs, number);
            &distorted
        } else {
            &images.inputs
        };
        let loss = |logits: &_, batch: &[usize]| {
            let targets = images.targets_of(batch);
            softmax_cross_entropy(logits, &targets[..], Reduction::Mean)
        };
        let steps_of_an_epoch = images.len().div_ceil(recipe.batch_size);
        let schedule = CosineDecay {
            initial: recipe.learning_rate,
            last: 0.0,
            steps: recipe.epochs * steps_of_an_epoch,
        };
        let mut step = number * steps_of_an_epoch;
        let epoch =
            Epoch::shuffled(number, images.len(), recipe.batch_size, self.seed);
        train_epoch(&mut self.network, inputs, &epoch, loss, |network| {
            if recipe.l2 > 0.0 {
                penalise(network, &L2 { lambda: recipe.l2 });
            }
            self.optimizer.set_learning_rate(schedule.rate(step));
            self.optimizer.step(network);
            step += 1;
        })
    }
    // ANCHOR_END: learn_epoch
}

/// A trained network, and how many epochs it took.
// ANCHOR: train_by_recipe
pub fn train(
    images: &Images,
    recipe: &Recipe,
    seed: u64,
) -> Result<(Network, usize), TrainError> {
    // whoever wants to watch pays with images: a fifth is not learnt from
    let (rest, watched) = images.split(images.len() * 4 / 5);
    let Some(patience) = recipe.patience else {
        let learnt_from = if recipe.fewer { &rest } else { images };
        let mut learner = Learner::new(learnt_from, recipe, seed);
        for number in 0..recipe.epochs {
            learner.epoch(number)?;
        }
        return Ok((learner.network, recipe.epochs));
    };
    let mut learner = Learner::new(&rest, recipe, seed);
    let mut network = std::mem::take(&mut learner.network);
    let mut stopping = EarlyStopping::new(patience);
    let course = train_watched(
        &mut network,
        &mut stopping,
        recipe.epochs,
        |network, number| {
            std::mem::swap(network, &mut learner.network);
            let training = learner.epoch(number);
            std::mem::swap(network, &mut learner.network);
            let validation = watched.judge(network).0;
            training
                .map(|loss| Errors { training: f64::from(loss), validation })
        },
    )?;
    Ok((network, course.len()))
}
// ANCHOR_END: train_by_recipe

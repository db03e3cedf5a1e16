//! Few images to learn from, many to validate by, and one way of learning.

use backprop::{Epoch, Sequential, TrainError, predict, train_epoch};
use chacha20::ChaCha8Rng;
use datasets::{ImageSet, TrainTest};
use gradient_descent::split::shuffled;
use loss::{Reduction, accuracy, softmax_cross_entropy};
use ndarray::Array2;
use optimizers::{Momentum, Optimizer};
use rand::{RngExt, SeedableRng};
use regularization::augment::{Affine, Augmentation};
use regularization::{L2, multilayer_perceptron, penalise};

use crate::Setting;

const BATCH_SIZE: usize = 32;
/// Units of the hidden layer, unless an experiment says otherwise.
pub const UNITS: usize = 128;

/// Images as rows of numbers, with their classes.
#[derive(Clone)]
pub struct Images {
    pub inputs: Array2<f32>,
    pub targets: Vec<usize>,
}

impl Images {
    fn new(set: &ImageSet) -> Self {
        let targets = set.labels.iter().map(|&label| usize::from(label)).collect();
        Self { inputs: set.flattened(), targets }
    }

    pub fn select(&self, indices: &[usize]) -> Self {
        Self {
            inputs: self.inputs.select(ndarray::Axis(0), indices),
            targets: indices.iter().map(|&index| self.targets[index]).collect(),
        }
    }
}

/// What there is to learn, to choose by and to judge by.
pub struct Task {
    pub training: Images,
    pub validation: Images,
    pub test: Images,
    /// Height and width.
    pub size: [usize; 2],
    pub classes: usize,
    pub seed: u64,
}

impl Task {
    /// Draws the images to learn from and those to validate by, and spoils labels of the first.
    pub fn draw(data: &TrainTest, setting: Setting, seed: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let order = shuffled(data.train.len(), &mut rng);
        let (training, rest) = order.split_at(setting.images);
        let validation = &rest[..setting.validation];
        Self::of(data, training, validation, setting.wrong, &mut rng, seed)
    }

    /// These images to learn from and those to validate by; of so many in a hundred of the first the label is spoilt.
    pub fn of(
        data: &TrainTest,
        training: &[usize],
        validation: &[usize],
        wrong: usize,
        rng: &mut ChaCha8Rng,
        seed: u64,
    ) -> Self {
        let wrong = training.len() * wrong / 100;
        let mut training = Images::new(&data.train.select(training));
        let classes = data.train.classes();
        for label in &mut training.targets[..wrong] {
            *label = (*label + rng.random_range(1..classes)) % classes;
        }
        let (_, height, width) = data.train.pixels.dim();
        Self {
            training,
            validation: Images::new(&data.train.select(validation)),
            test: Images::new(&data.test),
            size: [height, width],
            classes,
            seed,
        }
    }
}

/// What is done against learning by heart.
#[derive(Clone)]
pub struct Remedy {
    pub name: &'static str,
    /// Units of each hidden layer.
    pub hidden: Vec<usize>,
    /// λ of the penalty on squares; 0 for none.
    pub lambda: f64,
    /// Whether every epoch sees the images turned, scaled and moved anew.
    pub is_augmented: bool,
}

impl Remedy {
    /// None at all.
    pub fn nothing() -> Self {
        let hidden = vec![UNITS];
        Self { name: "nothing", hidden, lambda: 0.0, is_augmented: false }
    }
}

/// What was measured after an epoch.
#[derive(Clone, Copy)]
pub struct Measured {
    pub training_loss: f64,
    pub training_error: f64,
    pub validation_loss: f64,
    pub validation_error: f64,
    pub test_error: f64,
}

/// Trains to the last epoch and measures after every `every`-th.
pub fn course(
    task: &Task,
    remedy: &Remedy,
    epochs: usize,
    every: usize,
) -> Result<Vec<Measured>, TrainError> {
    let mut learner = Learner::new(task, remedy);
    let mut course = Vec::new();
    for epoch in 0..epochs {
        learner.learn(epoch)?;
        if (epoch + 1) % every == 0 {
            course.push(learner.measure());
        }
    }
    Ok(course)
}

/// A network on its way.
pub struct Learner<'a> {
    task: &'a Task,
    lambda: f64,
    augmentation: Augmentation,
    network: Sequential,
    optimizer: Momentum,
}

impl<'a> Learner<'a> {
    pub fn new(task: &'a Task, remedy: &Remedy) -> Self {
        let features = task.size[0] * task.size[1];
        let widths = [&[features], &remedy.hidden[..], &[task.classes]].concat();
        let mut rng = ChaCha8Rng::seed_from_u64(task.seed);
        let mut augmentation = Augmentation::new(task.size, task.seed);
        if remedy.is_augmented {
            let pixels = 0.1 * task.size[1] as f64;
            augmentation =
                augmentation.with(Affine { degrees: 10.0, scale: 0.1, pixels });
        }
        Self {
            task,
            lambda: remedy.lambda,
            augmentation,
            network: multilayer_perceptron(&widths, &mut rng),
            optimizer: Momentum::new(0.02, 0.9),
        }
    }

    // ANCHOR: learn
    pub fn learn(&mut self, number: usize) -> Result<(), TrainError> {
        let Images { inputs, targets } = &self.task.training;
        let inputs = self.augmentation.epoch(inputs, number);
        let loss = |logits: &_, batch: &[usize]| {
            let targets: Vec<usize> =
                batch.iter().map(|&image| targets[image]).collect();
            softmax_cross_entropy(logits, &targets[..], Reduction::Mean)
        };
        let epoch =
            Epoch::shuffled(number, targets.len(), BATCH_SIZE, self.task.seed);
        train_epoch(&mut self.network, &inputs, &epoch, loss, |network| {
            penalise(network, &L2 { lambda: self.lambda });
            self.optimizer.step(network);
        })?;
        Ok(())
    }
    // ANCHOR_END: learn

    pub fn measure(&mut self) -> Measured {
        let (training_loss, training_error) = self.judge(&self.task.training);
        let (validation_loss, validation_error) = self.judge(&self.task.validation);
        let (_, test_error) = self.judge(&self.task.test);
        Measured {
            training_loss,
            training_error,
            validation_loss,
            validation_error,
            test_error,
        }
    }

    /// Mean loss, without the penalty, and share of wrong answers.
    fn judge(&mut self, images: &Images) -> (f64, f64) {
        let logits = predict(&mut self.network, &images.inputs, 500);
        let loss =
            softmax_cross_entropy(&logits, &images.targets[..], Reduction::Mean).loss;
        (f64::from(loss), 1.0 - accuracy(&logits, &images.targets[..]))
    }
}

/// Mean, lowest and highest.
pub fn spread(values: &[f64]) -> [f64; 3] {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
    [mean, lowest, values.iter().copied().fold(f64::NEG_INFINITY, f64::max)]
}

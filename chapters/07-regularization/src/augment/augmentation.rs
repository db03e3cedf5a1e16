//! A whole epoch of new images.

use std::fmt;

use backprop::Float;
use chacha20::ChaCha8Rng;
use ndarray::{Array2, ArrayRef1, ArrayRef2, Axis};
use rand::SeedableRng;

use super::Transform;

/// Transforms after each other, applied to every image of every epoch anew.
///
/// What becomes of an image follows from the seed, the epoch and the image's number alone: not from the batch it is in, nor from what was done before. So a run that is resumed sees the
/// images that it would have seen. Without transforms images stay as they are.
///
/// Give it a seed of its own. The first weights and [`Epoch::shuffled`](backprop::Epoch::shuffled) draw from the first streams of *their* seed; with the same one,
/// some images of the first epoch would be moved by the very numbers that made weights or shuffled.
///
/// ```
/// use ndarray::array;
/// use regularization::augment::{Augmentation, Translate};
/// let augmentation = Augmentation::new([2, 2], 7).with(Translate { pixels: 1.0 });
/// let images = array![[0.0, 1.0, 1.0, 0.0], [1.0, 0.0, 0.0, 1.0]]; // two images of 2 × 2 pixels
/// let first = augmentation.epoch(&images, 0);
/// assert_eq!(augmentation.epoch(&images, 0), first);
/// assert_ne!(augmentation.epoch(&images, 1), first);
/// assert_eq!(augmentation.batch(&images, 0, &[1]).row(0), first.row(1));
/// ```
// ANCHOR: augmentation
pub struct Augmentation<F = f32> {
    /// Height and width of the images.
    pub size: [usize; 2],
    /// Where its random numbers start; best a seed of its own.
    pub seed: u64,
    transforms: Vec<Box<dyn Transform<F> + Send + Sync>>,
}
// ANCHOR_END: augmentation

impl<F: Float> Augmentation<F> {
    /// No transform yet, for images of this height and width.
    pub fn new(size: [usize; 2], seed: u64) -> Self {
        Self { size, seed, transforms: Vec::new() }
    }

    /// The same with one more transform after the others.
    #[must_use]
    pub fn with(
        mut self,
        transform: impl Transform<F> + Send + Sync + 'static,
    ) -> Self {
        self.transforms.push(Box::new(transform));
        self
    }

    /// Every image of the training set, as this epoch sees it.
    ///
    /// # Shapes
    /// `images` and the result: (images, height · width), row of pixels after row of pixels.
    ///
    /// # Panics
    /// If the images are not of the stated size.
    #[track_caller]
    // ANCHOR: epoch
    pub fn epoch(&self, images: &ArrayRef2<F>, epoch: usize) -> Array2<F> {
        let all: Vec<usize> = (0..images.nrows()).collect();
        self.batch(images, epoch, &all)
    }
    // ANCHOR_END: epoch

    /// The images with these numbers, as this epoch sees them.
    ///
    /// # Shapes
    /// `images`: (images, height · width), the whole training set; the result: (indices, height · width).
    ///
    /// # Panics
    /// If the images are not of the stated size, or an index is too large.
    #[track_caller]
    // ANCHOR: batch
    pub fn batch(
        &self,
        images: &ArrayRef2<F>,
        epoch: usize,
        indices: &[usize],
    ) -> Array2<F> {
        let [height, width] = self.size;
        assert!(
            images.ncols() == height * width,
            "Augmentation: images of {height} × {width} pixels, but rows of {}",
            images.ncols()
        );
        let mut batch = Array2::zeros((indices.len(), images.ncols()));
        for (mut row, &index) in batch.rows_mut().into_iter().zip(indices) {
            row.assign(&self.image(&images.row(index), epoch, index).flatten());
        }
        batch
    }
    // ANCHOR_END: batch

    /// One image, given as a row, as this epoch sees it: (height, width).
    // ANCHOR: image
    fn image(&self, pixels: &ArrayRef1<F>, epoch: usize, index: usize) -> Array2<F> {
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        // a stream of its own for each image of each epoch
        rng.set_stream(((epoch as u64) << 32) | index as u64);
        let image = pixels.to_owned().insert_axis(Axis(0));
        let image = image.into_shape_with_order(self.size).expect("checked");
        self.transforms
            .iter()
            .fold(image, |image, transform| transform.apply(&image, &mut rng))
    }
    // ANCHOR_END: image
}

impl<F> fmt::Debug for Augmentation<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [height, width] = self.size;
        write!(
            formatter,
            "Augmentation of {height} × {width} images, {} transforms",
            self.transforms.len()
        )
    }
}

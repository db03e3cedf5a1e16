//! Labelled images, whatever set they come from.

use ndarray::{Array1, Array2, Array3, Axis, NdFloat, Slice};

/// Greyscale images of one size, each with the class it belongs to.
///
/// Pixels stay the bytes that the file holds: 0 is background, [`brightest`](Self::brightest) full ink. What a network reads is
/// [`flattened`](Self::flattened) or [`binarised`](Self::binarised).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageSet {
    /// The pixels, `(images, height, width)`, each in `0..=brightest`.
    pub pixels: Array3<u8>,
    /// The class of each image, `(images)`, each less than [`classes`](Self::classes).
    pub labels: Array1<u8>,
    /// The value of full ink: 16 in the digits, 255 in MNIST.
    pub brightest: u8,
    /// The name of each class; label `c` means `class_names[c]`.
    pub class_names: &'static [&'static str],
}

impl ImageSet {
    /// How many images there are.
    ///
    /// ```
    /// assert_eq!(datasets::digits().test.len(), 300);
    /// ```
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there is no image at all.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// How many classes there are, seen in the labels or not.
    pub fn classes(&self) -> usize {
        self.class_names.len()
    }

    /// How many numbers describe one image: height times width.
    ///
    /// ```
    /// assert_eq!(datasets::digits().test.features(), 8 * 8);
    /// ```
    pub fn features(&self) -> usize {
        self.pixels.len_of(Axis(1)) * self.pixels.len_of(Axis(2))
    }

    /// Every image as one row of numbers between 0 and 1: `x = pixel / brightest`, row of pixels after row of pixels.
    ///
    /// # Shapes
    /// `(images, height · width)`
    ///
    /// ```
    /// let test = datasets::digits().test;
    /// let x = test.flattened::<f64>();
    /// assert_eq!(x.dim(), (300, 64));
    /// assert_eq!(x[[0, 8]], f64::from(test.pixels[[0, 1, 0]]) / 16.0);
    /// ```
    pub fn flattened<F: NdFloat>(&self) -> Array2<F> {
        let brightest = number::<F>(self.brightest);
        self.rows_of(|pixel| number::<F>(pixel) / brightest)
    }

    /// Every image as one row of zeros and ones: 1 (ink) where the pixel is at least `threshold`, 0 elsewhere.
    ///
    /// The lectures draw an image as 784 such zeros and ones (NEU-15, DATA-7); the files hold shades, so the threshold is
    /// a choice (ERR-44). Half of full ink is the usual one: 128 for MNIST, 8 for the digits.
    ///
    /// # Shapes
    /// `(images, height · width)`
    ///
    /// ```
    /// let test = datasets::digits().test;
    /// let ink = test.binarised::<f64>(8);
    /// assert!(ink.iter().all(|&x| x == 0.0 || x == 1.0));
    /// assert_eq!(ink.sum() as usize, test.pixels.iter().filter(|&&pixel| pixel >= 8).count());
    /// ```
    pub fn binarised<F: NdFloat>(&self, threshold: u8) -> Array2<F> {
        self.rows_of(|pixel| if pixel >= threshold { F::one() } else { F::zero() })
    }

    /// The images with these indices, in this order; an index may come twice.
    ///
    /// # Panics
    /// If an index is not less than [`len`](Self::len).
    ///
    /// ```
    /// let test = datasets::digits().test;
    /// let swapped = test.select(&[1, 0]);
    /// assert_eq!(swapped.labels[0], test.labels[1]);
    /// ```
    #[must_use]
    #[track_caller]
    pub fn select(&self, indices: &[usize]) -> Self {
        if let Some(index) = indices.iter().find(|&&index| index >= self.len()) {
            panic!("select: no image {index}, the set holds {}", self.len());
        }
        self.with(self.pixels.select(Axis(0), indices), self.labels.select(Axis(0), indices))
    }

    /// The first `count` images.
    ///
    /// # Panics
    /// If the set holds fewer.
    ///
    /// ```
    /// assert_eq!(datasets::digits().train.first(100).len(), 100);
    /// ```
    #[must_use]
    #[track_caller]
    pub fn first(&self, count: usize) -> Self {
        assert!(count <= self.len(), "first: {count} images wanted, the set holds {}", self.len());
        let first = Slice::from(..count);
        let pixels = self.pixels.slice_axis(Axis(0), first).to_owned();
        self.with(pixels, self.labels.slice_axis(Axis(0), first).to_owned())
    }

    /// How many images each class has.
    ///
    /// # Shapes
    /// One number a class.
    ///
    /// ```
    /// assert_eq!(datasets::digits().test.class_counts(), [30; 10]);
    /// ```
    pub fn class_counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.classes()];
        for &label in &self.labels {
            counts[usize::from(label)] += 1;
        }
        counts
    }

    fn rows_of<F: NdFloat>(&self, value: impl Fn(u8) -> F) -> Array2<F> {
        let pixels = self.pixels.iter().map(|&pixel| value(pixel)).collect();
        Array2::from_shape_vec((self.len(), self.features()), pixels).expect("one value a pixel")
    }

    fn with(&self, pixels: Array3<u8>, labels: Array1<u8>) -> Self {
        Self { pixels, labels, brightest: self.brightest, class_names: self.class_names }
    }
}

/// A set that is divided once for all into images to learn from and images to judge by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainTest {
    /// The images to learn from.
    pub train: ImageSet,
    /// The images that show how well that went; never used to choose anything (DATA-9).
    pub test: ImageSet,
    /// The name of the set: "digits", "MNIST" or "Fashion-MNIST".
    pub name: &'static str,
}

/// A byte is a whole number that every float type holds exactly.
fn number<F: NdFloat>(byte: u8) -> F {
    F::from(byte).expect("every float type holds a byte")
}

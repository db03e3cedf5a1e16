//! Convolution, pooling, convolution, pooling, and the layers of chapter 5 behind them.

use activations::Relu;
use backprop::{
    Activate, Buffer, Float, Layer, Linear, Mode, ParamMut, Parameters, Sequential,
    visit_part, visit_part_buffers,
};
use ndarray::{Array2, Array4};
use rand::Rng;

use crate::{Conv2d, Flatten, Geometry, MaxPool2d};

/// A network for small images of one channel, after LeCun's.
///
/// Two rounds of 5 × 5 filters, rectifier and 2 × 2 pooling, then dense layers of 120, 84 and as many units as classes. Its parameters are called
/// `features.0.weight`, …, `classifier.4.bias`, as in a `PyTorch` model of two `nn.Sequential`. Source: S3 CNN-7, S4 CNN-7, CNN-8; LeCun and
/// others 1998.
///
/// # Shapes
/// From (batch, 1, height, width) to logits (batch, classes).
///
/// ```
/// use backprop::{Layer, Mode, parameter_count};
/// use cnn::LeNet;
/// use ndarray::Array4;
/// # use rand::SeedableRng;
/// # let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let mut network = LeNet::<f32>::new([28, 28], [6, 16], 10, &mut rng);
/// assert_eq!(parameter_count(&mut network), 61_706);
/// let logits = network.forward(Array4::zeros((2, 1, 28, 28)), Mode::Eval);
/// assert_eq!(logits.dim(), (2, 10));
/// ```
#[derive(Debug)]
// ANCHOR: lenet
pub struct LeNet<F = f32> {
    /// What looks: filters, rectifiers, pooling.
    pub features: Sequential<F, Array4<F>>,
    /// What decides: dense layers.
    pub classifier: Sequential<F>,
    flatten: Flatten,
}
// ANCHOR_END: lenet

impl<F: Float> LeNet<F> {
    /// A network with He's weights for images of this height and width, with so many
    /// maps behind its first and second convolution; LeCun had 6 and 16.
    ///
    /// # Panics
    /// If the images are smaller than 4 × 4.
    #[track_caller]
    // ANCHOR: lenet_new
    pub fn new(
        size: [usize; 2],
        [first, second]: [usize; 2],
        classes: usize,
        rng: &mut dyn Rng,
    ) -> Self {
        let [height, width] = size;
        assert!(
            height >= 4 && width >= 4,
            "LeNet::new: images of {height} × {width} are smaller than 4 × 4"
        );
        // images of 8 × 8 leave no room for a window of 5 after the first pooling
        let halved = size.map(|length| length / 2);
        let padding = if halved.iter().any(|&length| length < 6) { 2 } else { 0 };
        let geometry = Geometry { padding, ..Geometry::default() };
        let [height, width] = geometry
            .output_size("LeNet::new", halved, [5, 5])
            .map(|length| length / 2);
        let features = Sequential::new()
            .with(Conv2d::he_normal(1, first, 5, rng).padding(2))
            .with(Activate::new(Relu))
            .with(MaxPool2d::new(2))
            .with(Conv2d::he_normal(first, second, 5, rng).padding(padding))
            .with(Activate::new(Relu))
            .with(MaxPool2d::new(2));
        let classifier = Sequential::new()
            .with(Linear::he_normal(second * height * width, 120, rng))
            .with(Activate::new(Relu))
            .with(Linear::he_normal(120, 84, rng))
            .with(Activate::new(Relu))
            .with(Linear::he_normal(84, classes, rng));
        Self { features, classifier, flatten: Flatten::new() }
    }
    // ANCHOR_END: lenet_new
}

impl<F: Float> LeNet<F> {
    /// What every layer of the first part makes of the images, first to last.
    ///
    /// # Shapes
    /// `images`: (batch, 1, height, width); each entry: (batch, maps, height, width) of its layer.
    ///
    /// # Panics
    /// If the images have more than one channel, or are smaller than 4 × 4.
    ///
    /// ```
    /// use cnn::LeNet;
    /// use ndarray::Array4;
    /// # use rand::SeedableRng;
    /// # let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
    /// let mut network = LeNet::<f32>::new([28, 28], [6, 16], 10, &mut rng);
    /// let maps = network.feature_maps(Array4::zeros((1, 1, 28, 28)));
    /// assert_eq!((maps[0].dim(), maps[2].dim()), ((1, 6, 28, 28), (1, 6, 14, 14)));
    /// assert_eq!((maps[3].dim(), maps[5].dim()), ((1, 16, 10, 10), (1, 16, 5, 5)));
    /// ```
    #[track_caller]
    // ANCHOR: feature_maps
    pub fn feature_maps(&mut self, images: Array4<F>) -> Vec<Array4<F>> {
        let mut maps = Vec::new();
        let mut seen = images;
        for layer in self.features.layers_mut() {
            seen = layer.forward(seen, Mode::Eval);
            maps.push(seen.clone());
        }
        maps
    }
    // ANCHOR_END: feature_maps
}

impl<F: Float> Layer<F> for LeNet<F> {
    type Input = Array4<F>;
    type Output = Array2<F>;

    fn forward(&mut self, input: Array4<F>, mode: Mode) -> Array2<F> {
        let maps = self.features.forward(input, mode);
        let row = self.flatten.forward(maps, mode);
        self.classifier.forward(row, mode)
    }

    fn backward(&mut self, grad_output: Array2<F>) -> Array4<F> {
        let grad: Array4<F> =
            self.flatten.backward(self.classifier.backward(grad_output));
        self.features.backward(grad)
    }

    fn backward_params(&mut self, grad_output: Array2<F>) {
        let grad: Array4<F> =
            self.flatten.backward(self.classifier.backward(grad_output));
        self.features.backward_params(grad);
    }
}

impl<F: Float> Parameters<F> for LeNet<F> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        visit_part("features", &mut self.features, visitor);
        visit_part("classifier", &mut self.classifier, visitor);
    }

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        visit_part_buffers("features", &mut self.features, visitor);
        visit_part_buffers("classifier", &mut self.classifier, visitor);
    }
}

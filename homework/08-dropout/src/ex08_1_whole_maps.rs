//! Dropout of whole feature maps.
//!
//! Neighbouring pixels of a feature map say nearly the same. Drop one, and its neighbours tell the next layer
//! what it would have said: ordinary dropout takes next to nothing away. *Spatial dropout* (Tompson and
//! others 2015) therefore drops a map as a whole, or keeps it as a whole:
//!
//! ```text
//! y[n,c,i,j] = mask[n,c] · x[n,c,i,j] / (1 − p)    in training
//! y          = x                                    in use
//! mask[n,c]  = 0 with probability p, else 1
//! ```
//!
//! Input and output: (batch, channels, height, width). Each example and each map has a draw of its own, fresh
//! in every training pass. Backwards what was dropped gets nothing, and what was kept is scaled as it was
//! forwards; after a pass in use the gradient goes through unchanged.
//!
//! # By hand
//!
//! One example, two maps of one row, 1 2 and 3 4; mask 1 0, p = 1/2: the output is 2 4 and 0 0. If 10 10
//! comes back to both maps, the gradient by the input is 20 20 and 0 0.
//!
//! # Hint
//!
//! Forwards and backwards multiply by the same numbers, so that one function, `scale_maps`, does for both. In
//! `forward` draw `dropout_mask((batch, channels), …)` from `self.stream.next_rng()`, scale it by
//! `inverted_scale`, and keep the result in `self.scales`. And in `Mode::Eval`? `backward` has to know that
//! there was no mask; what should `self.scales` hold then?

use backprop::{
    Buffer, Layer, Mode, ParamMut, Parameters, assert_grad_shape, kept,
};
use dropout::{NumberedStream, assert_drop_prob, dropout_mask, inverted_scale};
use ndarray::{Array2, Array4, ArrayRef2};

/// Every map of every example times its number.
///
/// # Shapes
/// `maps` and the result: (batch, channels, height, width); `scales`: (batch,
/// channels).
///
/// # Panics
/// If there is not one number for each map.
#[track_caller]
pub fn scale_maps(maps: Array4<f64>, scales: &ArrayRef2<f64>) -> Array4<f64> {
    let (batch, channels, _, _) = maps.dim();
    assert!(
        scales.dim() == (batch, channels),
        "scale_maps: scales are {:?}, but maps {:?}",
        scales.shape(),
        maps.shape()
    );
    //~ solution
    let mut scaled = maps;
    for ((n, c, _, _), pixel) in scaled.indexed_iter_mut() {
        *pixel *= scales[[n, c]];
    }
    scaled
    //~ stub
    // todo!("ex08_1: each pixel of map [n, c] times scales[[n, c]]")
    //~ mutant takes the first example's numbers for all
    // let mut scaled = maps;
    // for ((_, c, _, _), pixel) in scaled.indexed_iter_mut() {
    //     *pixel *= scales[[0, c]];
    // }
    // scaled
    //~ mutant adds
    // let mut scaled = maps;
    // for ((n, c, _, _), pixel) in scaled.indexed_iter_mut() {
    //     *pixel += scales[[n, c]];
    // }
    // scaled
    //~ end
}

/// Drops whole maps while the network learns.
#[derive(Debug, Clone)]
pub struct SpatialDropout {
    /// p, the probability that a map is dropped.
    pub drop_prob: f64,
    stream: NumberedStream<f64>,
    /// What each map of the last pass was multiplied by, (batch, channels): 0
    /// or 1/(1 − p) in training.
    scales: Option<Array2<f64>>,
}

impl SpatialDropout {
    /// A layer with its own stream of masks. Given.
    ///
    /// # Panics
    /// If `drop_prob` is not in [0, 1).
    #[track_caller]
    pub fn new(drop_prob: f64, seed: u64) -> Self {
        assert_drop_prob("SpatialDropout::new", drop_prob);
        Self { drop_prob, stream: NumberedStream::new(seed), scales: None }
    }
}

impl Parameters<f64> for SpatialDropout {
    fn visit_params(
        &mut self,
        _visitor: &mut dyn FnMut(&str, ParamMut<'_, f64>),
    ) {
    }

    fn visit_buffers(
        &mut self,
        visitor: &mut dyn FnMut(&str, Buffer<'_, f64>),
    ) {
        self.stream.visit(visitor);
    }
}

impl Layer<f64> for SpatialDropout {
    type Input = Array4<f64>;
    type Output = Array4<f64>;

    fn forward(&mut self, input: Array4<f64>, mode: Mode) -> Array4<f64> {
        let (batch, channels, _, _) = input.dim();
        //~ solution
        let scales: Array2<f64> = match mode {
            Mode::Train => {
                let mut rng = self.stream.next_rng();
                let shape = (batch, channels);
                dropout_mask(shape, self.drop_prob, &mut rng)
                    * inverted_scale(self.drop_prob)
            }
            Mode::Eval => Array2::ones((batch, channels)),
        };
        let output = scale_maps(input, &scales);
        self.scales = Some(scales);
        output
        //~ stub
        // todo!("ex08_1: draw for {batch} × {channels} maps, keep self.scales")
        //~ mutant one draw for the whole batch
        // let scales: Array2<f64> = match mode {
        //     Mode::Train => {
        //         let mut rng = self.stream.next_rng();
        //         let mask: Array2<f64> =
        //             dropout_mask((1, channels), self.drop_prob, &mut rng);
        //         let mask = mask * inverted_scale(self.drop_prob);
        //         Array2::from_shape_fn((batch, channels), |(_, c)| mask[[0, c]])
        //     }
        //     Mode::Eval => Array2::ones((batch, channels)),
        // };
        // let output = scale_maps(input, &scales);
        // self.scales = Some(scales);
        // output
        //~ mutant forgets the scale
        // let scales: Array2<f64> = match mode {
        //     Mode::Train => {
        //         let mut rng = self.stream.next_rng();
        //         dropout_mask((batch, channels), self.drop_prob, &mut rng)
        //     }
        //     Mode::Eval => Array2::ones((batch, channels)),
        // };
        // let output = scale_maps(input, &scales);
        // self.scales = Some(scales);
        // output
        //~ mutant leaves the last mask where it was in use
        // if mode == Mode::Eval {
        //     self.scales = Some(match self.scales.take() {
        //         Some(old) if old.dim() == (batch, channels) => old,
        //         _ => Array2::ones((batch, channels)),
        //     });
        //     return input;
        // }
        // let mut rng = self.stream.next_rng();
        // let mask: Array2<f64> =
        //     dropout_mask((batch, channels), self.drop_prob, &mut rng);
        // let scales = mask * inverted_scale(self.drop_prob);
        // let output = scale_maps(input, &scales);
        // self.scales = Some(scales);
        // output
        //~ mutant the same maps in every pass
        // let scales: Array2<f64> = match mode {
        //     Mode::Train => {
        //         let mut rng = self.stream.clone().next_rng();
        //         let shape = (batch, channels);
        //         dropout_mask(shape, self.drop_prob, &mut rng)
        //             * inverted_scale(self.drop_prob)
        //     }
        //     Mode::Eval => Array2::ones((batch, channels)),
        // };
        // let output = scale_maps(input, &scales);
        // self.scales = Some(scales);
        // output
        //~ mutant drops single pixels
        // let mut output = input;
        // if mode == Mode::Train {
        //     let mut rng = self.stream.next_rng();
        //     let mask: Array4<f64> =
        //         dropout_mask(output.raw_dim(), self.drop_prob, &mut rng);
        //     output *= &(mask * inverted_scale(self.drop_prob));
        // }
        // self.scales = Some(Array2::ones((batch, channels)));
        // output
        //~ end
    }

    fn backward(&mut self, grad_output: Array4<f64>) -> Array4<f64> {
        let operation = "SpatialDropout::backward";
        let scales = kept(operation, self.scales.as_ref());
        let (batch, channels, _, _) = grad_output.dim();
        assert_grad_shape(operation, &[batch, channels], scales.shape());
        //~ solution
        scale_maps(grad_output, scales)
        //~ stub
        // todo!("ex08_1: the gradient by the input")
        //~ mutant nothing was dropped on the way back
        // grad_output
        //~ mutant dropped, and not scaled
        // let there = scales.mapv(|scale| if scale == 0.0 { 0.0 } else { 1.0 });
        // scale_maps(grad_output, &there)
        //~ end
    }
}

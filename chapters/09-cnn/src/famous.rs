//! Three famous networks and the count of a fourth, on paper.

use crate::{Stage, count, total_parameters};

/// `LeNet` as it is built today, for images of 28 × 28 with padding, or 32 × 32 without.
///
/// LeCun's of 1998 pooled by weighted means and did not join all maps of its second convolution to all of the first: it had 60,000 parameters.
/// Source: LeCun, Bottou, Bengio and Haffner 1998.
pub const LENET: [Stage; 7] = [
    Stage::conv_with(6, 5, 1, 2),
    Stage::pool(2, 2),
    Stage::conv(16, 5),
    Stage::pool(2, 2),
    Stage::Dense { units: 120 },
    Stage::Dense { units: 84 },
    Stage::Dense { units: 10 },
];

/// `AlexNet`, for three channels of 227 × 227; its second, fourth and fifth convolutions are in two groups, one for each of the two graphics cards.
///
/// The paper says 224, which its first layer does not fit (ERR-49). Source: S4 CNN-9, CNN-10; Krizhevsky, Sutskever and Hinton 2012.
// ANCHOR: alexnet
pub const ALEXNET: [Stage; 11] = [
    Stage::conv_with(96, 11, 4, 0),
    Stage::pool(3, 2),
    Stage::conv_with(256, 5, 1, 2).grouped(2),
    Stage::pool(3, 2),
    Stage::conv_with(384, 3, 1, 1),
    Stage::conv_with(384, 3, 1, 1).grouped(2),
    Stage::conv_with(256, 3, 1, 1).grouped(2),
    Stage::pool(3, 2),
    Stage::Dense { units: 4096 },
    Stage::Dense { units: 4096 },
    Stage::Dense { units: 1000 },
];
// ANCHOR_END: alexnet

/// VGG-16, for three channels of 224 × 224: thirteen convolutions of 3 × 3 with padding 1, pooling by 2 after each block, three dense layers.
///
/// Source: S1 CNN-12; Simonyan and Zisserman 2015, configuration D.
///
/// ```
/// use cnn::{count, total_parameters, vgg_16};
/// assert_eq!(total_parameters(&count([3, 224, 224], &vgg_16())), 138_357_544);
/// ```
// ANCHOR: vgg_16
pub fn vgg_16() -> Vec<Stage> {
    let blocks = [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)];
    let mut stages = Vec::new();
    for (channels, convolutions) in blocks {
        stages.extend([Stage::conv_with(channels, 3, 1, 1)].repeat(convolutions));
        stages.push(Stage::pool(2, 2));
    }
    stages.extend([4096, 4096, 1000].map(|units| Stage::Dense { units }));
    stages
}
// ANCHOR_END: vgg_16

/// The widths of an inception module: 1 × 1; 1 × 1 before 3 × 3; 1 × 1 before 5 × 5; 1 × 1 behind pooling.
///
/// ```
/// use cnn::InceptionWidths;
/// let first = InceptionWidths { one: 64, three: [96, 128], five: [16, 32], pool: 32 };
/// assert_eq!((first.out_channels(), first.parameters(192)), (256, 163_696));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
// ANCHOR: inception_widths
pub struct InceptionWidths {
    /// Maps of the 1 × 1 branch.
    pub one: usize,
    /// Maps before and after the 3 × 3 filters.
    pub three: [usize; 2],
    /// Maps before and after the 5 × 5 filters.
    pub five: [usize; 2],
    /// Maps of the 1 × 1 filters behind pooling.
    pub pool: usize,
}
// ANCHOR_END: inception_widths

impl InceptionWidths {
    /// How many maps the module hands on.
    pub fn out_channels(&self) -> usize {
        self.one + self.three[1] + self.five[1] + self.pool
    }

    /// Its weights and biases.
    pub fn parameters(&self, in_channels: usize) -> usize {
        let filters =
            |from: usize, to: usize, size: usize| to * (from * size * size + 1);
        filters(in_channels, self.one, 1)
            + filters(in_channels, self.three[0], 1)
            + filters(self.three[0], self.three[1], 3)
            + filters(in_channels, self.five[0], 1)
            + filters(self.five[0], self.five[1], 5)
            + filters(in_channels, self.pool, 1)
    }
}

/// The nine modules of `GoogLeNet`. Source: Szegedy and others 2015, table 1.
pub const GOOGLENET_MODULES: [InceptionWidths; 9] = [
    module(64, [96, 128], [16, 32], 32),
    module(128, [128, 192], [32, 96], 64),
    module(192, [96, 208], [16, 48], 64),
    module(160, [112, 224], [24, 64], 64),
    module(128, [128, 256], [24, 64], 64),
    module(112, [144, 288], [32, 64], 64),
    module(256, [160, 320], [32, 128], 128),
    module(256, [160, 320], [32, 128], 128),
    module(384, [192, 384], [48, 128], 128),
];

const fn module(
    one: usize,
    three: [usize; 2],
    five: [usize; 2],
    pool: usize,
) -> InceptionWidths {
    InceptionWidths { one, three, five, pool }
}

/// All weights and biases of `GoogLeNet` without its two helpers that only serve training: three convolutions, nine modules, one dense layer
/// behind the mean of each map.
///
/// The slide says 5 million and no dense layer (ERR-50).
///
/// ```
/// assert_eq!(cnn::googlenet_parameters(), 6_998_552);
/// ```
pub fn googlenet_parameters() -> usize {
    let stem = [Stage::conv(64, 7), Stage::conv(64, 1), Stage::conv(192, 3)];
    let mut channels = 192;
    let mut parameters = total_parameters(&count([3, 224, 224], &stem));
    for module in GOOGLENET_MODULES {
        parameters += module.parameters(channels);
        channels = module.out_channels();
    }
    let classes = count([channels, 1, 1], &[Stage::Dense { units: 1000 }]);
    parameters + total_parameters(&classes)
}

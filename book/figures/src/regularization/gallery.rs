//! One digit, and what augmentation makes of it.

use chacha20::ChaCha8Rng;
use ndarray::{Array2, Axis};
use rand::SeedableRng;
use regularization::augment::{
    Affine, Augmentation, add_noise, brighten, crop, flip_horizontally, resize, rotate, scale, translate,
};

use crate::{Figure, Panel, Shading};

/// Is it still a 6?
pub(super) fn gallery() -> Figure {
    let test = datasets::digits().test;
    let index = test.labels.iter().position(|&label| label == 6).expect("the digits hold a 6");
    let six: Array2<f64> = test.pixels.index_axis(Axis(0), index).mapv(|pixel| f64::from(pixel) / 16.0);
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let row = six.flatten().to_owned().insert_axis(Axis(0));
    let lot = Augmentation::new([8, 8], 1).with(Affine { degrees: 10.0, scale: 0.1, pixels: 0.8 });
    let drawn = |epoch| lot.epoch(&row, epoch).into_shape_with_order((8, 8)).expect("8 × 8 pixels");
    let pictures = [
        ("as it was", six.clone()),
        ("cropped", resize(&crop(&six, 0, 1, [7, 6]), [8, 8])),
        ("scaled", scale(&six, 0.8)),
        ("rotated", rotate(&six, 15.0)),
        ("translated", translate(&six, 1.0, -0.5)),
        ("noise", add_noise(&six, 0.12, &mut rng)),
        ("brightness", brighten(&six, 0.5)),
        ("flipped", flip_horizontally(&six)),
        ("half a turn", rotate(&six, 180.0)),
        ("by lot, 1", drawn(0)),
        ("by lot, 2", drawn(1)),
        ("by lot, 3", drawn(2)),
    ];
    Figure::new("regularization/gallery")
        .columns(4)
        .phone_columns(3)
        .panels(pictures.map(|(title, pixels)| Panel::picture(&pixels, Shading::Ink(1.0)).title(title)))
}

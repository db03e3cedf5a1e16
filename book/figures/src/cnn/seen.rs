//! What a trained network sees.

use backprop::{Epoch, Parameters, train_epoch};
use chacha20::ChaCha8Rng;
use cnn::{Geometry, LENET, LeNet, ReceptiveField, Stage};
use datasets::ImageSet;
use loss::{Reduction, softmax_cross_entropy};
use ndarray::{Array2, Array4, Axis};
use optimizers::{AdamW, Optimizer, weights_only};
use rand::SeedableRng;

use crate::{Colour, Figure, Panel, Shading, Side};

/// How many filters the first layer has.
const FILTERS: usize = 6;
/// The test image that the example `look` shows.
const IMAGE: usize = 2;

/// A network that has gone through the digits six times, as in the example `look`; in double precision, so that every processor draws the
/// same picture.
pub(super) fn trained() -> LeNet<f64> {
    let train = datasets::digits().train;
    let rng = &mut ChaCha8Rng::seed_from_u64(1);
    let mut network = LeNet::new([8, 8], [FILTERS, 16], 10, rng);
    let mut optimizer = AdamW { decays: weights_only, ..AdamW::new(0.003, 3.0) };
    let inputs = maps(&train);
    let targets: Vec<usize> = train.labels.iter().map(|&label| usize::from(label)).collect();
    for number in 0..6 {
        let epoch = Epoch::shuffled(number, train.len(), 32, 1);
        let loss = |logits: &_, batch: &[usize]| {
            let targets: Vec<usize> = batch.iter().map(|&image| targets[image]).collect();
            softmax_cross_entropy(logits, &targets[..], Reduction::Mean)
        };
        train_epoch(&mut network, &inputs, &epoch, loss, |network| {
            optimizer.step(network);
        })
        .expect("a finite loss");
    }
    network
}

fn maps(images: &ImageSet) -> Array4<f64> {
    let (count, height, width) = images.pixels.dim();
    images.flattened().into_shape_with_order((count, 1, height, width)).expect("the same pixels")
}

/// What do the six filters look for, and what do they find in one digit?
pub(super) fn filters(mut network: LeNet<f64>) -> Figure {
    let mut weight = Vec::new();
    network.visit_params(&mut |name, param| {
        if name == "features.0.weight" {
            weight = param.value.to_vec();
        }
    });
    let limit = weight.iter().fold(0.0_f64, |limit, w| limit.max(w.abs()));
    let layers = network.feature_maps(maps(&datasets::digits().test.select(&[IMAGE])));
    let of = |layer: usize, channel: usize| -> Array2<f64> {
        layers[layer].index_axis(Axis(0), 0).index_axis(Axis(0), channel).to_owned()
    };
    let brightest = layers[1].iter().fold(0.0_f64, |brightest, &x| brightest.max(x));
    let filters = weight.chunks(25).enumerate().map(|(index, filter)| {
        let pixels = Array2::from_shape_vec((5, 5), filter.to_vec()).expect("25 weights");
        Panel::picture(&pixels, Shading::Signed(limit)).title(&format!("filter {}", index + 1))
    });
    let found = (0..FILTERS)
        .map(|c| Panel::picture(&of(1, c), Shading::Ink(brightest)).title(&format!("map {}", c + 1)));
    let pooled = (0..FILTERS)
        .map(|c| Panel::picture(&of(2, c), Shading::Ink(brightest)).title(&format!("pooled {}", c + 1)));
    Figure::new("cnn/filters").columns(FILTERS).phone_columns(3).panels(filters).panels(found).panels(pooled)
}

/// How much of the image does a unit see, layer by layer?
pub(super) fn fields() -> Figure {
    let mut field = ReceptiveField::pixel();
    let names = ["first filters", "first pooling", "second filters", "second pooling"];
    // the units whose fields begin at one corner
    let places = [8, 4, 4, 2];
    let mut panel = Panel::new(0.0..=28.0, 0.0..=28.0).square().bare();
    for line in 0..=28 {
        let at = f64::from(line);
        panel = panel
            .line(Colour::Grid.thin(), &[(at, 0.0), (at, 28.0)])
            .line(Colour::Grid.thin(), &[(0.0, at), (28.0, at)]);
    }
    let mut labels = Vec::new();
    for (index, stage) in LENET[..4].iter().enumerate() {
        let (kernel_size, geometry) = window(stage);
        field = field.through(kernel_size, geometry);
        let pixels = field.pixels(places[index], 28);
        let (first, last) = (pixels.start as f64, pixels.end as f64);
        let corners =
            [(first, 28.0 - first), (last, 28.0 - first), (last, 28.0 - last), (first, 28.0 - last)];
        let colour = Colour::CATEGORIES[index];
        panel = panel.polygon(colour, &corners);
        panel = panel.line(colour, &[corners[0], corners[1], corners[2], corners[3], corners[0]]);
        labels.push((
            colour,
            (first, 28.0 - last),
            format!("{}: {} × {}", names[index], field.size, field.size),
        ));
    }
    for (index, (colour, (x, y), text)) in labels.into_iter().enumerate() {
        let at = if index == 0 { (x, 28.0 - x) } else { (x + 0.2, y - 0.1) };
        let side = if index == 0 { Side::AboveRight } else { Side::BelowRight };
        let at = if index == 2 { (at.0, y + 1.6) } else { at };
        panel = panel.label(colour, at, side, &text);
    }
    Figure::new("cnn/fields").width(400.0).panel(panel)
}

fn window(stage: &Stage) -> (usize, Geometry) {
    match *stage {
        Stage::Conv { kernel_size, geometry, .. } | Stage::Pool { kernel_size, geometry } => {
            (kernel_size, geometry)
        }
        Stage::Dense { .. } => unreachable!("the first four stages are windows"),
    }
}

//! One layer that reads the shipped digits: its weights as pictures, its answers, and why it averages.

use chacha20::ChaCha8Rng;
use datasets::{ImageSet, TrainTest};
use ndarray::{Array2, Axis};
use neuron::{
    Answers, AveragedPerceptron, OneLayer, Perceptron, rows_with_constant_one, template, unit_rows,
};
use rand::{SeedableRng, seq::SliceRandom};

use crate::{Colour, Figure, Panel, Point, Shading, Side};

const EPOCHS: usize = 10;

pub(super) fn figures() -> Vec<Figure> {
    let data = datasets::digits();
    let layer = train(&data.train);
    vec![ink(&data.test), lottery(&data), templates(&layer), answers(&layer, &data.test)]
}

/// Calls `look` with the index of every training image, each epoch in a new order.
fn every_epoch(images: usize, mut look: impl FnMut(usize, usize)) {
    let mut order: Vec<usize> = (0..images).collect();
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    for epoch in 0..EPOCHS {
        order.shuffle(&mut rng);
        for &example in &order {
            look(epoch, example);
        }
    }
}

/// The averaged perceptron of the example `ten_digits`.
fn train(images: &ImageSet) -> OneLayer {
    let inputs = unit_rows(images.flattened());
    let mut layer = OneLayer::zeros(images.features(), images.classes());
    let mut sum = layer.clone();
    every_epoch(images.len(), |_epoch, example| {
        layer.perceptron_step(&inputs.row(example), usize::from(images.labels[example]));
        sum.add(&layer);
    });
    sum
}

/// The pixels of one image, 0 to 1.
fn picture(images: &ImageSet, index: usize) -> Array2<f64> {
    images.pixels.index_axis(Axis(0), index).mapv(|pixel| f64::from(pixel) / f64::from(images.brightest))
}

/// What is left of a digit when grey becomes ink?
fn ink(images: &ImageSet) -> Figure {
    let index = images.labels.iter().position(|&label| label == 3).expect("the digits hold a 3");
    let grey = picture(images, index);
    let cut = |least: f64| grey.mapv(|pixel| if pixel >= least { 1.0 } else { 0.0 });
    let panels = [
        ("grey", grey.clone()),
        ("ink from a quarter", cut(0.25)),
        ("from a half", cut(0.5)),
        ("from three quarters", cut(0.75)),
    ];
    Figure::new("neuron/ink")
        .columns(4)
        .phone_columns(2)
        .panels(panels.map(|(title, pixels)| Panel::picture(&pixels, Shading::Ink(1.0)).title(title)))
}

/// How good are the last weights, and how good the average of all, epoch after epoch?
fn lottery(data: &TrainTest) -> Figure {
    let inputs = |images: &ImageSet| unit_rows(rows_with_constant_one(&images.binarised(8)));
    let (train, test) = (inputs(&data.train), inputs(&data.test));
    let accuracy = |perceptron: &Perceptron| {
        let z = test.dot(&perceptron.weight);
        Answers::count(z.iter().zip(&data.test.labels).map(|(&z, &label)| (z > 0.0, label == 1))).accuracy()
    };
    let mut learner = AveragedPerceptron::zeros(train.ncols());
    let (mut last, mut average): (Vec<Point>, Vec<Point>) = (Vec::new(), Vec::new());
    let mut looked = 0;
    every_epoch(data.train.len(), |epoch, example| {
        learner.learn(&train.row(example), if data.train.labels[example] == 1 { 1.0 } else { -1.0 });
        looked += 1;
        if looked == data.train.len() * (epoch + 1) {
            last.push(((epoch + 1) as f64, accuracy(&learner.perceptron)));
            average.push(((epoch + 1) as f64, accuracy(&learner.average())));
        }
    });
    let always_no = 0.9;
    let panel = Panel::new(0.5..=12.5, 0.8..=1.0)
        .axes("epoch", "accuracy")
        .x_ticks(&[1.0, 2.0, 4.0, 6.0, 8.0, 10.0])
        .line(Colour::Muted.dashed(), &[(0.5, always_no), (10.2, always_no)])
        .line(Colour::Second, &last)
        .points(Colour::Second, crate::Mark::Disc, &last)
        .line(Colour::First, &average)
        .points(Colour::First, crate::Mark::Square, &average)
        .label(Colour::First, average[EPOCHS - 1], Side::Right, "average")
        .label(Colour::Second, last[EPOCHS - 1], Side::Right, "last")
        .label(Colour::Muted, (10.2, always_no), Side::Right, "always no");
    Figure::new("neuron/lottery").panel(panel)
}

/// What does each of the ten neurons look for?
fn templates(layer: &OneLayer) -> Figure {
    let panels = layer.weight.rows().into_iter().enumerate().map(|(digit, weight)| {
        let limit = weight.iter().fold(0.0_f64, |limit, w| limit.max(w.abs()));
        Panel::picture(&template(&weight, 8, 8), Shading::Signed(limit)).title(&digit.to_string())
    });
    Figure::new("neuron/templates").columns(5).phone_columns(3).panels(panels)
}

/// Which test images does the layer read wrong?
fn answers(layer: &OneLayer, images: &ImageSet) -> Figure {
    let inputs = unit_rows(images.flattened());
    let read: Vec<(usize, usize)> = images
        .labels
        .iter()
        .map(|&label| usize::from(label))
        .zip(inputs.rows().into_iter().map(|input| layer.predict(&input)))
        .collect();
    let chosen = |right: bool| {
        (0..images.len()).filter(|&i| (read[i].0 == read[i].1) == right).take(5).collect::<Vec<_>>()
    };
    let panels = [chosen(true), chosen(false)].concat().into_iter().map(|index| {
        let (label, answer) = read[index];
        let title =
            if label == answer { format!("a {label}") } else { format!("a {label}, read as {answer}") };
        Panel::picture(&picture(images, index), Shading::Ink(1.0)).title(&title)
    });
    Figure::new("neuron/digits_read").columns(5).phone_columns(3).panels(panels)
}

//! Trained networks at work, from the weights that ship with the chapter.

use std::path::Path;

use activations::softmax;
use backprop::{Chain, Layer, Linear, Mode, weights};
use chacha20::ChaCha8Rng;
use lstm::{CharacterModel, Lstm, MomentsAsRows, RecurrentParams, at_temperature, encode};
use ndarray::{Array1, Array2, Axis, Slice};
use rand::SeedableRng;

use crate::{Colour, Figure, Panel, Point, Shading, Side};

fn trained<P: backprop::Parameters<f32>>(name: &str, mut network: P) -> P {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../chapters/10-lstm/weights");
    weights::load(folder.join(name), &mut network).expect("the weights of the chapter");
    network
}

/// All zeros, to be filled from a file.
fn lstm(inputs: usize, units: usize) -> Lstm {
    let zeros = |columns: usize| Array2::zeros((4 * units, columns));
    let bias = Array1::zeros(4 * units);
    Lstm::new(RecurrentParams::new(zeros(inputs), zeros(units), bias.clone(), bias))
}

/// What it takes a digit for, after each row that it has read.
pub(super) fn rows() -> Figure {
    // answers after every row in place of the last: the weights have the same names
    let network = Chain(Chain(lstm(8, 32), MomentsAsRows::default()), Linear::zeros(32, 10));
    let mut network = trained("rows.safetensors", network);
    let test = datasets::digits().test;
    let panels = [12, 7].map(|example| {
        let pixels = test.pixels.index_axis(Axis(0), example).mapv(|pixel| f64::from(pixel) / 16.0);
        let input = test.pixels.select(Axis(0), &[example]).mapv(|pixel| f32::from(pixel) / 16.0);
        let probabilities = softmax(&network.forward(input, Mode::Eval));
        let label = usize::from(test.labels[example]);
        // blue for the right class, orange for the others
        let beliefs = Array2::from_shape_fn((8, 10), |(row, class)| {
            let belief = f64::from(probabilities[[row, class]]);
            (100.0 * if class == label { belief } else { -belief }).round() / 100.0
        });
        let panel = Panel::drawing(512.0, 236.0)
            .inset(&pixels, Shading::Ink(1.0), 4.0..=204.0, 28.0..=228.0)
            .inset(&beliefs, Shading::Signed(1.0), 242.0..=502.0, 28.0..=228.0);
        (0..10).fold(panel, |panel, class| {
            let colour = if class == label { Colour::First } else { Colour::Muted };
            panel.label(colour, (255.0 + 26.0 * class as f64, 26.0), Side::Below, &class.to_string())
        })
    });
    Figure::new("lstm/rows").columns(1).panels(panels)
}

/// What comes after these letters, colder and hotter?
pub(super) fn letters() -> Figure {
    let prompt = "The s";
    let letters = "abcdefghijklmnopqrstuvwxyz";
    let fresh = CharacterModel::new(96, &mut ChaCha8Rng::seed_from_u64(1));
    let mut model = trained("characters.safetensors", fresh);
    let mut state = model.start(1);
    let logits = model.read(&encode(prompt), &mut state);
    let last = logits.row(prompt.len() - 1).mapv(f64::from);
    let first = encode("a")[0];
    let panels = [0.5, 1.0, 2.0].map(|temperature| {
        let all = at_temperature(&last, temperature);
        let shares: Vec<Point> = all
            .slice_axis(Axis(0), Slice::from(first..first + letters.len()))
            .iter()
            .enumerate()
            .map(|(letter, share)| (letter as f64, (1000.0 * share).round() / 1000.0))
            .collect();
        let names: Vec<String> = letters.chars().map(String::from).collect();
        let ticks: Vec<(f64, &str)> =
            names.iter().enumerate().map(|(letter, name)| (letter as f64, name.as_str())).collect();
        Panel::new(-0.8..=25.8, 0.0..=0.7)
            .title(&format!("temperature {temperature}"))
            .axes("", "probability")
            .x_names(&ticks)
            .y_ticks(&[0.0, 0.5])
            .height(135.0)
            .bars(Colour::First, 0.7, &shares)
    });

    Figure::new("lstm/letters").columns(1).panels(panels)
}

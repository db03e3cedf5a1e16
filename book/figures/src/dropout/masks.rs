//! Who is there: thinned networks, the sums they make, and images with holes and with noise.

use backprop::{Layer, Mode};
use chacha20::ChaCha8Rng;
use dropout::{Dropout, dropout_forward, dropout_mask, test_weight};
use ndarray::{Array1, Array2};
use rand::SeedableRng;
use regularization::augment::add_noise;

use crate::{Colour, Figure, Mark, Panel, Point, Shading, Side};

const RADIUS: f64 = 12.0;

/// Three inputs, four hidden units, two outputs: the place of a unit.
fn place(column: usize, unit: usize) -> Point {
    let count = [3.0, 4.0, 2.0][column];
    (26.0 + 54.0 * column as f64, 88.0 + 42.0 * (0.5 * (count - 1.0) - unit as f64))
}

/// One thinned network: what is left has lines, what is dropped is a ghost.
fn thinned(panel: Panel, mask: &[f64]) -> Panel {
    let kept = |unit: usize| mask[unit] == 1.0;
    let ends = |hidden: usize| {
        let inwards = (0..3).map(move |input| [place(0, input), place(1, hidden)]);
        inwards.chain((0..2).map(move |output| [place(1, hidden), place(2, output)]))
    };
    let wired = (0..4)
        .filter(|&unit| kept(unit))
        .flat_map(ends)
        .fold(panel, |panel, line| panel.line(Colour::First.thin(), &line));
    let hidden = (0..4).fold(wired, |panel, unit| {
        let (at, colour) = (place(1, unit), if kept(unit) { Colour::First } else { Colour::Muted });
        let panel = panel.node(colour, at, RADIUS, "");
        if kept(unit) { panel } else { panel.points(Colour::Muted, Mark::Cross, &[at]) }
    });
    let inputs = (0..3).fold(hidden, |panel, unit| panel.node(Colour::Ink, place(0, unit), RADIUS, ""));
    (0..2).fold(inputs, |panel, unit| panel.node(Colour::Ink, place(2, unit), RADIUS, ""))
}

/// Which network learns from which batch?
pub(super) fn batches() -> Figure {
    let mut layer = Dropout::<f64>::new(0.5, 8).per_batch();
    let panels = (1..=4).map(|batch| {
        layer.forward(Array2::ones((1, 4)), Mode::Train);
        let mask = layer.mask().expect("a training pass").row(0).to_vec();
        thinned(Panel::drawing(160.0, 176.0).title(&format!("batch {batch}")), &mask)
    });
    Figure::new("dropout/thinned").columns(4).phone_columns(2).panels(panels)
}

/// What sums does a unit see, and where is their middle?
pub(super) fn sums() -> Figure {
    // the unit of the chapter's test: `drop_6_the_mean_over_masks_is_the_scaled_sum`
    let input = Array1::from_iter((0..10).map(|i| 1.0 + f64::from(7 * i % 10)));
    let weight = Array1::from_iter((0..10).map(|i| f64::from(3 * i % 7) - 2.5));
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let sums: Vec<f64> = (0..20_000)
        .map(|_| dropout_forward(input.clone(), &dropout_mask(10, 0.3, &mut rng), 1.0).dot(&weight))
        .collect();
    let mean = sums.iter().sum::<f64>() / sums.len() as f64;
    let (full, scaled) = (input.dot(&weight), input.dot(&test_weight(&weight, 0.3)));
    let width = 4.0;
    let bars: Vec<Point> = (-12..24)
        .map(|bin| {
            let from = width * f64::from(bin);
            let count = sums.iter().filter(|&&sum| sum >= from && sum < from + width).count();
            (from + width / 2.0, 100.0 * count as f64 / sums.len() as f64)
        })
        .collect();
    let panel = Panel::new(-45.0..=85.0, 0.0..=11.0)
        .axes("the unit’s sum", "share of the masks, per cent")
        .x_ticks(&[-40.0, -20.0, 0.0, 20.0, 40.0, 60.0, 80.0])
        .bars(Colour::First, width * 0.9, &bars)
        .line(Colour::Second, &[(scaled, 0.0), (scaled, 9.4)])
        .label(Colour::Second, (scaled, 9.3), Side::AboveLeft, "scaled for use")
        .line(Colour::Ink.dashed(), &[(full, 0.0), (full, 8.6)])
        .label(Colour::Ink, (full, 8.3), Side::Right, "nobody dropped")
        .points(Colour::Ink, Mark::Disc, &[(mean, 0.0)]);
    Figure::new("dropout/sums").panel(panel)
}

/// What do noise and holes do to a digit?
pub(super) fn noisy_digit() -> Figure {
    let digits = datasets::digits();
    let clean: Array2<f64> = digits.train.first(1).flattened();
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let noisy = |deviation: f64, rng: &mut ChaCha8Rng| add_noise(&clean, deviation, rng);
    let holes =
        |p: f64, rng: &mut ChaCha8Rng| dropout_forward(clean.clone(), &dropout_mask((1, 64), p, rng), 1.0);
    let pictures = [
        ("clean", clean.clone()),
        ("*τ* = 0.1", noisy(0.1, &mut rng)),
        ("*τ* = 0.3", noisy(0.3, &mut rng)),
        ("*p* = 0.2", holes(0.2, &mut rng)),
        ("*p* = 0.5", holes(0.5, &mut rng)),
    ];
    let panels = pictures.map(|(title, pixels)| {
        let pixels = pixels.mapv(|x| x.clamp(0.0, 1.0));
        let pixels = pixels.into_shape_with_order((8, 8)).expect("64 pixels");
        Panel::picture(&pixels, Shading::Ink(1.0)).title(title)
    });
    Figure::new("dropout/noisy_digit").columns(5).phone_columns(2).panels(panels)
}

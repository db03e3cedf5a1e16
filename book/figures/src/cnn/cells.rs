//! Simple and complex cells that nobody trained.

use cnn::{complex_cells, edge_filters, simple_cells};
use ndarray::{Array2, Array4, ArrayRef4, Axis};

use crate::{Figure, Panel, Shading};

const DIRECTIONS: usize = 4;
const SIZE: usize = 30;

/// A bright ring on dark ground, its rim softened.
fn ring() -> Array4<f64> {
    let middle = (SIZE as f64 - 1.0) / 2.0;
    Array4::from_shape_fn((1, 1, SIZE, SIZE), |(_, _, row, column)| {
        let (x, y) = (column as f64 - middle, row as f64 - middle);
        let off = ((x * x + y * y).sqrt() - 9.0).abs();
        (2.0 - off).clamp(0.0, 1.0)
    })
}

fn of(maps: &ArrayRef4<f64>, channel: usize) -> Array2<f64> {
    maps.index_axis(Axis(0), 0).index_axis(Axis(0), channel).to_owned()
}

fn largest(maps: &ArrayRef4<f64>) -> f64 {
    maps.iter().fold(0.0, |largest, &x| largest.max(x.abs()))
}

/// Which cells answer to which part of a ring, and what becomes of the place?
pub(super) fn edges() -> Figure {
    let image = ring();
    let filters = edge_filters::<f64>(DIRECTIONS, 7);
    let simple = simple_cells(&image, &filters);
    let complex = complex_cells(&simple, 5);
    let strongest = |maps: &Array4<f64>| {
        maps.index_axis(Axis(0), 0).map_axis(Axis(0), |all| all.fold(0.0_f64, |a, &b| a.max(b)))
    };
    let (limit, bright) = (largest(&filters), largest(&simple));
    let angle = |direction: usize| format!("{}°", 180 * direction / DIRECTIONS);
    let row = |first: Panel, others: &dyn Fn(usize) -> Panel| {
        let mut panels = vec![first];
        panels.extend((0..DIRECTIONS).map(others));
        panels
    };
    let ink = |pixels: &Array2<f64>, full: f64| Panel::picture(pixels, Shading::Ink(full));
    Figure::new("cnn/edges")
        .width(530.0)
        .columns(DIRECTIONS + 1)
        .phone_columns(DIRECTIONS + 1)
        .panels(row(ink(&of(&image, 0), 1.0).title("image"), &|direction| {
            Panel::picture(
                &filters.index_axis(Axis(0), direction).index_axis(Axis(0), 0).to_owned(),
                Shading::Signed(limit),
            )
            .title(&angle(direction))
        }))
        .panels(row(ink(&strongest(&simple), bright).title("simple"), &|direction| {
            ink(&of(&simple, direction), bright).title(" ")
        }))
        .panels(row(ink(&strongest(&complex), bright).title("complex"), &|direction| {
            ink(&of(&complex, direction), bright).title(" ")
        }))
}

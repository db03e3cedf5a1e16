//! Windows over a small image, forwards and backwards.

use cnn::{Geometry, conv2d_backward_input, conv2d_forward, im2col, max_pool2d, max_pool2d_backward};
use ndarray::{Array4, ArrayRef2, ArrayRef4, Axis, array};

use super::grid::{Grid, number, texts};
use crate::{Colour, Figure, Panel, Side};

/// The chapter's image and filter, as in the test `a_convolution_by_hand`.
fn example() -> (Array4<f64>, Array4<f64>) {
    let image = array![[[[1., 0., 2., 1.], [0., 1., 3., 0.], [2., 1., 0., 1.], [1., 0., 1., 2.]]]];
    let filter = array![[[[-1., 0., 1.], [-1., 0., 1.], [-1., 0., 1.]]]];
    (image, filter)
}

fn map(maps: &ArrayRef4<f64>) -> Vec<Vec<f64>> {
    rows(&maps.index_axis(Axis(0), 0).index_axis(Axis(0), 0))
}

fn rows(matrix: &ArrayRef2<f64>) -> Vec<Vec<f64>> {
    matrix.rows().into_iter().map(|row| row.to_vec()).collect()
}

/// What does the window see at each of its four places, and what does it answer?
pub(super) fn by_hand() -> Figure {
    let (image, filter) = example();
    let output = conv2d_forward(&image, &filter, &array![0.0], Geometry::default());
    let (image, filter, output) = (map(&image), map(&filter), map(&output));
    let panels = (0..4).map(|place| {
        let (row, column) = (place / 2, place % 2);
        let seen = Grid { left: 4.0, top: 150.0, cell: 30.0, rows: 4, columns: 4 };
        let weights = Grid { left: 150.0, top: 135.0, cell: 30.0, rows: 3, columns: 3 };
        let answers = Grid { left: 266.0, top: 120.0, cell: 30.0, rows: 2, columns: 2 };
        let mut panel = seen.tint(Panel::drawing(330.0, 156.0), Colour::First, [row, column], [3, 3]);
        panel = seen.filled(panel, &texts(&image));
        panel = seen.rim(panel, Colour::First, [row, column], [3, 3]);
        panel = weights.filled(panel, &texts(&filter));
        panel = answers.tint(panel, Colour::Second, [row, column], [1, 1]);
        let known: Vec<Vec<String>> = (0..2)
            .map(|i| {
                (0..2)
                    .map(|j| if 2 * i + j <= place { number(output[i][j]) } else { String::new() })
                    .collect()
            })
            .collect();
        panel = answers.filled(panel, &known);
        panel = answers.rim(panel, Colour::Second, [row, column], [1, 1]);
        let side =
            |column: usize| -> Vec<String> { (0..3).map(|i| number(image[row + i][column])).collect() };
        let sum = format!(
            "{} − ({}) = {}",
            side(column + 2).join(" + "),
            side(column).join(" + "),
            number(output[row][column])
        );
        panel
            .label(Colour::Ink, (137.0, 90.0), Side::Centre, "·")
            .label(Colour::Ink, (253.0, 90.0), Side::Centre, "=")
            .label(Colour::Muted, (165.0, 14.0), Side::Centre, &sum)
    });
    Figure::new("cnn/by_hand").columns(2).panels(panels)
}

/// What do stride, padding and dilation change?
pub(super) fn geometries() -> Figure {
    let plain = Geometry::default();
    let cases = [
        ("plain", plain),
        ("stride 2", Geometry { stride: 2, ..plain }),
        ("padding 1", Geometry { padding: 1, ..plain }),
        ("dilation 2", Geometry { dilation: 2, ..plain }),
    ];
    Figure::new("cnn/geometries").columns(2).panels(cases.map(|(name, geometry)| {
        let places = geometry.output_length("figure", 5, 3);
        let margin = geometry.padding as f64;
        let cell = 24.0;
        let pixels = Grid { left: 36.0, top: 180.0, cell, rows: 5, columns: 5 };
        let padded = Grid {
            left: pixels.left - margin * cell,
            top: pixels.top + margin * cell,
            rows: 5 + 2 * geometry.padding,
            columns: 5 + 2 * geometry.padding,
            ..pixels
        };
        let taps = |mut panel: Panel, colour: Colour, column: usize| {
            for u in 0..3 {
                for v in 0..3 {
                    let at = [u * geometry.dilation, column * geometry.stride + v * geometry.dilation];
                    panel = padded.tint(panel, colour, at, [1, 1]);
                }
            }
            panel
        };
        let reach = geometry.dilation * 2 + 1;
        let mut panel = taps(Panel::drawing(330.0, 212.0).title(name), Colour::First, 0);
        if geometry.padding > 0 {
            let zeros = vec![vec!["0".to_owned(); 7]; 7];
            panel = (0..7).fold(panel, |panel, row| {
                (0..7).filter(|&column| row == 0 || row == 6 || column == 0 || column == 6).fold(
                    panel,
                    |panel, column| {
                        let at = padded.middle(row, column);
                        panel.label(Colour::Muted, at, Side::Centre, &zeros[row][column])
                    },
                )
            });
        }
        panel = pixels.draw(panel);
        if places > 1 {
            panel = padded.rim(panel, Colour::Second, [0, geometry.stride], [reach, reach]);
        }
        panel = padded.rim(panel, Colour::First, [0, 0], [reach, reach]);
        let half = 11.0 * places as f64;
        let answers =
            Grid { left: 262.0 - half, top: 120.0 + half, cell: 22.0, rows: places, columns: places };
        panel = answers.tint(panel, Colour::First, [0, 0], [1, 1]);
        if places > 1 {
            panel = answers.tint(panel, Colour::Second, [0, 1], [1, 1]);
        }
        answers
            .draw(panel)
            .label(Colour::Muted, (262.0, 14.0), Side::Centre, &format!("{places} × {places} places"))
            .label(Colour::Muted, (96.0, 14.0), Side::Centre, "5 × 5 pixels")
    }))
}

/// How do windows become the columns of a matrix?
pub(super) fn columns() -> Figure {
    let (image, filter) = example();
    let columns = im2col(&image.index_axis(Axis(0), 0), [3, 3], Geometry::default());
    let output = conv2d_forward(&image, &filter, &array![0.0], Geometry::default());
    let flat = |matrix: Vec<Vec<f64>>| vec![matrix.concat()];
    let seen = Grid { left: 20.0, top: 300.0, cell: 32.0, rows: 4, columns: 4 };
    let matrix = Grid { left: 330.0, top: 312.0, cell: 27.0, rows: 9, columns: 4 };
    let weights = Grid { left: 20.0, top: 48.0, cell: 27.0, rows: 1, columns: 9 };
    let answers = Grid { left: 330.0, top: 48.0, cell: 27.0, rows: 1, columns: 4 };
    let mut panel = Panel::drawing(480.0, 320.0);
    for (colour, column) in [(Colour::First, 0), (Colour::Second, 3)] {
        panel = matrix.tint(panel, colour, [0, column], [9, 1]);
        panel = answers.tint(panel, colour, [0, column], [1, 1]);
    }
    panel = seen.filled(panel, &texts(&map(&image)));
    panel = seen.rim(panel, Colour::First, [0, 0], [3, 3]);
    panel = seen.rim(panel, Colour::Second, [1, 1], [3, 3]);
    panel = matrix.filled(panel, &texts(&rows(&columns)));
    panel = weights.filled(panel, &texts(&flat(map(&filter))));
    panel = answers.filled(panel, &texts(&flat(map(&output))));
    let figure = panel
        .arrow(Colour::First, (155.0, 270.0), (matrix.left - 5.0, 270.0))
        .arrow(Colour::Second, (155.0, 215.0), (matrix.left - 5.0, 215.0))
        .label(Colour::Ink, (190.0, 74.0), Side::Centre, "times the matrix")
        .label(Colour::Ink, (297.0, 34.0), Side::Centre, "=")
        .label(Colour::Muted, (84.0, 154.0), Side::Centre, "the image")
        .label(Colour::Muted, (141.0, 8.0), Side::Centre, "the filter as a row")
        .label(Colour::Muted, (384.0, 8.0), Side::Centre, "four answers");
    Figure::new("cnn/columns").width(480.0).panel(figure)
}

/// How does a gradient come back to the pixels?
pub(super) fn backwards() -> Figure {
    let (_, filter) = example();
    let one = |row: usize, column: usize, value: f64| {
        let mut grad = Array4::zeros((1, 1, 2, 2));
        grad[[0, 0, row, column]] = value;
        grad
    };
    let (first, last) = (one(0, 0, 1.0), one(1, 1, 2.0));
    let cases = [
        ("from the first place", first.clone(), vec![[0, 0]]),
        ("from the last place", last.clone(), vec![[1, 1]]),
        ("both: they add up", first + last, vec![[0, 0], [1, 1]]),
    ];
    Figure::new("cnn/backwards").columns(3).phone_columns(1).panels(cases.map(|(title, grad, windows)| {
        let back = conv2d_backward_input(&grad, &filter, [4, 4], Geometry::default());
        let answers = Grid { left: 4.0, top: 105.0, cell: 30.0, rows: 2, columns: 2 };
        let pixels = Grid { left: 94.0, top: 135.0, cell: 30.0, rows: 4, columns: 4 };
        let mut panel = Panel::drawing(220.0, 140.0).title(title);
        for at in windows {
            panel = answers.tint(panel, Colour::Second, at, [1, 1]);
            panel = pixels.tint(panel, Colour::Second, at, [3, 3]);
        }
        panel = answers.filled(panel, &texts(&map(&grad)));
        panel = pixels.filled(panel, &texts(&map(&back)));
        panel.arrow(Colour::Second, (answers.right() + 4.0, 75.0), (pixels.left - 4.0, 75.0))
    }))
}

/// What does pooling keep, and where does a gradient go?
pub(super) fn pooling() -> Figure {
    let input = array![[[[1., 3., 2., 2.], [0., 1., 2., 1.], [4., 0., 0., 1.], [5., 2., 3., 0.]]]];
    let pooled = max_pool2d(&input, 2, Geometry { stride: 2, ..Geometry::default() });
    let grad = array![[[[10., 20.], [30., 40.]]]];
    let back = max_pool2d_backward(&grad, &pooled.winners, [4, 4]);
    let large = Grid { left: 4.0, top: 140.0, cell: 33.0, rows: 4, columns: 4 };
    let small = Grid { left: 226.0, top: 107.0, cell: 33.0, rows: 2, columns: 2 };
    let draw = |title: &str, map_of: &Array4<f64>, kept: &Array4<f64>| {
        let mut panel = Panel::drawing(320.0, 146.0).title(title);
        for (quarter, colour) in Colour::CATEGORIES.into_iter().take(4).enumerate() {
            let (i, j) = (quarter / 2, quarter % 2);
            let winner = pooled.winners[[0, 0, i, j]];
            panel = large.tint(panel, colour, [2 * i, 2 * j], [2, 2]);
            panel = small.tint(panel, colour, [i, j], [1, 1]);
            panel = large.rim(panel, colour, [winner / 4, winner % 4], [1, 1]);
        }
        panel = large.filled(panel, &texts(&map(map_of)));
        small.filled(panel, &texts(&map(kept)))
    };
    let forwards = draw("forwards: the strongest", &input, &pooled.output).arrow(
        Colour::Ink,
        (large.right() + 10.0, 74.0),
        (small.left - 10.0, 74.0),
    );
    let backwards = draw("back: to the strongest", &back, &grad).arrow(
        Colour::Ink,
        (small.left - 10.0, 74.0),
        (large.right() + 10.0, 74.0),
    );
    Figure::new("cnn/pooling").columns(2).panels([forwards, backwards])
}

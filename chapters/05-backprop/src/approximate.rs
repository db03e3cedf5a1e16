//! One hidden layer that comes as near to a curve as one likes: built by hand, nothing is learned.

use activations::Affine;
use ndarray::{Array1, Array2};

/// A network of one hidden layer of sigmoid units that climbs from value to value of `f` in steps.
///
/// Unit k is a soft step halfway between two neighbouring points of a grid, `σ(s(x − mₖ))`, and its weight to the output is
/// what `f` gains there. With more units and steeper ones, the staircase comes as near to a continuous `f` between `from`
/// and `to` as one likes. Outside it says nothing about `f`.
///
/// Run it with a sigmoid after the first layer and nothing after the second. Source: the theorem of Cybenko (1989) and of
/// Hornik, Stinchcombe and White (1989); S0 MLN-14.
///
/// # Panics
/// If `units` is 0, or `from` is not less than `to`.
///
/// ```
/// use activations::sigmoid;
/// let [hidden, output] = backprop::staircase(|x| x, 0.0, 1.0, 1, 1e6);
/// // one step, at ½, from 0 up to 1
/// assert_eq!((hidden.weight[[0, 0]], hidden.bias[0]), (1e6, -5e5));
/// assert_eq!((output.weight[[0, 0]], output.bias[0]), (1.0, 0.0));
/// ```
#[track_caller]
// ANCHOR: staircase
pub fn staircase(
    f: impl Fn(f64) -> f64,
    from: f64,
    to: f64,
    units: usize,
    steepness: f64,
) -> [Affine<f64>; 2] {
    let grid = grid("staircase", from, to, units);
    let middles = Array1::from_iter(
        grid.windows(2).map(|pair| f64::midpoint(pair[0], pair[1])),
    );
    let gains: Vec<f64> =
        grid.windows(2).map(|pair| f(pair[1]) - f(pair[0])).collect();
    let hidden = Affine::new(
        Array2::from_elem((units, 1), steepness),
        middles * -steepness,
    );
    [hidden, output_layer(gains, f(from))]
}
// ANCHOR_END: staircase

/// A network of one hidden layer of ReLU units that joins the values of `f` by straight lines.
///
/// Unit k switches on at the k-th point of the grid, `ReLU(x − xₖ)`, and its weight to the output is the *change* of slope there.
///
/// Run it with ReLU after the first layer and nothing after the second.
///
/// # Panics
/// If `units` is 0, or `from` is not less than `to`.
///
/// ```
/// let [hidden, output] = backprop::broken_line(|x: f64| x * x, 0.0, 2.0, 2);
/// assert_eq!(hidden.bias, ndarray::array![0.0, -1.0]); // bends at 0 and at 1
/// assert_eq!(output.weight, ndarray::array![[1.0, 2.0]]); // slope 1, then 2 more: 3
/// ```
#[track_caller]
// ANCHOR: broken_line
pub fn broken_line(
    f: impl Fn(f64) -> f64,
    from: f64,
    to: f64,
    units: usize,
) -> [Affine<f64>; 2] {
    let grid = grid("broken_line", from, to, units);
    let slopes: Vec<f64> = grid
        .windows(2)
        .map(|pair| (f(pair[1]) - f(pair[0])) / (pair[1] - pair[0]))
        .collect();
    let changes = (0..units)
        .map(|k| if k == 0 { slopes[0] } else { slopes[k] - slopes[k - 1] })
        .collect();
    let bends = Array1::from_iter(grid[..units].iter().map(|x| -x));
    [
        Affine::new(Array2::ones((units, 1)), bends),
        output_layer(changes, f(from)),
    ]
}
// ANCHOR_END: broken_line

fn output_layer(weights: Vec<f64>, bias: f64) -> Affine<f64> {
    let units = weights.len();
    let weight = Array2::from_shape_vec((1, units), weights)
        .expect("one weight for each unit");
    Affine::new(weight, Array1::from_elem(1, bias))
}

#[track_caller]
fn grid(operation: &str, from: f64, to: f64, pieces: usize) -> Vec<f64> {
    assert!(
        pieces > 0 && from < to,
        "{operation}: {pieces} units between {from} and {to}"
    );
    (0..=pieces)
        .map(|k| from + (to - from) * k as f64 / pieces as f64)
        .collect()
}

//! Reading a table of golden numbers, and comparing with it.

use book_tests::Workspace;
use ndarray::{Array1, Array2, Array4, ArrayRef, Dimension};
use serde_json::Value;

/// How far apart two numbers may be: `absolute + relative · |golden|`.
#[derive(Clone, Copy)]
pub struct Tolerance {
    relative: f64,
    absolute: f64,
}

/// For what a forward pass computes.
pub const OUTPUTS: Tolerance = Tolerance { relative: 1e-5, absolute: 1e-6 };

/// For what a backward pass computes, and what is made of it.
pub const GRADIENTS: Tolerance = Tolerance { relative: 1e-4, absolute: 1e-6 };

/// A table of `tests/goldens`.
pub fn table(name: &str) -> Value {
    let workspace = Workspace::here();
    let text = workspace.read(format!("tests/goldens/{name}.json"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("tests/goldens/{name}.json: {error}"))
}

/// An f32; nine digits hold it without loss.
#[expect(clippy::cast_possible_truncation, reason = "the digits are those of an f32")]
pub fn number(value: &Value) -> f32 {
    value.as_f64().unwrap_or_else(|| panic!("not a number: {value}")) as f32
}

/// A tensor's numbers, row by row.
pub fn flat(golden: &Value) -> Vec<f32> {
    let data = golden["data"].as_array().unwrap_or_else(|| panic!("not a tensor: {golden:.60}"));
    data.iter().map(number).collect()
}

pub fn shape(golden: &Value) -> Vec<usize> {
    let shape = golden["shape"].as_array().unwrap_or_else(|| panic!("not a tensor: {golden:.60}"));
    shape.iter().map(index).collect()
}

pub fn vector(golden: &Value) -> Array1<f32> {
    flat(golden).into()
}

pub fn matrix(golden: &Value) -> Array2<f32> {
    let shape = shape(golden);
    assert_eq!(shape.len(), 2, "a matrix has two axes");
    Array2::from_shape_vec((shape[0], shape[1]), flat(golden)).expect("as many numbers as the shape says")
}

/// Maps: (batch, channels, height, width).
pub fn maps(golden: &Value) -> Array4<f32> {
    let shape: [usize; 4] = shape(golden).try_into().expect("maps have four axes");
    Array4::from_shape_vec(shape, flat(golden)).expect("as many numbers as the shape says")
}

/// A list of class numbers.
pub fn classes(golden: &Value) -> Vec<usize> {
    golden.as_array().unwrap_or_else(|| panic!("not a list: {golden}")).iter().map(index).collect()
}

pub fn index(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a whole number")).expect("a small number")
}

#[track_caller]
pub fn assert_near(what: &str, found: f32, golden: &Value, tolerance: Tolerance) {
    assert_all_near(what, &[found], &[number(golden)], tolerance);
}

/// Compares an array with a golden tensor: the shape, and every number.
#[track_caller]
pub fn assert_tensor<D: Dimension>(
    what: &str,
    found: &ArrayRef<f32, D>,
    golden: &Value,
    tolerance: Tolerance,
) {
    assert_eq!(found.shape(), shape(golden), "{what}: shape");
    let found: Vec<f32> = found.iter().copied().collect();
    assert_all_near(what, &found, &flat(golden), tolerance);
}

#[track_caller]
pub fn assert_all_near(what: &str, found: &[f32], golden: &[f32], tolerance: Tolerance) {
    assert_eq!(found.len(), golden.len(), "{what}: how many numbers");
    for (place, (&found, &golden)) in found.iter().zip(golden).enumerate() {
        let (found, golden) = (f64::from(found), f64::from(golden));
        let allowed = tolerance.absolute + tolerance.relative * golden.abs();
        let near = (found - golden).abs() <= allowed;
        assert!(near, "{what}[{place}]: PyTorch has {golden}, the book {found}, allowed is {allowed:.1e}");
    }
}

#[test]
fn a_wrong_number_is_noticed() {
    let noticed = |found: f32, golden: f32| {
        std::panic::catch_unwind(|| assert_all_near("x", &[found], &[golden], OUTPUTS)).is_err()
    };
    assert!(!noticed(1.000_005, 1.0) && noticed(1.000_02, 1.0));
    assert!(noticed(0.000_002, 0.0) && noticed(f32::NAN, 0.0) && noticed(0.0, f32::NAN));
}

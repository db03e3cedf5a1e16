use backprop::{Layer, Mode, Parameters, check_gradients};
use backprop_homework::ex05_3_tied::Tied;
use chacha20::ChaCha8Rng;
use ndarray::{Array2, Dimension, array};
use rand::SeedableRng;

fn by_hand() -> Tied<f64> {
    Tied::new(array![[1.0, 2.0]])
}

fn two_of_three() -> Tied<f64> {
    Tied::new(array![[0.5, -1.0, 0.25], [1.5, 0.75, -0.5]])
}

fn assert_each(what: &str, got: &Array2<f64>, expected: &Array2<f64>, cause: &str) {
    assert!(
        got.shape() == expected.shape(),
        "{what}: expected the shape {:?}, got {:?}",
        expected.shape(),
        got.shape()
    );
    for ((row, column), &expected) in expected.indexed_iter() {
        let got = got[[row, column]];
        assert!(
            (got - expected).abs() < 1e-9,
            "{what}[{row},{column}]: expected {expected}, got {got}; {cause}"
        );
    }
}

#[test]
fn five_goes_through_the_bottleneck() {
    let output = by_hand().forward(array![[3.0, 1.0]], Mode::Train);
    assert_each(
        "output",
        &output,
        &array![[5.0, 10.0]],
        "z = 1·3 + 2·1 = 5, and out again with the same weights",
    );
}

#[test]
fn the_weight_is_visited() {
    let mut names = Vec::new();
    by_hand().visit_params(&mut |name, param| {
        names.push(format!("{name} {:?}", param.shape.slice()));
    });
    assert!(
        names == ["weight [1, 2]"],
        "visit_params should show one parameter, weight of shape [1, 2]; it shows {names:?}"
    );
}

#[test]
fn the_gradients_worked_by_hand() {
    let mut layer = by_hand();
    layer.forward(array![[3.0, 1.0]], Mode::Train);
    let by_input = layer.backward(array![[1.0, 0.0]]);
    assert_each(
        "d loss / d weight",
        &layer.weight.grad,
        &array![[8.0, 1.0]],
        "(3, 1) from the way in plus (5, 0) from the way out",
    );
    assert_each(
        "d loss / d input",
        &by_input,
        &array![[1.0, 2.0]],
        "∂z = 1, times the weights of the way in",
    );
}

#[test]
fn the_gradients_of_a_batch_are_summed() {
    let rows = array![[1.0, 2.0, -1.0], [0.5, 0.0, 3.0]];
    let above = array![[1.0, -1.0, 0.5], [0.0, 2.0, 1.0]];
    let mut expected = Array2::zeros((2, 3));
    for n in 0..2 {
        let mut layer = two_of_three();
        let row = |from: &Array2<f64>| from.select(ndarray::Axis(0), &[n]);
        layer.forward(row(&rows), Mode::Train);
        layer.backward(row(&above));
        expected += &layer.weight.grad;
    }
    let mut layer = two_of_three();
    layer.forward(rows, Mode::Train);
    layer.backward(above);
    assert_each(
        "d loss / d weight",
        &layer.weight.grad,
        &expected,
        "for two rows it is the sum of what each row gives alone; no layer divides by the batch",
    );
}

#[test]
fn nudging_finds_the_same_gradients() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let report = check_gradients(
        two_of_three,
        &array![[1.0, 2.0, -1.0], [0.5, 0.1, 3.0]],
        Mode::Train,
        &mut rng,
    );
    assert!(
        report.passes(),
        "central differences disagree with backward:\n{report}an error near 0.5 or 1 of the weight mostly means that one of its two paths is missing"
    );
    assert!(
        report.tensors.len() == 2,
        "the check should see the input and the weight, it saw {} tensors",
        report.tensors.len()
    );
}

#[test]
fn a_second_backward_pass_adds() {
    let mut layer = two_of_three();
    let (input, above) = (array![[1.0, 2.0, -1.0]], array![[1.0, -1.0, 0.5]]);
    layer.forward(input.clone(), Mode::Train);
    layer.backward(above.clone());
    let once = layer.weight.grad.clone();
    layer.forward(input, Mode::Train);
    layer.backward(above);
    assert_each(
        "d loss / d weight after two passes",
        &layer.weight.grad,
        &(once * 2.0),
        "backward adds to the gradient, it does not replace it",
    );
}

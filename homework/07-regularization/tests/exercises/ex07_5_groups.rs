//! Columns by hand, single weights as the chapter has them, and the proximal point by its definition.

use backprop::{Chain, Linear};
use ndarray::{Array2, array};
use regularization::{L1, shrink};
use regularization_homework::ex07_5_groups::{group_cost, shrink_groups};

#[track_caller]
fn close(what: &str, got: f64, expected: f64, cause: &str) {
    assert!(
        (got - expected).abs() < 1e-12,
        "{what}: expected {expected}, got {got}; {cause}"
    );
}

fn by_hand() -> Linear<f64> {
    let weight = array![[1.0, 0.1], [1.0, 0.1], [1.0, 0.1], [1.0, 0.1]];
    Linear::new(weight, array![3.0, -3.0, 3.0, -3.0])
}

#[test]
fn the_cost_by_hand() {
    let got = group_cost(&mut by_hand(), 0.5);
    let cause = "two columns of lengths 2 and 0.2, each times λ and the root of its four weights; biases cost nothing";
    close("the cost", got, 2.2, cause);
}

#[test]
fn the_columns_by_hand() {
    let mut network = by_hand();
    shrink_groups(&mut network, 0.5, 0.5);
    for i in 0..4 {
        let cause = "the first column is scaled by 1 − 0.5/2; the threshold is η λ √out = 0.5";
        close(
            &format!("weight[{i},0]"),
            network.weight.value[[i, 0]],
            0.75,
            cause,
        );
        let cause = "the second column is shorter than the threshold: exactly 0, and not beyond";
        close(
            &format!("weight[{i},1]"),
            network.weight.value[[i, 1]],
            0.0,
            cause,
        );
    }
    close("bias[0]", network.bias.value[0], 3.0, "biases are left alone");
}

#[test]
fn a_column_of_zeros_stays() {
    let mut network =
        Linear::new(array![[0.0, 3.0], [0.0, 4.0]], array![0.0, 0.0]);
    shrink_groups(&mut network, 0.0, 0.1);
    for (i, expected) in [(0, 3.0), (1, 4.0)] {
        let zero = network.weight.value[[i, 0]];
        assert!(
            zero == 0.0,
            "weight[{i},0] was 0 and should stay so, got {zero}; 0/0 is NaN"
        );
        close(
            &format!("weight[{i},1]"),
            network.weight.value[[i, 1]],
            expected,
            "λ = 0 changes nothing",
        );
    }
}

#[test]
fn with_one_output_it_is_the_chapters_shrink() {
    let layer = || {
        Chain(
            Linear::new(array![[1.5, -0.2, 0.0, -3.0]], array![0.7]),
            Linear::new(array![[0.4]], array![-0.1]),
        )
    };
    let (mut groups, mut single) = (layer(), layer());
    shrink_groups(&mut groups, 0.6, 0.5);
    shrink(&mut single, &L1 { lambda: 0.6 }, 0.5);
    for (j, &expected) in single.0.weight.value.iter().enumerate() {
        let cause = "with one output a group is one weight, and regularization::shrink with L1 gives another number";
        close(
            &format!("0.weight[0,{j}]"),
            groups.0.weight.value[[0, j]],
            expected,
            cause,
        );
    }
    let cause = "the second layer of the network is shrunk as well";
    close(
        "1.weight[0,0]",
        groups.1.weight.value[[0, 0]],
        single.1.weight.value[[0, 0]],
        cause,
    );
}

#[test]
fn no_place_nearby_is_cheaper() {
    let (lambda, rate) = (0.7, 0.4);
    let before: Array2<f64> = array![[0.9, -0.1], [-0.5, 0.2], [1.4, 0.15]];
    let layer = |weight: &Array2<f64>| {
        Linear::new(weight.clone(), array![0.0, 0.0, 0.0])
    };
    let mut moved = layer(&before);
    shrink_groups(&mut moved, lambda, rate);
    let cost = |weight: &Array2<f64>| {
        let away = weight - &before;
        0.5 * (&away * &away).sum()
            + rate * group_cost(&mut layer(weight), lambda)
    };
    let best = cost(&moved.weight.value);
    for (i, j) in (0..3).flat_map(|i| [(i, 0), (i, 1)]) {
        for by in [-1e-3, 1e-3] {
            let mut other = moved.weight.value.clone();
            other[[i, j]] += by;
            let other = cost(&other);
            assert!(
                other > best,
                "½‖u − w‖² + η · cost(u) should be smallest where shrink_groups goes, but moving weight[{i},{j}] by {by} makes it \
                 {other:.9} from {best:.9}; is the whole column scaled by one factor?"
            );
        }
    }
}

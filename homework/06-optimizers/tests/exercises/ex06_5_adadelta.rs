use backprop::Linear;
use ndarray::array;
use optimizers::{Optimizer, Ravine, path};
use optimizers_homework::ex06_5_adadelta::{
    Adadelta, AdadeltaFactors, adadelta_update,
};

const BY_HAND: AdadeltaFactors<f64> =
    AdadeltaFactors { learning_rate: 1.0, rho: 0.5, eps: 1.0 };

#[test]
fn the_update_worked_by_hand() {
    let (mut value, mut grad, mut r, mut u) = ([1.0], [5.0], [5.0], [3.0]);
    adadelta_update(&mut value, &mut grad, &mut r, &mut u, &BY_HAND);
    assert!(r == [15.0], "r: expected ½ · 5 + ½ · 25 = 15, got {}", r[0]);
    assert!(
        value == [-1.5],
        "w: d = √(3 + 1)/√(15 + 1) · 5 = 2.5, so 1 becomes −1.5, got {}; the old u and the new r, ε inside both roots",
        value[0]
    );
    assert!(
        u == [4.625],
        "u: expected ½ · 3 + ½ · 2.5² = 4.625, got {}; it remembers steps, not gradients",
        u[0]
    );
    assert!(
        grad == [0.0],
        "the step consumes the gradient: expected 0, got {}",
        grad[0]
    );
}

#[test]
fn the_rate_scales_the_step_but_not_the_memory() {
    let (mut value, mut grad, mut r, mut u) = ([1.0], [5.0], [5.0], [3.0]);
    let by = AdadeltaFactors { learning_rate: 0.5, ..BY_HAND };
    adadelta_update(&mut value, &mut grad, &mut r, &mut u, &by);
    assert!(
        value == [-0.25],
        "the example with η = ½: expected w = 1 − ½ · 2.5 = −0.25, got {}",
        value[0]
    );
    assert!(
        u == [4.625],
        "the example with η = ½: u remembers d, not η d: expected 4.625, got {}",
        u[0]
    );
    let first_step = |learning_rate: f64| {
        let mut network = Linear::new(array![[0.0]], array![0.0]);
        network.weight.grad[[0, 0]] = -1.0;
        let mut adadelta = Adadelta::new();
        adadelta.set_learning_rate(learning_rate);
        adadelta.step(&mut network);
        network.weight.value[[0, 0]]
    };
    let (whole, half): (f64, f64) = (first_step(1.0), first_step(0.5));
    assert!(
        (half - whole / 2.0).abs() < 1e-12,
        "`step` at the rate ½ should move a weight half as far as at 1: {:.6}, got {half:.6}",
        whole / 2.0
    );
}

#[test]
fn the_first_step_is_the_same_for_small_and_large_slopes() {
    let mut network = Linear::new(array![[0.0, 0.0]], array![0.0]);
    network.weight.grad = array![[1.0, -1000.0]];
    Adadelta::new().step(&mut network);
    let expected = 1e-3 / 0.1_f64.sqrt();
    for (place, sign) in [(0, -1.0), (1, 1.0)] {
        let got = network.weight.value[[0, place]];
        assert!(
            (got - sign * expected).abs() < 1e-6,
            "weight[0,{place}] after the first step with the slopes 1 and −1000: expected {:.6} = √ε/√(1 − ρ) against the slope, got {got:.6}",
            sign * expected
        );
    }
    assert!(
        network.bias.value[0] == 0.0,
        "the bias has no gradient and stays 0, got {}",
        network.bias.value[0]
    );
}

#[test]
fn the_second_step_knows_the_first() {
    let mut network = Linear::new(array![[0.0]], array![0.0]);
    let mut adadelta = Adadelta::new();
    let mut step = || {
        let before = network.weight.value[[0, 0]];
        network.weight.grad[[0, 0]] = 1.0;
        adadelta.step(&mut network);
        before - network.weight.value[[0, 0]]
    };
    let (first, second) = (step(), step());
    let ratio = second / first;
    // u + ε has doubled, r has gone from 0.1 to 0.19
    let expected = 2.0_f64.sqrt() * (0.1_f64 / 0.19).sqrt();
    assert!(
        (ratio - expected).abs() < 1e-3,
        "the slope 1 twice: the second step is {expected:.4} times as long as the first, got {ratio:.4}; \
         both memories live from step to step, r in the denominator and u in the numerator"
    );
}

#[test]
fn the_scale_of_the_loss_cancels() {
    let walk = |curvatures| {
        path(&mut Ravine::new(curvatures, [4.0, 2.0]), &mut Adadelta::new(), 200)
    };
    let (usual, steep) = (walk([1.0, 25.0]), walk([1000.0, 25000.0]));
    let (usual, steep) = (usual[200], steep[200]);
    let apart = f64::hypot(usual[0] - steep[0], usual[1] - steep[1]);
    assert!(
        apart < 1e-3,
        "a loss a thousand times as large leads the same way: after 200 steps {usual:?} and {steep:?} lie {apart:.4} apart"
    );
}

#[test]
fn it_finds_the_bottom_of_the_ravine() {
    let mut ravine = Ravine::new([1.0, 25.0], [4.0, 2.0]);
    path(&mut ravine, &mut Adadelta::new(), 3000);
    assert!(
        ravine.value() < 0.01,
        "after 3000 steps in the ravine it is still {} high, from 58",
        ravine.value()
    );
}

use backprop::{Linear, Parameters};
use ndarray::array;
use optimizers::Optimizer;
use optimizers_homework::ex06_3_lion::{Lion, LionFactors, lion_update};

/// Where a weight of 0 is after each of these gradients, at the rate 1 and without decay.
fn places(gradients: &[f64]) -> Vec<f64> {
    let mut network = Linear::new(array![[0.0]], array![0.0]);
    let mut lion = Lion::new(1.0, 0.0);
    let step = |&gradient: &f64| {
        network.weight.grad[[0, 0]] = gradient;
        lion.step(&mut network);
        network.weight.value[[0, 0]]
    };
    gradients.iter().map(step).collect()
}

#[test]
fn the_update_worked_by_hand() {
    let by = LionFactors {
        learning_rate: 0.25,
        beta1: 0.5,
        beta2: 0.75,
        weight_decay: 0.0,
    };
    let (mut value, mut grad, mut mean) = ([1.0], [-4.0], [2.0]);
    lion_update(&mut value, &mut grad, &mut mean, &by);
    assert!(
        value == [1.25],
        "w = 1, g = −4, m = 2: c = −1, so w moves by η = ¼ to 1.25, got {}; c mixes the *old* memory and the gradient, and only its sign counts",
        value[0]
    );
    assert!(
        mean == [0.5],
        "the memory becomes ¾ · 2 + ¼ · (−4) = 0.5, got {}; it has β₂, not β₁",
        mean[0]
    );
    assert!(
        grad == [0.0],
        "the step consumes the gradient: expected 0, got {}",
        grad[0]
    );
}

#[test]
fn decay_is_multiplied_by_the_rate() {
    let by = LionFactors {
        learning_rate: 0.25,
        beta1: 0.5,
        beta2: 0.75,
        weight_decay: 1.0,
    };
    let (mut value, mut grad, mut mean) = ([1.0], [-4.0], [2.0]);
    lion_update(&mut value, &mut grad, &mut mean, &by);
    assert!(
        value == [1.0],
        "the example with λ = 1: the step is ¼ (−1 + 1 · 1) = 0 and w stays 1, got {}; both parts are multiplied by η",
        value[0]
    );
}

#[test]
fn a_weight_without_gradients_stays() {
    let by = LionFactors {
        learning_rate: 0.25,
        beta1: 0.9,
        beta2: 0.99,
        weight_decay: 0.0,
    };
    let (mut value, mut grad, mut mean) = ([3.0, 3.0], [0.0, -0.0], [0.0, 0.0]);
    lion_update(&mut value, &mut grad, &mut mean, &by);
    assert!(
        value == [3.0, 3.0],
        "with neither gradient nor memory the sign is 0 and w stays 3, got {value:?}; Rust's signum(0.0) is 1, and signum(−0.0) is −1"
    );
}

#[test]
fn every_step_is_as_long_as_the_rate() {
    let mut network = Linear::new(array![[1.0, 1.0]], array![0.0]);
    network.weight.grad = array![[0.001, -1000.0]];
    network.bias.grad = array![5.0];
    Lion::new(0.5, 0.0).step(&mut network);
    let moved = [
        network.weight.value[[0, 0]],
        network.weight.value[[0, 1]],
        network.bias.value[0],
    ];
    assert!(
        moved == [0.5, 1.5, -0.5],
        "weights (1, 1) and bias 0 with the slopes 0.001, −1000 and 5 at the rate ½: expected 0.5, 1.5 and −0.5, got {moved:?}"
    );
    let left = [
        network.weight.grad[[0, 0]],
        network.weight.grad[[0, 1]],
        network.bias.grad[0],
    ];
    assert!(
        left == [0.0; 3],
        "the step consumes every gradient, but {left:?} are left"
    );
}

#[test]
fn the_memory_decides_against_small_gradients() {
    // After g = 1 the memory is 0.01. The next c is 0.009 + 0.1 g.
    for (second, expected) in [(-0.08, -2.0), (-0.1, 0.0)] {
        let got = places(&[1.0, second]);
        assert!(
            got == [-1.0, expected],
            "w = 0 at the rate 1, the gradients 1 and {second}: expected −1 and {expected}, got {got:?}; \
             β₁ = 0.9 makes the direction, β₂ = 0.99 the memory, which lives from step to step"
        );
    }
}

#[test]
fn the_memory_can_be_saved() {
    let mut network = Linear::new(array![[0.0]], array![0.0]);
    network.weight.grad[[0, 0]] = 2.0;
    let mut lion = Lion::new(1.0, 0.0);
    lion.step(&mut network);
    let mut found = Vec::new();
    lion.visit_buffers(&mut |name, buffer| {
        found.push((name.to_owned(), buffer.value.to_vec()));
    });
    let mean = found
        .iter()
        .find(|(name, _)| name == "weight.mean")
        .and_then(|(_, value)| value.first().copied());
    assert!(
        mean.is_some_and(|mean: f64| (mean - 0.02).abs() < 1e-12),
        "after one gradient of 2 the memory weight.mean is 0.01 · 2 = 0.02; the optimizer's buffers are {found:?}"
    );
}

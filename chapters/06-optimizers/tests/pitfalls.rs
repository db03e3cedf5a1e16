//! What can go wrong with an optimizer, each shown going wrong.

use approx::{assert_abs_diff_eq, assert_relative_eq};
use backprop::{Linear, Parameters, Sequential, zero_grad};
use ndarray::{Array1, Array2, array};
use optimizers::{
    Adagrad, Adam, AdamW, InverseTimeDecay, Momentum, Optimizer, Ravine, RmsProp,
    Schedule, Sgd, clip_grad_norm, clip_grad_value, path, velocity_step,
    weights_only,
};
use pins::pin;

use crate::single::Single;

// ---- rates ----

#[test]
fn one_rate_too_large_for_the_steep_side_runs_away() {
    let height = |rate: f64| {
        let mut ravine = Ravine::new([1.0, 100.0], [4.0, 0.4]);
        path(&mut ravine, &mut Sgd::new(rate), 100);
        ravine.value()
    };
    assert!(height(0.019) < 16.0); // below 2/100
    assert!(height(0.021) > 1e6);
    pin!("runs_away", { "below": 0.019, "height_below": height(0.019), "above": 0.021, "height_above": height(0.021) });
}

#[test]
fn momentum_multiplies_the_rate() {
    // ten times the step in the long run: a rate that suited plain descent is too large by then
    let mut parameter = Single::new(0.0);
    let mut optimizer = Momentum::new(0.1, 0.9);
    let mut last = 0.0;
    for _step in 0..200 {
        let before = parameter.value();
        parameter.descend(1.0, &mut optimizer);
        last = before - parameter.value();
    }
    assert_relative_eq!(last, 1.0, max_relative = 1e-8); // 0.1 · 1/(1 − 0.9)
}

#[test]
fn the_two_momentums_part_when_the_rate_changes() {
    // S2's velocity carries the rate it was made at; PyTorch's (and ours) takes the present one
    let (mut value, mut velocity) = (0.0, 0.0);
    let mut parameter = Single::new(0.0);
    let mut optimizer = Momentum::new(1.0, 0.5);
    for (rate, grad) in [(1.0, -8.0), (0.1, 0.0)] {
        optimizer.set_learning_rate(rate);
        (value, velocity) = velocity_step(value, velocity, grad, rate, 0.5);
        parameter.descend(grad, &mut optimizer);
    }
    assert_eq!(value, 12.0); // 8, and half of it once more
    assert_abs_diff_eq!(parameter.value(), 8.4, epsilon = 1e-12); // 8, and a tenth of that half
    pin!("two_momentums", { "rates": [1.0, 0.1], "slides": value, "ours": parameter.value() });
}

#[test]
fn a_rate_that_falls_like_one_over_time_stops_short() {
    // f = w²/2 · 0.1 from 1: the sum of the rates grows too slowly to get down a flat bowl
    let schedule = InverseTimeDecay { initial: 1.0 };
    let mut falling = Single::new(1.0);
    let mut steady = Single::new(1.0);
    let mut optimizer = Sgd::new(1.0);
    for step in 0..1000 {
        optimizer.set_learning_rate(schedule.rate(step));
        falling.descend(0.1 * falling.value(), &mut optimizer);
        optimizer.set_learning_rate(1.0);
        steady.descend(0.1 * steady.value(), &mut optimizer);
    }
    assert!(falling.value() > 0.4 && steady.value() < 1e-40);
    pin!("stops_short", { "left": falling.value(), "curvature": 0.1 });
}

#[test]
fn adagrad_never_forgets_a_shock() {
    // one gradient of a thousand, then ordinary ones: Adagrad's rate is ruined for good, RMSProp's recovers
    let last_step = |optimizer: &mut dyn Optimizer<f64>| {
        let mut parameter = Single::new(0.0);
        parameter.descend(1000.0, optimizer);
        let mut last = 0.0;
        for _step in 0..3000 {
            let before = parameter.value();
            parameter.descend(1.0, optimizer);
            last = before - parameter.value();
        }
        last
    };
    let (adagrad, rms_prop) =
        (last_step(&mut Adagrad::new(0.1)), last_step(&mut RmsProp::new(0.1)));
    assert!(adagrad < 2e-4);
    assert_relative_eq!(rms_prop, 0.1, max_relative = 1e-6);
    pin!("shock", { "shock": 1000.0, "rate": 0.1, "adagrad": adagrad, "rms_prop": rms_prop });
}

#[test]
fn without_its_correction_adam_would_begin_too_fast() {
    // after one step the mean holds a tenth of the gradient and the root √0.001 of it: 3.16 times the rate
    let uncorrected = 0.1 / 0.001_f64.sqrt();
    let mut parameter = Single::new(0.0);
    parameter.descend(5.0, &mut Adam::new(1.0));
    assert_relative_eq!(parameter.value(), -1.0, max_relative = 1e-8);
    assert!(uncorrected > 3.1);
    // RMSProp has none: its first step is ten rates
    let mut parameter = Single::new(0.0);
    parameter.descend(5.0, &mut RmsProp::new(1.0));
    assert_relative_eq!(parameter.value(), -10.0, max_relative = 1e-6);
    pin!("first_steps", { "uncorrected": uncorrected, "adam": 1.0, "rms_prop": -parameter.value(), "mean": 0.1, "mean_square": 0.001 });
}

#[test]
fn adam_does_not_settle_at_a_fixed_rate() {
    // close to a kink every step is about a rate long, whichever rule divides by the size of the gradient
    let mut parameter = Single::new(0.5_f64);
    let mut optimizer = Adam::new(0.1);
    let mut places = Vec::new();
    for _step in 0..400 {
        let grad = parameter.value().signum(); // of |w|
        parameter.descend(grad, &mut optimizer);
        places.push(parameter.value().abs());
    }
    let worst = places[300..].iter().copied().fold(0.0, f64::max);
    assert!(worst > 0.01, "{worst}");
}

// ---- ε, tiny numbers, NaN ----

#[test]
fn zero_over_zero_without_eps() {
    let mut parameter = Single::new(1.0_f64);
    let mut optimizer = Adagrad::new(0.1);
    optimizer.eps = 0.0;
    parameter.descend(0.0, &mut optimizer);
    assert!(parameter.value().is_nan());
    let mut parameter = Single::new(1.0);
    parameter.descend(0.0, &mut Adagrad::new(0.1));
    assert_eq!(parameter.value(), 1.0);
}

#[test]
fn a_velocity_that_fades_becomes_exactly_zero() {
    let mut parameter = Single::new(1.0_f32);
    let mut optimizer = Momentum::new(0.1, 0.9);
    parameter.descend(1.0, &mut optimizer);
    let (mut unflushed, mut value) = (1.0_f32, 1.0_f32 - 0.1);
    let mut subnormal = 0;
    for _step in 0..2000 {
        parameter.descend(0.0, &mut optimizer);
        unflushed *= 0.9;
        value -= 0.1 * unflushed;
        subnormal += usize::from(unflushed.is_subnormal());
    }
    let mut velocity = Vec::new();
    optimizer.visit_buffers(&mut |_, buffer: backprop::Buffer<'_, f32>| {
        velocity.extend_from_slice(buffer.value);
    });
    assert_eq!(velocity, [0.0]);
    // without the flush: subnormal to the end, since 0.9 times the smallest number rounds up to it again
    assert!(unflushed.is_subnormal() && subnormal > 1000);
    assert_eq!(parameter.value().to_bits(), value.to_bits());
    // what the flush takes away: a velocity below the limit, and all that it would still have become
    let limit = f64::from(f32::MIN_POSITIVE / f32::EPSILON);
    assert!(0.1 * limit / (1.0 - 0.9) < 1e-30);
    pin!("fading", {
        "momentum": 0.9,
        "limit": limit,
        "smallest_normal": f64::from(f32::MIN_POSITIVE),
        "steps_to_the_limit": (limit.ln() / 0.9_f64.ln()).ceil(),
        "steps_to_subnormal": (f64::from(f32::MIN_POSITIVE).ln() / 0.9_f64.ln()).ceil(),
    });
}

#[test]
fn one_nan_stays_in_the_memory() {
    let mut parameter = Single::new(1.0);
    let mut optimizer = Adam::new(0.1);
    parameter.descend(f64::NAN, &mut optimizer);
    parameter.0.value[0] = 1.0; // the weight repaired by hand
    parameter.descend(1.0, &mut optimizer);
    assert!(parameter.value().is_nan());
}

// ---- decay ----

#[test]
fn a_penalty_in_adams_gradient_is_not_decay() {
    // two weights of 1, one with steep slopes and one with flat ones: a penalty's gradient λw is divided by their size
    let slopes = [10.0, 0.1];
    let (mut penalised, mut decayed) = ([1.0, 1.0], [1.0, 1.0]);
    for k in 0..2 {
        let (mut a, mut b) = (Single::new(1.0), Single::new(1.0));
        let (mut adam, mut adam_w) = (Adam::new(0.01), AdamW::new(0.01, 0.1));
        for step in 0..100 {
            let grad = if step % 2 == 0 { slopes[k] } else { -slopes[k] }; // noise around nothing
            let weight = a.value();
            a.descend(grad + 0.1 * weight, &mut adam);
            b.descend(grad, &mut adam_w);
        }
        (penalised[k], decayed[k]) = (a.value(), b.value());
    }
    assert!(penalised[1] < 0.6 && penalised[0] > 0.9, "{penalised:?}");
    assert_abs_diff_eq!(decayed[0], decayed[1], epsilon = 1e-6);
    pin!("decay", { "slopes": slopes, "penalised": penalised, "decayed": decayed, "decay": 0.1, "rate": 0.01, "steps": 100 });
}

#[test]
fn biases_decay_too_unless_told_not_to() {
    let mut network = Linear::new(array![[1.0]], array![1.0]);
    AdamW::new(0.5, 0.5).step(&mut network);
    assert_eq!((network.weight.value[[0, 0]], network.bias.value[0]), (0.75, 0.75));
    AdamW { decays: weights_only, ..AdamW::new(0.5, 0.5) }.step(&mut network);
    assert_eq!((network.weight.value[[0, 0]], network.bias.value[0]), (0.5625, 0.75));
}

// ---- clipping ----

#[test]
fn clipping_by_value_turns_the_step() {
    let gradient = || {
        let mut ravine = Ravine::new([1.0, 100.0], [4.0, 0.4]);
        ravine.backward();
        ravine
    };
    let (mut by_norm, mut by_value) = (gradient(), gradient());
    let norm = clip_grad_norm(&mut by_norm, 5.0);
    clip_grad_value(&mut by_value, 5.0);
    let steepness =
        |ravine: &Ravine| ravine.position.grad[1] / ravine.position.grad[0];
    assert_relative_eq!(steepness(&by_norm), 10.0, max_relative = 1e-12);
    assert_relative_eq!(steepness(&by_value), 1.25, max_relative = 1e-12);
    pin!("clipped", {
        "gradient": [4.0, 40.0],
        "norm": norm,
        "most": 5.0,
        "by_norm": by_norm.position.grad.to_vec(),
        "by_value": by_value.position.grad.to_vec(),
    });
}

#[test]
fn clipping_does_not_repair_nan() {
    let mut parameter = Single::new(1.0);
    parameter.0.grad[0] = f64::NAN;
    assert!(clip_grad_norm(&mut parameter, 1.0).is_nan());
    assert!(parameter.0.grad[0].is_nan());
    parameter.0.grad[0] = f64::INFINITY;
    assert_eq!(clip_grad_norm(&mut parameter, 1.0), f64::INFINITY);
    assert_eq!(parameter.0.grad[0], f64::INFINITY); // and not NaN, as ∞ · 0 would be
}

#[test]
fn adam_hardly_notices_clipping() {
    let run = |most: f64| {
        let mut parameter = Single::new(1.0);
        let mut optimizer = Adam::new(0.01);
        for _step in 0..20 {
            parameter.0.grad[0] = 50.0;
            clip_grad_norm(&mut parameter, most);
            optimizer.step(&mut parameter);
        }
        parameter.value()
    };
    assert_relative_eq!(run(1.0), run(1e9), max_relative = 1e-6);
}

// ---- one optimizer, one network ----

#[test]
fn a_resumed_run_without_its_memory_goes_elsewhere() {
    let gradients = [1.0, -2.0, 0.5, 0.5];
    let mut whole = Single::new(1.0_f64);
    let mut cut = Single::new(1.0);
    let mut optimizer = Momentum::new(0.1, 0.9);
    let mut other = Momentum::new(0.1, 0.9);
    for (k, &grad) in gradients.iter().enumerate() {
        whole.descend(grad, &mut optimizer);
        if k == 2 {
            other = Momentum::new(0.1, 0.9); // the weights were saved, the velocity was not
        }
        cut.descend(grad, &mut other);
    }
    assert!((whole.value() - cut.value()).abs() > 0.1);
    pin!("forgotten_velocity", { "whole": whole.value(), "cut": cut.value() });
}

#[test]
fn a_second_zeroing_changes_nothing() {
    let mut network = Linear::new(Array2::<f64>::ones((2, 2)), Array1::zeros(2));
    network.weight.grad.fill(1.0);
    Sgd::new(0.1).step(&mut network);
    let after = network.weight.clone();
    zero_grad(&mut network);
    assert_eq!(network.weight, after);
}

#[test]
#[should_panic(
    expected = "Adam::step: the parameter weight is [3, 2], but what is remembered in its place, of weight, is [2, 2]"
)]
fn a_network_of_another_shape_is_refused() {
    let mut optimizer = Adam::<f32>::new(0.1);
    optimizer.step(&mut Linear::zeros(2, 2));
    optimizer.step(&mut Linear::zeros(2, 3));
}

#[test]
#[should_panic(
    expected = "Momentum::step: a parameter 1.weight that was not there before"
)]
fn a_network_that_grew_is_refused() {
    let mut optimizer = Momentum::<f32>::new(0.1, 0.9);
    optimizer.step(&mut Sequential::new().with(Linear::zeros(2, 2)));
    optimizer.step(
        &mut Sequential::new().with(Linear::zeros(2, 2)).with(Linear::zeros(2, 2)),
    );
}

#[test]
#[should_panic(
    expected = "RmsProp::step: the network lacks the parameter 1.weight of before"
)]
fn a_network_that_shrank_is_refused() {
    let mut optimizer = RmsProp::<f32>::new(0.1);
    optimizer.step(
        &mut Sequential::new().with(Linear::zeros(2, 2)).with(Linear::zeros(2, 2)),
    );
    optimizer.step(&mut Sequential::new().with(Linear::zeros(2, 2)));
}

#[test]
#[should_panic(
    expected = "momentum_update: value has 2 elements, but gradient and state have [2, 1]"
)]
fn slices_of_different_lengths_are_refused() {
    optimizers::momentum_update(
        &mut [0.0, 0.0],
        &mut [0.0, 0.0],
        &mut [0.0],
        0.1,
        0.9,
    );
}

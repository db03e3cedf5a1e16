//! The laws of this chapter, for random gradients.

use approx::assert_relative_eq;
use backprop::{Buffer, Linear, Param, ParamMut, Parameters};
use ndarray::{Array1, Array2, Ix1};
use optimizers::{
    Adagrad, Adam, AdamW, CosineDecay, InverseSquareRootDecay, InverseTimeDecay,
    Momentum, Optimizer, Parabola, Ravine, RmsProp, Schedule, Sgd, StepDecay, WarmUp,
    adagrad_decayed_steps, adagrad_steps, clip_grad_norm, clip_grad_value, flush,
    gradient_norm, newton_step, path, velocity_step, weight_change, weighted_past,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::single::Single;

type Make = fn(f64) -> Box<dyn Optimizer<f64>>;

const ALL: [Make; 7] = [
    |rate| Box::new(Sgd::new(rate)),
    |rate| Box::new(Momentum::new(rate, 0.9)),
    |rate| Box::new(Momentum::nesterov(rate, 0.9)),
    |rate| Box::new(Adagrad::new(rate)),
    |rate| Box::new(RmsProp::new(rate)),
    |rate| Box::new(Adam::new(rate)),
    |rate| Box::new(AdamW::new(rate, 0.01)),
];

/// Any number of parameters in one tensor.
#[derive(Clone)]
struct Several(Param<f64, Ix1>);

impl Several {
    fn new(values: &[f64]) -> Self {
        Self(Param::new(Array1::from(values.to_vec())))
    }

    fn with_grad(values: &[f64], grad: &[f64]) -> Self {
        let mut several = Self::new(values);
        several.0.grad = Array1::from(grad.to_vec());
        several
    }
}

impl Parameters<f64> for Several {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, f64>)) {
        visitor("several", self.0.as_mut());
    }
}

/// Where one parameter goes under these gradients, start included.
fn follow(optimizer: &mut dyn Optimizer<f64>, gradients: &[f64]) -> Vec<f64> {
    let mut parameter = Single::new(1.0);
    let mut places = vec![1.0];
    for &grad in gradients {
        parameter.descend(grad, optimizer);
        places.push(parameter.value());
    }
    places
}

/// Gradients that are not vanishingly small.
fn gradients() -> impl Strategy<Value = Vec<f64>> {
    vec(prop_oneof![-3.0..-0.01, 0.01..3.0], 1..30)
}

fn close(a: &[f64], b: &[f64], tolerance: f64) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() <= tolerance * (1.0 + a.abs()))
}

proptest! {
    #[test]
    fn momentum_of_zero_is_plain_descent(gradients in gradients()) {
        let plain = follow(&mut Sgd::new(0.1), &gradients);
        prop_assert_eq!(&follow(&mut Momentum::new(0.1, 0.0), &gradients), &plain);
        prop_assert_eq!(&follow(&mut Momentum::nesterov(0.1, 0.0), &gradients), &plain);
    }

    #[test]
    fn the_notations_of_momentum_go_one_way(gradients in gradients(), momentum in 0.0..0.99) {
        let ours = follow(&mut Momentum::new(0.1, momentum), &gradients);
        let (mut s2, mut v, mut s4, mut change) = (1.0, 0.0, 1.0, 0.0);
        for (k, &grad) in gradients.iter().enumerate() {
            (s2, v) = velocity_step(s2, v, grad, 0.1, momentum);
            change = weight_change(grad, change, 0.1, momentum);
            s4 += change;
            let past = weighted_past(&gradients[..=k], 0.1, momentum);
            prop_assert!((v - past).abs() < 1e-12 && (change - past).abs() < 1e-12);
            prop_assert!((s2 - ours[k + 1]).abs() < 1e-11 && (s4 - ours[k + 1]).abs() < 1e-11);
        }
    }

    /// Nesterov's own form feels the slope where the velocity will have led: its place plus that is our parameter.
    #[test]
    fn nesterov_feels_the_slope_a_step_ahead(start in -3.0..3.0, curvature in 0.1..3.0, momentum in 0.0..0.95) {
        let (rate, slope) = (0.1, |w: f64| curvature * w);
        let (mut place, mut v) = (start, 0.0);
        let mut parameter = Single::new(start);
        let mut optimizer = Momentum::nesterov(rate, momentum);
        for _step in 0..30 {
            v = momentum * v - rate * slope(place + momentum * v);
            place += v;
            let grad = slope(parameter.value());
            parameter.descend(grad, &mut optimizer);
            prop_assert!((parameter.value() - (place + momentum * v)).abs() < 1e-10);
        }
    }

    #[test]
    fn both_forms_of_adagrad_are_one(gradients in gradients()) {
        prop_assert!(close(&adagrad_steps(&gradients, 0.5), &adagrad_decayed_steps(&gradients, 0.5), 1e-13));
    }

    #[test]
    fn the_first_step_of_adagrad_and_adam_is_the_rate(grad in prop_oneof![-1e3..-1e-2, 1e-2..1e3_f64], rate in 1e-3..1.0) {
        for make in [ALL[3], ALL[5]] {
            let places = follow(&mut make(rate), &[grad]);
            prop_assert!((places[0] - places[1] - rate * grad.signum()).abs() < 1e-5 * rate);
        }
    }

    #[test]
    fn no_step_of_adagrad_is_longer_than_the_rate(gradients in gradients()) {
        let places = follow(&mut Adagrad::new(0.3), &gradients);
        prop_assert!(places.windows(2).all(|pair| (pair[1] - pair[0]).abs() <= 0.3 + 1e-12));
    }

    /// With ε = 0 the scale of the loss does not matter.
    #[test]
    fn dividing_by_a_root_of_squares_forgets_the_scale(gradients in gradients(), scale in 1e-3..1e3) {
        let scaled: Vec<f64> = gradients.iter().map(|grad| scale * grad).collect();
        let adam = || {
            let mut adam = Adam::new(0.1);
            adam.eps = 0.0;
            adam
        };
        let adagrad = || {
            let mut adagrad = Adagrad::new(0.1);
            adagrad.eps = 0.0;
            adagrad
        };
        let rms_prop = || {
            let mut rms_prop = RmsProp::new(0.1);
            rms_prop.eps = 0.0;
            rms_prop
        };
        prop_assert!(close(&follow(&mut adam(), &gradients), &follow(&mut adam(), &scaled), 1e-11));
        prop_assert!(close(&follow(&mut adagrad(), &gradients), &follow(&mut adagrad(), &scaled), 1e-11));
        prop_assert!(close(&follow(&mut rms_prop(), &gradients), &follow(&mut rms_prop(), &scaled), 1e-11));
    }

    #[test]
    fn momentum_keeps_the_scale(gradients in gradients()) {
        let moved = |gradients: &[f64]| follow(&mut Momentum::new(0.1, 0.9), gradients).last().expect("places") - 1.0;
        let doubled: Vec<f64> = gradients.iter().map(|grad| 2.0 * grad).collect();
        prop_assert!((moved(&doubled) - 2.0 * moved(&gradients)).abs() < 1e-10);
    }

    #[test]
    fn adam_of_a_constant_gradient_walks_at_the_rate(grad in prop_oneof![-9.0..-0.1, 0.1..9.0_f64], steps in 1_usize..60) {
        let places = follow(&mut Adam::new(0.1), &vec![grad; steps]);
        prop_assert!((places[0] - places[steps] - 0.1 * steps as f64 * grad.signum()).abs() < 1e-5);
    }

    #[test]
    fn adam_w_without_decay_is_adam(gradients in gradients()) {
        let (adam, adam_w) = (follow(&mut Adam::new(0.1), &gradients), follow(&mut AdamW::new(0.1, 0.0), &gradients));
        prop_assert_eq!(adam, adam_w);
    }

    #[test]
    fn decay_without_gradients_is_geometric(decay in 0.0..0.5, steps in 1_usize..20) {
        let places = follow(&mut AdamW::new(0.5, decay), &vec![0.0; steps]);
        prop_assert!((places[steps] - (1.0 - 0.5 * decay).powf(steps as f64)).abs() < 1e-12);
    }

    /// Plain descent and momentum do not know the axes; whatever divides each parameter by its own root does.
    #[test]
    fn descent_and_momentum_turn_with_the_ravine(angle in 0.0..6.3, steps in 1_usize..40) {
        for make in &ALL[..3] {
            let straight = path(&mut Ravine::new([1.0, 20.0], [3.0, 1.0]), &mut make(0.02), steps)[steps];
            let turned = path(&mut Ravine::new([1.0, 20.0], [3.0, 1.0]).turned(angle), &mut make(0.02), steps)[steps];
            let (sin, cos) = angle.sin_cos();
            prop_assert!((turned[0] - (cos * straight[0] - sin * straight[1])).abs() < 1e-9);
            prop_assert!((turned[1] - (sin * straight[0] + cos * straight[1])).abs() < 1e-9);
        }
    }

    #[test]
    fn newton_is_at_the_bottom_in_one_step(a in 0.1..5.0, b in -5.0..5.0, c in -5.0..5.0, x in -5.0..5.0) {
        let parabola = Parabola { a, b, c };
        let step = newton_step(parabola.slope(x), parabola.curvature()).expect("a valley");
        prop_assert!((x - step - parabola.lowest()).abs() < 1e-10);
        prop_assert!(parabola.value(x - step) <= parabola.value(x) + 1e-12);
        prop_assert!((step.abs() - (x + b / (2.0 * a)).abs()).abs() < 1e-10); // as S2 writes it
    }

    #[test]
    fn clipping_by_norm_keeps_the_direction(grad in vec(-9.0..9.0, 1..20), most in 0.1..5.0) {
        let mut several = Several::with_grad(&vec![0.0; grad.len()], &grad);
        let norm = clip_grad_norm(&mut several, most);
        let length = grad.iter().map(|g| g * g).sum::<f64>().sqrt();
        prop_assert!((norm - length).abs() < 1e-9);
        prop_assert!((gradient_norm(&mut several) - norm.min(most)).abs() < 1e-9);
        let factor = (most / norm).min(1.0);
        prop_assert!(grad.iter().zip(&several.0.grad).all(|(before, after)| (before * factor - after).abs() < 1e-9));
    }

    #[test]
    fn clipping_by_value_bounds_every_element(grad in vec(-9.0..9.0, 1..20), bound in 0.0..5.0) {
        let mut several = Several::with_grad(&vec![0.0; grad.len()], &grad);
        clip_grad_value(&mut several, bound);
        prop_assert!(grad.iter().zip(&several.0.grad).all(|(before, &after)| before.clamp(-bound, bound) == after));
    }

    #[test]
    fn schedules_fall_and_stay_positive(step in 0_usize..5000, initial in 0.001..1.0) {
        let schedules: [Box<dyn Schedule>; 4] = [
            Box::new(StepDecay { initial, factor: 0.5, every: 100 }),
            Box::new(InverseSquareRootDecay { initial }),
            Box::new(InverseTimeDecay { initial }),
            Box::new(CosineDecay { initial, last: 0.0001, steps: 3000 }),
        ];
        for schedule in schedules {
            prop_assert!((schedule.rate(0) - initial).abs() < 1e-15);
            prop_assert!(schedule.rate(step + 1) <= schedule.rate(step) && schedule.rate(step) > 0.0);
        }
    }

    #[test]
    fn a_warm_up_rises_and_hands_over(step in 0_usize..50, initial in 0.001..1.0) {
        let then = InverseSquareRootDecay { initial };
        let warm = WarmUp { steps: 20, then };
        if step >= 19 {
            prop_assert_eq!(warm.rate(step), then.rate(step));
        } else {
            prop_assert!(warm.rate(step) < warm.rate(step + 1));
        }
    }

    #[test]
    fn flushing_touches_nothing_but_the_tiny(x in proptest::num::f32::ANY) {
        let flushed = flush(x);
        if x.is_nan() {
            prop_assert!(flushed.is_nan());
        } else if x.abs() < 9.8e-32 {
            prop_assert_eq!(flushed, 0.0);
        } else if x.abs() > 9.9e-32 {
            prop_assert_eq!(flushed, x);
        }
    }

    /// Saved in the middle and taken up again, every optimizer goes on bit for bit.
    #[test]
    fn a_resumed_run_is_the_run(gradients in vec(-3.0..3.0, 2..40), cut in 1_usize..39) {
        let cut = cut.min(gradients.len() - 1);
        for make in ALL {
            let whole = follow(&mut make(0.03), &gradients);

            let mut first = make(0.03);
            let mut parameter = Single::new(1.0);
            gradients[..cut].iter().for_each(|&grad| parameter.descend(grad, &mut first));
            let mut saved: Vec<(String, Vec<usize>, Vec<u64>)> = Vec::new();
            first.visit_buffers(&mut |name, buffer| {
                let bits = buffer.value.iter().map(|x| x.to_bits()).collect();
                saved.push((name.to_owned(), ndarray::Dimension::slice(&buffer.shape).to_vec(), bits));
            });

            let mut second = make(0.03);
            second.prepare(&mut parameter);
            let mut saved = saved.into_iter();
            second.visit_buffers(&mut |name, buffer: Buffer<'_, f64>| {
                let (saved_name, shape, bits) = saved.next().expect("as many as were saved");
                assert_eq!((saved_name.as_str(), &shape[..]), (name, ndarray::Dimension::slice(&buffer.shape)));
                buffer.value.iter_mut().zip(bits).for_each(|(x, bits)| *x = f64::from_bits(bits));
            });
            prop_assert!(saved.next().is_none());
            gradients[cut..].iter().for_each(|&grad| parameter.descend(grad, &mut second));
            prop_assert_eq!(parameter.value().to_bits(), whole[gradients.len()].to_bits());
        }
    }
}

#[test]
fn every_parameter_goes_its_own_way() {
    // all at once is the same as one at a time, but for the weights' order in memory
    let (values, grads) = ([1.0, -2.0, 3.0], [0.5, 30.0, -0.001]);
    for make in ALL {
        let mut together = Several::new(&values);
        let mut optimizer = make(0.1);
        for _step in 0..3 {
            together.0.grad = Array1::from(grads.to_vec());
            optimizer.step(&mut together);
        }
        for (k, &value) in values.iter().enumerate() {
            let mut alone = Single::new(value);
            let mut optimizer = make(0.1);
            (0..3).for_each(|_| alone.descend(grads[k], &mut optimizer));
            assert_relative_eq!(alone.value(), together.0.value[k]);
        }
    }
}

#[test]
fn the_memory_is_named_after_the_parameters() {
    let mut network = Linear::<f64>::zeros(2, 3);
    let mut optimizer = Adam::new(0.1);
    optimizer.step(&mut network);
    let mut seen = Vec::new();
    optimizer.visit_buffers(&mut |name, buffer| {
        seen.push((name.to_owned(), buffer.value.len()));
    });
    let expected = [
        ("steps", 1),
        ("weight.mean", 6),
        ("weight.mean_square", 6),
        ("bias.mean", 3),
        ("bias.mean_square", 3),
    ];
    assert_eq!(seen, expected.map(|(name, length)| (name.to_owned(), length)));
    assert_eq!(optimizer.steps(), 1.0);
}

#[test]
fn a_step_consumes_the_gradient() {
    for make in ALL {
        let mut network = Linear::new(Array2::ones((2, 2)), Array1::ones(2));
        network.weight.grad.fill(1.0);
        make(0.1).step(&mut network);
        assert_eq!(network.weight.grad, Array2::<f64>::zeros((2, 2)));
    }
}

#[test]
fn a_rate_that_is_set_is_the_rate_of_the_next_step() {
    for make in ALL {
        let mut optimizer = make(0.1);
        optimizer.set_learning_rate(0.0);
        assert_eq!(optimizer.learning_rate(), 0.0);
        assert_eq!(follow(&mut optimizer, &[1.0, 2.0]), [1.0, 1.0, 1.0]);
    }
}

#[test]
fn the_best_momentum_of_a_ravine_takes_the_root_of_its_steepness() {
    // Polyak: μ = ((√κ − 1)/(√κ + 1))², the distance shrinks by √μ a step; plain descent by (κ − 1)/(κ + 1)
    let kappa: f64 = 100.0;
    let root = (kappa.sqrt() - 1.0) / (kappa.sqrt() + 1.0);
    let best_rate = 4.0 / (kappa.sqrt() + 1.0).powi(2);
    let mut plain = Ravine::new([1.0, kappa], [1.0, 1.0]);
    path(&mut plain, &mut Sgd::new(2.0 / (1.0 + kappa)), 200);
    let mut heavy = Ravine::new([1.0, kappa], [1.0, 1.0]);
    path(&mut heavy, &mut Momentum::new(best_rate, root * root), 200);
    let shrunk = plain.place()[0].abs().powf(1.0 / 200.0);
    assert_relative_eq!(shrunk, (kappa - 1.0) / (kappa + 1.0), max_relative = 1e-9);
    let shrunk = heavy.place()[0].abs().max(heavy.place()[1].abs()).powf(1.0 / 200.0);
    assert_relative_eq!(shrunk, root, max_relative = 0.05); // (1 + const · k) μ^{k/2}
    pins::pin!("best_momentum", {
        "source": "Polyak (1964)",
        "steepness": kappa,
        "plain": (kappa - 1.0) / (kappa + 1.0),
        "heavy": root,
        "momentum": root * root,
        "plain_steps_to_thousandth": (0.001_f64.ln() / ((kappa - 1.0) / (kappa + 1.0)).ln()).ceil(),
        "heavy_steps_to_thousandth": (0.001_f64.ln() / root.ln()).ceil(),
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))] // each of them 12,000 steps

    #[test]
    fn everybody_gets_down_a_bowl(curvature in 0.5..2.0, start in -2.0..2.0) {
        for make in &ALL[..6] {
            let mut ravine = Ravine::new([curvature, 1.0], [start, 1.0]);
            path(&mut ravine, &mut make(0.05), 2000);
            prop_assert!(ravine.value() < 2e-2, "{:?} after 2000 steps", ravine.place());
        }
    }
}

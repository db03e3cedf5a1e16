//! Every number of the lecture slides on optimizers: what they print, and what it is.
#![expect(
    clippy::approx_constant,
    reason = "the slides' steps as they round, whatever else they are near to"
)]

use approx::{assert_abs_diff_eq, assert_relative_eq};
use optimizers::{
    Adagrad, InverseSquareRootDecay, InverseTimeDecay, Momentum, Parabola, Ravine,
    Schedule, StepDecay, adagrad_decayed_steps, adagrad_steps, momentum_update,
    newton_step, path, velocity_step, weight_change, weighted_past,
};
use pins::pin;

use crate::single::Single;

/// OPT-7: the last derivative is unusually large.
const LARGE: [f64; 5] = [0.001, 0.001, 0.003, 0.002, 0.1];
/// OPT-8: the same last derivative is unusually small.
const SMALL: [f64; 5] = [10.8, 20.9, 31.7, 12.1, 0.1];

fn root_of_sum(gradients: &[f64]) -> f64 {
    gradients.iter().map(|grad| grad * grad).sum::<f64>().sqrt()
}

// ---- OPT-1, OPT-2: rates that decay ----

#[test]
fn opt_2_the_rates_of_the_first_steps() {
    let square_root = InverseSquareRootDecay { initial: 1.0 };
    let time = InverseTimeDecay { initial: 1.0 };
    let stages = StepDecay { initial: 1.0, factor: 0.5, every: 2 };
    let first = |schedule: &dyn Schedule| -> Vec<f64> {
        (0..5).map(|step| schedule.rate(step)).collect()
    };
    for (rate, expected) in
        first(&square_root).into_iter().zip([1.0, 0.707107, 0.57735, 0.5, 0.447214])
    {
        assert_abs_diff_eq!(rate, expected, epsilon = 5e-7);
    }
    assert_eq!(first(&stages), [1.0, 1.0, 0.5, 0.5, 0.25]);
    pin!("slide_schedules", {
        "source": "S2 OPT-1, OPT-2",
        "inverse_square_root": first(&square_root),
        "inverse_time": first(&time),
        "stages": first(&stages),
        "hundredth": { "inverse_square_root": square_root.rate(99), "inverse_time": time.rate(99) },
        "sum_of_thousand": {
            "inverse_square_root": (0..1000).map(|step| square_root.rate(step)).sum::<f64>(),
            "inverse_time": (0..1000).map(|step| time.rate(step)).sum::<f64>(),
        },
    });
}

#[test]
fn err_38_the_slides_schedule_is_the_inverse_square_root() {
    let printed = |t: usize| 1.0 / ((t + 1) as f64).sqrt();
    for t in 0..100 {
        assert_eq!(InverseSquareRootDecay { initial: 1.0 }.rate(t), printed(t));
        assert_relative_eq!(
            InverseTimeDecay { initial: 1.0 }.rate(t),
            printed(t).powi(2),
            max_relative = 1e-15
        );
    }
}

// ---- OPT-4 to OPT-8: Adagrad ----

#[test]
fn opt_7_opt_8_the_surprising_tables() {
    let (large, small) = (adagrad_steps(&LARGE, 1.0), adagrad_steps(&SMALL, 1.0));
    for (step, expected) in
        large.iter().zip([1.0, 0.707107, 0.904534, 0.516398, 0.999251])
    {
        assert_abs_diff_eq!(*step, expected, epsilon = 5e-7);
    }
    for (step, expected) in
        small.iter().zip([1.0, 0.888397, 0.803023, 0.293059, 0.002422])
    {
        assert_abs_diff_eq!(*step, expected, epsilon = 5e-7);
    }
    assert_abs_diff_eq!(large[4] / small[4], 412.6, epsilon = 0.05);
    pin!("slide_adagrad", {
        "source": "S2 OPT-7, OPT-8",
        "large": { "gradients": LARGE, "steps": large, "root": root_of_sum(&LARGE) },
        "small": { "gradients": SMALL, "steps": small, "root": root_of_sum(&SMALL) },
        "ratio": large[4] / small[4],
    });
}

#[test]
fn opt_5_the_simplified_form_is_the_derived_one() {
    let mut largest: f64 = 0.0;
    for gradients in [LARGE, SMALL] {
        let both = adagrad_steps(&gradients, 0.7)
            .into_iter()
            .zip(adagrad_decayed_steps(&gradients, 0.7));
        for (simplified, decayed) in both {
            assert_relative_eq!(simplified, decayed, max_relative = 1e-14);
            largest = largest.max((simplified - decayed).abs());
        }
    }
    assert!(largest < 1e-14);
    // OPT-4 by hand, its third step: σ² = √((0.001² + 0.001² + 0.003²)/3), η² = 1/√3
    let (sigma, rate) = ((11e-6_f64 / 3.0).sqrt(), 1.0 / 3_f64.sqrt());
    assert_relative_eq!(
        adagrad_steps(&LARGE, 1.0)[2],
        rate / sigma * 0.003,
        max_relative = 1e-14
    );
    pin!("adagrad_by_hand", {
        "rate": rate,
        "root_mean_square": sigma,
        "step": rate / sigma * 0.003,
        "root_of_sum": 11e-6_f64.sqrt(),
    });
}

#[test]
fn the_optimizer_makes_the_steps_of_the_tables() {
    for gradients in [LARGE, SMALL] {
        let mut parameter = Single::new(0.0);
        let mut optimizer = Adagrad::new(0.5);
        for (grad, step) in gradients.into_iter().zip(adagrad_steps(&gradients, 0.5))
        {
            let before = parameter.value();
            parameter.descend(grad, &mut optimizer);
            assert_relative_eq!(
                before - parameter.value(),
                step,
                max_relative = 1e-6
            );
        }
    }
}

#[test]
fn err_39_the_first_step_is_the_sign_of_the_gradient() {
    for grad in [0.001, 31.7, -12.1] {
        assert_relative_eq!(
            adagrad_steps(&[grad], 0.5)[0],
            0.5 * f64::signum(grad),
            max_relative = 1e-15
        );
    }
    // without ε a derivative of 0 at the start is 0/0; with it the parameter stays
    assert!(adagrad_steps(&[0.0], 0.5)[0].is_nan());
    let mut parameter = Single::new(3.0);
    parameter.descend(0.0, &mut Adagrad::new(0.5));
    assert_eq!(parameter.value(), 3.0);
}

// ---- OPT-9, OPT-10: the best step ----

#[test]
fn opt_9_one_step_to_the_bottom_of_a_parabola() {
    let parabola = Parabola { a: 1.0, b: 0.0, c: 0.0 };
    let step = newton_step(parabola.slope(3.0), parabola.curvature());
    assert_eq!(step, Some(3.0));
    let (flat, steep) =
        (Parabola { a: 0.1, b: 0.0, c: 0.0 }, Parabola { a: 2.0, b: 0.0, c: 0.0 });
    pin!("slide_parabola", {
        "source": "S2 OPT-9",
        "start": 3.0,
        "slope": parabola.slope(3.0),
        "curvature": parabola.curvature(),
        "step": step,
        "flat": { "a": flat.a, "at": 4.0, "slope": flat.slope(4.0), "curvature": flat.curvature(), "step": newton_step(flat.slope(4.0), flat.curvature()) },
        "steep": { "a": steep.a, "at": 1.0, "slope": steep.slope(1.0), "curvature": steep.curvature(), "step": newton_step(steep.slope(1.0), steep.curvature()) },
    });
}

#[test]
fn err_59_the_best_step_needs_a_valley_and_in_many_variables_the_hessian() {
    // a summit: the slides' formula |first|/second would be negative, and the signed one leads up to it
    assert_eq!(
        newton_step(Parabola { a: -1.0, b: 0.0, c: 0.0 }.slope(3.0), -2.0),
        None
    );
    // no parabola: x⁴ at 1 has slope 4 and curvature 12; the step falls short of the bottom
    assert_relative_eq!(newton_step(4.0, 12.0).expect("a valley"), 1.0 / 3.0);
    // a turned ravine: each parameter by its own second derivative misses the bottom, the Hessian does not
    let mut ravine =
        Ravine::new([1.0, 100.0], [4.0, 0.4]).turned(std::f64::consts::FRAC_PI_4);
    ravine.backward();
    let [x, y] = ravine.place();
    let second = 50.5; // on the diagonal of the Hessian, (1 + 100)/2
    let own = [x, y]
        .into_iter()
        .zip(&ravine.position.grad)
        .map(|(at, &slope)| at - slope / second);
    let own: Vec<f64> = own.collect();
    assert!(ravine.value_at([own[0], own[1]]) > 1.0);
    let mixed = -49.5; // beside the diagonal, (1 − 100)/2
    let determinant = second * second - mixed * mixed;
    let slope = &ravine.position.grad;
    let newton = [
        x - (second * slope[0] - mixed * slope[1]) / determinant,
        y - (second * slope[1] - mixed * slope[0]) / determinant,
    ];
    assert_abs_diff_eq!(ravine.value_at(newton), 0.0, epsilon = 1e-20);
}

#[test]
fn opt_10_the_root_of_the_squared_slopes_stands_in_for_the_second_derivative() {
    // slopes at eleven places between −1 and 1, of a flat and of a steep parabola
    let estimate = |a: f64| {
        let parabola = Parabola { a, b: 0.0, c: 0.0 };
        let slopes: Vec<f64> =
            (-5..=5).map(|place| parabola.slope(f64::from(place) / 5.0)).collect();
        root_of_sum(&slopes)
    };
    assert_relative_eq!(estimate(2.0) / estimate(0.1), 20.0, max_relative = 1e-12);
    pin!("second_derivative_estimate", {
        "source": "S2 OPT-10",
        "flat": { "a": 0.1, "estimate": estimate(0.1), "second_derivative": 0.2 },
        "steep": { "a": 2.0, "estimate": estimate(2.0), "second_derivative": 4.0 },
        "ratio": estimate(2.0) / estimate(0.1),
    });
}

// ---- OPT-11, OPT-12: momentum ----

#[test]
fn opt_11_opt_12_one_momentum_in_three_notations() {
    let gradients = [2.0, 1.0, -0.5, 0.25, 3.0];
    let (rate, momentum) = (0.1, 0.9);
    let (mut s2, mut v) = (1.0, 0.0);
    let (mut s4, mut change) = (1.0, 0.0);
    let (mut ours, mut velocity) = ([1.0], [0.0]);
    let mut rows = Vec::new();
    for (k, &grad) in gradients.iter().enumerate() {
        (s2, v) = velocity_step(s2, v, grad, rate, momentum);
        change = weight_change(grad, change, rate, momentum);
        s4 += change;
        momentum_update(&mut ours, &mut [grad], &mut velocity, rate, momentum);
        assert_abs_diff_eq!(v, change, epsilon = 1e-15);
        assert_abs_diff_eq!(s2, s4, epsilon = 1e-15);
        assert_abs_diff_eq!(s2, ours[0], epsilon = 1e-15);
        assert_abs_diff_eq!(
            v,
            weighted_past(&gradients[..=k], rate, momentum),
            epsilon = 1e-15
        );
        assert_abs_diff_eq!(v, -rate * velocity[0], epsilon = 1e-15);
        rows.push(pins::serde_json::json!({
            "gradient": grad, "velocity": velocity[0], "change": change, "plain": -rate * grad, "value": ours[0],
        }));
    }
    pin!("slide_momentum", {
        "source": "S2 OPT-11, S4 OPT-12",
        "rate": rate,
        "momentum": momentum,
        "start": 1.0,
        "rows": rows,
        "at_constant_gradient": 1.0 / (1.0 - momentum),
        "half_life": 0.5_f64.ln() / 0.9_f64.ln(),
    });
}

#[test]
fn err_40_momentum_is_a_decaying_sum_of_past_steps() {
    // a single push, and then nothing: what is left of it decays by μ a step, like a mass that friction slows
    let mut parameter = Single::new(0.0);
    let mut optimizer = Momentum::new(1.0, 0.5);
    let places: Vec<f64> = [-8.0, 0.0, 0.0, 0.0]
        .map(|grad| {
            parameter.descend(grad, &mut optimizer);
            parameter.value()
        })
        .to_vec();
    assert_eq!(places, [8.0, 12.0, 14.0, 15.0]);
    assert_eq!(weighted_past(&[-8.0, 0.0, 0.0], 1.0, 0.5), 2.0);
}

#[test]
fn opt_11_quicker_along_and_calmer_across() {
    // fixed rate: a kept direction adds up, an alternating one cancels
    let total = |gradients: &[f64]| weighted_past(gradients, 1.0, 0.9).abs();
    let kept = total(&[1.0; 50]);
    let alternating: Vec<f64> =
        (0..50).map(|k| if k % 2 == 0 { 1.0 } else { -1.0 }).collect();
    assert!(kept > 9.9 && total(&alternating) < 0.54);
    pin!("along_and_across", { "kept": kept, "alternating": total(&alternating) });
}

// ---- the ravine ----

#[test]
fn the_ravine_by_hand() {
    let mut ravine = Ravine::new([1.0, 100.0], [4.0, 0.4]);
    assert_eq!(ravine.value(), 16.0);
    let places = path(&mut ravine, &mut optimizers::Sgd::new(0.018), 2);
    assert_abs_diff_eq!(places[1][0], 3.928, epsilon = 1e-12); // 4 − 0.018 · 4
    assert_abs_diff_eq!(places[1][1], -0.32, epsilon = 1e-12); // 0.4 − 0.018 · 40
    pin!("ravine", {
        "start": [4.0, 0.4],
        "curvatures": [1.0, 100.0],
        "height": 16.0,
        "rate": 0.018,
        "limit": 2.0 / 100.0,
        "slope": [4.0, 40.0],
        "first": places[1],
        "second": places[2],
        "kept_along": 1.0 - 0.018,
        "kept_across": 1.0 - 0.018 * 100.0,
        "steps_to_half": (0.5_f64.ln() / (1.0 - 0.018_f64).ln()).ceil(),
    });
}

//! What the lecture slides say of dropout, with numbers.

use activations::{Relu, softmax};
use approx::assert_abs_diff_eq;
use backprop::{
    Activate, Layer, Linear, Mode, Parameters, Sequential, linear_forward,
};
use chacha20::ChaCha8Rng;
use dropout::{
    ClassicDropout, Dropout, InputNoise, NumberedStream, SubNetwork,
    WorkedEnsemble, dropout_forward, dropout_mask, dropout_penalty,
    dropped_when_kept, ensemble_geometric_mean, ensemble_mean, inverted_scale,
    monte_carlo, noise_penalty, sub_networks, test_weight,
};
use loss::log_softmax;
use ndarray::{Array1, Array2, Axis, array};
use optimizers::{AdamW, Momentum, Optimizer, Sgd};
use pins::pin;
use rand::SeedableRng;

/// The unit that the chapter works with: four inputs, and what each is worth to it.
fn unit() -> (Array2<f64>, Array2<f64>) {
    (array![[2.0, 1.0, 4.0, 3.0]], array![[1.0, 3.0, -1.0, 2.0]])
}

// ---- DROP-1 to DROP-3, ERR-46: who is dropped, and by whose count ----

#[test]
fn err_46_the_same_p_is_dropping_here_and_keeping_there() {
    assert_eq!(dropped_when_kept(0.8), 1.0 - 0.8);
    // S1's "p of at least a half" keeps, so at most half of the units are dropped; read as dropping it would be the other half
    for keep_prob in [0.5, 0.6, 0.8, 1.0] {
        assert!(dropped_when_kept(keep_prob) <= 0.5);
    }
    let kept = |drop_prob: f64| {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let mask = dropout_mask::<f64, _>(1000, drop_prob, &mut rng);
        mask.iter().filter(|&&m| m == 1.0).count()
    };
    let (as_meant, as_misread) = (kept(dropped_when_kept(0.8)), kept(0.8));
    assert!((750..850).contains(&as_meant) && (150..250).contains(&as_misread));
    pin!("conventions", {
        "source": "S0 DROP-1, S1 DROP-2, S2 DROP-3; ERR-46",
        "p": 0.8,
        "units": 1000,
        "kept_as_meant": as_meant,
        "kept_as_misread": as_misread,
        "scale_as_meant": inverted_scale(dropped_when_kept(0.8)),
        "scale_as_misread": inverted_scale(0.8),
    });
}

#[test]
fn drop_3_every_batch_draws_anew() {
    let (input, weight) = unit();
    let mut layer = Dropout::<f64>::new(0.5, 8).per_batch();
    let batches: Vec<_> = (0..4)
        .map(|_| {
            let output = layer.forward(input.clone(), Mode::Train);
            let mask = layer.mask().expect("a training pass").row(0).to_vec();
            let thinned = dropout_forward(
                input.clone(),
                layer.mask().expect("a training pass"),
                1.0,
            );
            let sum = |x: &Array2<f64>| x.dot(&weight.t())[[0, 0]];
            (mask, sum(&thinned), sum(&output))
        })
        .collect();
    for (one, other) in [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)] {
        assert_ne!(batches[one].0, batches[other].0);
    }
    for (_, classic, inverted) in &batches {
        assert_eq!(2.0 * classic, *inverted);
    }
    let total: f64 = (&input * &weight).sum();
    assert_eq!(total, 7.0);
    pin!("four_batches", {
        "source": "S2 DROP-3",
        "drop_prob": 0.5,
        "input": input.row(0).to_vec(),
        "weight": weight.row(0).to_vec(),
        "products": (&input * &weight).row(0).to_vec(),
        "total": total,
        "masks": batches.iter().map(|batch| batch.0.clone()).collect::<Vec<_>>(),
        "thinned": batches.iter().map(|batch| batch.1).collect::<Vec<_>>(),
        "inverted": batches.iter().map(|batch| batch.2).collect::<Vec<_>>(),
    });
}

// ---- DROP-4, ERR-61: what happens to the links of a dropped unit ----

/// 2 inputs, 3 hidden units, 1 output.
fn network(dropout: Dropout<f64>) -> Sequential<f64> {
    Sequential::new()
        .with(Linear::new(
            array![[1.0, 0.5], [0.5, 1.0], [1.0, 1.0]],
            Array1::zeros(3),
        ))
        .with(Activate::new(Relu))
        .with(dropout)
        .with(Linear::new(array![[1.0, -1.0, 2.0]], Array1::zeros(1)))
}

/// All weights into and out of the hidden units, a row for each unit.
fn links(network: &mut Sequential<f64>) -> Array2<f64> {
    let mut rows = Array2::zeros((3, 3));
    network.visit_params(&mut |name, param| match name {
        "0.weight" => {
            for (index, &w) in param.value.iter().enumerate() {
                rows[[index / 2, index % 2]] = w;
            }
        }
        "3.weight" => {
            for (unit, &w) in param.value.iter().enumerate() {
                rows[[unit, 2]] = w;
            }
        }
        _ => {}
    });
    rows
}

/// Which units' links two steps moved in the second of them, and who was dropped in each.
fn two_steps(optimizer: &mut dyn Optimizer<f64>) -> ([Vec<f64>; 2], Vec<bool>) {
    const SEED: u64 = 3;
    let mut network = network(Dropout::new(0.5, SEED).per_batch());
    let mut stream = NumberedStream::<f64>::new(SEED); // draws the same masks as the layer
    let masks = [(); 2].map(|()| {
        dropout_mask::<f64, _>((1, 3), 0.5, &mut stream.next_rng())
            .into_raw_vec_and_offset()
            .0
    });
    let mut moved = Vec::new();
    for _step in 0..2 {
        let before = links(&mut network);
        network.forward(array![[1.0, 2.0], [2.0, 1.0]], Mode::Train);
        network.backward_params(array![[1.0], [1.0]]);
        optimizer.step(&mut network);
        moved = (links(&mut network) - before)
            .axis_iter(Axis(0))
            .map(|row| row.iter().any(|&change| change != 0.0))
            .collect();
    }
    (masks, moved)
}

#[test]
fn err_61_a_plain_step_leaves_the_links_of_a_dropped_unit_and_other_optimizers_move_them()
 {
    let (masks, moved) = two_steps(&mut Sgd::new(0.1));
    let kept: Vec<bool> = masks[1].iter().map(|&m| m == 1.0).collect();
    assert_eq!(
        moved, kept,
        "plain descent moves what was there, and nothing else"
    );
    // one unit was there in the first step and is dropped in the second
    let dropped = (0..3)
        .find(|&unit| masks[0][unit] == 1.0 && masks[1][unit] == 0.0)
        .expect("a seed with such a unit");
    assert!(
        two_steps(&mut Momentum::new(0.1, 0.9)).1[dropped],
        "its velocity goes on"
    );
    assert!(
        two_steps(&mut AdamW::new(0.01, 0.1)).1[dropped],
        "its weights shrink"
    );
    pin!("dropped_links", {
        "source": "S0 DROP-4; ERR-61",
        "first": masks[0],
        "second": masks[1],
        "unit": dropped + 1,
    });
}

#[test]
fn drop_4_with_a_mask_for_each_example_a_unit_rests_only_if_all_drop_it() {
    let batch = Array2::from_shape_fn((8, 2), |(i, j)| 1.0 + (i + j) as f64);
    let mut network = network(Dropout::new(0.5, 1));
    network.forward(batch, Mode::Train);
    network.backward_params(Array2::ones((8, 1)));
    let mut grads = Vec::new();
    network.visit_params(&mut |name, param| {
        if name == "3.weight" {
            grads = param.grad.to_vec();
        }
    });
    assert!(grads.iter().all(|&grad| grad != 0.0), "{grads:?}");
    pin!("nobody_rests", { "examples": 8, "chance": 0.5_f64.powi(8) });
}

// ---- DROP-5, DROP-6: the scale ----

#[test]
fn drop_6_the_mean_over_masks_is_the_scaled_sum() {
    let drop_prob = 0.3;
    let input = Array1::from_iter((0..10).map(|i| 1.0 + f64::from(7 * i % 10)));
    let weight = Array1::from_iter((0..10).map(|i| f64::from(3 * i % 7) - 2.5));
    let full = input.dot(&weight);
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let sums: Vec<f64> = (0..20_000)
        .map(|_| {
            let mask: Array1<f64> = dropout_mask(10, drop_prob, &mut rng);
            (&input * &mask).dot(&weight)
        })
        .collect();
    let mean = sums.iter().sum::<f64>() / 20_000.0;
    let variance =
        sums.iter().map(|sum| (sum - mean).powi(2)).sum::<f64>() / 20_000.0;
    let exact = ensemble_mean(10, drop_prob, |mask: &Array1<f64>| {
        array![[(&input * mask).dot(&weight)]]
    })[[0, 0]];
    let scaled = input.dot(&test_weight(&weight, drop_prob));
    assert_abs_diff_eq!(exact, scaled, epsilon = 1e-12);
    assert_abs_diff_eq!(exact, 0.7 * full, epsilon = 1e-12);
    let error = (variance / 20_000.0).sqrt();
    assert!((mean - exact).abs() < 3.0 * error, "{mean} {exact} {error}");
    pin!("many_masks", {
        "source": "S0 DROP-6",
        "drop_prob": drop_prob,
        "full": full,
        "mean": mean,
        "expected": exact,
        "deviation": variance.sqrt(),
        "standard_error": error,
        "scale": inverted_scale(drop_prob),
    });
}

#[test]
fn drop_6_scaling_in_use_and_scaling_in_training_agree_on_average() {
    let (input, weight) = unit();
    // 16 masks, all of them: the mean of the thinned sums is half the whole, that of the doubled ones is the whole
    let mean = |scale: f64| {
        ensemble_mean(4, 0.5, |mask: &Array1<f64>| {
            let mask = mask.clone().insert_axis(Axis(0));
            dropout_forward(input.clone(), &mask, scale).dot(&weight.t())
        })[[0, 0]]
    };
    assert_eq!(mean(1.0), 3.5);
    assert_eq!(mean(inverted_scale(0.5)), 7.0);
    let in_use =
        |layer: &mut dyn Layer<f64, Input = Array2<f64>, Output = Array2<f64>>| {
            layer.forward(input.clone(), Mode::Eval).dot(&weight.t())[[0, 0]]
        };
    let classic = in_use(&mut ClassicDropout::new(0.5, 1));
    let inverted = in_use(&mut Dropout::new(0.5, 1));
    assert_eq!((classic, inverted), (3.5, 7.0));
    pin!("two_scales", {
        "source": "S0 DROP-6",
        "classic_mean": mean(1.0), "classic_in_use": classic,
        "inverted_mean": mean(2.0), "inverted_in_use": inverted,
        "masks": sub_networks::<f64>(4, 0.5).count(),
    });
}

// ---- DROP-7, DROP-8, ERR-47: the ensemble ----

#[test]
fn err_47_a_net_of_n_units_has_two_to_the_n_sub_networks() {
    let count = |units| sub_networks::<f64>(units, 0.5).count();
    let counts: Vec<usize> = (0..=12).map(count).collect();
    assert_eq!(counts, (0..=12).map(|n| 1 << n).collect::<Vec<usize>>());
    assert_ne!(count(3), 2 * 3);
    let chances: f64 =
        sub_networks::<f64>(8, 0.3).map(|net| net.probability).sum();
    assert_abs_diff_eq!(chances, 1.0, epsilon = 1e-12);
    pin!("counts", {
        "source": "S0 DROP-8; ERR-47",
        "three": count(3),
        "ten": count(10),
        "hundred": 2.0_f64.powi(100),
        "hundred_and_twenty_eight": 2.0_f64.powi(128),
    });
}

#[test]
fn drop_7_two_hidden_units_by_hand() {
    // two hidden units with outputs 2 and 1, two classes
    let (hidden, weight, bias) =
        (array![[2.0, 1.0]], array![[1.0, 0.0], [0.0, 1.0]], array![0.0, 0.0]);
    let logits =
        |mask: &Array1<f64>| linear_forward(&(&hidden * mask), &weight, &bias);
    let rows: Vec<_> = sub_networks(2, 0.5)
        .map(|SubNetwork { mask, probability }| {
            let logits = logits(&mask);
            let odds = softmax(&logits);
            pins::serde_json::json!({
                "mask": mask.to_vec(),
                "probability": probability,
                "logits": logits.row(0).to_vec(),
                "first": odds[[0, 0]],
                "second": odds[[0, 1]],
            })
        })
        .collect();
    let scaled = linear_forward(&hidden, &test_weight(&weight, 0.5), &bias);
    let geometric =
        ensemble_geometric_mean(2, 0.5, |mask| log_softmax(&logits(mask)));
    let arithmetic = ensemble_mean(2, 0.5, |mask| softmax(&logits(mask)));
    assert_abs_diff_eq!(
        geometric[[0, 0]],
        softmax(&scaled)[[0, 0]],
        epsilon = 1e-12
    );
    assert!((arithmetic[[0, 0]] - geometric[[0, 0]]).abs() > 0.005);
    pin!("two_units", {
        "source": "S0 DROP-7",
        "rows": rows,
        "scaled_logits": scaled.row(0).to_vec(),
        "scaled": softmax(&scaled)[[0, 0]],
        "geometric": geometric[[0, 0]],
        "arithmetic": arithmetic[[0, 0]],
    });
}

/// How far two tables of answers are apart, as a root mean square.
fn apart(a: &Array2<f64>, b: &Array2<f64>) -> f64 {
    ((a - b).mapv(|d| d * d).sum() / a.len() as f64).sqrt()
}

/// In how many rows two tables have their largest number in the same place.
fn same_class(a: &Array2<f64>, b: &Array2<f64>) -> usize {
    let best = |row: ndarray::ArrayView1<f64>| {
        (0..row.len()).max_by(|&a, &b| row[a].total_cmp(&row[b]))
    };
    a.rows()
        .into_iter()
        .zip(b.rows())
        .filter(|(a, b)| best(*a) == best(*b))
        .count()
}

#[test]
fn drop_7_the_scaled_net_is_the_ensemble_exactly_or_nearly() {
    // 8 inputs, twice 8 rectifiers, 3 classes; half of the units of one of the hidden layers are dropped
    let worked = WorkedEnsemble::new();
    let whole = worked.whole();
    // behind the last hidden layer only a linear layer follows; behind the first one, a bend stands between mask and answer
    let logits = |mask: &Array1<f64>| worked.second_thinned(mask);
    let behind = ensemble_mean(8, 0.5, logits);
    let before = ensemble_mean(8, 0.5, |mask| worked.first_thinned(mask));
    assert!(apart(&behind, &whole) < 1e-12);
    assert!(apart(&before, &whole) > 0.1);
    // and as probabilities: the geometric mean is exact, the arithmetic one is not
    let geometric =
        ensemble_geometric_mean(8, 0.5, |m| log_softmax(&logits(m)));
    let arithmetic = ensemble_mean(8, 0.5, |m| softmax(&logits(m)));
    let scaled = softmax(&whole);
    assert!(apart(&geometric, &scaled) < 1e-12);
    assert!(apart(&arithmetic, &scaled) > 0.01);
    let size = apart(&whole, &Array2::zeros(whole.raw_dim()));
    pin!("exact_or_nearly", {
        "inputs": whole.nrows(),
        "masks": sub_networks::<f64>(8, 0.5).count(),
        "size": size,
        "before": apart(&before, &whole),
        "before_share": apart(&before, &whole) / size,
        "before_same_class": same_class(&before, &whole),
        "arithmetic": apart(&arithmetic, &scaled),
        "arithmetic_same_class": same_class(&arithmetic, &scaled),
    });
}

// ---- DROP-2: noise on inputs ----

#[test]
fn drop_2_noise_on_the_inputs_of_a_linear_unit_is_a_penalty() {
    let (input, weight) = unit();
    let (x, w) = (input.row(0), weight.row(0));
    let target = 5.0;
    let clean = (target - w.dot(&x)).powi(2);
    let (deviation, p) = (0.5, 0.2);
    let mut layer = InputNoise::<f64>::new(deviation, 1);
    let draws = 40_000;
    let many = layer
        .forward(Array2::from_shape_fn((draws, 4), |(_, j)| x[j]), Mode::Train);
    let errors = many.dot(&w).mapv(|y| (target - y).powi(2));
    let noisy = errors.mean().expect("draws");
    let expected = clean + noise_penalty(&w, deviation);
    assert!((noisy - expected).abs() < 0.2, "{noisy} {expected}");
    let dropped = ensemble_mean(4, p, |mask: &Array1<f64>| {
        let y = (&x * mask * inverted_scale(p)).dot(&w);
        array![[(target - y).powi(2)]]
    })[[0, 0]];
    let by_formula = clean + dropout_penalty(&w, &x, p);
    assert_abs_diff_eq!(dropped, by_formula, epsilon = 1e-12);
    pin!("penalties", {
        "source": "S1 DROP-2",
        "target": target,
        "answer": w.dot(&x),
        "clean": clean,
        "deviation": deviation,
        "squares_of_weights": w.dot(&w),
        "noise_penalty": noise_penalty(&w, deviation),
        "noisy": noisy,
        "draws": draws,
        "drop_prob": p,
        "squares_of_products": (&x * &w).mapv(|z| z * z).sum(),
        "dropout_penalty": dropout_penalty(&w, &x, p),
        "dropped": dropped,
    });
}

#[test]
fn masks_in_use_give_a_mean_and_a_spread() {
    let (input, weight) = unit();
    let mut network = Sequential::<f64>::new()
        .with(Dropout::new(0.5, 1))
        .with(Linear::new(weight.clone(), array![0.0]));
    let opinions = monte_carlo(&mut network, &input, 1000, |outputs| outputs);
    let spread = (dropout_penalty(&weight.row(0), &input.row(0), 0.5)).sqrt();
    assert!(
        (opinions.mean[[0, 0]] - 7.0).abs() < 3.0 * spread / 1000_f64.sqrt()
    );
    assert!((opinions.standard_deviation[[0, 0]] / spread - 1.0).abs() < 0.05);
    pin!("opinions", {
        "passes": 1000,
        "mean": opinions.mean[[0, 0]],
        "spread": opinions.standard_deviation[[0, 0]],
        "exact_spread": spread,
    });
}

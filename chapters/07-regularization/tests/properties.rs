//! The laws of this chapter, for random numbers.

use backprop::{Linear, Parameters, Sequential, parameter_count};
use chacha20::ChaCha8Rng;
use gradient_descent::solve::solve;
use gradient_descent::split::k_fold;
use ndarray::{Array1, Array2, ArrayRef2, Axis, array};
use optimizers::{Adam, AdamW, Momentum, Optimizer, Sgd, weights_only};
use proptest::collection::vec;
use proptest::prelude::*;
use rand::SeedableRng;
use regularization::augment::{
    Affine, AffineMap, Augmentation, Brighten, Crop, Flip, Noise, Rotate, Scale,
    Transform, Translate, brighten, crop, flip_horizontally, flip_vertically, resize,
    rotate, scale, translate, warp,
};
use regularization::{
    EarlyStopping, ElasticNet, Errors, L1, L2, Patience, Penalty, Polynomial,
    Snapshot, Verdict, best_epoch, cross_validate, decay_weights, learning_curve,
    least_squares, lowest_with_l1, lowest_with_l2, multilayer_perceptron,
    parameters_of, penalise, penalty_value, polynomial_features, shrink,
    soft_threshold, stops_after, weight_norm, with_l1, with_l2,
};

/// The penalties, at these strengths.
fn penalties(l1: f64, l2: f64) -> [Box<dyn Penalty<f64>>; 3] {
    [
        Box::new(L1 { lambda: l1 }),
        Box::new(L2 { lambda: l2 }),
        Box::new(ElasticNet { l1, l2 }),
    ]
}

/// A network with random weights, random biases and no gradient.
fn network(seed: u64) -> Sequential<f64> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut network = multilayer_perceptron(&[3, 4, 2], &mut rng);
    network.visit_params(&mut |name, param| {
        if name.ends_with("bias") {
            param.value.fill(0.7);
        }
    });
    network
}

/// All parameters, and all gradients, in one row each.
fn state(network: &mut Sequential<f64>) -> (Vec<f64>, Vec<f64>) {
    let (mut values, mut grads) = (Vec::new(), Vec::new());
    network.visit_params(&mut |_, param| {
        values.extend_from_slice(param.value);
        grads.extend_from_slice(param.grad);
    });
    (values, grads)
}

/// What is done with the gradients of a network.
type Step<'a> = &'a dyn Fn(&mut Sequential<f64>, &mut dyn Optimizer<f64>);

/// A gradient that does not depend on anything, of either sign.
fn give_gradient(network: &mut Sequential<f64>, step: usize) {
    let mut index = step;
    network.visit_params(&mut |_, param| {
        for grad in param.grad.iter_mut() {
            *grad = (index as f64).sin();
            index += 1;
        }
    });
}

fn weights(
    network: &mut Sequential<f64>,
    step: impl Fn(&mut Sequential<f64>),
) -> Vec<f64> {
    for number in 0..5 {
        give_gradient(network, number);
        step(network);
    }
    state(network).0
}

fn largest_difference(a: &[f64], b: &[f64]) -> f64 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

/// Away from the kink at 0.
fn weight() -> impl Strategy<Value = f64> {
    prop_oneof![-5.0..-0.01, 0.01..5.0]
}

fn image(height: usize, width: usize) -> impl Strategy<Value = Array2<f64>> {
    vec(0.0..1.0, height * width).prop_map(move |pixels| {
        Array2::from_shape_vec((height, width), pixels).expect("the shape fits")
    })
}

fn near(a: &ArrayRef2<f64>, b: &ArrayRef2<f64>, tolerance: f64) -> bool {
    a.shape() == b.shape() && a.iter().zip(b).all(|(a, b)| (a - b).abs() <= tolerance)
}

fn points(count: usize) -> impl Strategy<Value = (Array1<f64>, Array1<f64>)> {
    vec(-2.0..2.0, count)
        .prop_map(move |y| (Array1::linspace(-1.0, 1.0, count), Array1::from(y)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    // ---- least squares, ridge ----

    #[test]
    fn least_squares_leaves_a_rest_at_right_angles((x, y) in points(12), degree in 0_usize..6) {
        let powers = polynomial_features(&x, degree);
        let solution = least_squares(&powers, &y).expect("different places");
        let rest = &y - &powers.dot(&solution);
        prop_assert!(powers.t().dot(&rest).iter().all(|product| product.abs() < 1e-10));
        let normal = solve(&powers.t().dot(&powers), &powers.t().dot(&y)).expect("few powers");
        prop_assert!(largest_difference(&solution.to_vec(), &normal.to_vec()) < 1e-8);
    }

    #[test]
    fn as_many_coefficients_as_points_pass_through_all((x, y) in points(8)) {
        prop_assert!(Polynomial::fit(&x, &y, 7).root_mean_square_error(&x, &y) < 1e-9);
    }

    #[test]
    fn a_higher_degree_never_fits_worse((x, y) in points(12), degree in 0_usize..8) {
        let error = |degree| Polynomial::fit(&x, &y, degree).root_mean_square_error(&x, &y);
        prop_assert!(error(degree + 1) <= error(degree) + 1e-12);
    }

    /// At the solution the gradient of the penalised loss is zero, by S2's formula: −2 Σ x (y − f) + 2λw, and no λ for the bias.
    #[test]
    fn ridge_is_where_the_gradient_vanishes((x, y) in points(10), degree in 1_usize..9, exponent in -3.0..2.0) {
        let lambda = 10_f64.powf(exponent);
        let ridge = Polynomial::ridge(&x, &y, degree, lambda);
        let rest = ridge.at(&x) - &y;
        let mut slopes = polynomial_features(&x, degree).t().dot(&rest) * 2.0;
        slopes.iter_mut().zip(&ridge.coefficients).skip(1).for_each(|(slope, w)| *slope += 2.0 * lambda * w);
        prop_assert!(slopes.iter().all(|slope| slope.abs() < 1e-8), "{slopes}");
    }

    /// Another way to the same place: λ as further points, √λ w = 0, one for each weight.
    #[test]
    fn ridge_is_least_squares_with_further_points((x, y) in points(10), degree in 1_usize..9, exponent in -3.0..2.0) {
        let lambda = 10_f64.powf(exponent);
        let powers = polynomial_features(&x, degree);
        let mut further = Array2::zeros((degree, degree + 1));
        (0..degree).for_each(|row| further[[row, row + 1]] = lambda.sqrt());
        let rows = ndarray::concatenate(Axis(0), &[powers.view(), further.view()]).expect("one width");
        let right = ndarray::concatenate(Axis(0), &[y.view(), Array1::zeros(degree).view()]).expect("one row");
        let other = least_squares(&rows, &right).expect("λ > 0");
        let ridge = Polynomial::ridge(&x, &y, degree, lambda).coefficients;
        prop_assert!(largest_difference(&other.to_vec(), &ridge.to_vec()) < 1e-8);
    }

    #[test]
    fn a_larger_lambda_shrinks_the_weights_and_fits_worse((x, y) in points(10), degree in 1_usize..9, exponent in -3.0..1.0) {
        let (small, large) = (10_f64.powf(exponent), 3.0 * 10_f64.powf(exponent));
        let squares = |lambda: f64| {
            let ridge = Polynomial::ridge(&x, &y, degree, lambda);
            let size = ridge.coefficients.iter().skip(1).map(|w| w * w).sum::<f64>();
            (size, ridge.root_mean_square_error(&x, &y))
        };
        let ((size, error), (smaller, larger)) = (squares(small), squares(large));
        prop_assert!(smaller <= size + 1e-10 && larger >= error - 1e-10);
    }

    /// Descent with [`penalise`] goes where the closed form says.
    #[test]
    fn penalised_descent_arrives_at_the_ridge((x, y) in points(6), lambda in 0.5..3.0) {
        let mut network = Linear::<f64>::zeros(2, 1);
        let inputs = polynomial_features(&x, 2).select(Axis(1), &[1, 2]);
        for _step in 0..600 {
            let rest = backprop::linear_forward(&inputs, &network.weight.value, &network.bias.value).remove_axis(Axis(1)) - &y;
            network.weight.grad = rest.dot(&inputs).insert_axis(Axis(0)) * 2.0; // of the sum of squares
            network.bias.grad = array![2.0 * rest.sum()];
            penalise(&mut network, &L2 { lambda: 2.0 * lambda }); // S2's λ is half of ours
            Sgd::new(0.05).step(&mut network);
        }
        let ridge = Polynomial::ridge(&x, &y, 2, lambda).coefficients;
        prop_assert!((network.bias.value[0] - ridge[0]).abs() < 1e-6);
        prop_assert!((network.weight.value[[0, 1]] - ridge[2]).abs() < 1e-6);
    }

    // ---- penalties ----

    #[test]
    fn the_slope_of_a_penalty_is_its_slope(w in weight(), l1 in 0.0..3.0, l2 in 0.0..3.0) {
        for penalty in penalties(l1, l2) {
            let numeric = (penalty.value(w + 1e-5) - penalty.value(w - 1e-5)) / 2e-5;
            prop_assert!((numeric - penalty.slope(w)).abs() < 1e-8);
            prop_assert_eq!(penalty.value(w), penalty.value(-w));
        }
    }

    #[test]
    fn the_proximal_point_is_the_lowest(w in -5.0..5.0_f64, rate in 0.01..2.0, l1 in 0.0..3.0, l2 in 0.0..3.0, elsewhere in -5.0..5.0) {
        for penalty in penalties(l1, l2) {
            let height = |u: f64| -> f64 { 0.5 * (u - w).powi(2) + rate * penalty.value(u) };
            let lowest = penalty.proximal(w, rate);
            for u in [elsewhere, lowest + 1e-3, lowest - 1e-3, 0.0, w] {
                prop_assert!(height(lowest) <= height(u) + 1e-12);
            }
        }
    }

    #[test]
    fn the_soft_threshold_is_odd_and_brings_nothing_apart(x in -5.0..5.0_f64, y in -5.0..5.0_f64, t in 0.0..3.0) {
        prop_assert_eq!(soft_threshold(-x, t), -soft_threshold(x, t));
        prop_assert!((soft_threshold(x, t) - soft_threshold(y, t)).abs() <= (x - y).abs() + 1e-15);
        prop_assert_eq!(soft_threshold(x, t) == 0.0, x.abs() <= t);
    }

    #[test]
    fn the_minimisers_of_the_figure_are_the_lowest(centre in -5.0..5.0, lambda in 0.0..20.0, x in -10.0..10.0) {
        prop_assert!(with_l1(lowest_with_l1(centre, lambda), centre, lambda) <= with_l1(x, centre, lambda) + 1e-12);
        prop_assert!(with_l2(lowest_with_l2(centre, lambda), centre, lambda) <= with_l2(x, centre, lambda) + 1e-12);
    }

    /// What [`penalise`] adds is the slope of what it returns, in the direction of every parameter of a network.
    #[test]
    fn penalise_adds_the_slope_of_what_it_returns(seed in 0_u64..1000, l1 in 0.0..1.0, l2 in 0.0..1.0) {
        for penalty in penalties(l1, l2) {
            let mut network = network(seed);
            let cost = penalise(&mut network, &*penalty);
            prop_assert!((cost - penalty_value(&mut network, &*penalty)).abs() < 1e-12);
            let (values, grads) = state(&mut network);
            let cost_at = |which: usize, value: f64| {
                let mut moved = self::network(seed);
                let mut index = 0;
                moved.visit_params(&mut |_, param| {
                    for weight in param.value.iter_mut() {
                        if index == which {
                            *weight = value;
                        }
                        index += 1;
                    }
                });
                penalty_value(&mut moved, &*penalty)
            };
            for (which, (&value, &grad)) in values.iter().zip(&grads).enumerate() {
                if value.abs() > 1e-3 { // away from the kink
                    let numeric = (cost_at(which, value + 1e-5) - cost_at(which, value - 1e-5)) / 2e-5;
                    prop_assert!((numeric - grad).abs() < 1e-7);
                }
            }
        }
    }

    #[test]
    fn biases_are_left_alone(seed in 0_u64..1000) {
        let mut network = network(seed);
        penalise(&mut network, &ElasticNet { l1: 1.0, l2: 1.0 });
        shrink(&mut network, &L1 { lambda: 1.0 }, 0.5);
        decay_weights(&mut network, 0.5, 1.0);
        network.visit_params(&mut |name, param| {
            if name.ends_with("bias") {
                assert!(param.value.iter().all(|&bias| bias == 0.7) && param.grad.iter().all(|&grad| grad == 0.0));
            }
        });
    }

    // ---- decay and penalty ----

    #[test]
    fn decay_is_the_penalty_under_plain_descent(seed in 0_u64..1000, rate in 0.01..0.5, lambda in 0.0..1.0) {
        let decayed = weights(&mut network(seed), |network| {
            decay_weights(network, rate, lambda);
            Sgd::new(rate).step(network);
        });
        let penalised = weights(&mut network(seed), |network| {
            penalise(network, &L2 { lambda });
            Sgd::new(rate).step(network);
        });
        prop_assert!(largest_difference(&decayed, &penalised) < 1e-12);
    }

    #[test]
    fn decay_before_adam_is_adam_w_and_the_penalty_is_not(seed in 0_u64..1000, lambda in 0.05..1.0) {
        let rate = 0.1;
        let run = |step: Step, optimizer: &mut dyn Optimizer<f64>| {
            let mut network = network(seed);
            for number in 0..5 {
                give_gradient(&mut network, number);
                step(&mut network, optimizer);
            }
            state(&mut network).0
        };
        let adam_w = run(&|network, optimizer| optimizer.step(network), &mut AdamW { decays: weights_only, ..AdamW::new(rate, lambda) });
        let decayed = run(&|network, optimizer| { decay_weights(network, rate, lambda); optimizer.step(network); }, &mut Adam::new(rate));
        let penalised = run(&|network, optimizer| { penalise(network, &L2 { lambda }); optimizer.step(network); }, &mut Adam::new(rate));
        prop_assert!(largest_difference(&adam_w, &decayed) < 1e-12);
        prop_assert!(largest_difference(&adam_w, &penalised) > 1e-3);
    }

    #[test]
    fn decay_and_penalty_part_under_momentum_too(seed in 0_u64..1000) {
        let run = |penalty: bool| {
            let (mut network, mut optimizer) = (network(seed), Momentum::new(0.1, 0.9));
            for number in 0..5 {
                give_gradient(&mut network, number);
                if penalty { penalise(&mut network, &L2 { lambda: 0.5 }); } else { decay_weights(&mut network, 0.1, 0.5); }
                optimizer.step(&mut network);
            }
            state(&mut network).0
        };
        prop_assert!(largest_difference(&run(true), &run(false)) > 1e-3);
    }

    #[test]
    fn shrinking_never_lengthens(seed in 0_u64..1000, rate in 0.01..1.0, l1 in 0.0..1.0, l2 in 0.0..1.0) {
        for penalty in penalties(l1, l2) {
            let mut network = network(seed);
            let before = weight_norm(&mut network);
            shrink(&mut network, &*penalty, rate);
            prop_assert!(weight_norm(&mut network) <= before);
        }
    }

    // ---- stopping ----

    /// The one that remembers three numbers says what the rule says that sees the whole curve.
    #[test]
    fn early_stopping_is_patience(errors in vec(0.0..1.0, 1..40), patience in 1_usize..6, min_improvement in 0.0..0.2) {
        let rule = Patience { epochs: patience, min_improvement };
        let mut stopping = EarlyStopping::new(patience);
        stopping.min_improvement = min_improvement;
        let mut network = Linear::<f64>::zeros(1, 1);
        let mut stopped = None;
        for (epoch, &error) in errors.iter().enumerate() {
            network.weight.value[[0, 0]] = epoch as f64;
            if stopping.observe(&mut network, error) == Verdict::Stop {
                stopped = Some(epoch);
                break;
            }
        }
        prop_assert_eq!(stopped, stops_after(&rule, &errors));
        let seen = &errors[..stopping.epochs()];
        if min_improvement == 0.0 {
            prop_assert_eq!(stopping.best_epoch(), Some(best_epoch(seen)));
        }
        stopping.restore(&mut network);
        prop_assert_eq!(Some(network.weight.value[[0, 0]]), stopping.best_epoch().map(|epoch| epoch as f64));
        prop_assert!(stopping.best_error() <= seen.iter().copied().fold(f64::INFINITY, f64::min) + min_improvement);
    }

    #[test]
    fn a_snapshot_gives_back_what_it_took(seed in 0_u64..1000) {
        let mut network = network(seed);
        let before = state(&mut network).0;
        let snapshot = Snapshot::of(&mut network);
        give_gradient(&mut network, 1);
        Sgd::new(0.1).step(&mut network);
        prop_assert_ne!(&state(&mut network).0, &before);
        snapshot.restore(&mut network);
        prop_assert_eq!(state(&mut network).0, before);
    }

    // ---- size, curves, choices ----

    #[test]
    fn parameters_are_counted_right(widths in vec(1_usize..9, 2..5)) {
        let mut network = multilayer_perceptron::<f32>(&widths, &mut ChaCha8Rng::seed_from_u64(1));
        prop_assert_eq!(parameter_count(&mut network), parameters_of(&widths));
        prop_assert_eq!(network.len(), 2 * widths.len() - 3);
    }

    #[test]
    fn each_set_of_a_learning_curve_holds_the_one_before(count in 10_usize..50, seed in 0_u64..100) {
        let mut sets: Vec<Vec<usize>> = Vec::new();
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        learning_curve(count, &[3, 7, 10], &mut rng, |examples| {
            sets.push(examples.to_vec());
            Errors { training: 0.0, validation: 0.0 }
        });
        prop_assert_eq!(sets.iter().map(Vec::len).collect::<Vec<_>>(), [3, 7, 10]);
        prop_assert!(sets[1].starts_with(&sets[0]) && sets[2].starts_with(&sets[1]));
    }

    #[test]
    fn the_simplest_within_an_error_is_no_later_than_the_best(errors in vec(vec(0.0..1.0, 4), 1..6)) {
        let folds = k_fold(8, 4, &mut ChaCha8Rng::seed_from_u64(1));
        let candidates: Vec<usize> = (0..errors.len()).collect();
        let choice = cross_validate(&candidates, &folds, |&candidate, fold| {
            errors[candidate][folds.iter().position(|other| other == fold).expect("one of them")]
        });
        prop_assert!(choice.first_within_a_standard_error() <= choice.best());
        for (row, mean) in errors.iter().zip(choice.means()) {
            prop_assert!((row.iter().sum::<f64>() / 4.0 - mean).abs() < 1e-12);
            prop_assert!(choice.means()[choice.best()] <= mean);
        }
    }

    // ---- augmentation ----

    #[test]
    fn nothing_done_changes_nothing(image in image(5, 4)) {
        prop_assert_eq!(&rotate(&image, 0.0), &image);
        prop_assert_eq!(&scale(&image, 1.0), &image);
        prop_assert_eq!(&translate(&image, 0.0, 0.0), &image);
        prop_assert_eq!(&brighten(&image, 1.0), &image);
        prop_assert_eq!(&resize(&image, [5, 4]), &image);
        prop_assert_eq!(&crop(&image, 0, 0, [5, 4]), &image);
    }

    #[test]
    fn two_flips_are_none_and_both_ways_are_half_a_turn(image in image(5, 4)) {
        prop_assert_eq!(&flip_horizontally(&flip_horizontally(&image)), &image);
        prop_assert_eq!(&flip_vertically(&flip_vertically(&image)), &image);
        let both = flip_vertically(&flip_horizontally(&image));
        prop_assert!(near(&both, &rotate(&image, 180.0), 1e-12));
    }

    #[test]
    fn a_quarter_turn_moves_whole_pixels(image in image(5, 5)) {
        // anticlockwise: what was on the right is on top
        let expected = Array2::from_shape_fn((5, 5), |(row, column)| image[[column, 4 - row]]);
        prop_assert!(near(&rotate(&image, 90.0), &expected, 1e-12));
        let around = (0..4).fold(image.clone(), |image, _| rotate(&image, 90.0));
        prop_assert!(near(&around, &image, 1e-12));
    }

    #[test]
    fn whole_pixels_are_moved_whole(image in image(5, 4), right in -4_i32..5, down in -5_i32..6) {
        let expected = Array2::from_shape_fn((5, 4), |(row, column)| {
            let from = (i32::try_from(row).expect("small") - down, i32::try_from(column).expect("small") - right);
            let inside = (0..5).contains(&from.0) && (0..4).contains(&from.1);
            if inside { image[[usize::try_from(from.0).expect("inside"), usize::try_from(from.1).expect("inside")]] } else { 0.0 }
        });
        prop_assert_eq!(translate(&image, f64::from(right), f64::from(down)), expected);
    }

    /// Mixing with shares that sum to 1 or less makes nothing brighter, and two images on top of each other stay so.
    #[test]
    fn warping_is_linear_and_makes_nothing_brighter(
        a in image(5, 5), b in image(5, 5), degrees in -180.0..180.0, factor in 0.5..2.0, right in -2.0..2.0,
    ) {
        let map = AffineMap::scaling(factor).then(AffineMap::rotation(degrees)).then(AffineMap::translation(right, 0.5));
        let warped = warp(&a, &map);
        let brightest = a.iter().copied().fold(0.0, f64::max);
        prop_assert!(warped.iter().all(|&pixel| (-1e-12..=brightest + 1e-12).contains(&pixel)));
        prop_assert!(near(&warp(&(&a + &b), &map), &(warped + warp(&b, &map)), 1e-12));
    }

    #[test]
    fn maps_compose(x in -5.0..5.0, y in -5.0..5.0, degrees in -180.0..180.0, factor in 0.5..2.0, right in -3.0..3.0) {
        let (turn, grow, go) = (AffineMap::rotation(degrees), AffineMap::scaling(factor), AffineMap::translation(right, -1.0));
        let all = turn.then(grow).then(go);
        let (a, b) = go.source(x, y); // looked up backwards: the last one first
        let (a, b) = grow.source(a, b);
        let (a, b) = turn.source(a, b);
        let (c, d) = all.source(x, y);
        prop_assert!((a - c).abs() < 1e-9 && (b - d).abs() < 1e-9);
        let (c, d) = turn.then(AffineMap::rotation(-degrees)).source(x, y);
        prop_assert!((x - c).abs() < 1e-9 && (y - d).abs() < 1e-9);
    }

    #[test]
    fn an_augmented_image_follows_from_seed_epoch_and_number(seed in 0_u64..100, epoch in 0_usize..100, pixels in vec(0.0..1.0, 4 * 12)) {
        let images = Array2::from_shape_vec((4, 12), pixels).expect("the shape fits");
        let make = |seed| Augmentation::new([3, 4], seed)
            .with(Crop { least: 0.6 })
            .with(Flip { probability: 0.5 })
            .with(Scale { least: 0.8, most: 1.2 })
            .with(Rotate { degrees: 20.0 })
            .with(Translate { pixels: 1.0 })
            .with(Affine { degrees: 5.0, scale: 0.1, pixels: 0.5 })
            .with(Noise { sigma: 0.1 })
            .with(Brighten { least: 0.5, most: 1.5 });
        let all = make(seed).epoch(&images, epoch);
        prop_assert_eq!(all.shape(), images.shape());
        prop_assert_eq!(make(seed).batch(&images, epoch, &[2, 0]), all.select(Axis(0), &[2, 0]));
        prop_assert_ne!(&make(seed).epoch(&images, epoch + 1), &all);
        prop_assert_ne!(&make(seed + 1).epoch(&images, epoch), &all);
        prop_assert_eq!(Augmentation::new([3, 4], seed).epoch(&images, epoch), images);
    }

    #[test]
    fn draws_stay_within_their_bounds(image in image(4, 4), seed in 0_u64..1000) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let brightest = image.iter().copied().fold(0.0, f64::max);
        let bright = Brighten { least: 0.5, most: 0.8 }.apply(&image, &mut rng);
        for (&new, &old) in bright.iter().zip(&image) {
            prop_assert!((0.5 * old - 1e-12..=0.8 * old + 1e-12).contains(&new));
        }
        let mut point = Array2::zeros((9, 9));
        point[[4, 4]] = 1.0;
        let moved = Translate { pixels: 2.0 }.apply(&point, &mut rng);
        let centre = moved.indexed_iter().fold([0.0, 0.0], |[down, right], ((row, column), &share)| {
            [down + share * (row as f64 - 4.0), right + share * (column as f64 - 4.0)]
        });
        prop_assert!(centre.iter().all(|far| far.abs() <= 2.0 + 1e-12) && centre[0] != centre[1]);
        // a lone pixel becomes up to twice as wide and twice as high
        let grown = Scale { least: 1.0, most: 2.0 }.apply(&point, &mut rng).sum();
        prop_assert!((1.0..=4.0 + 1e-12).contains(&grown), "{}", grown);
        let cropped = Crop { least: 0.5 }.apply(&image, &mut rng);
        prop_assert!(cropped.iter().all(|&pixel| (0.0..=brightest + 1e-12).contains(&pixel)));
        prop_assert_eq!(&Crop { least: 1.0 }.apply(&image, &mut rng), &image);
        prop_assert_eq!(&Flip { probability: 0.0 }.apply(&image, &mut rng), &image);
        prop_assert_eq!(&Flip { probability: 1.0 }.apply(&image, &mut rng), &flip_horizontally(&image));
    }
}

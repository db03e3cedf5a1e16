//! The laws of this chapter, for random inputs.

use std::collections::BTreeSet;

use chacha20::ChaCha8Rng;
use gradient_descent::batches::{draw_with_replacement, epoch_batches, steps_per_epoch};
use gradient_descent::numeric::{CENTRAL_STEP, numeric_gradient, relative_error};
use gradient_descent::split::{k_fold, split};
use gradient_descent::standardise::Standardiser;
use ndarray::{Array2, Axis};
use proptest::prelude::*;
use rand::SeedableRng;

fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

/// Numbers from −10 to 10.
fn matrix(rows: usize, columns: usize) -> impl Strategy<Value = Array2<f64>> {
    proptest::collection::vec(-10.0..10.0, rows * columns).prop_map(move |values| {
        Array2::from_shape_vec((rows, columns), values).expect("as many as asked for")
    })
}

fn any_matrix() -> impl Strategy<Value = Array2<f64>> {
    (2_usize..8, 1_usize..5).prop_flat_map(|(rows, columns)| matrix(rows, columns))
}

fn is_every_index(count: usize, indices: impl IntoIterator<Item = usize>) -> bool {
    let indices: Vec<usize> = indices.into_iter().collect();
    indices.len() == count && indices.into_iter().collect::<BTreeSet<_>>() == (0..count).collect()
}

proptest! {
    // ---- numeric ----

    #[test]
    fn numeric_gradient_of_a_sum_of_cubes_is_three_squares(point in any_matrix()) {
        let cubes = |x: &Array2<f64>| x.mapv(|x| x * x * x).sum();
        let numeric = numeric_gradient(cubes, &point, CENTRAL_STEP);
        prop_assert!(relative_error(&point.mapv(|x| 3.0 * x * x), &numeric) < 1e-7);
    }

    // ---- split ----

    #[test]
    fn a_split_uses_every_example_once(validation in 0_usize..20, test in 0_usize..20, rest in 1_usize..20, seed: u64) {
        let count = validation + test + rest;
        let parts = split(count, validation, test, &mut rng(seed));
        prop_assert_eq!((parts.validation.len(), parts.test.len()), (validation, test));
        prop_assert!(is_every_index(count, [parts.train, parts.validation, parts.test].concat()));
    }

    #[test]
    fn folds_validate_every_example_once(k in 2_usize..9, more in 0_usize..30, seed: u64) {
        let count = k + more;
        let folds = k_fold(count, k, &mut rng(seed));
        prop_assert_eq!(folds.len(), k);
        prop_assert!(is_every_index(count, folds.iter().flat_map(|fold| fold.validation.clone())));
        for fold in &folds {
            prop_assert!(is_every_index(count, [&fold.train[..], &fold.validation].concat()));
            prop_assert!(fold.validation.len() == count / k || fold.validation.len() == count / k + 1);
        }
    }

    // ---- batches ----

    #[test]
    fn an_epoch_feeds_every_example_once(count in 0_usize..60, batch_size in 1_usize..70, seed: u64) {
        let batches = epoch_batches(count, batch_size, &mut rng(seed));
        prop_assert_eq!(batches.len(), steps_per_epoch(count, batch_size));
        let whole = batches.len().saturating_sub(1);
        prop_assert!(batches[..whole].iter().all(|batch| batch.len() == batch_size));
        prop_assert!(is_every_index(count, batches.concat()));
    }

    #[test]
    fn drawing_stays_within_the_data(count in 1_usize..50, batch_size in 0_usize..50, seed: u64) {
        let drawn = draw_with_replacement(count, batch_size, &mut rng(seed));
        prop_assert!(drawn.len() == batch_size && drawn.iter().all(|&index| index < count));
    }

    // ---- standardise ----

    #[test]
    fn training_columns_have_mean_0_and_deviation_1(data in any_matrix()) {
        let standard = Standardiser::fit(&data).transform(&data);
        for column in standard.columns() {
            let mean = column.mean().expect("there are rows");
            prop_assert!(mean.abs() < 1e-9);
            prop_assert!((column.std(0.0) - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn restoring_undoes_standardising(data in any_matrix(), others in any_matrix()) {
        let standardiser = Standardiser::fit(&data);
        let columns: Vec<usize> = (0..data.ncols()).map(|column| column % others.ncols()).collect();
        let others = others.select(Axis(1), &columns);
        let back = standardiser.restore(&standardiser.transform(&others));
        prop_assert!((back - others).iter().all(|difference| difference.abs() < 1e-9));
    }
}

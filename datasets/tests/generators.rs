//! The laws of the generators, and their first numbers, which never change.

use datasets::{Points, blobs, circles, moons, noisy_sine, separable, spirals, xor_cloud};
use proptest::prelude::*;

/// Every generator of points with noise, drawing `per_class` points a class.
fn clouds(per_class: usize, noise: f64, seed: u64) -> [(&'static str, Points); 5] {
    [
        ("blobs", blobs(&[[0.0, 0.0], [3.0, 1.0]], per_class, noise, seed)),
        ("circles", circles(per_class, noise, seed)),
        ("moons", moons(per_class, noise, seed)),
        ("spirals", spirals(2, per_class, noise, seed)),
        ("xor_cloud", xor_cloud(per_class, noise, seed)),
    ]
}

#[test]
fn first_numbers_never_change() {
    let first = |(name, cloud): (&str, Points)| (name.to_owned(), cloud.points.row(0).to_vec());
    let clouds: std::collections::BTreeMap<String, Vec<f64>> = clouds(5, 0.1, 42).map(first).into();
    let separable = separable(3, 2, 0.2, 42);
    pins::pin!("generators", {
        "clouds": clouds,
        "noisy_sine": noisy_sine(3, 0.1, 42).y.to_vec(),
        "separable": separable.points.points.row(0).to_vec(),
        "direction": separable.direction.to_vec(),
    });
}

#[test]
fn every_class_has_its_share() {
    for (name, cloud) in clouds(50, 0.1, 1) {
        let ones = cloud.labels.iter().filter(|&&label| label == 1).count();
        assert_eq!(cloud.points.dim(), (cloud.len(), 2), "{name}");
        assert_eq!(2 * ones, cloud.len(), "{name}");
    }
}

#[test]
fn a_seed_gives_the_same_points_and_another_seed_others() {
    for ((name, cloud), (_, again)) in clouds(20, 0.1, 3).into_iter().zip(clouds(20, 0.1, 3)) {
        assert_eq!(cloud, again, "{name}");
    }
    for ((name, cloud), (_, other)) in clouds(20, 0.1, 3).into_iter().zip(clouds(20, 0.1, 4)) {
        assert_ne!(cloud.points, other.points, "{name}");
    }
}

/// The residues have the mean and the standard deviation asked for, within five standard errors.
#[test]
fn noise_is_as_wide_as_asked_for() {
    let (count, sigma) = (20_000, 0.3);
    let clean = noisy_sine(count, 0.0, 5).y;
    let noise = noisy_sine(count, sigma, 5).y - clean;
    let standard_error = sigma / (count as f64).sqrt();
    assert!(noise.mean().unwrap().abs() < 5.0 * standard_error);
    assert!((noise.std(0.0) - sigma).abs() < 5.0 * standard_error);
}

#[test]
fn blobs_lie_around_their_centres() {
    let cloud = blobs(&[[1.0, -2.0]], 10_000, 0.5, 5);
    let mean = cloud.points.mean_axis(ndarray::Axis(0)).unwrap();
    assert!((mean[0] - 1.0).abs() < 5.0 * 0.005 && (mean[1] + 2.0).abs() < 5.0 * 0.005, "{mean}");
}

#[test]
fn no_points_are_no_panic() {
    for (name, cloud) in clouds(0, 0.1, 1) {
        assert!(cloud.is_empty(), "{name}");
    }
    assert!(noisy_sine(0, 0.1, 1).x.is_empty());
    assert_eq!(separable(0, 2, 0.1, 1).margin(), f64::INFINITY);
}

#[test]
#[should_panic(expected = "circles: noise must be finite and not negative, got -1")]
fn negative_noise_is_refused() {
    circles(1, -1.0, 0);
}

#[test]
#[should_panic(expected = "noisy_sine: noise must be finite and not negative, got NaN")]
fn noise_that_is_no_number_is_refused() {
    noisy_sine(1, f64::NAN, 0);
}

#[test]
#[should_panic(expected = "separable: margin must lie between 0 and 1, got 1")]
fn impossible_margin_is_refused() {
    separable(1, 2, 1.0, 0);
}

proptest! {
    #[test]
    fn without_noise_rings_moons_and_spirals_lie_on_their_curves(per_class in 1usize..50, seed: u64) {
        for (cloud, arms) in [(circles(per_class, 0.0, seed), 0), (spirals(3, per_class, 0.0, seed), 3)] {
            for (index, (point, &class)) in cloud.points.rows().into_iter().zip(&cloud.labels).enumerate() {
                let on_ring = [1.0, 0.5].get(class).copied().unwrap_or_default();
                let on_arm = (index % per_class + 1) as f64 / per_class as f64;
                let radius = if arms == 0 { on_ring } else { on_arm };
                prop_assert!((point[0].hypot(point[1]) - radius).abs() < 1e-12);
            }
        }
        let moons = moons(per_class, 0.0, seed);
        for (point, &class) in moons.points.rows().into_iter().zip(&moons.labels) {
            let centre = [[0.0, 0.0], [1.0, 0.5]][class];
            prop_assert!(((point[0] - centre[0]).hypot(point[1] - centre[1]) - 1.0).abs() < 1e-12);
        }
    }

    /// GATE-12: unit length, the labels those of the direction, and nobody nearer than the margin.
    #[test]
    fn separable_points_keep_their_margin(
        count in 0usize..60, features in 2usize..20, margin in 0.001f64..0.999, seed: u64,
    ) {
        let set = separable(count, features, margin, seed);
        prop_assert!((set.direction.dot(&set.direction) - 1.0).abs() < 1e-12);
        prop_assert!(set.margin() >= margin - 1e-12);
        for (point, &label) in set.points.points.rows().into_iter().zip(&set.points.labels) {
            prop_assert!((point.dot(&point) - 1.0).abs() < 1e-12);
            prop_assert_eq!(set.direction.dot(&point) > 0.0, label == 1);
        }
    }
}

//! What the example prints, as the chapter shows it, and whether it runs at what was chosen.

use pins::serde_json::Value;

#[test]
fn remedies() {
    pins::pin_output!("remedies", "--seeds", "2", "--epochs", "10");
}

fn record(name: &str) -> Value {
    let path = format!(
        "{}/../../book/results/{name}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{path}: {error}"));
    pins::serde_json::from_str(&text).expect("a record is JSON")
}

/// The remedies are compared at what `--tune` found on images that are kept back.
#[test]
fn the_remedies_run_at_the_best_values() {
    for (compared, tuned) in [
        ("remedies_mnist_1000", "remedies_tune"),
        ("remedies_mnist_10000", "remedies_tune_10000"),
    ] {
        let (compared, tuned) = (record(compared), record(tuned));
        for (value, best) in [
            ("learning_rate", "rate_best"),
            ("l2_lambda", "l2_best"),
            ("drop_prob", "dropout_best"),
        ] {
            let (value, best) =
                (&compared["figures"][value], &tuned["figures"][best]);
            assert!(
                value.is_f64() && value == best,
                "ran at {value}, the best was {best}"
            );
        }
    }
}

/// Where the page says that all seeds agree, or all but one, they do.
#[test]
fn as_many_seeds_agree_as_the_page_says() {
    for name in ["remedies_mnist_1000", "remedies_mnist_10000"] {
        let record = record(name);
        let accuracy = |arm: &str, seed: u64| {
            record["figures"][format!("{arm}_accuracy_{seed}")]
                .as_f64()
                .expect("an accuracy")
        };
        for (better, worse, agreeing) in [
            ("dropout", "none", 5),
            ("fewer", "stopping", 5),
            ("augmentation", "all", 5),
            ("l2", "none", 4),
        ] {
            let seeds = (1..=5)
                .filter(|&seed| accuracy(better, seed) > accuracy(worse, seed));
            assert_eq!(
                seeds.count(),
                agreeing,
                "{name}: {better} better than {worse}"
            );
        }
    }
}

#[test]
fn what_cannot_be_run_is_refused_with_a_reason() {
    let refused: [(&str, &[&str], &str); 2] = [
        (
            "remedies",
            &["--tune", "--training-images", "1497"],
            "leaves none to judge by",
        ),
        (
            "remedies",
            &["--probabilities", "--training-images", "1497"],
            "leaves none to judge by",
        ),
    ];
    for (name, arguments, reason) in refused {
        let example = pins::Example { package: "dropout", name, arguments };
        let said = pins::refused_example(&example);
        assert!(said.contains(reason), "{name} {arguments:?}: {said}");
    }
}

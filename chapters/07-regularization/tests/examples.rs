//! What the examples print, as the chapter shows it.

#[test]
fn overfit() {
    pins::pin_output!("overfit", "sparse");
}

#[test]
fn every_experiment_runs() {
    for (experiment, rows) in [
        ("remedies", ["nothing ", "both ", "patience "]),
        ("sizes", ["none ", "128 ", "3x128 "]),
        ("more-images", ["    50 ", "   200 ", "   400 "]),
        ("choose-lambda", ["0.3 ", "0.01 ", "0.0003 "]),
    ] {
        let output = pins::run_example(&pins::Example {
            package: "regularization",
            name: "overfit",
            arguments: &[
                experiment,
                "--images",
                "20",
                "--epochs",
                "2",
                "--runs",
                "1",
                "--validation",
                "1000",
            ],
        });
        for row in rows {
            let mut lines = output.lines();
            let is_row = |line: &str| line.starts_with(row) && line.contains(" %");
            assert!(lines.any(is_row), "{row} is missing in {output}");
        }
    }
}

#[test]
fn what_cannot_be_run_is_refused_with_a_reason() {
    let refused: [(&str, &[&str], &str); 3] = [
        (
            "overfit",
            &["choose-lambda", "--images", "3"],
            "--images must be 5 or more",
        ),
        (
            "overfit",
            &["more-images", "--images", "1", "--validation", "1490"],
            "--validation leaves 7 images",
        ),
        ("overfit", &["--images", "18446744073709551615"], "of 1497 images"),
    ];
    for (name, arguments, reason) in refused {
        let example = pins::Example { package: "regularization", name, arguments };
        let said = pins::refused_example(&example);
        assert!(said.contains(reason), "{name} {arguments:?}: {said}");
    }
}

//! What the examples print, as the chapter shows it.

#[test]
fn overfit() {
    pins::pin_output!("overfit", "sparse");
}

#[test]
fn every_experiment_runs() {
    for experiment in ["remedies", "sizes", "more-images", "choose-lambda"] {
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
        assert!(output.contains(" %"), "{output}");
    }
}

//! What the examples print, as the chapter shows it.

#[test]
fn race() {
    pins::pin_output!("race");
}

/// The race is run at the rates that `--rates` found, as its table says.
#[test]
fn the_race_is_run_at_the_best_rates() {
    let record = |name: &str| -> pins::serde_json::Value {
        let path =
            format!("{}/../../book/results/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        pins::serde_json::from_str(&text).expect("a record is JSON")
    };
    for (race, rates) in [("race", "race_rates"), ("race_mnist", "race_rates_mnist")]
    {
        let (race, rates) = (record(race), record(rates));
        for name in
            ["sgd", "momentum", "nesterov", "adagrad", "rms_prop", "adam", "adam_w"]
        {
            let run = &race["figures"][format!("{name}_rate")];
            let best = &rates["figures"][format!("{name}_best_rate")];
            assert!(
                run.is_f64() && run == best,
                "{name} races at {run}, the best rate was {best}"
            );
        }
    }
}

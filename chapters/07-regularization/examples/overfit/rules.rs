//! Rules for stopping, on the curves of networks that learn by heart.

use experiment::{Flags, Report};
use regularization::{
    FirstRise, Patience, Plateau, StoppingRule, best_epoch, stops_after,
};

use crate::remedies::PATIENCE;
use crate::task::{Measured, spread};

/// What a rule came to in one run.
struct Stop {
    epoch: usize,
    /// Wrong answers on the test, of the last network and of the best one until then.
    last: f64,
    kept: f64,
}

fn stop(rule: Option<&dyn StoppingRule>, run: &[Measured]) -> Stop {
    let losses: Vec<f64> = run.iter().map(|epoch| epoch.validation_loss).collect();
    let last = losses.len() - 1;
    let epoch = rule.map_or(last, |rule| stops_after(rule, &losses).unwrap_or(last));
    Stop {
        epoch: epoch + 1,
        last: run[epoch].test_error,
        kept: run[best_epoch(&losses[..=epoch])].test_error,
    }
}

/// Prints what each rule comes to, over all runs.
pub fn show(runs: &[Vec<Measured>], flags: &Flags, report: &mut Report) {
    let rules: [(&str, Option<Box<dyn StoppingRule>>); 4] = [
        ("first rise", Some(Box::new(FirstRise))),
        ("plateau", Some(Box::new(Plateau { epochs: 5, change: 0.01 }))),
        (
            "patience",
            Some(Box::new(Patience { epochs: PATIENCE, min_improvement: 0.0 })),
        ),
        ("never", None),
    ];
    println!("\nWithout a remedy, stopped by rule:");
    println!("              epochs   wrong, last   wrong, best one kept");
    for (name, rule) in &rules {
        let stops: Vec<Stop> =
            runs.iter().map(|run| stop(rule.as_deref(), run)).collect();
        let mean = |of: fn(&Stop) -> f64| {
            spread(&stops.iter().map(of).collect::<Vec<_>>())[0]
        };
        let [epochs, last, kept] = [
            mean(|stop| stop.epoch as f64),
            mean(|stop| stop.last),
            mean(|stop| stop.kept),
        ];
        println!(
            "{name:<10}{epochs:>10.0}{:>12.1} %{:>21.1} %",
            100.0 * last,
            100.0 * kept
        );
        if flags.json {
            let key = name.replace(' ', "_");
            report.figure(&format!("rule_{key}_epochs"), epochs);
            report.figure(&format!("rule_{key}_last"), last);
            report.figure(&format!("rule_{key}_kept"), kept);
            report.count(&format!("curve_stop_{key}"), stops[0].epoch);
        }
    }
    test_peak(runs, flags, report);
}

/// S0's rule: the epoch with the fewest wrong answers on the test, and the number that it would report.
fn test_peak(runs: &[Vec<Measured>], flags: &Flags, report: &mut Report) {
    let lowest: Vec<f64> = runs
        .iter()
        .map(|run| {
            spread(&run.iter().map(|epoch| epoch.test_error).collect::<Vec<_>>())[1]
        })
        .collect();
    let [mean, ..] = spread(&lowest);
    println!("chosen by the test itself, which it flatters: {:.1} %", 100.0 * mean);
    if flags.json {
        let losses: Vec<f64> =
            runs[0].iter().map(|epoch| epoch.validation_loss).collect();
        report.count("curve_stop_best", best_epoch(&losses) + 1);
        report.figure("rule_test_peak", mean);
    }
}

//! The race down a ravine, along an axis and across both.

use std::f64::consts::FRAC_PI_4;

use experiment::{Flags, Report};
use optimizers::{Ravine, path};

use crate::{Runner, runners};

/// Where the race ends: at a thousandth of the height of the start.
const GOAL: f64 = 0.001;

/// Tried in the ravine: ten rates a decade, from a thousandth to 10.
fn rates() -> impl Iterator<Item = f64> {
    (0..=40).map(|tenth| 10_f64.powf(f64::from(tenth) / 10.0 - 3.0))
}

/// Steps to the goal, each at the rate that is best for it.
pub fn race(flags: &Flags, report: &mut Report) {
    println!("Steps down the ravine, to a thousandth of the height");
    println!("             along an axis   turned by 45°");
    for runner in runners() {
        let straight = fewest_steps(&runner, 0.0);
        let turned = fewest_steps(&runner, FRAC_PI_4);
        println!("{:<12}{straight:>14}{turned:>16}", runner.name);
        if flags.json {
            report.count(&format!("ravine_{}", runner.name), straight);
            report.count(&format!("turned_{}", runner.name), turned);
        }
    }
    println!();
}

/// The fewest steps that any of the rates needs.
fn fewest_steps(runner: &Runner<f64>, angle: f64) -> usize {
    let steps = rates().filter_map(|rate| steps_to_goal(runner, rate, angle));
    steps.min().expect("some rate reaches the goal")
}

/// How many steps it takes to reach the goal and stay there, within 500.
fn steps_to_goal(runner: &Runner<f64>, rate: f64, angle: f64) -> Option<usize> {
    let mut ravine = Ravine::new([1.0, 100.0], [4.0, 0.4]).turned(angle);
    let goal = GOAL * ravine.value();
    let places = path(&mut ravine, &mut (runner.make)(rate), 500);
    let is_there = |&place: &[f64; 2]| ravine.value_at(place) <= goal; // NaN is not
    let last_above = places.iter().rposition(|place| !is_there(place));
    last_above.map(|last| last + 1).filter(|&steps| steps < places.len())
}

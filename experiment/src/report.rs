//! The figures that an experiment arrives at, for people and for the press.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Map, Value, json};

use crate::Flags;

/// The figure by which classifiers are compared; it also stands in the line itself.
const TEST_ACCURACY: &str = "test_accuracy";

/// The named results of one run, in the order in which they were reported.
#[derive(Debug)]
pub struct Report {
    experiment: String,
    seed: u64,
    json: bool,
    data: Option<String>,
    figures: Vec<Figure>,
}

#[derive(Debug)]
struct Figure {
    name: String,
    value: Value,
    shown: String,
}

impl Report {
    /// An empty report of the experiment `name`.
    pub fn new(name: &str, flags: &Flags) -> Self {
        Self { experiment: name.into(), seed: flags.seed, json: flags.json, data: None, figures: Vec::new() }
    }

    /// Names the data that the figures were measured on: `digits`, `mnist`, `fashion-mnist`.
    pub fn data(&mut self, name: &str) {
        self.data = Some(name.into());
    }

    /// Reports a whole number, such as mistakes or steps.
    ///
    /// # Panics
    /// If `name` was reported before.
    #[track_caller]
    pub fn count(&mut self, name: &str, value: usize) {
        self.push(name, json!(value), value.to_string());
    }

    /// Reports a measured number; people see four decimals.
    ///
    /// # Panics
    /// If `name` was reported before, or if `value` is NaN or infinite.
    #[track_caller]
    pub fn figure(&mut self, name: &str, value: f64) {
        assert!(value.is_finite(), "the figure `{name}` is {value}, which no record can hold");
        self.push(name, json!(value), format!("{value:.4}"));
    }

    /// Reports a share between 0 and 1, such as an accuracy; people see per cent with one decimal.
    ///
    /// # Panics
    /// If `name` was reported before, or if `value` lies outside 0 to 1.
    #[track_caller]
    pub fn share(&mut self, name: &str, value: f64) {
        assert!((0.0..=1.0).contains(&value), "the share `{name}` is {value}, which is not between 0 and 1");
        self.push(name, json!(value), format!("{:.1} %", 100.0 * value));
    }

    /// A progress bar over `steps`, drawn on a terminal only and never with `--json`.
    ///
    /// # Panics
    /// Never: the template is fixed.
    pub fn progress(&self, steps: usize, what: &str) -> ProgressBar {
        let visible = !self.json && std::io::stderr().is_terminal();
        let target = if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let style =
            ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}").expect("a fixed template");
        ProgressBar::with_draw_target(Some(steps as u64), target)
            .with_style(style)
            .with_message(what.to_owned())
    }

    /// The figures as people read them: names and values in two columns.
    pub fn text(&self) -> String {
        let width = self.figures.iter().map(|figure| figure.name.len()).max().unwrap_or(0);
        self.figures.iter().fold(String::new(), |text, figure| {
            let name = figure.name.replace('_', " ");
            text + &format!("{name:width$}    {}\n", figure.shown)
        })
    }

    /// The figures as the press reads them: one JSON object.
    pub fn json(&self, elapsed: Duration) -> Value {
        let figures: Map<_, _> =
            self.figures.iter().map(|figure| (figure.name.clone(), figure.value.clone())).collect();
        let mut line = json!({ "experiment": self.experiment, "seed": self.seed, "data": self.data });
        if let Some(accuracy) = figures.get(TEST_ACCURACY) {
            line[TEST_ACCURACY] = accuracy.clone();
        }
        line["figures"] = figures.into();
        line["seconds"] = json!(elapsed.as_secs_f64());
        line
    }

    #[track_caller]
    fn push(&mut self, name: &str, value: Value, shown: String) {
        let known = self.figures.iter().any(|figure| figure.name == name);
        assert!(!known, "the figure `{name}` was reported before");
        self.figures.push(Figure { name: name.into(), value, shown });
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Report;
    use crate::Flags;

    fn report() -> Report {
        let mut report = Report::new("coin", &Flags { seed: 7, data: None, json: false });
        report.count("heads", 12);
        report.figure("mean_loss", 0.25);
        report.share("accuracy", 0.9712);
        report
    }

    #[test]
    fn people_see_two_columns() {
        assert_eq!(report().text(), "heads        12\nmean loss    0.2500\naccuracy     97.1 %\n");
    }

    #[test]
    fn the_press_sees_all_digits_in_order() {
        let mut report = report();
        report.data("digits");
        assert_eq!(
            report.json(Duration::from_millis(500)).to_string(),
            r#"{"experiment":"coin","seed":7,"data":"digits","figures":{"heads":12,"mean_loss":0.25,"accuracy":0.9712},"seconds":0.5}"#
        );
    }

    #[test]
    fn the_test_accuracy_also_stands_in_the_line_itself() {
        let mut report = report();
        assert!(report.json(Duration::ZERO).get("test_accuracy").is_none(), "none was measured");
        report.share("test_accuracy", 0.98);
        let line = report.json(Duration::ZERO);
        assert_eq!(line["test_accuracy"], 0.98);
        assert_eq!(line["figures"]["test_accuracy"], 0.98);
        let names: Vec<_> = line.as_object().expect("an object").keys().collect();
        assert_eq!(names, ["experiment", "seed", "data", "test_accuracy", "figures", "seconds"]);
    }

    #[test]
    #[should_panic(expected = "the figure `heads` was reported before")]
    fn a_name_is_reported_once() {
        report().count("heads", 13);
    }

    #[test]
    #[should_panic(expected = "the figure `loss` is NaN")]
    fn a_loss_that_is_no_number_stops_the_run() {
        report().figure("loss", f64::NAN);
    }

    #[test]
    #[should_panic(expected = "not between 0 and 1")]
    fn a_share_in_per_cent_is_refused() {
        report().share("share", 97.1);
    }

    #[test]
    fn no_bar_is_drawn_with_json() {
        let report = Report::new("coin", &Flags { seed: 1, data: None, json: true });
        assert!(report.progress(3, "tosses").is_hidden());
    }
}

//! Running one experiment and understanding what it prints.

use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::Figures;

/// What an experiment says of itself on the last line of its output.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Where its random numbers started.
    pub seed: u64,
    /// The images it used.
    pub data: Option<String>,
    /// Its results, in the order in which it reported them.
    pub figures: Map<String, Value>,
}

/// The line as it is printed.
#[derive(Deserialize)]
struct Line {
    experiment: String,
    seed: u64,
    data: Option<String>,
    figures: Map<String, Value>,
}

impl Outcome {
    /// The figures as numbers.
    pub fn numbers(&self) -> Figures {
        numbers(&self.figures)
    }
}

/// The numbers among named values.
pub fn numbers(figures: &Map<String, Value>) -> Figures {
    figures.iter().filter_map(|(name, value)| Some((name.clone(), value.as_f64()?))).collect()
}

/// Runs an experiment to its end and reads its last line.
///
/// # Errors
/// If it cannot be started, ends with an error (the message holds what it said), or ends without a good line of results.
pub fn launch(mut command: Command, example: &str) -> Result<Outcome> {
    let output =
        command.output().with_context(|| format!("cannot start {}", command.get_program().display()))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("it ended with {}:\n{}", output.status, complaint.trim_end());
    }
    let printed = String::from_utf8(output.stdout).context("its output is not UTF-8")?;
    parse(&printed, example)
}

/// Reads the last line of an experiment's output.
///
/// # Errors
/// If that line is missing, is not the JSON of an experiment, is of another example, or holds something that is no number.
pub fn parse(printed: &str, example: &str) -> Result<Outcome> {
    let last = printed.lines().last().filter(|line| !line.trim().is_empty());
    let last = last.context("it printed no line of results")?;
    let shown: String = last.chars().take(120).collect();
    let line: Line = serde_json::from_str(last)
        .with_context(|| format!("its last line is not a line of results: {shown}"))?;
    ensure!(line.experiment == example, "the results are those of `{}`, not of `{example}`", line.experiment);
    ensure!(!line.figures.is_empty(), "it reported no figures");
    for (name, value) in &line.figures {
        ensure!(value.is_number(), "its figure `{name}` is {value}, which is no number");
    }
    Ok(Outcome { seed: line.seed, data: line.data, figures: line.figures })
}

#[cfg(test)]
mod tests {
    use super::parse;

    const GOOD: &str =
        r#"{"experiment":"coin","seed":1,"data":null,"figures":{"heads":50,"share":0.5},"seconds":0.1}"#;

    #[test]
    fn the_last_line_counts() {
        let outcome = parse(&format!("epoch 1\n{{}}\n{GOOD}\n"), "coin").expect("a good line");
        assert_eq!((outcome.seed, outcome.data.as_deref()), (1, None));
        assert_eq!(outcome.figures.keys().collect::<Vec<_>>(), ["heads", "share"]);
        assert_eq!(outcome.numbers()["share"], 0.5);
    }

    #[track_caller]
    fn refused(printed: &str, expected: &str) {
        let message = format!("{:#}", parse(printed, "coin").expect_err("refused"));
        assert!(message.contains(expected), "`{expected}` is missing in: {message}");
    }

    #[test]
    fn broken_output_is_refused() {
        refused("", "printed no line");
        refused("\n\n", "printed no line");
        refused("accuracy 97.0 %\n", "not a line of results: accuracy 97.0 %");
        refused(&GOOD[..40], "not a line of results");
        refused(&format!("{GOOD}\nbye\n"), "not a line of results: bye");
        refused(&GOOD.replace("coin", "dice"), "those of `dice`, not of `coin`");
        refused(&GOOD.replace(r#""seed":1,"#, ""), "missing field `seed`");
        refused(&GOOD.replace(r#""figures":{"heads":50,"share":0.5}"#, r#""figures":{}"#), "no figures");
        refused(&GOOD.replace("0.5", "null"), "its figure `share` is null");
        refused(&GOOD.replace("0.5", "NaN"), "not a line of results");
        refused(&GOOD.replace("0.5", "\"half\""), "its figure `share` is \"half\"");
    }
}

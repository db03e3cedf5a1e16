//! What was measured, as the book quotes it.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::{Result, ensure};
use serde::Serialize;
use serde_json::{Value, json};

use super::{Workload, machine};

/// A whole measurement: `book/results/speed.json`.
#[derive(Debug, Serialize)]
pub struct Record {
    experiment: &'static str,
    command: &'static str,
    processor: String,
    rounds: usize,
    load_before: Option<f64>,
    versions: BTreeMap<String, String>,
    figures: BTreeMap<String, BTreeMap<String, Figures>>,
}

/// One workload on so many threads.
#[derive(Debug, Default, Serialize)]
struct Figures {
    /// The median of the rounds of each contestant: samples per second.
    samples_per_second: BTreeMap<String, f64>,
    /// The book's speed over the best of PyTorch's.
    times_torch: Option<f64>,
    /// The book's speed over JAX's.
    times_jax: Option<f64>,
    /// The book's speed over the best of all the others.
    times_best_peer: Option<f64>,
    /// How much of what a large product of matrices reaches on one thread.
    share_of_peak: Option<f64>,
    #[serde(skip)]
    rounds: BTreeMap<String, Vec<f64>>,
    #[serde(skip)]
    flops: f64,
}

impl Record {
    /// An empty one.
    pub fn new(rounds: usize) -> Self {
        Self {
            experiment: super::RECORD,
            command: "cargo xtask bench",
            processor: machine::processor(),
            rounds,
            load_before: machine::load(),
            versions: BTreeMap::new(),
            figures: BTreeMap::new(),
        }
    }

    /// Notes the version of a contestant's library.
    pub fn version(&mut self, contestant: &str, version: String) {
        self.versions.insert(contestant.into(), version);
    }

    /// Adds a round.
    pub fn add(&mut self, workload: &Workload, threads: usize, contestant: &str, rate: f64) {
        let of_threads = self.figures.entry(format!("threads_{threads}")).or_default();
        let figures = of_threads.entry(workload.name.into()).or_default();
        figures.flops = workload.flops;
        figures.rounds.entry(contestant.into()).or_default().push(rate);
        figures.summarise();
        let peak = self.peak();
        for figures in self.figures.values_mut().flat_map(BTreeMap::values_mut) {
            figures.compare_with_peak(peak);
        }
    }

    /// Operations per second of a large product on one thread.
    fn peak(&self) -> Option<f64> {
        self.figures.get("threads_1")?.get("peak")?.samples_per_second.get("book").copied()
    }

    /// The record as it is written.
    ///
    /// # Errors
    /// If a figure is no number.
    pub fn text(&self) -> Result<String> {
        Ok(format!("{}\n", serde_json::to_string_pretty(self)?))
    }

    /// A record with these figures in the place of its own, where it has some for the same workloads.
    ///
    /// # Errors
    /// If it is no record, or one of another processor or of other rounds: their figures must not stand beside these.
    pub fn merged_into(&self, recorded: &str) -> Result<String> {
        let mut recorded: Value = serde_json::from_str(recorded)?;
        for (key, here) in [("processor", json!(self.processor)), ("rounds", json!(self.rounds))] {
            let there = &recorded[key];
            ensure!(*there == here, "{key}: {here} here, {there} in the record: measure all workloads");
        }
        for (contestant, version) in &self.versions {
            recorded["versions"][contestant] = json!(version);
        }
        for (threads, workloads) in &self.figures {
            for (workload, figures) in workloads {
                recorded["figures"][threads][workload] = json!(figures);
            }
        }
        Ok(format!("{}\n", serde_json::to_string_pretty(&recorded)?))
    }

    /// For the terminal.
    pub fn table(&self) -> String {
        let mut table = String::new();
        for (threads, workloads) in &self.figures {
            for (workload, figures) in workloads {
                let _ = writeln!(table, "{threads} {workload}");
                for (contestant, rate) in &figures.samples_per_second {
                    let _ = writeln!(table, "    {contestant:16} {rate:14.0}");
                }
                for (name, ratio) in figures.ratios() {
                    let _ = writeln!(table, "    {name:16} {ratio:14.3}");
                }
            }
        }
        table
    }
}

impl Figures {
    fn summarise(&mut self) {
        self.samples_per_second =
            self.rounds.iter().map(|(name, rounds)| (name.clone(), median(rounds).round())).collect();
        self.times_torch = self.ratio(|name| name.starts_with("torch"));
        self.times_jax = self.ratio(|name| name == "jax");
        self.times_best_peer = self.ratio(|name| !name.starts_with("book"));
    }

    /// The book's speed over the best of these contestants.
    fn ratio(&self, of: impl Fn(&str) -> bool) -> Option<f64> {
        let best = self.samples_per_second.iter().filter(|(name, _)| of(name)).map(|(_, &rate)| rate);
        Some(self.samples_per_second.get("book")? / best.reduce(f64::max)?)
    }

    fn compare_with_peak(&mut self, peak: Option<f64>) {
        let book = self.samples_per_second.get("book");
        self.share_of_peak = peak.zip(book).map(|(peak, rate)| rate * self.flops / peak);
    }

    fn ratios(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let ratios = [
            ("× PyTorch", self.times_torch),
            ("× JAX", self.times_jax),
            ("× best", self.times_best_peer),
            ("of peak", self.share_of_peak),
        ];
        ratios.into_iter().filter_map(|(name, ratio)| Some((name, ratio?)))
    }
}

/// The middle one, or the mean of the two in the middle.
fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { f64::midpoint(sorted[middle - 1], sorted[middle]) }
}

#[cfg(test)]
mod tests {
    use super::super::WORKLOADS;
    use super::Record;

    #[test]
    fn medians_and_ratios() {
        let mut record = Record::new(3);
        for (contestant, rates) in [
            ("book", [10.0, 30.0, 20.0]),
            ("torch_eager", [4.0, 5.0, 1.0]),
            ("torch_fused", [2.0; 3]),
            ("jax", [16.0; 3]),
        ] {
            for rate in rates {
                record.add(&WORKLOADS[1], 1, contestant, rate);
            }
        }
        let figures = &record.figures["threads_1"]["nielsen"];
        assert_eq!(figures.samples_per_second["book"], 20.0);
        assert_eq!((figures.times_torch, figures.times_jax), (Some(5.0), Some(1.25)));
        assert_eq!(figures.times_best_peer, Some(1.25));
        assert_eq!(figures.share_of_peak, None);
    }

    #[test]
    fn some_workloads_replace_their_own_figures() {
        let [mut all, mut some] = [1, 1].map(Record::new);
        all.add(&WORKLOADS[1], 1, "book", 2.0);
        all.add(&WORKLOADS[2], 1, "book", 3.0);
        some.add(&WORKLOADS[2], 1, "book", 4.0);
        let merged = some.merged_into(&all.text().expect("numbers")).expect("of one machine");
        all.figures.get_mut("threads_1").expect("one").remove("mlp_b32_momentum");
        all.add(&WORKLOADS[2], 1, "book", 4.0);
        assert_eq!(merged, all.text().expect("numbers"));
        let error = Record::new(7).merged_into(&merged).expect_err("other rounds").to_string();
        assert!(error.contains("rounds: 7 here, 1 in the record"), "{error}");
    }

    #[test]
    fn a_share_of_the_peak_needs_the_peak() {
        let mut record = Record::new(1);
        record.add(&WORKLOADS[1], 1, "book", 2.0);
        record.add(&WORKLOADS[0], 1, "book", WORKLOADS[1].flops * 4.0);
        assert_eq!(record.figures["threads_1"]["nielsen"].share_of_peak, Some(0.5));
    }
}

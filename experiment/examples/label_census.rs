//! Counts the labels of a data set: the smallest experiment, and the one that the tests of this crate run.

use std::process::ExitCode;

use clap::Parser;
use experiment::Flags;

/// Counts how many test images carry one label.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// The label to count
    #[arg(long, default_value_t = 1)]
    label: u8,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("label_census", &arguments.flags, |report| {
        let test = experiment::load(&arguments.flags, report)?.test;
        if usize::from(arguments.label) >= test.classes() {
            return Err(format!(
                "no class {}, the labels go from 0 to {}",
                arguments.label,
                test.classes() - 1
            )
            .into());
        }
        let bar = report.progress(test.len(), "labels");
        let found = bar.wrap_iter(test.labels.iter()).filter(|&&label| label == arguments.label).count();
        println!("Looking for the label {} among {} test images.", arguments.label, test.len());
        report.count("found", found);
        report.share("share_of_test", found as f64 / test.len() as f64);
        Ok(())
    })
}

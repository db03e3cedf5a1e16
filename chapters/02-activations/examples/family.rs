//! Prints every activation of the chapter: its value and its slope at a few places.

use std::process::ExitCode;

use activations::{Member, family};
use clap::Parser;
use experiment::Flags;

/// Tabulates the family of activations.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// Where to look
    #[arg(long, value_delimiter = ',', allow_hyphen_values = true, default_value = "-2,-1,0,1,2")]
    at: Vec<f64>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("family", &arguments.flags, |report| {
        let members = family::<f64>();
        table("value", &members, &arguments.at, |member, x| member.activation.value(x));
        table("slope", &members, &arguments.at, |member, x| member.activation.derivative(x));
        report.count("activations", members.len());
        report.count(
            "with_a_kink",
            members.iter().filter(|member| !member.activation.kinks().is_empty()).count(),
        );
        Ok(())
    })
}

fn table(what: &str, members: &[Member<f64>], at: &[f64], number: impl Fn(&Member<f64>, f64) -> f64) {
    println!("{what:<16}{}", at.iter().map(|x| format!("{x:>9}")).collect::<Vec<_>>().concat());
    for member in members {
        let cells: Vec<_> = at.iter().map(|&x| format!("{:>9.4}", number(member, x) + 0.0)).collect(); // no -0
        println!("{:<16}{}", member.name, cells.concat());
    }
    println!();
}

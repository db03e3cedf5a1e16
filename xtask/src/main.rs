//! `cargo xtask`: what the command line says, handed to the module that does it.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::{Workspace, bench, book, data, experiments, figures, grade, homework, site};

/// The press: renders, serves, checks and records the book.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Render the book into target/book, serve it on 127.0.0.1 and reload on change
    Book {
        /// Only render, do not serve
        #[arg(long)]
        build: bool,
        /// The port to serve on
        #[arg(long, default_value_t = 3000)]
        port: u16,
        /// Open the browser (the default)
        #[arg(long, overrides_with = "no_open")]
        open: bool,
        /// Do not open the browser
        #[arg(long)]
        no_open: bool,
    },
    /// Draw the figures into book/src/figures
    Figures {
        /// Write nothing; fail where a figure differs from what the code draws
        #[arg(long)]
        check: bool,
    },
    /// Run the experiments of book/experiments.toml and record them into book/results
    Experiments {
        /// Write nothing; fail where a run leaves its tolerance
        #[arg(long)]
        check: bool,
        /// Fail where MNIST or Fashion-MNIST is needed and not there
        #[arg(long)]
        require_data: bool,
        /// These experiments instead of all
        names: Vec<String>,
    },
    /// Measure the book's networks beside PyTorch, JAX, scikit-learn and NumPy, into book/results/speed.json
    Bench(bench::Request),
    /// Download a data set, checked against its SHA-256
    Data(data::Arguments),
    /// Grade a submission of the homework
    Grade(grade::Request),
    /// Prove the exercises
    Homework {
        #[command(subcommand)]
        request: homework::Request,
    },
    /// Print the book into target/book.pdf with the Chromium found on this machine
    Pdf {
        /// The file to write instead
        #[arg(long, value_name = "FILE")]
        out: Option<std::path::PathBuf>,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", format!("{error:#}").trim_end());
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    let workspace = Workspace::find()?;
    match command {
        Command::Book { build: true, .. } => book::build(&workspace),
        Command::Book { port, open, no_open, .. } => book::serve(&workspace, port, open || !no_open),
        Command::Figures { check } => figures::run(&workspace, check),
        Command::Experiments { check, require_data, names } => {
            experiments::run(&workspace, &experiments::Request { names, check, require_data })
        }
        Command::Bench(request) => bench::run(&workspace, &request),
        Command::Data(arguments) => data::run(&workspace, &arguments),
        Command::Grade(request) => grade::run(&workspace, &request),
        Command::Homework { request } => homework::run(&workspace, &request),
        Command::Pdf { out } => site::pdf::run(&workspace, out.as_deref()),
    }
}

//! Runs a workload once for every line that it reads, and answers with a line: samples per second.
//!
//! So whoever measures can have several contestants ready and let them take turns.

use std::io::{BufRead, stdin};
use std::time::Instant;

use benches::Workload;
use clap::Parser;
use mimalloc::MiMalloc;
use serde_json::json;

/// What a program that trains would choose; the other libraries bring their own.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// One contestant of `cargo xtask bench`: a round for every line on its standard input.
#[derive(Parser)]
struct Arguments {
    /// What to measure
    #[arg(long)]
    workload: Workload,
    /// How many threads share each batch
    #[arg(long, default_value_t = 1)]
    threads: usize,
}

fn main() {
    let arguments = Arguments::parse();
    let mut round = arguments.workload.prepare(arguments.threads);
    round();
    println!("{}", json!({ "ready": env!("CARGO_PKG_VERSION") }));
    for _go in stdin().lock().lines() {
        let began = Instant::now();
        let samples = round();
        println!("{}", json!({ "samples_per_second": samples / began.elapsed().as_secs_f64() }));
    }
}

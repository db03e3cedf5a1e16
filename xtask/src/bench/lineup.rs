//! Who runs what.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::{Contestant, machine};

/// Something that is measured.
#[derive(Debug)]
pub struct Workload {
    /// As `benches` and `peers.py` call it.
    pub name: &'static str,
    /// The other libraries that can do it.
    pub peers: &'static [&'static str],
    /// Multiplications and additions of the matrix products alone, for one sample.
    pub flops: f64,
}

/// The other libraries, PyTorch in its three ways.
pub const PEERS: [&str; 6] = ["torch_eager", "torch_fused", "torch_compiled", "jax", "scikit_learn", "numpy"];
const ANSWERING: [&str; 3] = ["torch_eager", "torch_compiled", "jax"];

/// The other libraries that convolve, PyTorch with its images in two orders.
const CONVOLVING: [&str; 5] =
    ["torch_eager", "torch_fused", "torch_compiled", "torch_channels_last", "torch_compiled_channels_last"];
/// The other libraries that have an LSTM.
const RECURRENT: [&str; 3] = ["torch_eager", "torch_fused", "torch_compiled"];

/// The book's own contestants: as the chapters are built, for this processor, and with faer's products as well.
pub const OURS: [&str; 3] = ["book_plain", "book_native", "book"];

/// All that is measured.
pub const WORKLOADS: [Workload; 11] = [
    Workload { name: "peak", peers: &[], flops: 1.0 },
    Workload { name: "nielsen", peers: &PEERS, flops: training(&[784, 30, 10]) },
    Workload { name: "mlp_b32_momentum", peers: &PEERS, flops: training(&[784, 128, 64, 10]) },
    Workload { name: "mlp_b32_adam", peers: &PEERS, flops: training(&[784, 128, 64, 10]) },
    Workload { name: "mlp_b128_momentum", peers: &PEERS, flops: training(&[784, 128, 64, 10]) },
    Workload { name: "mlp_b128_adam", peers: &PEERS, flops: training(&[784, 128, 64, 10]) },
    Workload { name: "mlp_one", peers: &ANSWERING, flops: forward(&[784, 128, 64, 10]) },
    Workload { name: "lenet", peers: &CONVOLVING, flops: lenet() },
    Workload { name: "wide_cnn", peers: &CONVOLVING, flops: wide_cnn() },
    Workload {
        name: "lstm_rows",
        peers: &RECURRENT,
        flops: 28.0 * lstm(28, 128) + 3.0 * forward(&[128, 10]),
    },
    Workload {
        name: "lstm_characters",
        peers: &RECURRENT,
        flops: 64.0 * (lstm(64, 256) + 3.0 * forward(&[256, 64])),
    },
];

/// Two operations, a multiplication and an addition, for each weight.
const fn forward(sizes: &[u32]) -> f64 {
    let (mut weights, mut layer) = (0, 1);
    while layer < sizes.len() {
        weights += sizes[layer - 1] * sizes[layer];
        layer += 1;
    }
    2.0 * weights as f64
}

/// Three products for each layer, two for the first, whose input's gradient nobody asks for.
const fn training(sizes: &[u32]) -> f64 {
    3.0 * forward(sizes) - forward(&[sizes[0], sizes[1]])
}

/// Two operations for each pixel of each map and each pixel of its window.
const fn convolution(places: u32, window: u32, maps: u32) -> f64 {
    2.0 * (places * window * maps) as f64
}

/// The first convolution has two products, all that follows three.
const fn lenet() -> f64 {
    let first = convolution(28 * 28, 25, 6);
    2.0 * first + 3.0 * (convolution(10 * 10, 6 * 25, 16) + forward(&[400, 120, 84, 10]))
}

const fn wide_cnn() -> f64 {
    let first = convolution(26 * 26, 9, 32);
    2.0 * first + 3.0 * (convolution(24 * 24, 32 * 9, 64) + forward(&[9216, 128, 10]))
}

/// One moment: four gates see the input, whose gradient nobody asks for, and what was shown before.
const fn lstm(input: u32, hidden: u32) -> f64 {
    2.0 * forward(&[input, 4 * hidden]) + 3.0 * forward(&[hidden, 4 * hidden])
}

/// A build of the book's own program.
#[derive(Debug)]
pub struct Build {
    name: &'static str,
    program: PathBuf,
}

impl Build {
    /// Starts it.
    ///
    /// # Errors
    /// If it cannot be started.
    pub fn contestant(&self, workload: &Workload, threads: usize) -> Result<Contestant> {
        let mut command = Command::new(&self.program);
        command.args(["--workload", workload.name, "--threads", &threads.to_string()]);
        command.env("MIMALLOC_PURGE_DELAY", "-1"); // the allocator gives no memory back between two steps
        Contestant::start(self.name, machine::held(threads, command))
    }
}

/// Builds the book's own contestants, each in a folder of its own.
///
/// # Errors
/// If one does not build.
pub fn build(root: &Path) -> Result<Vec<Build>> {
    let flags = [("", false), ("-C target-cpu=native", false), ("-C target-cpu=native", true)];
    OURS.into_iter().zip(flags).map(|(name, (flags, faer))| build_one(root, name, flags, faer)).collect()
}

fn build_one(root: &Path, name: &'static str, flags: &str, faer: bool) -> Result<Build> {
    let folder = root.join("target/bench").join(name);
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root).args(["build", "--quiet", "--release", "--package", "benches", "--target-dir"]);
    cargo.arg(&folder).args(faer.then_some("--features=faer")).env("RUSTFLAGS", flags);
    ensure!(cargo.status().context("cannot start cargo")?.success(), "the contestant {name} does not build");
    Ok(Build { name, program: folder.join("release/benches") })
}

#[cfg(test)]
mod tests {
    use super::{forward, training};

    #[test]
    fn operations_by_hand() {
        // 2 inputs, 3 hidden units, 1 output: 6 + 3 weights; the first layer's 6 are used twice, the others three times.
        assert_eq!(forward(&[2, 3, 1]), 18.0);
        assert_eq!(training(&[2, 3, 1]), 2.0 * (2.0 * 6.0 + 3.0 * 3.0));
    }
}

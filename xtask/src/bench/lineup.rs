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

/// The book's own contestants: as the chapters are built, for this processor, and with faer's products as well.
pub const OURS: [&str; 3] = ["book_plain", "book_native", "book"];

/// All that is measured.
pub const WORKLOADS: [Workload; 7] = [
    Workload { name: "peak", peers: &[], flops: 1.0 },
    Workload { name: "nielsen", peers: &PEERS, flops: training(&[784, 30, 10]) },
    Workload { name: "mlp_b32_momentum", peers: &PEERS, flops: training(&[784, 128, 64, 10]) },
    Workload { name: "mlp_b32_adam", peers: &PEERS, flops: training(&[784, 128, 64, 10]) },
    Workload { name: "mlp_b128_momentum", peers: &PEERS, flops: training(&[784, 128, 64, 10]) },
    Workload { name: "mlp_b128_adam", peers: &PEERS, flops: training(&[784, 128, 64, 10]) },
    Workload { name: "mlp_one", peers: &ANSWERING, flops: forward(&[784, 128, 64, 10]) },
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

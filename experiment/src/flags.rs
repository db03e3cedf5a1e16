//! The flags that every experiment takes.

use std::path::PathBuf;

/// `--seed`, `--data` and `--json`: flatten them into an example's own parser.
#[derive(Debug, Clone, clap::Args)]
pub struct Flags {
    /// Where the random numbers start: the same seed gives the same result
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,

    /// A folder with the four files of MNIST or Fashion-MNIST
    #[arg(
        long,
        value_name = "DIR",
        help = "A folder with MNIST's four files [default: $DATASETS_DIR, else the digits of the book]"
    )]
    pub data: Option<PathBuf>,

    /// Print the results as one line of JSON, after everything else
    #[arg(long)]
    pub json: bool,
}

/// `--checkpoint` and `--resume`: flatten them into the parser of an example that trains long.
///
/// What a checkpoint holds is the example's business; see `backprop::checkpoint`.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct CheckpointFlags {
    /// Keep the state of the run in this file, after every epoch
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Option<PathBuf>,

    /// Go on where the file of --checkpoint left off
    #[arg(long, requires = "checkpoint")]
    pub resume: bool,
}

impl Flags {
    /// The folder of `--data`, else that of `DATASETS_DIR`, else none: the digits of the book.
    pub fn data_folder(&self) -> Option<PathBuf> {
        self.data.clone().or_else(datasets::folder_from_environment)
    }
}

//! `cargo xtask homework`: exercises that grade themselves, each made of one marked source.
//!
//! [`marked`] cuts a source at its marks, [`render`] puts the student's file or the solution together; [`mod@check`] proves that
//! every exercise is sound.

use std::path::PathBuf;

use anyhow::Result;
use clap::Subcommand;

mod build;
pub mod chapter;
pub mod check;
pub mod export;
mod generate;
pub mod gradescope;
pub mod handed_out;
mod manifest;
pub mod marked;
mod packages;
mod readme;
pub mod render;
mod rules;
mod trial;

pub use chapter::Chapter;
pub use marked::Marked;

use crate::Workspace;

/// What is asked for.
#[derive(Debug, Subcommand)]
pub enum Request {
    /// Prove every exercise: the stub compiles and fails, the solution passes, every mutant fails
    Check {
        /// These chapters, `02` or `02-activations`, instead of all
        #[arg(value_name = "NN")]
        chapters: Vec<String>,
        /// Show what the student reads: each failing test of the stub and of every mutant, with its message
        #[arg(long, short)]
        verbose: bool,
    },
    /// Write the workspace that students get, without solutions and hints
    Export {
        /// An empty folder outside this checkout, or one that is still to be made
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Also write an autograder for Gradescope
        #[arg(long, value_name = "FILE.zip")]
        gradescope: Option<PathBuf>,
        /// These chapters, `02` or `02-activations`, instead of all
        #[arg(value_name = "NN")]
        chapters: Vec<String>,
    },
}

/// Does what is asked for.
///
/// # Errors
/// As the modules' functions.
pub fn run(workspace: &Workspace, request: &Request) -> Result<()> {
    match request {
        Request::Check { chapters, verbose } => {
            check::run(workspace, chapters, &check::Manner { verbose: *verbose, ..check::Manner::default() })
        }
        Request::Export { folder, gradescope, chapters } => {
            let chapters = export::chapters(workspace, chapters)?;
            export::run(workspace, &chapters, folder)?;
            println!("the homework of {} chapters is in {}", chapters.len(), folder.display());
            if let Some(zip) = gradescope {
                gradescope::run(workspace, &chapters, zip)?;
                println!("its autograder for Gradescope is {}", zip.display());
            }
            Ok(())
        }
    }
}

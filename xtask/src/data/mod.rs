//! `cargo xtask data`: fetches the data sets that are too large to ship.
//!
//! [`DataSet`] says what there is, [`Order`] fetches it over the network, [`copy_set`] from a folder. Whatever the way, a file gets its
//! name only when its SHA-256 is the published one; until then it is `NAME.part`, from which an interrupted download goes on.

mod copy;
mod failure;
mod fetch;
mod part;
mod progress;
mod request;
mod sets;
mod sum;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use indicatif::HumanBytes;

pub use copy::copy_set;
pub use failure::{Failure, FetchError};
pub use fetch::{Fetched, Order};
pub use request::Patience;
pub use sets::{ALL, DataFile, DataSet, FASHION_MNIST, MNIST};

use crate::Workspace;

/// What follows `cargo xtask data`.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Arguments {
    /// Which set: mnist or fashion-mnist; without it, what there is
    pub name: Option<String>,
    /// Where the files go [default: data/NAME]
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Check and copy the files that lie in this folder, without a network
    #[arg(long, value_name = "FOLDER", conflicts_with = "mirror")]
    pub from: Option<PathBuf>,
    /// Ask this place, a folder with the set's files, instead of the usual ones
    #[arg(long, value_name = "URL")]
    pub mirror: Vec<String>,
}

/// Fetches the set that was asked for, or lists what there is.
///
/// # Errors
/// If there is no such set, or it could not be fetched.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let Some(name) = &arguments.name else {
        list(workspace);
        return Ok(());
    };
    let Some(set) = ALL.into_iter().find(|set| set.name == name) else {
        let names = ALL.map(|set| set.name).join(" or ");
        bail!("no data set is called {name}; expected {names}");
    };
    let folder = arguments.out.clone().unwrap_or_else(|| usual_folder(workspace, set));
    println!("{}\n{}", set.title, set.credit);
    match &arguments.from {
        Some(from) => copy_set(set, from, &folder)?,
        None => order(set, &folder, &arguments.mirror).fetch()?,
    };
    println!("Use it with `--data {}` or `DATASETS_DIR`.", folder.display());
    Ok(())
}

fn order(set: &DataSet, folder: &Path, mirrors: &[String]) -> Order {
    let order = Order::new(*set, folder.to_owned());
    if mirrors.is_empty() { order } else { Order { mirrors: mirrors.to_owned(), ..order } }
}

fn usual_folder(workspace: &Workspace, set: &DataSet) -> PathBuf {
    workspace.root().join("data").join(set.name)
}

fn list(workspace: &Workspace) {
    for set in ALL {
        let folder = usual_folder(workspace, set);
        let there = set.files.iter().filter(|file| folder.join(file.name).is_file()).count();
        println!("{}\n    {}", set.title, set.credit);
        println!(
            "    {} in {} files, {there} of them in {}",
            HumanBytes(set.bytes()),
            set.files.len(),
            folder.display()
        );
        println!("    cargo xtask data {}", set.name);
    }
    println!("The digits that the book ships need no download.");
}

//! A whole set, file by file, mirror by mirror, attempt by attempt.

use std::fs;
use std::path::PathBuf;
use std::thread::sleep;

use ureq::Agent;

use super::failure::Interruption;
use super::part::Part;
use super::progress::Progress;
use super::request::{agent, ask};
use super::sum::{Found, look_at};
use super::{DataFile, DataSet, Failure, FetchError, Patience};

/// What to fetch, from where, and to where.
#[derive(Debug, Clone)]
pub struct Order {
    /// The set.
    pub set: DataSet,
    /// Folders on the web that have its files, in the order in which they are asked.
    pub mirrors: Vec<String>,
    /// Where the files go.
    pub folder: PathBuf,
    /// How long to wait for what.
    pub patience: Patience,
}

/// How a file got where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fetched {
    /// It lay there already.
    Already,
    /// From a mirror, or from the folder of `--from`.
    Now,
}

impl Order {
    /// The set from its own mirrors.
    pub fn new(set: DataSet, folder: PathBuf) -> Self {
        let mirrors = set.mirrors.iter().map(|&mirror| mirror.to_owned()).collect();
        Self { set, mirrors, folder, patience: Patience::default() }
    }

    /// Fetches every file that is not there yet, and checks all of them.
    ///
    /// An unfinished file stays as `NAME.part` and is continued the next time; a whole one gets its name only when its SHA-256 is right.
    ///
    /// # Errors
    /// If a file comes from no mirror, or this machine cannot write it.
    pub fn fetch(&self) -> Result<Vec<Fetched>, FetchError> {
        fs::create_dir_all(&self.folder)
            .map_err(|source| FetchError::Local { path: self.folder.clone(), source })?;
        self.set.files.iter().map(|file| self.fetch_file(file)).collect()
    }

    fn fetch_file(&self, file: &DataFile) -> Result<Fetched, FetchError> {
        let target = self.folder.join(file.name);
        let progress = Progress::of(file);
        match look_at(&target, file)? {
            Found::Published => {
                progress.done("already there");
                return Ok(Fetched::Already);
            }
            Found::Another(found) => {
                progress
                    .note(&format!("{}: not the published file but {found}; fetching that one", file.name));
            }
            Found::Nothing => {}
        }
        let mut part = Part::open(&target)?;
        match self.ask_mirrors(file, &mut part, &progress) {
            Ok(()) => part.finish(&target)?,
            Err(error) => return part.give_up().and(Err(error)),
        }
        progress.done("downloaded");
        Ok(Fetched::Now)
    }

    fn ask_mirrors(&self, file: &DataFile, part: &mut Part, progress: &Progress) -> Result<(), FetchError> {
        let mut failures = Vec::new();
        for mirror in &self.mirrors {
            let address = format!("{}/{}", mirror.trim_end_matches('/'), file.name);
            match self.ask_mirror(&address, file, part, progress) {
                Ok(()) => return Ok(()),
                Err(Interruption::Local(error)) => return Err(error),
                Err(Interruption::Mirror(failure)) => failures.push((address, failure)),
            }
        }
        Err(FetchError::NoMirror {
            set: self.set.name,
            file: file.name,
            folder: self.folder.clone(),
            failures,
        })
    }

    /// Asks one mirror until it has given the whole file, or there is no sense in asking again.
    fn ask_mirror(
        &self,
        address: &str,
        file: &DataFile,
        part: &mut Part,
        progress: &Progress,
    ) -> Result<(), Interruption> {
        let agent = agent(address, &self.patience);
        let mut pause = self.patience.pause;
        for _ in 1..self.patience.attempts {
            match attempt(&agent, address, file, part, progress) {
                Err(Interruption::Mirror(failure)) if failure.may_pass() => progress.again(address, &failure),
                end => return end,
            }
            sleep(pause);
            pause *= 2;
        }
        attempt(&agent, address, file, part, progress)
    }
}

/// One attempt: the bytes that are still missing, and then the sum of all.
fn attempt(
    agent: &Agent,
    address: &str,
    file: &DataFile,
    part: &mut Part,
    progress: &Progress,
) -> Result<(), Interruption> {
    let end = complete(agent, address, file, part, progress);
    if matches!(&end, Err(Interruption::Mirror(failure)) if failure.spoils_the_part()) {
        part.truncate(0)?;
    }
    end
}

fn complete(
    agent: &Agent,
    address: &str,
    file: &DataFile,
    part: &mut Part,
    progress: &Progress,
) -> Result<(), Interruption> {
    if part.length()? > file.bytes {
        part.truncate(0)?;
    }
    let mut start = part.length()?;
    if start < file.bytes {
        let mut rest = ask(agent, address, file, start)?;
        start = rest.start;
        part.write_from(start, &mut rest.body, file, |bytes| progress.at(bytes))?;
    }
    let found = part.sum()?;
    if found == file.sha256 {
        return Ok(());
    }
    Err(Failure::WrongSum { expected: file.sha256, found, pieced_together: start > 0 }.into())
}

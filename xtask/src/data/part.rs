//! The unfinished file, which survives whatever interrupts the download.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::failure::Interruption;
use super::sum::sha256;
use super::{DataFile, Failure, FetchError};

/// `NAME.part`, locked so that two downloads do not write it at once.
pub(super) struct Part {
    path: PathBuf,
    file: File,
}

impl Part {
    /// Opens the unfinished file of `target`, with what an earlier download left in it.
    pub(super) fn open(target: &Path) -> Result<Self, FetchError> {
        let path = target.with_added_extension("part");
        let local = |source| FetchError::Local { path: path.clone(), source };
        let mut options = OpenOptions::new();
        let file = options.read(true).write(true).create(true).truncate(false).open(&path).map_err(local)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { path, file }),
            Err(TryLockError::WouldBlock) => Err(FetchError::Busy { path }),
            Err(TryLockError::Error(source)) => Err(local(source)),
        }
    }

    /// How many bytes it has.
    pub(super) fn length(&self) -> Result<u64, FetchError> {
        self.file.metadata().map(|metadata| metadata.len()).map_err(|source| self.local(source))
    }

    /// Forgets everything from byte `length` on.
    pub(super) fn truncate(&self, length: u64) -> Result<(), FetchError> {
        self.file.set_len(length).map_err(|source| self.local(source))
    }

    /// Writes what comes from byte `start` on, up to the file's size and not a byte further; `at` hears of every step.
    pub(super) fn write_from(
        &mut self,
        start: u64,
        body: &mut dyn Read,
        file: &DataFile,
        at: impl Fn(u64),
    ) -> Result<(), Interruption> {
        self.truncate(start)?;
        self.file.seek(SeekFrom::Start(start)).map_err(|source| self.local(source))?;
        let mut found = start;
        let mut buffer = vec![0; 64 << 10];
        loop {
            at(found);
            let read = match body.read(&mut buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(broken_off(file, found, error.to_string())),
                Ok(0) if found < file.bytes => {
                    return Err(broken_off(file, found, "the connection closed".into()));
                }
                Ok(0) => return Ok(()),
                Ok(read) => read,
            };
            if read as u64 > file.bytes - found {
                return Err(Failure::TooMuch { expected: file.bytes }.into());
            }
            self.file.write_all(&buffer[..read]).map_err(|source| self.local(source))?;
            found += read as u64;
        }
    }

    /// Its SHA-256, read through the handle that holds the lock: Windows lets no other read.
    pub(super) fn sum(&mut self) -> Result<String, FetchError> {
        let sum = self.file.seek(SeekFrom::Start(0)).and_then(|_| sha256(&mut self.file));
        sum.map_err(|source| self.local(source))
    }

    /// Gives the whole file its name, in one step.
    pub(super) fn finish(self, target: &Path) -> Result<(), FetchError> {
        self.file.sync_all().map_err(|source| self.local(source))?;
        let Self { path, file } = self;
        drop(file); // Windows renames no open file
        fs::rename(&path, target).map_err(|source| FetchError::Local { path: target.to_owned(), source })
    }

    /// Leaves what the next download can build upon, or nothing.
    pub(super) fn give_up(self) -> Result<(), FetchError> {
        if self.length()? > 0 {
            return Ok(());
        }
        let Self { path, file } = self;
        drop(file);
        fs::remove_file(&path).map_err(|source| FetchError::Local { path, source })
    }

    fn local(&self, source: io::Error) -> FetchError {
        FetchError::Local { path: self.path.clone(), source }
    }
}

fn broken_off(file: &DataFile, found: u64, reason: String) -> Interruption {
    Failure::BrokenOff { expected: file.bytes, found, reason }.into()
}

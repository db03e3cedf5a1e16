//! Whether a file is the published one.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::{DataFile, FetchError};

/// What is found where a file should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    Published,
    /// Another file, in words.
    Another(String),
}

/// Looks at size and sum of the file at `path`.
pub(super) fn look_at(path: &Path, published: &DataFile) -> Result<Found, FetchError> {
    let local = |source| FetchError::Local { path: path.to_owned(), source };
    if !path.try_exists().map_err(local)? {
        return Ok(Found::Nothing);
    }
    let mut file = File::open(path).map_err(local)?;
    let bytes = file.metadata().map_err(local)?.len();
    let sha256 = sha256(&mut file).map_err(local)?;
    if bytes == published.bytes && sha256 == published.sha256 {
        return Ok(Found::Published);
    }
    Ok(Found::Another(in_words(bytes, &sha256)))
}

/// Size and sum for a message.
pub(super) fn in_words(bytes: u64, sha256: &str) -> String {
    format!("{bytes} bytes with SHA-256 {sha256}")
}

/// The SHA-256 of everything that comes.
pub(super) fn sha256(source: &mut impl Read) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        match source.read(&mut buffer)? {
            0 => return Ok(hex::encode(hasher.finalize())),
            read => hasher.update(&buffer[..read]),
        }
    }
}

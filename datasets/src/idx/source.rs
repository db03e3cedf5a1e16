//! Where the bytes come from, and reading no more of them than was announced.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::GzDecoder;

use super::header::{header_bytes, parse};
use crate::DataError;

/// The first two bytes of every gzip file; an IDX file starts with two zeros, so the file's name need not tell.
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

/// Deflate at its best writes 258 bytes for two bits: no file unpacks to more than 1032 times its size.
const BEST_RATIO: u64 = 1032;

/// A file, or bytes in memory, about to be read.
pub(super) struct Source<'a> {
    /// For messages.
    pub(super) path: PathBuf,
    /// How many bytes there are, packed or not.
    stored: u64,
    reader: Box<dyn BufRead + 'a>,
}

impl Source<'static> {
    /// Opens a file, and nothing but a file: opening a pipe would wait for ever.
    pub(super) fn open(path: &Path) -> Result<Self, DataError> {
        let unreadable = |source| DataError::Unreadable { path: path.to_owned(), source };
        let metadata = fs::metadata(path).map_err(unreadable)?;
        if !metadata.is_file() {
            let found = if metadata.is_dir() { "a folder" } else { "a pipe or a device" };
            return Err(DataError::WrongKind { path: path.to_owned(), expected: "a file", found });
        }
        let file = File::open(path).map_err(unreadable)?;
        Ok(Self { path: path.to_owned(), stored: metadata.len(), reader: Box::new(BufReader::new(file)) })
    }
}

impl<'a> Source<'a> {
    pub(super) fn of_bytes(name: &str, bytes: &'a [u8]) -> Self {
        Self { path: name.into(), stored: bytes.len() as u64, reader: Box::new(bytes) }
    }

    /// The `D` dimensions and the data of a file with this magic number, plain or packed.
    pub(super) fn read<const D: usize>(self, magic: u32) -> Result<([usize; D], Vec<u8>), DataError> {
        let Self { path, stored, mut reader } = self;
        let unreadable = |source| DataError::Unreadable { path: path.clone(), source };
        let damaged = |source| DataError::CorruptGzip { path: path.clone(), source };

        let start = reader.fill_buf().map_err(unreadable)?;
        if !start.starts_with(&GZIP_MAGIC) {
            let too_small = |expected| DataError::Truncated { path: path.clone(), expected, found: stored };
            return read_content(&path, &mut reader, magic, stored, too_small, unreadable);
        }
        let found = stored.saturating_mul(BEST_RATIO);
        let too_small = |expected| DataError::PackedTooSmall { path: path.clone(), expected, found, stored };
        let mut decoder = GzDecoder::new(reader);
        let content = read_content(&path, &mut decoder, magic, found, too_small, damaged)?;
        nothing_after(&path, decoder.into_inner()).map(|()| content)
    }
}

/// Reads header and data, having checked what the header announces against `most`, the most bytes that can come.
fn read_content<const D: usize>(
    path: &Path,
    reader: &mut impl Read,
    magic: u32,
    most: u64,
    too_small: impl Fn(u64) -> DataError,
    failed: impl Fn(io::Error) -> DataError,
) -> Result<([usize; D], Vec<u8>), DataError> {
    let header = read_at_most(reader, header_bytes(D)).map_err(&failed)?;
    let dimensions = parse(path, &header, magic)?;
    let size: usize = dimensions.iter().product();
    let expected = (header_bytes(D) + size) as u64;
    if expected > most {
        return Err(too_small(expected));
    }
    // One byte more than announced: it must not come, and asking for it makes gzip check its sum.
    let data = read_at_most(reader, size + 1).map_err(&failed)?;
    match data.len() {
        found if found < size => {
            let found = (header_bytes(D) + found) as u64;
            Err(DataError::Truncated { path: path.to_owned(), expected, found })
        }
        found if found > size => Err(DataError::TrailingBytes { path: path.to_owned(), expected }),
        _ => Ok((dimensions, data)),
    }
}

/// The vector grows with what really comes, so a header that lies costs no memory.
fn read_at_most(reader: &mut impl Read, bytes: usize) -> io::Result<Vec<u8>> {
    let mut read = Vec::new();
    reader.take(bytes as u64).read_to_end(&mut read)?;
    read.shrink_to_fit();
    Ok(read)
}

/// A gzip file may hold several parts one after the other; the files of a set are one part, and then end.
fn nothing_after(path: &Path, mut rest: impl BufRead) -> Result<(), DataError> {
    let rest = rest.fill_buf().map_err(|source| DataError::Unreadable { path: path.to_owned(), source })?;
    if rest.is_empty() { Ok(()) } else { Err(DataError::AfterGzip { path: path.to_owned() }) }
}

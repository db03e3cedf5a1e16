//! Makes the two files in `data/digits` from scikit-learn's `digits.csv.gz`: the same numbers in the format of MNIST.
//!
//! `cargo run -p datasets --example pack_digits -- sklearn/datasets/data/digits.csv.gz datasets/data/digits`

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder};
use ndarray::{Array1, Array3};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [csv, folder] = arguments.as_slice() else {
        return Err("usage: pack_digits DIGITS.CSV.GZ FOLDER".into());
    };
    let (pixels, labels) = read_rows(Path::new(csv))?;
    let images = Array3::from_shape_vec((labels.len(), 8, 8), pixels)?;
    let folder = Path::new(folder);
    pack(&folder.join("images-idx3-ubyte.gz"), &datasets::idx::encode_images(&images))?;
    pack(&folder.join("labels-idx1-ubyte.gz"), &datasets::idx::encode_labels(&Array1::from(labels)))
}

/// A row holds 64 pixels and the digit.
fn read_rows(path: &Path) -> Result<(Vec<u8>, Vec<u8>), Box<dyn Error>> {
    let (mut pixels, mut labels) = (Vec::new(), Vec::new());
    for line in BufReader::new(GzDecoder::new(File::open(path)?)).lines() {
        let mut row = line?.split(',').map(str::parse).collect::<Result<Vec<u8>, _>>()?;
        labels.push(row.pop().ok_or("an empty row")?);
        pixels.append(&mut row);
    }
    Ok((pixels, labels))
}

/// Without a time stamp or a name in the header, so that the same numbers give the same bytes.
fn pack(path: &Path, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    let mut encoder = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    fs::write(path, encoder.finish()?)?;
    Ok(())
}

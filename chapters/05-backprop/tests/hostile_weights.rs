//! Whatever a file holds, loading it ends without a panic, with little memory, and changes all of a network or nothing.
//!
//! The allocator counts for the whole program, so everything happens in one test.

use std::fs;
use std::path::Path;

use backprop::{Linear, Parameters, Sequential, weights};
use ndarray::{Array1, Array2};
use peak_alloc::PeakAlloc;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What parsing a header takes at most, for each of its bytes.
const FOR_A_BYTE: usize = 100;

/// Paths, errors, buffers.
const OVERHEAD: usize = 64 << 10;

fn network(value: f32) -> Sequential<f32> {
    let layer = |inputs, outputs| {
        Linear::new(Array2::from_elem((outputs, inputs), value), Array1::from_elem(outputs, value))
    };
    Sequential::new().with(layer(5, 3)).with(layer(3, 2))
}

fn values(network: &mut Sequential<f32>) -> Vec<f32> {
    let mut values = Vec::new();
    network.visit_params(&mut |_, param| values.extend_from_slice(param.value));
    values
}

/// Loads the bytes, and returns whether that worked; either all of the network is changed or nothing.
fn load(path: &Path, bytes: &[u8]) -> bool {
    fs::write(path, bytes).unwrap();
    let mut network = network(7.0);
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let loaded = weights::load(path, &mut network);
    let used = MEMORY.peak_usage() - before;
    let allowed = OVERHEAD + FOR_A_BYTE * bytes.len();
    assert!(used <= allowed, "{} bytes of file took {used} bytes of memory", bytes.len());
    let values = values(&mut network);
    assert!(values.iter().all(|value| value.is_finite()));
    if loaded.is_err() {
        assert!(values.iter().all(|&value| value == 7.0), "a refused file has changed the network");
    }
    loaded.is_ok()
}

#[test]
fn no_file_panics_or_takes_more_memory_than_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("net.safetensors");
    weights::save(&path, &mut network(0.5)).unwrap();
    let good = fs::read(&path).unwrap();
    assert!(load(&path, &good));
    greedy_headers(&path);

    let mut runner = TestRunner::new(Config { cases: 2000, ..Config::default() });
    runner
        .run(&vec(damage(), 1..4), |damages| {
            let mut bytes = good.clone();
            for damage in &damages {
                damage.apply(&mut bytes);
            }
            load(&path, &bytes);
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}

/// Headers that are long, deep, or full of small things, which cost a parser most.
fn greedy_headers(path: &Path) {
    let zeros = "0,".repeat(500_000);
    let entries = r#""":0,"#.repeat(200_000);
    let shape = format!(r#"{{"w":{{"dtype":"F32","shape":[{zeros}0],"data_offsets":[0,0]}}}}"#);
    for header in ["[".repeat(1 << 20), format!("[{zeros}0]"), shape, format!("{{{entries}\"w\":0}}")] {
        let bytes = [&(header.len() as u64).to_le_bytes()[..], header.as_bytes()].concat();
        assert!(!load(path, &bytes));
    }
    for length in [1 << 20, (1 << 20) + 1, 1 << 40, u64::MAX] {
        assert!(!load(path, &length.to_le_bytes()));
    }
}

/// One kind of harm.
#[derive(Debug, Clone)]
enum Damage {
    FlipBit { place: Index, bit: u8 },
    SetLength { bytes: [u8; 8] },
    SetDigit { place: Index, digit: u8 },
    Truncate { place: Index },
    Insert { place: Index, bytes: Vec<u8> },
    Splice { from: Index, to: Index },
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = any::<Index>;
    prop_oneof![
        (place(), 0u8..8).prop_map(|(place, bit)| Damage::FlipBit { place, bit }),
        any::<[u8; 8]>().prop_map(|bytes| Damage::SetLength { bytes }),
        (place(), b'0'..=b'9').prop_map(|(place, digit)| Damage::SetDigit { place, digit }),
        place().prop_map(|place| Damage::Truncate { place }),
        (place(), vec(any::<u8>(), 1..40)).prop_map(|(place, bytes)| Damage::Insert { place, bytes }),
        (place(), place()).prop_map(|(from, to)| Damage::Splice { from, to }),
    ]
}

impl Damage {
    fn apply(&self, file: &mut Vec<u8>) {
        let places = file.len() + 1; // one after the end too
        let at = |place: &Index| place.index(places);
        match self {
            Self::FlipBit { place, bit } => {
                if let Some(byte) = file.get_mut(at(place)) {
                    *byte ^= 1 << bit;
                }
            }
            Self::SetLength { bytes } => file.iter_mut().zip(bytes).for_each(|(old, &new)| *old = new),
            Self::SetDigit { place, digit } => {
                let digits: Vec<usize> = (0..file.len()).filter(|&i| file[i].is_ascii_digit()).collect();
                if !digits.is_empty() {
                    file[digits[place.index(digits.len())]] = *digit;
                }
            }
            Self::Truncate { place } => file.truncate(at(place)),
            Self::Insert { place, bytes } => drop(file.splice(at(place)..at(place), bytes.iter().copied())),
            Self::Splice { from, to } => {
                let piece = file[at(from).min(at(to))..at(from).max(at(to))].to_vec();
                file.splice(at(to)..at(to), piece);
            }
        }
    }
}

//! Whatever a file holds, reading it ends without a panic and with little memory.
//!
//! The allocator counts for the whole program, so everything happens in one test.

use std::io::Write;

use datasets::{DataError, idx};
use flate2::{Compression, write::GzEncoder};
use ndarray::{Array1, Array3};
use peak_alloc::PeakAlloc;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What decoder and buffers take, whatever the file.
const OVERHEAD: usize = 100 << 10;

/// A growing vector holds up to twice what was read, and for a moment its old half with it.
const GROWTH: usize = 3;

type Read = (Result<Array3<u8>, DataError>, Result<Array1<u8>, DataError>);

/// Reads the bytes as images and as labels; fails if that took more memory than bytes of this length can honestly need.
fn read_both(bytes: &[u8], honest: usize) -> Read {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let read = (idx::decode_images("images", bytes), idx::decode_labels("labels", bytes, 10));
    let used = MEMORY.peak_usage() - before;
    let allowed = OVERHEAD + GROWTH * honest;
    assert!(
        used <= allowed,
        "{} bytes of file took {used} bytes of memory, more than {allowed}",
        bytes.len()
    );
    read
}

#[test]
fn no_file_panics_or_takes_more_memory_than_it_holds() {
    bombs();
    empty_promises();
    let mut runner = TestRunner::new(Config { cases: 4000, ..Config::default() });
    runner
        .run(&(valid_file(), damage(), damage()), |(file, first, second)| {
            check_damaged(&file, &[first, second]);
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}

/// A small file that unpacks to 64 MiB of zeros: whatever it announces, no more of it is unpacked than that.
fn bombs() {
    for announced in [[10, 28, 28], [u32::MAX; 3], [1 << 13, 1 << 13, 1], [0, 28, 28]] {
        let bomb = bomb(announced);
        assert!(bomb.len() < 100_000, "a bomb is small");
        let honest = if announced == [10, 28, 28] { 7_840 } else { 0 };
        let honest = if announced[2] == 1 { 1 << 26 } else { honest };
        let read = read_both(&bomb, honest);
        assert_eq!(read.0.is_ok(), announced[2] == 1, "{announced:?}");
        assert!(read.1.is_err(), "{announced:?}");
    }
}

fn bomb(announced: [u32; 3]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&idx::IMAGES_MAGIC.to_be_bytes()).unwrap();
    encoder.write_all(&announced.map(u32::to_be_bytes).concat()).unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..64 {
        encoder.write_all(&zeros).unwrap();
    }
    encoder.finish().unwrap()
}

/// Files that announce as much as gzip could hold at best, 64 MiB, and hold 65 kB: only these take memory.
fn empty_promises() {
    let noise: Vec<u8> =
        (0..65_000_u32).map(|index| index.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
    let header = [idx::IMAGES_MAGIC, 1 << 13, 1 << 13, 1].map(u32::to_be_bytes).concat();
    let mut stored = GzEncoder::new(Vec::new(), Compression::none());
    stored.write_all(&header).and_then(|()| stored.write_all(&noise)).unwrap();
    let file = stored.finish().unwrap();
    let read = read_both(&file, noise.len());
    assert!(
        matches!(read.0, Err(DataError::Truncated { expected: 67_108_880, found: 65_016, .. })),
        "{read:?}"
    );
}

/// A valid file, and what it holds.
#[derive(Debug, Clone)]
struct File {
    bytes: Vec<u8>,
    packed: bool,
    content: Content,
}

#[derive(Debug, Clone, PartialEq)]
enum Content {
    Images(Array3<u8>),
    Labels(Array1<u8>),
}

fn valid_file() -> impl Strategy<Value = File> {
    let images = (1usize..10, 1usize..6, 1usize..6)
        .prop_flat_map(|shape| (Just(shape), vec(any::<u8>(), shape.0 * shape.1 * shape.2)))
        .prop_map(|(shape, pixels)| Content::Images(Array3::from_shape_vec(shape, pixels).unwrap()));
    let labels = vec(0u8..10, 1..50).prop_map(|labels| Content::Labels(labels.into()));
    (prop_oneof![images, labels], any::<bool>()).prop_map(|(content, packed)| {
        let plain = match &content {
            Content::Images(images) => idx::encode_images(images),
            Content::Labels(labels) => idx::encode_labels(labels),
        };
        File { bytes: if packed { gzip(&plain) } else { plain }, packed, content }
    })
}

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(plain).unwrap();
    encoder.finish().unwrap()
}

/// One kind of harm.
#[derive(Debug, Clone)]
enum Damage {
    None,
    FlipBit { place: Index, bit: u8 },
    SetHeaderByte { place: usize, byte: u8 },
    Truncate { place: Index },
    Insert { place: Index, bytes: Vec<u8> },
    Splice { from: Index, to: Index },
    Append { bytes: Vec<u8> },
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = any::<Index>;
    let bytes = || vec(any::<u8>(), 1..40);
    prop_oneof![
        Just(Damage::None),
        (place(), 0u8..8).prop_map(|(place, bit)| Damage::FlipBit { place, bit }),
        (0usize..16, any::<u8>()).prop_map(|(place, byte)| Damage::SetHeaderByte { place, byte }),
        place().prop_map(|place| Damage::Truncate { place }),
        (place(), bytes()).prop_map(|(place, bytes)| Damage::Insert { place, bytes }),
        (place(), place()).prop_map(|(from, to)| Damage::Splice { from, to }),
        bytes().prop_map(|bytes| Damage::Append { bytes }),
    ]
}

impl Damage {
    fn apply(&self, file: &mut Vec<u8>) {
        let places = file.len() + 1; // one after the end too
        let at = |place: &Index| place.index(places);
        match self {
            Self::None => {}
            Self::FlipBit { place, bit } => {
                if let Some(byte) = file.get_mut(at(place)) {
                    *byte ^= 1 << bit;
                }
            }
            Self::SetHeaderByte { place, byte } => {
                if let Some(old) = file.get_mut(*place) {
                    *old = *byte;
                }
            }
            Self::Truncate { place } => file.truncate(at(place)),
            Self::Insert { place, bytes } => drop(file.splice(at(place)..at(place), bytes.iter().copied())),
            Self::Splice { from, to } => {
                let piece = file[at(from).min(at(to))..at(from).max(at(to))].to_vec();
                file.splice(at(to)..at(to), piece);
            }
            Self::Append { bytes } => file.extend(bytes),
        }
    }
}

/// An unharmed file reads as what it holds and as nothing else; a harmed packed one so too or not at all, since it carries a checksum.
fn check_damaged(file: &File, damages: &[Damage]) {
    let mut bytes = file.bytes.clone();
    for damage in damages {
        damage.apply(&mut bytes);
    }
    let most = if file.packed { 1032 * bytes.len() } else { bytes.len() };
    let (images, labels) = read_both(&bytes, most);
    let read = match (images, labels) {
        (Ok(images), Err(_)) => Some(Content::Images(images)),
        (Err(_), Ok(labels)) => Some(Content::Labels(labels)),
        (Err(_), Err(_)) => None,
        both => panic!("no file is of both kinds: {both:?}"),
    };
    if bytes == file.bytes {
        assert_eq!(read.as_ref(), Some(&file.content));
    } else if file.packed {
        assert!(read.is_none_or(|read| read == file.content));
    }
}

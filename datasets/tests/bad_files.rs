//! Every way in which a file can be bad has its own error, which names path, expected and found.

use std::fs;
use std::io::Write;
use std::path::Path;

use datasets::{DataError, idx, mnist};
use flate2::{Compression, write::GzEncoder};

use crate::small_set::{TEST_IMAGES, TEST_LABELS, TRAIN_IMAGES, gzip, images, labels, small_set};

/// What `mnist` says of a good folder after `damage`, with the folder's own path taken out.
fn message_after(damage: impl Fn(&Path)) -> String {
    let folder = small_set();
    mnist(folder.path()).expect("good before the damage");
    damage(folder.path());
    let error = mnist(folder.path()).expect_err("damaged");
    error.to_string().replace(&format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR), "")
}

/// What is said of the unpacked test images when the file holds these bytes.
fn message_of_images(bytes: &[u8]) -> String {
    message_after(|folder| fs::write(folder.join(TEST_IMAGES), bytes).unwrap())
}

/// Header of test images with these dimensions, and so many bytes after it.
fn announced(dimensions: [u32; 3], bytes: usize) -> Vec<u8> {
    let mut file = idx::IMAGES_MAGIC.to_be_bytes().to_vec();
    file.extend(dimensions.iter().flat_map(|size| size.to_be_bytes()));
    file.resize(file.len() + bytes, 7);
    file
}

#[test]
fn missing_file() {
    let folder = small_set();
    fs::remove_file(folder.path().join(TEST_LABELS)).unwrap();
    let error = mnist(folder.path()).unwrap_err();
    assert!(matches!(&error, DataError::Missing { expected: TEST_LABELS, .. }));
    let expected = "no file t10k-labels-idx1-ubyte (or t10k-labels-idx1-ubyte.gz) here; found \
        t10k-images-idx3-ubyte, train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz; \
        `cargo xtask data` fetches the sets";
    assert_eq!(error.to_string(), format!("{}: {expected}", folder.path().display()));
}

#[test]
fn many_other_files_are_not_all_listed() {
    let folder = tempfile::tempdir().unwrap();
    for name in "abcdefgh".chars() {
        fs::write(folder.path().join(name.to_string()), "").unwrap();
    }
    let message = mnist(folder.path()).unwrap_err().to_string();
    assert!(message.contains("found a, b, c, d, e and 3 more;"), "{message}");
    let empty = tempfile::tempdir().unwrap();
    assert!(mnist(empty.path()).unwrap_err().to_string().contains("found nothing;"));
}

#[test]
fn missing_folder() {
    let folder = small_set();
    let nowhere = folder.path().join("nowhere");
    let error = mnist(&nowhere).unwrap_err();
    assert!(matches!(&error, DataError::Unreadable { path, .. } if *path == nowhere), "{error}");
}

#[test]
fn file_instead_of_a_folder() {
    let folder = small_set();
    let error = mnist(&folder.path().join(TEST_LABELS)).unwrap_err();
    assert!(error.to_string().ends_with("expected a folder, found a file"), "{error}");
}

#[test]
fn folder_instead_of_a_file() {
    let message = message_after(|folder| {
        fs::remove_file(folder.join(TEST_LABELS)).unwrap();
        fs::create_dir(folder.join(TEST_LABELS)).unwrap();
    });
    assert_eq!(message, "t10k-labels-idx1-ubyte: expected a file, found a folder");
}

#[cfg(unix)]
#[test]
fn device_instead_of_a_file() {
    let error = idx::read_images(Path::new("/dev/zero")).unwrap_err();
    assert_eq!(error.to_string(), "/dev/zero: expected a file, found a pipe or a device");
}

#[test]
fn wrong_magic() {
    let message = message_of_images(&idx::encode_labels(&labels(4)));
    let expected = "expected magic number 0x00000803 (images), found 0x00000801 (labels)";
    assert_eq!(message, format!("t10k-images-idx3-ubyte: {expected}"));
    let message = message_of_images(b"<!DOCTYPE html><html>");
    let expected = "expected magic number 0x00000803 (images), found 0x3c21444f (neither images nor labels)";
    assert_eq!(message, format!("t10k-images-idx3-ubyte: {expected}"));
}

#[test]
fn truncated() {
    let whole = idx::encode_images(&images(4));
    for (kept, expected) in [(0, 16), (3, 16), (4, 16), (15, 16), (16, 40), (39, 40)] {
        let expected = format!("t10k-images-idx3-ubyte: truncated: expected {expected} bytes, found {kept}");
        assert_eq!(message_of_images(&whole[..kept]), expected);
        assert_eq!(message_of_images(&gzip(&whole[..kept])), expected);
    }
}

#[test]
fn trailing_bytes() {
    let longer = [idx::encode_images(&images(4)), vec![0]].concat();
    let expected = "t10k-images-idx3-ubyte: trailing bytes: expected 40 bytes, found more";
    assert_eq!(message_of_images(&longer), expected);
    assert_eq!(message_of_images(&gzip(&longer)), expected);
}

#[test]
fn something_after_the_gzip_data() {
    let packed = gzip(&idx::encode_images(&images(4)));
    let expected =
        "t10k-images-idx3-ubyte: trailing bytes: expected the file to end with its gzip data, found more";
    assert_eq!(message_of_images(&[packed.as_slice(), b"x"].concat()), expected);
    assert_eq!(message_of_images(&[packed.clone(), packed].concat()), expected);
}

#[test]
fn damaged_gzip() {
    let packed = gzip(&idx::encode_images(&images(4)));
    let sum = packed.len() - 8; // CRC-32 and size are the last eight bytes
    for position in [2, 3, sum, sum + 4] {
        let mut damaged = packed.clone();
        damaged[position] ^= 0xff;
        let message = message_of_images(&damaged);
        assert!(message.contains("expected a whole gzip file, found a damaged one"), "{position}: {message}");
    }
    for kept in 2..packed.len() {
        let message = message_of_images(&packed[..kept]);
        assert!(message.contains("expected a whole gzip file, found a damaged one"), "{kept}: {message}");
    }
}

/// Stored without compression, a pixel lies in the open; only the checksum tells that it was changed.
#[test]
fn changed_pixel_in_a_gzip_file() {
    let plain = idx::encode_images(&images(4));
    let mut packed = Vec::new();
    GzEncoder::new(&mut packed, Compression::none()).write_all(&plain).unwrap();
    let start = packed.windows(plain.len()).position(|bytes| bytes == plain).expect("stored as it is");
    packed[start + 20] ^= 1;
    let message = message_of_images(&packed);
    assert!(
        message.contains("found a damaged one: corrupt gzip stream does not have a matching checksum"),
        "{message}"
    );
}

#[test]
fn zero_dimensions() {
    for (dimensions, name) in [([0, 3, 2], "item"), ([4, 0, 2], "row"), ([4, 3, 0], "column")] {
        let expected = format!("t10k-images-idx3-ubyte: expected at least 1 {name}, found 0");
        assert_eq!(message_of_images(&announced(dimensions, 0)), expected);
    }
}

#[test]
fn announced_sizes_beyond_reason() {
    let largest = u32::MAX;
    let found = u128::from(largest).pow(3); // 2^96, roughly: no 64-bit product holds it
    let expected = format!(
        "t10k-images-idx3-ubyte: expected at most 268435456 bytes, found a header that announces {found}"
    );
    assert_eq!(message_of_images(&announced([largest; 3], 100)), expected);
    assert_eq!(message_of_images(&gzip(&announced([largest; 3], 100))), expected);
    // Three factors whose product is 2^64, which a careless product takes for 0.
    let message = message_of_images(&announced([1 << 31, 1 << 31, 4], 0));
    assert!(message.contains("announces 18446744073709551616"), "{message}");
    let message = message_of_images(&announced([(1 << 28) + 1, 1, 1], 0)); // one byte too many
    assert!(
        message.ends_with("expected at most 268435456 bytes, found a header that announces 268435457"),
        "{message}"
    );
}

#[test]
fn announced_size_that_the_file_cannot_hold() {
    let message = message_of_images(&announced([1 << 20, 16, 16], 0)); // 256 MiB: the most that is read
    assert_eq!(message, "t10k-images-idx3-ubyte: truncated: expected 268435472 bytes, found 16");
    let packed = gzip(&announced([1 << 20, 16, 16], 0));
    let most = 1032 * packed.len();
    let message = message_of_images(&packed);
    let expected =
        format!("announces 268435472 bytes, but {} bytes of gzip hold at most {most}", packed.len());
    assert!(message.ends_with(&expected), "{message}");
}

#[test]
fn more_images_than_labels() {
    let message = message_of_images(&idx::encode_images(&images(5)));
    let expected = "expected as many labels as t10k-images-idx3-ubyte has images, 5, found 4";
    assert_eq!(message, format!("t10k-labels-idx1-ubyte: {expected}"));
}

#[test]
fn label_that_names_no_class() {
    let bytes = idx::encode_labels(&ndarray::array![0, 9, 10, 255]);
    let message = message_after(|folder| fs::write(folder.join(TEST_LABELS), &bytes).unwrap());
    assert_eq!(message, "t10k-labels-idx1-ubyte: expected labels below 10, found 10 at index 2");
}

#[test]
fn test_images_of_another_size() {
    let message = message_of_images(&announced([4, 2, 3], 24));
    let expected = "expected images of 3 x 2 pixels as in the training file, found 2 x 3";
    assert_eq!(message, format!("t10k-images-idx3-ubyte: {expected}"));
}

#[test]
fn unpacked_file_wins_over_a_packed_one() {
    let folder = small_set();
    fs::write(folder.path().join(TRAIN_IMAGES), idx::encode_images(&(images(5) + 1))).unwrap();
    assert_eq!(mnist(folder.path()).unwrap().train.pixels, images(5) + 1);
}

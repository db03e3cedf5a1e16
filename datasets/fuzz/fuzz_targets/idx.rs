//! Whatever the bytes, reading them as images and as labels ends without a panic, and what was read is what the bytes say.
#![no_main]

use datasets::idx::{decode_images, decode_labels, encode_images, encode_labels};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let packed = bytes.starts_with(&[0x1f, 0x8b]);
    if let Ok(images) = decode_images("images", bytes) {
        assert!(packed || encode_images(&images) == bytes);
    }
    if let Ok(labels) = decode_labels("labels", bytes, 10) {
        assert!(packed || encode_labels(&labels) == bytes);
        assert!(labels.iter().all(|&label| label < 10));
    }
});

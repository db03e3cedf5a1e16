//! A set read from a folder: packed or not, MNIST or Fashion-MNIST.

use std::fs;

use datasets::{fashion_mnist, idx, load, mnist};

use crate::small_set::{TEST_LABELS, gzip, images, labels, small_set, write_set};

#[test]
fn what_was_written_is_read() {
    let folder = small_set();
    let set = mnist(folder.path()).unwrap();
    assert_eq!((set.name, set.train.brightest, set.train.classes()), ("MNIST", 255, 10));
    assert_eq!((set.train.pixels, set.train.labels), (images(5), labels(5)));
    assert_eq!((set.test.pixels, set.test.labels), (images(4), labels(4)));
}

#[test]
fn fashion_differs_in_its_names_only() {
    let folder = small_set();
    let (digits, fashion) = (mnist(folder.path()).unwrap(), fashion_mnist(folder.path()).unwrap());
    assert_eq!((fashion.name, fashion.test.class_names[9]), ("Fashion-MNIST", "Ankle boot"));
    assert_eq!(fashion.test.pixels, digits.test.pixels);
}

#[test]
fn load_takes_the_shipped_digits_without_a_folder() {
    assert_eq!(load(None).unwrap(), datasets::digits());
}

#[test]
fn load_knows_fashion_by_the_name_of_the_folder() {
    let parent = tempfile::tempdir().unwrap();
    for (name, expected) in [("mnist", "MNIST"), ("My-Fashion-Set", "Fashion-MNIST")] {
        let folder = parent.path().join(name);
        fs::create_dir(&folder).unwrap();
        write_set(&folder);
        let set = load(Some(&folder)).unwrap();
        assert_eq!(set.name, expected);
        assert_eq!(set.train.class_names[9] == "Ankle boot", expected == "Fashion-MNIST");
    }
}

#[test]
fn packed_and_plain_files_read_alike() {
    let folder = small_set();
    let plain = mnist(folder.path()).unwrap();
    fs::remove_file(folder.path().join(TEST_LABELS)).unwrap();
    let packed = gzip(&idx::encode_labels(&labels(4)));
    fs::write(folder.path().join(format!("{TEST_LABELS}.gz")), packed).unwrap();
    assert_eq!(mnist(folder.path()).unwrap(), plain);
}

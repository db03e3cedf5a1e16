//! The published files of MNIST and Fashion-MNIST, where they lie on this machine.
//!
//! Looked for in `DATASETS_DIR`, or without it in `../shared/data` and `data` beside the workspace's root; each of the folders
//! either is called `mnist` or `fashion-mnist` or holds a folder of that name. Where there is none, the test says so and checks nothing.

use std::path::{Path, PathBuf};

use datasets::{ImageSet, fashion_mnist, folder_from_environment, load, mnist};

/// What the published files hold.
struct Published {
    class_counts: [usize; 10],
    first_labels: [u8; 10],
    mean: f64,
    standard_deviation: f64,
    share_of_zeros: f64,
    share_from_128: f64,
}

const MNIST: [Published; 2] = [
    Published {
        class_counts: [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
        first_labels: [5, 0, 4, 1, 9, 2, 1, 3, 1, 4],
        mean: 0.1306604763,
        standard_deviation: 0.3081078039,
        share_of_zeros: 0.808798,
        share_from_128: 0.132258,
    },
    Published {
        class_counts: [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
        first_labels: [7, 2, 1, 0, 4, 1, 4, 9, 5, 9],
        mean: 0.1325146058,
        standard_deviation: 0.3104802479,
        share_of_zeros: 0.807242,
        share_from_128: 0.134229,
    },
];

const FASHION_MNIST: [Published; 2] = [
    Published {
        class_counts: [6000; 10],
        first_labels: [9, 0, 0, 3, 0, 2, 7, 2, 5, 5],
        mean: 0.2860405970,
        standard_deviation: 0.3530242445,
        share_of_zeros: 0.502051,
        share_from_128: 0.314658,
    },
    Published {
        class_counts: [1000; 10],
        first_labels: [9, 2, 1, 1, 6, 1, 4, 6, 5, 7],
        mean: 0.2868492807,
        standard_deviation: 0.3524441532,
        share_of_zeros: 0.499896,
        share_from_128: 0.315302,
    },
];

#[test]
fn mnist_is_the_published_one() {
    let Some(folder) = folder_of("mnist") else { return };
    let set = mnist(&folder).unwrap();
    check(&set.train, &MNIST[0]);
    check(&set.test, &MNIST[1]);
    check_numbers(&set.test);
    assert_eq!(load(Some(&folder)).unwrap(), set);
}

#[test]
fn fashion_mnist_is_the_published_one() {
    let Some(folder) = folder_of("fashion-mnist") else { return };
    let set = fashion_mnist(&folder).unwrap();
    check(&set.train, &FASHION_MNIST[0]);
    check(&set.test, &FASHION_MNIST[1]);
    assert_eq!(load(Some(&folder)).unwrap(), set);
}

/// Fashion-MNIST is known by its labels, whatever the folder is called.
#[cfg(unix)]
#[test]
fn load_knows_fashion_under_another_name() {
    let Some(folder) = folder_of("fashion-mnist") else { return };
    let parent = tempfile::tempdir().unwrap();
    let disguised = parent.path().join("clothes");
    std::os::unix::fs::symlink(folder.canonicalize().unwrap(), &disguised).unwrap();
    assert_eq!(load(Some(&disguised)).unwrap().name, "Fashion-MNIST");
}

fn check(set: &ImageSet, published: &Published) {
    assert_eq!(set.pixels.dim(), (set.len(), 28, 28));
    assert_eq!(set.class_counts(), published.class_counts);
    assert_eq!(set.first(10).labels.to_vec(), published.first_labels);
    let shares = shares_of_bytes(set);
    let mean_of = |value: &dyn Fn(f64) -> f64| -> f64 {
        (0..=255_u8).map(|byte| value(f64::from(byte) / 255.0) * shares[usize::from(byte)]).sum()
    };
    let mean = mean_of(&|x| x);
    assert_close(mean, published.mean, 1e-10);
    assert_close(mean_of(&|x| (x - mean) * (x - mean)).sqrt(), published.standard_deviation, 1e-10);
    assert_close(shares[0], published.share_of_zeros, 1e-6);
    assert_close(shares[128..].iter().sum(), published.share_from_128, 1e-6);
}

/// How often each of the 256 values of a pixel comes. (Tests are not optimised: 47 million pixels are visited once.)
fn shares_of_bytes(set: &ImageSet) -> [f64; 256] {
    let mut counts = [0_u32; 256];
    for &pixel in set.pixels.as_slice().expect("rows one after the other") {
        counts[usize::from(pixel)] += 1;
    }
    counts.map(|count| f64::from(count) / set.pixels.len() as f64)
}

/// The arrays that are made of the bytes hold what the bytes say.
fn check_numbers(set: &ImageSet) {
    let [x, ink] = [set.flattened::<f64>(), set.binarised::<f64>(128)];
    for ((&pixel, &x), &ink) in set.pixels.iter().zip(&x).zip(&ink) {
        assert_eq!((x, ink), (f64::from(pixel) / 255.0, f64::from(u8::from(pixel >= 128))));
    }
}

/// Published numbers are rounded, so half of their last digit is theirs; a little more for the sum over 47 million pixels.
fn assert_close(found: f64, published: f64, last_digit: f64) {
    assert!((found - published).abs() < 0.6 * last_digit, "expected {published}, found {found}");
}

/// Whoever sets `DATASETS_DIR`, as CI does, wants something checked.
#[test]
fn datasets_dir_holds_a_set() {
    let Some(folder) = folder_from_environment() else { return };
    let found = ["mnist", "fashion-mnist"].map(folder_of);
    assert!(found.iter().any(Option::is_some), "DATASETS_DIR={} holds neither set", folder.display());
}

/// The folder with the four files of this set, or a line that says that there is none.
fn folder_of(set: &str) -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace's root");
    let roots = match folder_from_environment() {
        Some(folder) => vec![workspace.join(folder)], // cargo runs a test in its package's folder
        None => vec![workspace.join("../shared/data"), workspace.join("data")],
    };
    let found = roots.iter().flat_map(|root| [root.join(set), root.clone()]).find(|folder| {
        folder.ends_with(set)
            && ["t10k-labels-idx1-ubyte", "t10k-labels-idx1-ubyte.gz"]
                .iter()
                .any(|file| folder.join(file).exists())
    });
    if found.is_none() {
        let roots: Vec<String> = roots.iter().map(|root| root.display().to_string()).collect();
        eprintln!("NOT CHECKED: no {set} in {}; `cargo xtask data {set}` fetches it", roots.join(" or "));
    }
    found
}

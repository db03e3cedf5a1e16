//! MNIST and Fashion-MNIST: four files in one folder.

use std::path::{Path, PathBuf};

use crate::digits::{DIGIT_NAMES, digits};
use crate::folder::find;
use crate::idx::{encode_labels, read_images, read_labels};
use crate::{DataError, ImageSet, TrainTest};

const FASHION_NAMES: &[&str] = &[
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
];

/// The CRC-32 of Fashion-MNIST's 10,008 bytes of test labels, unpacked.
const FASHION_TEST_LABELS: u32 = 0x8014_2c1f;

/// MNIST from a folder that holds its four files, packed (`.gz`) or not.
///
/// 60,000 handwritten digits of 28 × 28 pixels to train on, 10,000 to test with; shades from 0 to 255. Y. LeCun, C. Cortes,
/// C. J. C. Burges, *The MNIST database of handwritten digits*.
///
/// # Errors
/// Whatever can be wrong with a file, see [`DataError`].
pub fn mnist(folder: &Path) -> Result<TrainTest, DataError> {
    read(folder, "MNIST", DIGIT_NAMES)
}

/// Fashion-MNIST from a folder that holds its four files, packed (`.gz`) or not.
///
/// 60,000 pictures of clothes of 28 × 28 pixels to train on, 10,000 to test with; shades from 0 to 255. H. Xiao, K. Rasul, R. Vollgraf,
/// *Fashion-MNIST* (2017), arXiv:1708.07747.
///
/// # Errors
/// Whatever can be wrong with a file, see [`DataError`].
pub fn fashion_mnist(folder: &Path) -> Result<TrainTest, DataError> {
    read(folder, "Fashion-MNIST", FASHION_NAMES)
}

/// The set that the reader chose: the shipped digits without a folder, otherwise MNIST or Fashion-MNIST, whichever lies there.
///
/// Fashion-MNIST is known by its test labels, or, changed ones, by the word "fashion" in the folder's name.
///
/// # Errors
/// Whatever can be wrong with a file, see [`DataError`].
///
/// ```
/// assert_eq!(datasets::load(None)?.name, "digits");
/// # Ok::<(), datasets::DataError>(())
/// ```
pub fn load(folder: Option<&Path>) -> Result<TrainTest, DataError> {
    let Some(folder) = folder else { return Ok(digits()) };
    let mut set = mnist(folder)?;
    if is_fashion(folder, &set.test) {
        set.name = "Fashion-MNIST";
        set.train.class_names = FASHION_NAMES;
        set.test.class_names = FASHION_NAMES;
    }
    Ok(set)
}

/// The folder that the environment variable `DATASETS_DIR` names, if it is set and not empty.
pub fn folder_from_environment() -> Option<PathBuf> {
    std::env::var_os("DATASETS_DIR").filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

fn read(
    folder: &Path,
    name: &'static str,
    class_names: &'static [&'static str],
) -> Result<TrainTest, DataError> {
    let train = read_part(folder, "train-images-idx3-ubyte", "train-labels-idx1-ubyte", class_names)?;
    let test = read_part(folder, "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", class_names)?;
    let size = |set: &ImageSet| (set.pixels.dim().1, set.pixels.dim().2);
    if size(&train) != size(&test) {
        let path = find(folder, "t10k-images-idx3-ubyte")?;
        return Err(DataError::SizeMismatch { path, expected: size(&train), found: size(&test) });
    }
    Ok(TrainTest { train, test, name })
}

/// Labels first: a wrong folder shows before the large file is read.
fn read_part(
    folder: &Path,
    images: &'static str,
    labels: &'static str,
    class_names: &'static [&'static str],
) -> Result<ImageSet, DataError> {
    let (images_path, labels_path) = (find(folder, images)?, find(folder, labels)?);
    let labels = read_labels(&labels_path, class_names.len())?;
    let pixels = read_images(&images_path)?;
    let (expected, found) = (pixels.dim().0, labels.len());
    if expected != found {
        return Err(DataError::CountMismatch { images: images_path, labels: labels_path, expected, found });
    }
    Ok(ImageSet { pixels, labels, brightest: 255, class_names })
}

fn is_fashion(folder: &Path, test: &ImageSet) -> bool {
    let mut sum = flate2::Crc::new();
    sum.update(&encode_labels(&test.labels));
    let named =
        folder.file_name().is_some_and(|name| name.to_string_lossy().to_lowercase().contains("fashion"));
    sum.sum() == FASHION_TEST_LABELS || named
}

//! Files of weights: there and back, and every way in which one can be wrong.

use std::fs;
use std::path::{Path, PathBuf};

use activations::Relu;
use backprop::weights::{self, Problem, WeightsError};
use backprop::{Activate, Buffer, Layer, Linear, Mode, ParamMut, Parameters, Sequential};
use ndarray::{Array2, Ix1, array};
use tempfile::TempDir;

fn network() -> Sequential<f32> {
    Sequential::new()
        .with(Linear::new(array![[1.0, -2.0], [0.5, 0.25], [3.0, 4.0]], array![0.0, 1.0, -1.0]))
        .with(Activate::new(Relu))
        .with(Linear::new(array![[1.0, 2.0, 3.0]], array![0.125]))
}

fn zeros() -> Sequential<f32> {
    Sequential::new().with(Linear::zeros(2, 3)).with(Activate::new(Relu)).with(Linear::zeros(3, 1))
}

fn answer(network: &mut Sequential<f32>) -> Array2<f32> {
    network.forward(array![[0.3, -0.7], [1.0, 2.0]], Mode::Eval)
}

fn values(network: &mut impl Parameters<f32>) -> Vec<u32> {
    let mut values = Vec::new();
    network.visit_params(&mut |_, param| values.extend(param.value.iter().map(|value| value.to_bits())));
    values
}

/// A folder with the file of `network()` in it.
fn saved() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("net.safetensors");
    weights::save(&path, &mut network()).unwrap();
    (folder, path)
}

/// Loads the file into a network, which must fail and change nothing; returns the error and its message.
#[track_caller]
fn refused(path: &Path) -> (WeightsError, String) {
    let mut network = network();
    let before = values(&mut network);
    let error = weights::load(path, &mut network).expect_err("a bad file");
    assert_eq!(values(&mut network), before, "the network was changed");
    let message = error.to_string();
    assert!(message.contains(path.to_str().unwrap()), "{message}");
    (error, message)
}

#[test]
fn what_is_saved_is_loaded_to_the_bit() {
    let (_folder, path) = saved();
    let mut loaded = zeros();
    weights::load(&path, &mut loaded).unwrap();
    assert_eq!(values(&mut loaded), values(&mut network()));
    assert_eq!(answer(&mut loaded), answer(&mut network()));
}

#[test]
fn double_precision_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("net.safetensors");
    let mut layer = Linear::<f64>::new(array![[0.1 + 0.2, f64::MIN_POSITIVE]], array![-0.0]);
    weights::save(&path, &mut layer).unwrap();
    let mut loaded = Linear::<f64>::zeros(2, 1);
    weights::load(&path, &mut loaded).unwrap();
    assert_eq!(loaded.weight.value, layer.weight.value);
    assert!(loaded.bias.value[0].is_sign_negative());
}

#[test]
fn the_same_network_gives_the_same_file_and_leaves_no_other() {
    let (folder, path) = saved();
    let first = fs::read(&path).unwrap();
    weights::save(&path, &mut network()).unwrap();
    assert_eq!(fs::read(&path).unwrap(), first);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn the_header_has_pytorch_s_names_and_shapes() {
    let (_folder, path) = saved();
    let bytes = fs::read(&path).unwrap();
    let file = safetensors::SafeTensors::deserialize(&bytes).unwrap();
    let mut shapes: Vec<_> = file.iter().map(|(name, tensor)| (name, tensor.shape().to_vec())).collect();
    shapes.sort();
    let expected =
        [("0.bias", vec![3]), ("0.weight", vec![3, 2]), ("2.bias", vec![1]), ("2.weight", vec![1, 3])];
    assert_eq!(shapes, expected);
}

#[cfg(unix)]
#[test]
fn a_new_file_has_the_permissions_of_any_new_file() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = saved();
    let plain = folder.path().join("plain");
    fs::write(&plain, b"").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&path), mode(&plain));
}

/// A layer that keeps a number which nobody trains.
struct Counting {
    layer: Linear<f32>,
    count: backprop::Param<f32, Ix1>,
}

impl Parameters<f32> for Counting {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, f32>)) {
        self.layer.visit_params(visitor);
    }

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, f32>)) {
        let ParamMut { shape, value, .. } = self.count.as_mut();
        visitor("count", Buffer { shape, value });
    }
}

#[test]
fn buffers_travel_along_and_may_be_infinite() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counting.safetensors");
    let counting =
        |count| Counting { layer: Linear::zeros(1, 1), count: backprop::Param::new(array![count]) };
    weights::save(&path, &mut counting(f32::INFINITY)).unwrap();
    let mut loaded = counting(0.0);
    weights::load(&path, &mut loaded).unwrap();
    assert_eq!(loaded.count.value, array![f32::INFINITY]);
}

#[test]
fn all_problems_are_listed_at_once() {
    let (_folder, path) = saved();
    let mut other = Sequential::<f32>::new()
        .with(Linear::zeros(2, 4)) // wrong shapes
        .with(Linear::zeros(4, 1)); // missing, and what the file has instead is unexpected
    let error = weights::load(&path, &mut other).expect_err("another network");
    let expected = "does not fit the network: \n  \
        0.weight: expected shape [4, 2], found [3, 2]\n  \
        0.bias: expected shape [4], found [3]\n  \
        1.weight: expected shape [1, 4], found no such tensor\n  \
        1.bias: expected shape [1], found no such tensor\n  \
        2.bias: expected no such tensor, found shape [1]\n  \
        2.weight: expected no such tensor, found shape [1, 3]";
    assert_eq!(error.to_string(), format!("{}: {expected}", path.display()));
    assert_eq!(values(&mut other), [0; 17]);
}

#[test]
fn another_precision_is_a_problem_of_every_tensor() {
    let (_folder, path) = saved();
    let mut double = Sequential::<f64>::new()
        .with(Linear::zeros(2, 3))
        .with(Activate::new(Relu))
        .with(Linear::zeros(3, 1));
    let Err(WeightsError::DoesNotFit { problems, .. }) = weights::load(&path, &mut double) else {
        panic!("f32 is no f64")
    };
    assert_eq!(problems.len(), 4);
    assert_eq!(problems[0].to_string(), "0.weight: expected type F64, found F32");
}

#[test]
fn a_parameter_that_is_no_number_is_neither_saved_nor_loaded() {
    let (_folder, path) = saved();
    let good = fs::read(&path).unwrap();

    let mut sick = Linear::<f32>::new(array![[f32::NAN, 1.0]], array![f32::INFINITY]);
    let error = weights::save(&path, &mut sick).expect_err("NaN");
    assert!(error.to_string().contains("not written"), "{error}");
    assert!(error.to_string().contains("weight: expected finite numbers, found 1 of 2"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), good, "the file that was there is still there");

    let end = good.len(); // the last tensor is 2.weight
    let nan = [&good[..end - 4], &f32::NAN.to_le_bytes()].concat();
    fs::write(&path, nan).unwrap();
    let (error, _) = refused(&path);
    let WeightsError::DoesNotFit { problems, .. } = error else { panic!("{error}") };
    assert_eq!(problems, [Problem::NotFinite { name: "2.weight".into(), found: 1, of: 3 }]);
}

#[test]
fn what_is_no_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (error, message) = refused(folder.path());
    assert!(matches!(error, WeightsError::NotAFile { found: "a folder", .. }), "{message}");
    let (error, message) = refused(&folder.path().join("none.safetensors"));
    assert!(matches!(error, WeightsError::Unreadable { .. }), "{message}");
}

#[cfg(unix)]
#[test]
fn a_device_is_not_read() {
    let (error, message) = refused(Path::new("/dev/zero"));
    assert!(matches!(error, WeightsError::NotAFile { found: "a pipe or a device", .. }), "{message}");
}

/// Opening a pipe waits for somebody to write into it; looking at it first does not.
#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&path).status().expect("every Unix has mkfifo");
    assert!(made.success());
    let (error, message) = refused(&path);
    assert!(matches!(error, WeightsError::NotAFile { found: "a pipe or a device", .. }), "{message}");
}

#[test]
fn a_truncated_file_says_what_is_missing() {
    let (_folder, path) = saved();
    let whole = fs::read(&path).unwrap();
    for length in 0..whole.len() {
        fs::write(&path, &whole[..length]).unwrap();
        let (error, message) = refused(&path);
        let WeightsError::Truncated { expected, found, .. } = error else { panic!("{length}: {message}") };
        assert!(found == length as u64 && expected > found && expected <= whole.len() as u64, "{message}");
    }
}

#[test]
fn a_file_that_goes_on_is_refused() {
    let (_folder, path) = saved();
    let mut bytes = fs::read(&path).unwrap();
    bytes.push(0);
    fs::write(&path, &bytes).unwrap();
    let (error, message) = refused(&path);
    assert!(matches!(error, WeightsError::TooLong { .. }), "{message}");
}

/// A file with this header and so many zeros behind it.
fn with_header(header: &str, zeros: usize) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bad.safetensors");
    let bytes = [&(header.len() as u64).to_le_bytes()[..], header.as_bytes(), &vec![0; zeros]].concat();
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

#[test]
fn bad_headers_are_refused() {
    let long_shape = format!(r#"{{"w":{{"dtype":"F32","shape":{:?},"data_offsets":[0,4]}}}}"#, [u64::MAX; 4]);
    let deep = "[".repeat(100_000);
    for header in [
        "",
        "{",
        "null",
        "[]",
        "\u{0}\u{1}\u{2}",
        r#"{"w":{}}"#,
        r#"{"w":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}"#,
        r#"{"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#,
        r#"{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#,
        r#"{"w":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}}"#,
        r#"{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#,
        r#"{"v":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
        &long_shape,
        &deep,
    ] {
        let (_folder, path) = with_header(header, 4);
        let (error, message) = refused(&path);
        assert!(matches!(error, WeightsError::BadHeader { .. }), "{header:.60}: {message}");
    }
}

#[test]
fn offsets_beyond_the_file_are_refused() {
    let header = r#"{"w":{"dtype":"F32","shape":[250000000000],"data_offsets":[0,1000000000000]}}"#;
    let (_folder, path) = with_header(header, 4);
    let (error, message) = refused(&path);
    assert!(matches!(error, WeightsError::Truncated { expected: 1_000_000_000_085, .. }), "{message}");
}

#[test]
fn a_file_of_another_kind_is_recognised() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("picture.png");
    fs::write(&path, b"\x89PNG\r\n\x1a\n and so on").unwrap();
    let (error, message) = refused(&path);
    assert!(matches!(error, WeightsError::HeaderTooLarge { .. }), "{message}");
    assert!(message.contains("expected a safetensors file"), "{message}");
}

#[test]
fn a_folder_that_is_not_there_or_a_name_that_is_none_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().join("no/such/net.safetensors"), folder.path().join("..")] {
        let error = weights::save(&path, &mut network()).expect_err("nowhere to write");
        assert!(matches!(error, WeightsError::Unwritable { .. }), "{error}");
        assert!(error.to_string().contains(path.to_str().unwrap()), "{error}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
}

#[test]
fn a_folder_in_the_file_s_place_stays_and_nothing_is_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    let error = weights::save(folder.path().join("net"), &mut network());
    error.unwrap();
    fs::remove_file(folder.path().join("net")).unwrap();
    fs::create_dir(folder.path().join("net")).unwrap();
    weights::save(folder.path().join("net"), &mut network()).expect_err("a folder is there");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

struct Twice(Linear<f32>);

impl Parameters<f32> for Twice {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, f32>)) {
        self.0.visit_params(visitor);
        self.0.visit_params(visitor);
    }
}

#[test]
#[should_panic(expected = "two tensors are called weight")]
fn two_tensors_of_one_name_are_a_programmer_s_mistake() {
    let folder = tempfile::tempdir().unwrap();
    drop(weights::save(folder.path().join("net"), &mut Twice(Linear::zeros(1, 1))));
}

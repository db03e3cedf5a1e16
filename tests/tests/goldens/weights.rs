//! Weights that travel: what PyTorch wrote is read here, and what is written here PyTorch has read (`make.py --check`).

use std::fs;

use backprop::{Layer, Mode, weights};
use book_tests::Workspace;

use crate::goldens::networks::network;
use crate::goldens::numbers::{OUTPUTS, assert_tensor, matrix, table};

#[test]
fn a_file_from_pytorch_gives_pytorch_s_logits() {
    let goldens = table("networks");
    let mut network = network("relu", &goldens["parameters"]); // other weights than those of the file
    let before = network.forward(matrix(&goldens["inputs"]), Mode::Eval);
    weights::load(Workspace::here().path("tests/goldens/from_pytorch.safetensors"), &mut network)
        .expect("PyTorch's file");
    let logits = network.forward(matrix(&goldens["inputs"]), Mode::Eval);
    assert_ne!(logits, before);
    assert_tensor("logits", &logits, &goldens["from_pytorch"], OUTPUTS);
}

/// The file that `make.py --check` gives to PyTorch is the one that is written now. To write it anew, run this test with
/// `GOLDENS_UPDATE` in the environment.
#[test]
fn the_file_that_pytorch_reads_is_written_byte_for_byte() {
    let mut network = network("relu", &table("networks")["parameters"]);
    let committed = Workspace::here().path("tests/goldens/from_rust.safetensors");
    if std::env::var_os("GOLDENS_UPDATE").is_some() {
        weights::save(&committed, &mut network).expect("written");
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("net.safetensors");
    weights::save(&path, &mut network).expect("written");
    let (found, expected) =
        (fs::read(path).expect("read"), fs::read(&committed).expect("the committed file"));
    assert!(found == expected, "{} is not what weights::save writes now", committed.display());
}

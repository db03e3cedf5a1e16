//! What the person at the terminal sees while the bytes come.

use indicatif::{HumanBytes, ProgressBar, ProgressFinish, ProgressStyle};

use super::{DataFile, Failure};

/// A bar on standard error, if that is a terminal, and one line on standard output at the end.
pub(super) struct Progress {
    file: DataFile,
    bar: ProgressBar,
}

impl Progress {
    pub(super) fn of(file: &DataFile) -> Self {
        let style =
            ProgressStyle::with_template("{msg} {wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta}");
        let bar = ProgressBar::new(file.bytes).with_message(file.name).with_finish(ProgressFinish::AndClear);
        Self { file: *file, bar: bar.with_style(style.expect("a valid template")) }
    }

    /// So many bytes are there.
    pub(super) fn at(&self, bytes: u64) {
        self.bar.set_position(bytes);
    }

    /// The mirror will be asked once more.
    pub(super) fn again(&self, address: &str, failure: &Failure) {
        self.note(&format!("{address}: {failure}; asking again"));
    }

    pub(super) fn note(&self, text: &str) {
        self.bar.suspend(|| eprintln!("{text}"));
    }

    pub(super) fn done(&self, how: &str) {
        self.bar.finish_and_clear();
        println!("{:<28} {:>10}  {how}", self.file.name, HumanBytes(self.file.bytes).to_string());
    }
}

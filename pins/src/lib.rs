//! How a test pins the numbers and the program outputs that the book prints.
//!
//! A test names its values and [`pin!`] compares them with a snapshot beside it; the prose then quotes
//! `{{#pin loss/slide_softmax.probabilities[1] .3}}` and the press looks the value up. Nobody types it twice.
//!
//! A snapshot is a file of its own, `tests/snapshots/TEST__NAME.json` for values and `.txt` for what an example printed. With
//! `UPDATE_EXPECT` in the environment, whatever its value, a test writes its snapshots instead of comparing.

mod example;
mod rounding;
mod snapshot;

pub use example::{Example, executable, refused_example, run_example};
pub use rounding::six_digits;
pub use snapshot::Snapshot;

#[doc(hidden)]
pub use serde_json;

/// Asserts that named values equal the snapshot `name` of this test file, every float rounded to six significant digits.
///
/// The values are written as in [`serde_json::json!`]; arrays go in as vectors (`array.to_vec()`).
///
/// ```
/// # let probabilities = vec![0.25, 0.75];
/// let values = pins::six_digits(pins::serde_json::json!({ "probabilities": probabilities, "third": 1.0 / 3.0 }));
/// assert_eq!(values["third"], 0.333333);
/// ```
#[macro_export]
macro_rules! pin {
    ($name:expr, { $($values:tt)* }) => {
        $crate::snapshot!($name).assert_values($crate::serde_json::json!({ $($values)* }))
    };
}

/// Runs an example of this package, as a reader would, and asserts that what it prints equals the snapshot of the same name.
///
/// The snapshot starts with the command, so that the book shows command and output as one console block.
#[macro_export]
macro_rules! pin_output {
    ($example:literal $(, $argument:literal)* $(,)?) => {
        $crate::snapshot!($example).assert_output(&$crate::run_example(&$crate::Example {
            package: env!("CARGO_PKG_NAME"),
            name: $example,
            arguments: &[$($argument),*],
        }))
    };
}

/// The snapshot `name` of the test file that calls this.
#[doc(hidden)]
#[macro_export]
macro_rules! snapshot {
    ($name:expr) => {
        $crate::Snapshot { package: env!("CARGO_MANIFEST_DIR"), test: module_path!(), name: $name }
    };
}

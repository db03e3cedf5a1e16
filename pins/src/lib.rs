//! How a test pins the numbers and the program outputs that the book prints.
//!
//! A test names its values and [`pin!`] writes them into a snapshot beside it; the prose then quotes
//! `{{#pin loss/slide_softmax.probabilities[1] .3}}` and the press looks the value up. Nobody types it twice.
//!
//! Snapshots are JSON and not YAML: the press reads them with the `serde_json` that the experiments use anyway.

mod example;
mod rounding;

pub use example::{Example, refused_example, run_example};
pub use rounding::six_digits;

#[doc(hidden)]
pub use {insta, serde_json};

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
        $crate::insta::assert_compact_json_snapshot!(
            $name,
            $crate::six_digits($crate::serde_json::json!({ $($values)* }))
        )
    };
}

/// Runs an example of this package, as a reader would, and asserts that what it prints equals the snapshot of the same name.
///
/// The snapshot starts with the command, so that the book shows command and output as one console block.
#[macro_export]
macro_rules! pin_output {
    ($example:literal $(, $argument:literal)* $(,)?) => {
        $crate::insta::assert_snapshot!(
            $example,
            $crate::run_example(&$crate::Example {
                package: env!("CARGO_PKG_NAME"),
                name: $example,
                arguments: &[$($argument),*],
            })
        )
    };
}

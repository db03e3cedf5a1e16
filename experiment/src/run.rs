//! From the first flag to the exit code.

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Instant;

use datasets::{DataError, TrainTest};

use crate::{Flags, Report};

/// Whatever goes wrong in an experiment: anything with a message, so that `?` works on every error.
pub type Failure = Box<dyn Error + Send + Sync>;

/// Loads the images that the flags ask for, and names them in the report.
///
/// # Errors
/// If the folder or one of its files is not as it should be; the error names the path.
pub fn load(flags: &Flags, report: &mut Report) -> Result<TrainTest, DataError> {
    let set = datasets::load(flags.data_folder().as_deref())?;
    report.data(&set.name.to_lowercase());
    Ok(set)
}

/// Runs an experiment and prints its figures; with `--json`, one object on the last line of the output.
///
/// The exit code is 0 after a good run and 1 after a failure, whose causes go to standard error; a wrong flag has ended the
/// program with 2 before this function is reached.
pub fn run(name: &str, flags: &Flags, work: impl FnOnce(&mut Report) -> Result<(), Failure>) -> ExitCode {
    let start = Instant::now();
    let mut report = Report::new(name, flags);
    let result = work(&mut report).and_then(|()| {
        let mut output = io::stdout().lock();
        write!(output, "{}", report.text())?;
        if flags.json {
            writeln!(output, "{}", report.json(start.elapsed()))?;
        }
        Ok(output.flush()?)
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {}", causes(failure.as_ref()));
            ExitCode::FAILURE
        }
    }
}

/// The message of an error followed by those of its causes, without repeating what a message already says.
fn causes(failure: &(dyn Error + 'static)) -> String {
    let mut message = failure.to_string();
    for cause in std::iter::successors(failure.source(), |&cause| cause.source()) {
        let cause = cause.to_string();
        if !message.contains(&cause) {
            message = format!("{message}: {cause}");
        }
    }
    message
}

//! The whole state of a training run in one file, so that a killed run goes on as if nothing had happened.
//!
//! A checkpoint holds the network, whatever else moves from step to step (an optimizer is [`Parameters`] too), how far the run
//! has come, and what kind of run it is. What it need not hold is the state of a random generator: the order of an epoch
//! follows from the seed and the epoch's number alone ([`Epoch`](crate::Epoch)). So the resumed run goes through the same
//! batches and arrives at the same bits.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::parameters::{visit_part, visit_part_buffers};
use crate::weights::{self, Opened, Stored, WeightsError};
use crate::{Buffer, ParamMut, Parameters};

/// What a run is: a checkpoint of one run is refused by another.
// ANCHOR: run
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// The example's name.
    pub experiment: String,
    /// Where its random numbers start.
    pub seed: u64,
    /// All else that decides the next step: data, batch size, learning rate …
    pub settings: BTreeMap<String, String>,
}
// ANCHOR_END: run

impl Run {
    /// A run without settings yet.
    pub fn new(experiment: &str, seed: u64) -> Self {
        Self { experiment: experiment.into(), seed, settings: BTreeMap::new() }
    }

    /// The same run with one more setting.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a setting reads better without an ampersand"
    )]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.settings.insert(name.into(), value.to_string());
        self
    }

    /// Everything in which two runs differ: name, expected, found.
    fn differences(&self, found: &Self) -> Vec<Difference> {
        let (expected, found) = (self.entries(), found.entries());
        let names: BTreeSet<_> =
            expected.keys().chain(found.keys()).cloned().collect();
        let of = |entries: &BTreeMap<String, String>, name: &str| {
            entries.get(name).cloned().unwrap_or_else(|| "nothing".into())
        };
        names
            .into_iter()
            .map(|name| Difference {
                expected: of(&expected, &name),
                found: of(&found, &name),
                name,
            })
            .filter(|difference| difference.expected != difference.found)
            .collect()
    }

    fn entries(&self) -> BTreeMap<String, String> {
        self.clone()
            .with("experiment", &self.experiment)
            .with("seed", self.seed)
            .settings
    }
}

/// How far a run has come.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize,
)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// Epochs that are over.
    pub epoch: usize,
    /// Updates that were made.
    pub step: u64,
}

/// What a header says besides the tensors.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    run: Run,
    progress: Progress,
}

/// Where a run keeps its state; or nowhere, so that an example need not ask.
///
/// ```
/// use backprop::checkpoint::{Checkpoint, Progress, Run};
/// use backprop::{Linear, Parameters};
/// use ndarray::array;
/// let folder = tempfile::tempdir().unwrap();
/// let path = Some(folder.path().join("run.safetensors"));
/// let checkpoint = Checkpoint::new(path, Run::new("toy", 1).with("learning_rate", 0.1));
///
/// let mut layer = Linear::<f32>::new(array![[2.0]], array![1.0]);
/// checkpoint.save(Progress { epoch: 3, step: 12 }, &mut [("network", &mut layer)]).unwrap();
///
/// let mut layer = Linear::<f32>::zeros(1, 1);
/// let progress = checkpoint.start(true, &mut [("network", &mut layer)]).unwrap();
/// assert_eq!((progress.epoch, layer.weight.value), (3, array![[2.0]]));
/// ```
#[derive(Debug, Clone)]
pub struct Checkpoint {
    path: Option<PathBuf>,
    run: Run,
}

/// The parts of a run's state by name, such as `network` and `optimizer`: tensors are saved as `network.0.weight`.
pub type State<'a, 'b, F> = [(&'a str, &'b mut dyn Parameters<F>)];

impl Checkpoint {
    /// A checkpoint of this run; without a path none is kept.
    pub fn new(path: Option<PathBuf>, run: Run) -> Self {
        Self { path, run }
    }

    /// Where the run begins: at its start, or with `resume` where the file left off.
    ///
    /// With `resume` and no file yet the run begins at its start: whoever starts a killed program again need not know whether
    /// it had come to the first checkpoint.
    ///
    /// # Errors
    /// Without `resume`, if there is a file: the first save would destroy it. With it, if the file is damaged, of another run
    /// or of another network. The state is then as it was.
    // ANCHOR: start
    pub fn start<F: Stored>(
        &self,
        resume: bool,
        state: &mut State<'_, '_, F>,
    ) -> Result<Progress, CheckpointError> {
        let Some(path) = self.path.clone() else {
            return Ok(Progress::default());
        };
        match (path.exists(), resume) {
            (false, _) => Ok(Progress::default()),
            (true, false) => Err(CheckpointError::InTheWay { path }),
            (true, true) => self.load(path, state),
        }
    }
    // ANCHOR_END: start

    /// Keeps the state, in place of the one before: whenever the program is killed, one of the two is on the disk, whole.
    ///
    /// # Errors
    /// If the file cannot be written, or a parameter is NaN or infinite; the last one is kept then.
    ///
    /// # Panics
    /// If two tensors of a part have one name.
    // ANCHOR: checkpoint_save
    pub fn save<F: Stored>(
        &self,
        progress: Progress,
        state: &mut State<'_, '_, F>,
    ) -> Result<(), CheckpointError> {
        let Some(path) = &self.path else { return Ok(()) };
        let about = About { run: self.run.clone(), progress };
        let about =
            serde_json::to_string(&about).expect("names and numbers make JSON");
        Ok(weights::save_with(path, &mut Parts(state), KEY, &about)?)
    }
    // ANCHOR_END: checkpoint_save

    fn load<F: Stored>(
        &self,
        path: PathBuf,
        state: &mut State<'_, '_, F>,
    ) -> Result<Progress, CheckpointError> {
        let opened = Opened::new(&path)?;
        let about = opened
            .metadata(KEY)
            .and_then(|about| serde_json::from_str::<About>(about).ok());
        let Some(About { run, progress }) = about else {
            return Err(CheckpointError::NotACheckpoint { path });
        };
        let differences = self.run.differences(&run);
        if !differences.is_empty() {
            return Err(CheckpointError::OtherRun { path, differences });
        }
        opened.read_into(&mut Parts(state))?;
        Ok(progress)
    }
}

/// The one entry of the header's metadata.
const KEY: &str = "checkpoint";

/// Several things under their names, seen as one.
struct Parts<'s, 'a, 'b, F>(&'s mut State<'a, 'b, F>);

impl<F> Parameters<F> for Parts<'_, '_, '_, F> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        self.0
            .iter_mut()
            .for_each(|(name, part)| visit_part(name, &mut **part, visitor));
    }

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        self.0.iter_mut().for_each(|(name, part)| {
            visit_part_buffers(name, &mut **part, visitor);
        });
    }
}

/// One setting in which a checkpoint is of another run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}: expected {expected}, found {found}")]
pub struct Difference {
    /// The setting.
    pub name: String,
    /// Its value in this run.
    pub expected: String,
    /// Its value in the file.
    pub found: String,
}

/// A checkpoint that cannot be kept or taken up.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CheckpointError {
    /// The file itself.
    #[error(transparent)]
    File(#[from] WeightsError),
    /// A run that begins at its start would destroy what an earlier one kept.
    #[error(
        "{}: expected no file, found one: resume the run that it belongs to, or name another file",
        path.display()
    )]
    InTheWay {
        /// The file.
        path: PathBuf,
    },
    /// Weights, but no run.
    #[error("{}: expected a checkpoint of a run, found weights alone", path.display())]
    NotACheckpoint {
        /// The file.
        path: PathBuf,
    },
    /// To go on with other settings would be neither the one run nor the other.
    #[error("{}: the checkpoint is of another run: {}", path.display(), list(differences))]
    OtherRun {
        /// The file.
        path: PathBuf,
        /// All settings that differ.
        differences: Vec<Difference>,
    },
}

fn list(differences: &[Difference]) -> String {
    differences.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

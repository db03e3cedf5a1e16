//! How fast the book's networks train and answer, in the units in which other libraries are measured beside them.
//!
//! | file | holds |
//! |---|---|
//! | `workload` | what is measured: the networks, batch sizes and optimizers, each with a name |
//! | `networks` | the networks themselves, made of the chapters' layers |
//! | `samples` | 60,000 random images of MNIST's size, and their labels |
//! | `training` | a step, as a reader of chapters 5 and 6 would write it |
//! | `team` | an epoch, on one thread or on several that share each batch |
//! | `answering` | one image a call |
//! | `peak` | what the processor can do at most: a large product of matrices |
//!
//! The program runs one workload each time it is told to, so that `cargo xtask bench` can have it and the
//! programs in `peers/` take turns.

pub mod answering;
pub mod networks;
pub mod peak;
pub mod samples;
pub mod team;
pub mod training;
pub mod workload;

pub use samples::Samples;
pub use workload::Workload;

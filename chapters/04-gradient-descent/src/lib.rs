//! Chapter 4: the way down, measured step by step.

mod constant;

pub mod batches;
pub mod numeric;
pub mod split;
pub mod standardise;

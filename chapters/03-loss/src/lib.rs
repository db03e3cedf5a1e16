//! Chapter 3: one number for how wrong a prediction is.

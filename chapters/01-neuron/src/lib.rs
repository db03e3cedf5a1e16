//! Chapter 1: a weighted sum, a threshold, and a rule that learns.

//! The data of the book: generators with a seed, the digits it ships, and a reader of MNIST's files.

//! What spans chapters: errata, notation, pins, and the rendered book.

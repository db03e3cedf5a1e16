//! Pen and paper: what a convolution costs when it is split in two.
//!
//! An ordinary convolution does two things at once: it looks at neighbours, and it mixes maps. Networks for
//! telephones do one after the other. First a *depthwise* convolution: each map has a single filter of its
//! own, and gives one map. Then filters of 1 × 1, which see one pixel of all maps and mix them.
//!
//! 32 maps of 14 × 14 go in, and 64 maps of 14 × 14 are to come out. Either
//!
//! - **ordinary**: 64 filters of 3 × 3, stride 1, padding 1, each over all 32 maps; or
//! - **the pair**: 32 filters of 3 × 3, stride 1, padding 1, each over one map; then 64 filters of 1 × 1,
//!   each over all 32 maps.
//!
//! Count for one image, as [`cnn::count`] does: multiplications by weights, those with zeros of the padding
//! included; additions and biases cost nothing.
//!
//! # By hand
//!
//! Two filters of 3 × 3 over one map of 3 × 3 without padding have one place each: 2 · 9 = 18
//! multiplications.
//!
//! # Hint
//!
//! Multiplications = numbers that come out × multiplications for each of them. For one number of an ordinary
//! convolution a filter lies over a window of 3 × 3 in *every* map that it sees. How many numbers come out of
//! each of the three layers, and how many weights has one filter of each? For the ratio, do not multiply out:
//! most factors cancel.

/// The multiplications of the ordinary convolution, those of the pair, and how
/// many times cheaper the pair is (to two decimals or better).
pub fn answer() -> [f64; 3] {
    //~ solution
    // 64 · 14 · 14 numbers come out, each of 32 · 3 · 3 products.
    let places = 14.0 * 14.0;
    let ordinary = 64.0 * places * (32.0 * 9.0);
    // 32 · 14 · 14 numbers of 9 products, then 64 · 14 · 14 numbers of 32.
    let pair = 32.0 * places * 9.0 + 64.0 * places * 32.0;
    // Cancelled: 1 / (1/64 + 1/9), a little less than nine.
    [ordinary, pair, ordinary / pair]
    //~ stub
    // todo!("ex09_2: [ordinary, pair, ordinary / pair]")
    //~ mutant each filter sees one map
    // [112_896.0, 457_856.0, 0.25]
    //~ mutant forgets the filters of 1 × 1
    // [3_612_672.0, 56_448.0, 64.0]
    //~ mutant counts weights and not places
    // [18_432.0, 2_336.0, 7.89]
    //~ mutant the ratio upside down
    // [3_612_672.0, 457_856.0, 0.13]
    //~ mutant rounds to the nine pixels of the window
    // [3_612_672.0, 457_856.0, 9.0]
    //~ end
}

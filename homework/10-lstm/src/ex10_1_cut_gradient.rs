//! Pen and paper: a gradient through time, whole and cut in two.
//!
//! One unit without a bend, with one weight u and the state 0 before the first moment:
//!
//! ```text
//! h_t = x_t + u · h_{t−1}
//! ```
//!
//! Let u = 1/2 and the inputs 8, 2, 1, 3. The loss is `h_2` + `h_4`, as if after every second moment
//! something were asked.
//!
//! Long texts are read in pieces, as in the chapter: the *state* is carried from piece to piece, the
//! *gradient* is not; at the start of a piece the state counts as a number that depends on nothing. Compute
//!
//! 1. the slope of the loss by u, through all four moments;
//! 2. the same, cut: the moments 1 and 2 are one piece, 3 and 4 the next, and each piece has its own share of
//!    the loss;
//! 3. the slope of the loss by the first input, through all four moments;
//! 4. the same, cut.
//!
//! # By hand
//!
//! A smaller case: the inputs 4 and 6 give the states 4 and 8. With the loss `h_2` the slope by u is `h_1` =
//! 4, and with a cut between the two moments it is 4 too, for `h_2` = 6 + u·`h_1` still has u in it. But the
//! slope by the first input is u = 0.5 uncut, and cut it is 0.
//!
//! # Hint
//!
//! First write down the four states. u is used at every moment: its slope is a sum over the uses, and the use
//! at moment t counts `h_{t−1}` times whatever leads from `h_t` to the loss, which is a power of u for each
//! part of the loss. A cut takes away the paths that would cross it, and nothing else: the states keep their
//! values.

/// The slope by u whole and cut, then the slope by the first input whole and
/// cut.
pub fn answer() -> [f64; 4] {
    //~ solution
    // The states are 8, 2 + 4 = 6, 1 + 3 = 4, 3 + 2 = 5.
    // h_2 by u: h_1 = 8. h_4 by u: h_3 + u·h_2 + u²·h_1 = 4 + 3 + 2 = 9.
    // Cut, h_2 is a constant of the second piece: h_4 by u is h_3 + u·h_2 = 7,
    // and h_2's own slope stays.
    // By the first input: u for h_2, u³ for h_4; the second crosses the cut.
    [8.0 + 9.0, 8.0 + 7.0, 0.5 + 0.125, 0.5]
    //~ stub
    // todo!("ex10_1: [by u, cut; by the first input, cut]")
    //~ mutant the last state only
    // [9.0, 7.0, 0.125, 0.0]
    //~ mutant the cut forgets the state too
    // [17.0, 9.0, 0.625, 0.5]
    //~ mutant the cut takes the first piece's share away
    // [17.0, 7.0, 0.625, 0.0]
    //~ mutant only the last use of u in each part
    // [12.0, 12.0, 0.625, 0.5]
    //~ mutant the input crosses the cut
    // [17.0, 15.0, 0.625, 0.625]
    //~ end
}

//! Pen and paper: around one input, a rectifier network is a single straight map. Which one?
//!
//! A network with two inputs, three hidden units and one output, with a ReLU after both layers:
//!
//! ```text
//!           ⎡  1   2 ⎤            ⎡ −1 ⎤
//! hidden    ⎢ −1   1 ⎥ x    plus  ⎢ −1 ⎥
//!           ⎣  2  −3 ⎦            ⎣  1 ⎦
//!
//! output    [  3   5  −1 ] h      plus  1
//! ```
//!
//! Around the input x = (2, 1) the network is one affine map, y = a1 x1 + a2 x2 + c. Compute with a pencil
//!
//! 1. a1, the slope along the first input,
//! 2. a2, the slope along the second,
//! 3. c, the constant, and
//! 4. the value of x1 at which this map ends when you walk to the left: x1 falls from 2, x2 stays 1. There a unit
//!    switches on or off for the first time.
//!
//! Let `answer()` return the four numbers in this order. All of them are whole.
//!
//! A smaller case, worked: one hidden unit max(0, 2x1 − 3) and the output max(0, 4h + 5). At x1 = 2 the hidden sum is
//! 1, the unit is on, and the output is 4(2x1 − 3) + 5 = 8x1 − 7, so that a1 = 8 and c = −7. It ends at x1 = 3/2,
//! where the hidden unit goes off.
//!
//! # Hint
//!
//! First the three hidden sums at (2, 1). A unit whose sum is negative passes nothing on: cross out its row, bias
//! included, and its column in the second layer. Multiply out what is left, and check your map at (2, 1) against the
//! network itself. For the last number write each hidden sum as a function of x1 alone, with x2 = 1; which of them
//! reaches 0 first as x1 falls?

/// The slopes along the two inputs, the constant, and where the map ends to the left.
pub fn answer() -> [f64; 4] {
    //~ solution
    // Hidden sums at (2, 1): 2 + 2 − 1 = 3 (on),
    // −2 + 1 − 1 = −2 (off), 4 − 3 + 1 = 2 (on).
    // The output's is 9 − 2 + 1 = 8 (on). What is left:
    // y = 3 (x1 + 2 x2 − 1) − (2 x1 − 3 x2 + 1) + 1
    //   = x1 + 9 x2 − 3, and 2 + 9 − 3 = 8 as it should.
    // With x2 = 1 the sums are x1 + 1, −x1, 2 x1 − 2:
    // zero at −1, 0 and 1. From 2 downwards, 1 comes first.
    [1.0, 9.0, -3.0, 1.0]
    //~ stub
    // todo!("ex02_3: return your four numbers")
    //~ mutant collapses the layers as if all units were on
    // [-4.0, 14.0, -8.0, 1.0]
    //~ mutant keeps the bias of the unit that is off
    // [1.0, 9.0, -8.0, 1.0]
    //~ mutant forgets the bias of the output
    // [1.0, 9.0, -4.0, 1.0]
    //~ mutant loses a sign
    // [5.0, 3.0, -1.0, 1.0]
    //~ mutant waits for the unit that is off to come on
    // [1.0, 9.0, -3.0, 0.0]
    //~ end
}

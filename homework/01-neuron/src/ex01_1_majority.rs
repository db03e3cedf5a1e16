//! One unit can count votes: "at least three of five", "more than half", and also "if … then …".
//!
//! The chapter's AND and OR are two ends of the same idea. With all weights 1, the weighted sum is the number of
//! inputs that are on, and the bias says how many are enough:
//!
//! ```text
//! fires where  x1 + x2 + … + xn >= count        (every input is 0 or 1)
//! ```
//!
//! Build three units with the chapter's `ThresholdUnit::new(weight, bias)`. Remember that its step is strict: it
//! fires where `w·x + b > 0` and stays silent at 0. So that the units work under every convention, no weighted sum
//! (bias included) may come closer to 0 than one half, as with the chapter's AND and OR.
//!
//! * `at_least(count, inputs)`: a unit with `inputs` inputs that fires if `count` or more of them are on. A count of
//!   0 always fires, a count larger than `inputs` never does.
//! * `majority(inputs)`: fires if *more* than half of the inputs are on. With an even number a draw is a no.
//! * `implies()`: two inputs, "if the first, then the second". It says 0 in a single case: the first is on and the
//!   second is not.
//!
//! By hand: `at_least(2, 3)` may have the weights (1, 1, 1) and the bias −1.5. For the input (1, 0, 1) the sum is
//! 2 − 1.5 = 0.5, and the unit fires; for (0, 1, 0) it is 1 − 1.5 = −0.5, and it does not.
//!
//! Nothing panics here.
//!
//! # Hint
//!
//! Where does the sum have to cross 0? Between `count − 1` inputs on (a no) and `count` on (a yes): put the bias in
//! the middle of the two. For the majority, find the smallest number of votes that is more than half of 4, of 5 and
//! of 6, and then a formula that gives all three (whole numbers divide with the remainder thrown away). For "if …
//! then …", write down the truth table first. Which of the two inputs speaks against a yes?

use ndarray::{Array1, array};
use neuron::ThresholdUnit;

/// A unit that fires if at least `count` of its `inputs` inputs are 1.
pub fn at_least(count: usize, inputs: usize) -> ThresholdUnit {
    //~ solution
    ThresholdUnit::new(Array1::ones(inputs), 0.5 - count as f64)
    //~ stub
    // todo!("ex01_1: a unit that fires if at least {count} of its {inputs} inputs are on")
    //~ mutant sits exactly on the boundary
    // ThresholdUnit::new(Array1::ones(inputs), -(count as f64))
    //~ mutant has the bias with the sign of a threshold
    // ThresholdUnit::new(Array1::ones(inputs), count as f64 - 0.5)
    //~ mutant wants all of them
    // ThresholdUnit::new(Array1::ones(inputs), 0.5 - inputs as f64)
    //~ mutant wants one more
    // ThresholdUnit::new(Array1::ones(inputs), -0.5 - count as f64)
    //~ end
}

/// A unit that fires if more than half of its `inputs` inputs are 1.
pub fn majority(inputs: usize) -> ThresholdUnit {
    //~ solution
    at_least(inputs / 2 + 1, inputs)
    //~ stub
    // todo!("ex01_1: a unit that fires if more than half of its {inputs} inputs are on")
    //~ mutant takes a draw for a yes
    // at_least(inputs.div_ceil(2), inputs)
    //~ mutant rounds half of an odd number down
    // at_least(inputs / 2, inputs)
    //~ end
}

/// "If the first input, then the second": 0 for (1, 0), otherwise 1.
pub fn implies() -> ThresholdUnit {
    //~ solution
    ThresholdUnit::new(array![-1.0, 1.0], 0.5)
    //~ stub
    // todo!("ex01_1: a unit with two inputs that says no to (1, 0) alone")
    //~ mutant has the arrow the wrong way round
    // ThresholdUnit::new(array![1.0, -1.0], 0.5)
    //~ mutant is the opposite
    // ThresholdUnit::new(array![1.0, -1.0], -0.5)
    //~ mutant says no to (0, 0) as well
    // ThresholdUnit::new(array![-1.0, 1.0], -0.5)
    //~ end
}

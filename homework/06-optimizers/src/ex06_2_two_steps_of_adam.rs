//! With pen and paper: what Adam makes of two gradients that disagree.
//!
//! A weight starts at w = 1. Adam has the rate η = 0.3, β₁ = ½, β₂ = ¾ and ε = 0 (the numbers are friendly, not usual).
//! The first gradient is 2, the second −5. Where is the weight after the first step, and where after the second? Both
//! numbers have one decimal.
//!
//! ```text
//! step k = 1, 2, …:
//! ḡ ← β₁ ḡ + (1 − β₁) g                   from ḡ = 0
//! r ← β₂ r + (1 − β₂) g²                  from r = 0
//! w ← w − η · ( ḡ / (1 − β₁ᵏ) ) / √( r / (1 − β₂ᵏ) )
//! ```
//!
//! **An example**: with the gradients 3 and 3, ḡ is 3/2 and then 9/4. Corrected by ½ and ¾ both are 3. The corrected
//! r is 9 both times, and so each step is η · 3/√9 = η.
//!
//! Before you calculate, guess: the second gradient is much larger and points back. Does the weight come back to
//! where it started?
//!
//! # Hint
//!
//! Keep fractions. After the second gradient, r is ¾ · 1 + ¼ · 25, and its correction is 1 − 9/16. Adam's two memories
//! correct with different powers: β₁² and β₂².

/// The weight after the first step, and after the second.
pub fn answer() -> (f64, f64) {
    //~ solution
    // Step 1: ḡ = 1, corrected by ½: 2. r = ¼ · 4 = 1, corrected by ¼: 4.
    // The step is 0.3 · 2/2, so w = 0.7.
    // Step 2: ḡ = ½ − 5/2 = −2, corrected by ¾: −8/3. r = ¾ + 25/4 = 7, corrected by 7/16: 16.
    // The step is 0.3 · (−8/3)/4 = −0.2, so w = 0.9: it does not come back,
    // since the mean remembers the first gradient.
    (0.7, 0.9)
    //~ stub
    // todo!("ex06_2: the weight after one step of Adam, and after two")
    //~ mutant does not correct
    // (0.7, 0.927)
    //~ mutant the wrong direction
    // (1.3, 1.1)
    //~ mutant forgets the root
    // (0.85, 0.9)
    //~ mutant corrects only the mean in the second step
    // (0.7, 1.002)
    //~ mutant the step alone, without where it starts
    // (0.7, 0.2)
    //~ mutant no memory of the first gradient, every step is the rate
    // (0.7, 1.0)
    //~ end
}

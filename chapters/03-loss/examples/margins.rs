//! Prints four losses and their slopes by the margin.

use loss::MarginLoss::{self, Hinge, Logistic, Square, ZeroOne};

fn main() {
    println!("               loss                            slope");
    println!("margin     0/1  square   hinge logistic    square   hinge logistic");
    for margin in [-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0] {
        let value = |kind: MarginLoss| kind.value(margin);
        let slope = |kind: MarginLoss| kind.derivative(margin) + 0.0; // no -0
        println!(
            "{margin:>6.1} {:>7.0} {:>7.2} {:>7.1} {:>8.4}   {:>7.1} {:>7.0} {:>8.4}",
            value(ZeroOne),
            value(Square),
            value(Hinge),
            value(Logistic),
            slope(Square),
            slope(Hinge),
            slope(Logistic),
        );
    }
}

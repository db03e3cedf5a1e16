//! Prints the truth tables of five gates made of one threshold unit each, and of two networks for XOR.

use ndarray::array;
use neuron::gates::{self, truth_table};
use neuron::{reachable_truth_tables, xor_layered, xor_with_skip};

fn main() {
    println!("x1 x2 | AND OR NAND NOR | XOR layered, with a skip");
    let [and, or, nand, nor] =
        [gates::and(), gates::or(), gates::nand(), gates::nor()].map(|g| truth_table(&g));
    for (row, input) in gates::corners().rows().into_iter().enumerate() {
        println!(
            " {}  {} |  {}   {}   {}    {}  |      {}            {}",
            input[0],
            input[1],
            and[row],
            or[row],
            nand[row],
            nor[row],
            xor_layered(&input),
            xor_with_skip(&input)
        );
    }
    let not = gates::not();
    println!("NOT 0 = {}, NOT 1 = {}", not.output(&array![0.0]), not.output(&array![1.0]));
    println!("One unit reaches {} of the 16 truth tables.", reachable_truth_tables().len());
}

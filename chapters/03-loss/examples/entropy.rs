//! Prints entropy, cross-entropy and divergence of S2's two distributions, in three units.

use loss::{LogBase, cross_entropy, entropy, kl_divergence};
use ndarray::array;

fn main() {
    let t = array![1.0 / 3.0, 1.0 / 2.0, 1.0 / 6.0];
    let p = array![1.0 / 4.0, 1.0 / 2.0, 1.0 / 4.0];
    let print = |name: &str, amount: &dyn Fn(LogBase) -> f64| {
        let [nat, bit, hartley] = LogBase::ALL.map(amount);
        println!("{name:<8} {bit:>9.6} {nat:>9.6} {hartley:>9.6}");
    };
    println!("              bit       nat   hartley");
    print("H(t)", &|base| entropy(&t, base));
    print("H(p)", &|base| entropy(&p, base));
    print("H(t, p)", &|base| cross_entropy(&t, &p, base));
    print("H(p, t)", &|base| cross_entropy(&p, &t, base));
    print("D(t||p)", &|base| kl_divergence(&t, &p, base));
    print("D(p||t)", &|base| kl_divergence(&p, &t, base));
}

//! All of them in one list, for tables, figures and tests that must hold for every one.

use ndarray::NdFloat;

use crate::constant::constant;
use crate::{
    Activation, ArSinh, ArcTan, BipolarRelu, Elu, Identity, Isrlu, Isru, LeakyRelu,
    ParametricRelu, Ramp, Relu, Sigmoid, Sign, Softsign, Sqnl, SteepSigmoid, Step, Tanh,
};

/// One activation with its name and the bounds of its values.
pub struct Member<F> {
    /// What the book calls it, in snake case: the key of its row of numbers.
    pub name: &'static str,
    /// The greatest lower and the least upper bound of its values.
    pub range: (F, F),
    /// The function.
    pub activation: Box<dyn Activation<F>>,
}

/// Every activation of the chapter that is a function of one number, in the chapter's order.
///
/// Steepness is 5, α is 1, the leak is 0.01, the learned slope stands at 0.25; the bipolar rectifier appears as its odd unit,
/// since its even unit is the ReLU. Randomised ReLU, maxout and softmax are no functions of one number.
///
/// ```
/// let names: Vec<&str> = activations::family::<f64>().iter().map(|member| member.name).collect();
/// assert_eq!(names.len(), 19);
/// assert!(names.contains(&"sigmoid"));
/// ```
// ANCHOR: family
pub fn family<F: NdFloat>() -> Vec<Member<F>> {
    let (zero, one, infinity) = (F::zero(), F::one(), F::infinity());
    let quarter_turn = constant::<F>(std::f64::consts::FRAC_PI_2);
    vec![
        member("step", (zero, one), Step::open()),
        member("sign", (-one, one), Sign::open()),
        member("identity", (-infinity, infinity), Identity),
        member("unit_ramp", (zero, one), Ramp::unit()),
        member("symmetric_ramp", (-one, one), Ramp::symmetric()),
        member("sigmoid", (zero, one), Sigmoid),
        member("steep_sigmoid", (zero, one), SteepSigmoid { steepness: constant(5.0) }),
        member("tanh", (-one, one), Tanh),
        member("arctan", (-quarter_turn, quarter_turn), ArcTan),
        member("arsinh", (-infinity, infinity), ArSinh),
        member("softsign", (-one, one), Softsign),
        member("isru", (-one, one), Isru { alpha: one }),
        member("sqnl", (-one, one), Sqnl),
        member("relu", (zero, infinity), Relu),
        member("bipolar_relu", (-infinity, zero), BipolarRelu { index: 1 }),
        member(
            "leaky_relu",
            (-infinity, infinity),
            LeakyRelu { negative_slope: constant(0.01) },
        ),
        member(
            "parametric_relu",
            (-infinity, infinity),
            ParametricRelu { negative_slope: constant(0.25) },
        ),
        member("elu", (-one, infinity), Elu { alpha: one }),
        member("isrlu", (-one, infinity), Isrlu { alpha: one }),
    ]
}
// ANCHOR_END: family

fn member<F>(
    name: &'static str,
    range: (F, F),
    activation: impl Activation<F> + 'static,
) -> Member<F> {
    Member { name, range, activation: Box::new(activation) }
}

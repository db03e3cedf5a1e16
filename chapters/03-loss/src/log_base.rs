//! The base of a logarithm is the choice of a unit, as with metres and feet.

use ndarray::NdFloat;

use crate::constant::constant;

/// The base of the logarithm that measures information.
///
/// Training uses [`LogBase::E`] throughout: its derivative, 1/x, carries no stray factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
// ANCHOR: log_base
pub enum LogBase {
    /// ln, the natural logarithm: information in nats.
    E,
    /// log₂: information in bits, the answers to yes-or-no questions.
    Two,
    /// log₁₀: information in hartleys, also called dits or bans.
    Ten,
}

impl LogBase {
    /// The logarithm of `x` in this base.
    pub fn log<F: NdFloat>(self, x: F) -> F {
        match self {
            LogBase::E => x.ln(),
            LogBase::Two => x.log2(),
            LogBase::Ten => x.log10(),
        }
    }
    // ANCHOR_END: log_base

    /// The same amount of information in another unit.
    ///
    /// ```
    /// use loss::LogBase::{E, Two};
    /// assert_eq!(Two.convert(3.0, E), 3.0 * 2.0_f64.ln()); // a bit is ln 2 nats
    /// ```
    pub fn convert<F: NdFloat>(self, amount: F, to: LogBase) -> F {
        amount * to.log(self.base())
    }

    /// The three bases, in the order of the chapter's tables.
    pub const ALL: [LogBase; 3] = [LogBase::E, LogBase::Two, LogBase::Ten];

    /// The unit that information has in this base.
    ///
    /// ```
    /// assert_eq!(loss::LogBase::Two.unit(), "bit");
    /// ```
    pub fn unit(self) -> &'static str {
        match self {
            LogBase::E => "nat",
            LogBase::Two => "bit",
            LogBase::Ten => "hartley",
        }
    }

    /// The base itself: e, 2 or 10.
    pub fn base<F: NdFloat>(self) -> F {
        let base = match self {
            LogBase::E => std::f64::consts::E,
            LogBase::Two => 2.0,
            LogBase::Ten => 10.0,
        };
        constant(base)
    }
}

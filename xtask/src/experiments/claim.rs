//! What the prose says about a run: `test_accuracy >= 0.97`.

use std::fmt;
use std::str::FromStr;

use anyhow::{Result, anyhow};
use serde::Deserialize;

use super::Figures;

/// A comparison between a figure and a number, or between two figures.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub struct Claim {
    figure: String,
    comparison: Comparison,
    bound: Bound,
}

#[derive(Debug, Clone, PartialEq)]
enum Bound {
    Number(f64),
    Figure(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    AtLeast,
    AtMost,
    Equal,
    Above,
    Below,
}

impl Comparison {
    /// Longer signs first, so that `>=` is not read as `>`.
    const ALL: [Self; 5] = [Self::AtLeast, Self::AtMost, Self::Equal, Self::Above, Self::Below];

    fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
            Self::Equal => "==",
            Self::Above => ">",
            Self::Below => "<",
        }
    }

    fn holds(self, found: f64, bound: f64) -> bool {
        match self {
            Self::AtLeast => found >= bound,
            Self::AtMost => found <= bound,
            Self::Equal => found == bound,
            Self::Above => found > bound,
            Self::Below => found < bound,
        }
    }
}

impl Claim {
    /// Whether the claim holds; `None` if it does, otherwise what was found.
    pub fn broken_by(&self, figures: &Figures) -> Option<String> {
        let missing = |name: &str| Some(format!("claim `{self}`: the run has no figure `{name}`"));
        let Some(&found) = figures.get(&self.figure) else { return missing(&self.figure) };
        let bound = match &self.bound {
            Bound::Number(number) => *number,
            Bound::Figure(name) => match figures.get(name) {
                Some(&number) => number,
                None => return missing(name),
            },
        };
        let against =
            if matches!(self.bound, Bound::Figure(_)) { format!(" against {bound}") } else { String::new() };
        (!self.comparison.holds(found, bound))
            .then(|| format!("claim `{self}` does not hold: found {found}{against}"))
    }
}

impl FromStr for Claim {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let form = || {
            anyhow!(
                "a claim has the form `figure >= number` (or <=, ==, >, <; or a second figure), found `{text}`"
            )
        };
        let comparison = Comparison::ALL
            .into_iter()
            .find(|comparison| text.contains(comparison.sign()))
            .ok_or_else(form)?;
        let (figure, bound) = text.split_once(comparison.sign()).ok_or_else(form)?;
        let (figure, bound) = (figure.trim(), bound.trim());
        let bound = match bound.parse::<f64>() {
            Ok(number) if number.is_finite() => Bound::Number(number),
            _ if is_name(bound) => Bound::Figure(bound.into()),
            _ => return Err(form()),
        };
        if is_name(figure) { Ok(Self { figure: figure.into(), comparison, bound }) } else { Err(form()) }
    }
}

impl TryFrom<String> for Claim {
    type Error = anyhow::Error;

    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{} {} ", self.figure, self.comparison.sign())?;
        match &self.bound {
            Bound::Number(number) => write!(formatter, "{number}"),
            Bound::Figure(name) => formatter.write_str(name),
        }
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}

#[cfg(test)]
mod tests {
    use super::Claim;
    use crate::experiments::Figures;

    fn broken(claim: &str) -> Option<String> {
        let figures: Figures = [("accuracy".to_owned(), 0.97), ("chance".to_owned(), 0.1)].into();
        claim.parse::<Claim>().expect("a claim").broken_by(&figures)
    }

    #[test]
    fn claims_that_hold() {
        for claim in
            ["accuracy >= 0.97", "accuracy<=0.97", "accuracy == 0.97", "accuracy > chance", "chance < 1e-0"]
        {
            assert_eq!(broken(claim), None, "{claim}");
        }
    }

    #[test]
    fn claims_that_do_not_hold_say_what_was_found() {
        assert_eq!(broken("accuracy > 0.97").unwrap(), "claim `accuracy > 0.97` does not hold: found 0.97");
        assert_eq!(
            broken("chance >= accuracy").unwrap(),
            "claim `chance >= accuracy` does not hold: found 0.1 against 0.97"
        );
        assert!(broken("accurracy > 0.5").unwrap().contains("no figure `accurracy`"));
        assert!(broken("accuracy > chanse").unwrap().contains("no figure `chanse`"));
    }

    #[test]
    fn what_is_no_claim_is_refused() {
        for text in [
            "",
            "accuracy",
            "accuracy >= ",
            ">= 0.5",
            "accuracy >= NaN",
            "accuracy = 0.5",
            "accuracy >= 97 %",
        ] {
            assert!(text.parse::<Claim>().is_err(), "`{text}`");
        }
    }
}

//! A pinned value as the page prints it: rounded as by hand, never with more digits than were asserted.

use std::str::FromStr;

/// How a pin wants its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// As it stands in the snapshot.
    Plain,
    /// `.3`: so many decimals.
    Decimals(usize),
    /// `.1%`: times 100, so many decimals, and the sign.
    Percent(usize),
    /// `e2`: a power of ten, its factor with so many decimals.
    Power(usize),
    /// `,` or `,.1`: thousands apart.
    Thousands(Option<usize>),
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let unknown = || format!("unknown format `{text}`: .3, .1%, e2, `,` or nothing");
        let count = |digits: &str| digits.parse::<usize>().map_err(|_| unknown());
        match text.split_at_checked(1) {
            None => Ok(Self::Plain),
            Some((",", "")) => Ok(Self::Thousands(None)),
            Some((",", rest)) => {
                count(rest.strip_prefix('.').ok_or_else(unknown)?).map(|n| Self::Thousands(Some(n)))
            }
            Some((".", rest)) => match rest.strip_suffix('%') {
                Some(digits) => count(digits).map(Self::Percent),
                None => count(rest).map(Self::Decimals),
            },
            Some(("e", rest)) => count(rest).map(Self::Power),
            Some(_) => Err(unknown()),
        }
    }
}

/// A decimal number: `0.digits × 10^exponent`, the first digit not 0 unless the number is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    exponent: i32,
    /// Integers are exact; floats are known to six digits.
    exact: bool,
}

/// The significant digits of a float in a snapshot.
const KNOWN_DIGITS: i32 = 6;

/// A number ready to be set in prose, in TeX or in an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    negative: bool,
    factor: String,
    power: Option<i32>,
    percent: bool,
}

/// Prints the JSON number `value`.
///
/// # Errors
/// If the format asks for digits that the snapshot does not hold.
pub fn print(value: &serde_json::Number, format: Format) -> Result<Printed, String> {
    let mut decimal = Decimal::parse(&value.to_string());
    let negative = decimal.negative;
    let (factor, power, percent) = match format {
        Format::Plain => {
            let scientific = decimal.exponent < -5 || decimal.exponent > 15;
            let power = scientific.then(|| decimal.take_power());
            (decimal.all_digits(), power, false)
        }
        Format::Decimals(count) => (decimal.rounded(count)?, None, false),
        Format::Percent(count) => {
            if decimal.digits != [0] {
                decimal.exponent += 2; // a zero has no digits to move, and would print as 00
            }
            (decimal.rounded(count)?, None, true)
        }
        Format::Power(count) => {
            let mut power = decimal.take_power();
            let mut factor = decimal.rounded(count)?;
            if factor.starts_with("10") {
                power += 1;
                decimal.exponent -= 1;
                factor = decimal.rounded(count)?;
            }
            (factor, Some(power), false)
        }
        Format::Thousands(None) => (grouped(&decimal.all_digits()), None, false),
        Format::Thousands(Some(count)) => (grouped(&decimal.rounded(count)?), None, false),
    };
    let zero = factor.bytes().all(|byte| !byte.is_ascii_digit() || byte == b'0');
    Ok(Printed { negative: negative && !zero, factor, power, percent })
}

impl Decimal {
    /// From what `serde_json` writes: `-12.5`, `5.39e-10`, `1e+20`.
    fn parse(text: &str) -> Self {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let exact = !text.contains(['.', 'e', 'E']);
        let (factor, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = factor.split_once('.').unwrap_or((factor, ""));
        let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).map(|byte| byte - b'0').collect();
        let power: i32 = power.trim_start_matches('+').parse().unwrap_or(0);
        let mut exponent = power + i32::try_from(whole.len()).unwrap_or(i32::MAX);
        while digits.len() > 1 && digits[0] == 0 {
            digits.remove(0);
            exponent -= 1;
        }
        while digits.len() > 1 && digits.last() == Some(&0) {
            digits.pop();
        }
        Self { negative, digits, exponent, exact }
    }

    /// Divides by the power of ten that leaves one digit before the point, and returns that power.
    fn take_power(&mut self) -> i32 {
        let power = if self.digits == [0] { 0 } else { self.exponent - 1 };
        self.exponent -= power;
        power
    }

    fn digit(&self, place: i32) -> u8 {
        usize::try_from(place).ok().and_then(|place| self.digits.get(place)).copied().unwrap_or(0)
    }

    /// Every digit there is; `1.0` keeps its zero, as it stands in the snapshot.
    fn all_digits(&self) -> String {
        let length = i32::try_from(self.digits.len()).unwrap_or(i32::MAX);
        let decimals = (length - self.exponent).max(i32::from(!self.exact));
        self.written(usize::try_from(decimals).unwrap_or(0))
    }

    /// Rounded half away from zero, as by hand.
    fn rounded(&self, decimals: usize) -> Result<String, String> {
        let kept = self.exponent + i32::try_from(decimals).unwrap_or(i32::MAX);
        if !self.exact && self.digits != [0] && kept > KNOWN_DIGITS {
            return Err(format!(
                "{kept} significant digits asked for, and the snapshot holds {KNOWN_DIGITS}"
            ));
        }
        let mut rounded = self.clone();
        if self.digit(kept) >= 5 {
            rounded.increment(kept);
        }
        Ok(rounded.written(decimals))
    }

    /// Adds one in the last kept place.
    fn increment(&mut self, kept: i32) {
        let kept = usize::try_from(kept).unwrap_or(0);
        self.digits.resize(kept.max(self.digits.len()), 0);
        self.digits.truncate(kept);
        for digit in self.digits.iter_mut().rev() {
            *digit = (*digit + 1) % 10;
            if *digit != 0 {
                return;
            }
        }
        self.digits.insert(0, 1);
        self.exponent += 1;
    }

    fn written(&self, decimals: usize) -> String {
        let places = |range: std::ops::Range<i32>| range.map(|place| char::from(b'0' + self.digit(place)));
        let mut text: String = places(0..self.exponent).collect();
        if text.is_empty() {
            text.push('0');
        }
        if decimals > 0 {
            text.push('.');
        }
        text.extend(places(self.exponent..self.exponent + i32::try_from(decimals).unwrap_or(0)));
        text
    }
}

/// `1234567.8` with commas: `1,234,567.8`.
fn grouped(number: &str) -> String {
    let whole = number.find('.').unwrap_or(number.len());
    let mut text = String::new();
    for (index, digit) in number.char_indices() {
        if index > 0 && index < whole && (whole - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

impl Printed {
    /// For prose.
    pub fn to_html(&self) -> String {
        let power =
            self.power_text(|power| format!(" × 10<sup>{}</sup>", power.to_string().replace('-', "−")));
        format!("{}{}{power}{}", self.sign("−"), self.factor, self.percent_text("%"))
    }

    /// For a formula.
    pub fn to_tex(&self) -> String {
        let factor = self.factor.replace(',', "{,}");
        let power = self.power_text(|power| format!(r" \times 10^{{{power}}}"));
        format!("{}{factor}{power}{}", self.sign("-"), self.percent_text(r"\%"))
    }

    /// For an attribute.
    pub fn to_plain(&self) -> String {
        let power = self.power_text(|power| format!(" × 10^{power}"));
        format!("{}{}{power}{}", self.sign("−"), self.factor, self.percent_text("%"))
    }

    fn sign(&self, minus: &'static str) -> &'static str {
        if self.negative { minus } else { "" }
    }

    fn power_text(&self, with: impl Fn(&i32) -> String) -> String {
        self.power.as_ref().map(with).unwrap_or_default()
    }

    fn percent_text(&self, sign: &'static str) -> &'static str {
        if self.percent { sign } else { "" }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Number, Value};

    use super::print;

    fn number(json: &str) -> Number {
        match serde_json::from_str(json) {
            Ok(Value::Number(number)) => number,
            other => panic!("{other:?}"),
        }
    }

    fn plain(json: &str, format: &str) -> String {
        print(&number(json), format.parse().unwrap()).unwrap().to_plain()
    }

    #[test]
    fn decimals_are_rounded_as_by_hand() {
        assert_eq!(plain("0.321123", ".3"), "0.321");
        assert_eq!(plain("0.0625", ".3"), "0.063");
        assert_eq!(plain("0.9996", ".3"), "1.000");
        assert_eq!(plain("21.3408", ".0"), "21");
        assert_eq!(plain("99.5", ".0"), "100");
        assert_eq!(plain("0.04", ".1"), "0.0");
        assert_eq!(plain("0.05", ".1"), "0.1");
        assert_eq!(plain("0.5", ".0"), "1");
        assert_eq!(plain("0.0005", ".1"), "0.0");
        assert_eq!(plain("-1.136155", ".2"), "−1.14");
        assert_eq!(plain("-0.001", ".1"), "0.0");
        assert_eq!(plain("0.0", ".2"), "0.00");
        assert_eq!(plain("7", ".2"), "7.00");
    }

    #[test]
    fn rounding_agrees_with_whole_numbers() {
        for thousandths in 0..20_000_u32 {
            let value = f64::from(thousandths) / 1000.0;
            let json = serde_json::to_string(&value).unwrap();
            let tenths = (thousandths + 50) / 100;
            assert_eq!(plain(&json, ".1"), format!("{}.{}", tenths / 10, tenths % 10), "{json}");
            assert_eq!(plain(&json, ".1%"), format!("{}.{}%", thousandths / 10, thousandths % 10), "{json}");
        }
    }

    #[test]
    fn per_cent_multiplies_by_a_hundred() {
        assert_eq!(plain("0.9832", ".1%"), "98.3%");
        assert_eq!(plain("1.0", ".0%"), "100%");
        assert_eq!(plain("0.0", ".0%"), "0%");
        assert_eq!(plain("0.0", ".1%"), "0.0%");
        assert_eq!(print(&number("0.5"), ".1%".parse().unwrap()).unwrap().to_tex(), r"50.0\%");
    }

    #[test]
    fn powers_of_ten_carry() {
        assert_eq!(plain("5.39273e-10", "e2"), "5.39 × 10^-10");
        assert_eq!(plain("9.999e-5", "e1"), "1.0 × 10^-4");
        assert_eq!(plain("12345.0", "e1"), "1.2 × 10^4");
        let printed = print(&number("-5.39273e-10"), "e2".parse().unwrap()).unwrap();
        assert_eq!(printed.to_html(), "−5.39 × 10<sup>−10</sup>");
        assert_eq!(printed.to_tex(), r"-5.39 \times 10^{-10}");
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(plain("1234567", ","), "1,234,567");
        assert_eq!(plain("784", ","), "784");
        assert_eq!(plain("12345.6", ",.1"), "12,345.6");
        assert_eq!(print(&number("60000"), ",".parse().unwrap()).unwrap().to_tex(), "60{,}000");
    }

    #[test]
    fn without_a_format_the_value_stands_as_it_is() {
        assert_eq!(plain("0.333333", ""), "0.333333");
        assert_eq!(plain("3", ""), "3");
        assert_eq!(plain("3.0", ""), "3.0");
        assert_eq!(plain("5.39273e-10", ""), "5.39273 × 10^-10");
        assert_eq!(plain("0.00012", ""), "0.00012");
    }

    #[test]
    fn more_digits_than_were_asserted_are_refused() {
        assert!(print(&number("21.3408"), ".4".parse().unwrap()).is_ok());
        let error = print(&number("21.3408"), ".5".parse().unwrap()).unwrap_err();
        assert!(error.contains("7 significant digits"), "{error}");
        assert!(print(&number("0.00123456"), "e5".parse().unwrap()).is_ok());
        assert!(print(&number("0.00123456"), "e6".parse().unwrap()).is_err());
    }

    #[test]
    fn an_unknown_format_is_named() {
        for wrong in ["3", ".x", "e", "%", ",2", ".1 %"] {
            assert!(wrong.parse::<super::Format>().unwrap_err().contains(wrong));
        }
    }
}

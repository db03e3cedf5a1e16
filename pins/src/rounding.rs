//! Six significant digits: enough for every printed number, few enough to be the same on every processor.

use serde_json::{Number, Value};

/// Rounds every float inside `value` to six significant digits; integers, strings and structure stay.
///
/// Negative zero becomes zero. What JSON cannot hold (NaN, infinities) `json!` has already turned into `null`.
///
/// ```
/// use serde_json::json;
/// assert_eq!(pins::six_digits(json!([21.34080000001, 7, -0.0])), json!([21.3408, 7, 0.0]));
/// ```
pub fn six_digits(value: Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => round_number(&number),
        Value::Array(items) => items.into_iter().map(six_digits).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| (name, six_digits(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        other => other,
    }
}

fn round_number(number: &Number) -> Value {
    let exact = number.as_f64().unwrap_or(f64::NAN);
    let rounded: f64 = format!("{exact:.5e}").parse().unwrap_or(f64::NAN);
    Value::from(rounded + 0.0) // -0.0 + 0.0 = 0.0
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::six_digits;

    #[test]
    fn rounds_small_and_large_alike() {
        assert_eq!(six_digits(json!(5.392_726_123e-10)), json!(5.39273e-10));
        assert_eq!(six_digits(json!(1_234_567.8)), json!(1_234_570.0));
    }

    #[test]
    fn nested_values_keep_their_shape() {
        let value = json!({ "rows": [[1.000_000_4, 2], []], "name": "0.1234567" });
        assert_eq!(six_digits(value), json!({ "rows": [[1.0, 2], []], "name": "0.1234567" }));
    }
}

//! Numbers on a page: coordinates in the file, labels at the ticks.

/// A coordinate of the file: two decimals, no trailing zeros, and never `-0`.
///
/// # Panics
/// If it is NaN or infinite: no drawing has such a place.
#[track_caller]
pub(crate) fn coordinate(value: f64) -> String {
    assert!(value.is_finite(), "a coordinate is {value}");
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}

/// A tick's label: as many decimals as `step` needs, a true minus sign, no minus before zero.
pub(crate) fn tick_label(value: f64, step: f64) -> String {
    let decimals = (0..6).find(|&decimals| is_whole(step * 10f64.powi(decimals))).unwrap_or(6);
    let text = format!("{value:.*}", usize::try_from(decimals).unwrap_or(0));
    let is_zero = text.chars().all(|character| matches!(character, '-' | '0' | '.'));
    if is_zero { "0".into() } else { text.replace('-', "−") }
}

/// Round places inside `from..=to`, about `wanted` of them, and their distance: 1, 2 or 5 times a power of ten.
pub(crate) fn round_ticks(from: f64, to: f64, wanted: f64) -> (Vec<f64>, f64) {
    let rough = (to - from) / wanted;
    let power = 10f64.powf(rough.log10().floor());
    let factor =
        [1.0, 2.0, 5.0, 10.0].into_iter().find(|factor| factor * power >= rough * 0.999).unwrap_or(10.0);
    let step = factor * power;
    let tolerance = step * 1e-6;
    let first = ((from - tolerance) / step).ceil();
    let count = (((to + tolerance) / step).floor() - first).max(0.0);
    let ticks =
        std::iter::successors(Some(0.0), |index| Some(index + 1.0)).take_while(|&index| index <= count);
    (ticks.map(|index| (first + index) * step).collect(), step)
}

fn is_whole(value: f64) -> bool {
    (value - value.round()).abs() < 1e-6
}

#[cfg(test)]
mod tests {
    use super::{coordinate, round_ticks, tick_label};

    #[test]
    fn coordinates_are_short() {
        assert_eq!([1.0, 0.5, -0.001, 12.345, 100.0].map(coordinate), ["1", "0.5", "0", "12.35", "100"]);
    }

    #[test]
    #[should_panic(expected = "a coordinate is NaN")]
    fn nan_has_no_place() {
        coordinate(f64::NAN);
    }

    #[test]
    fn labels_have_a_true_minus_and_no_minus_zero() {
        assert_eq!(tick_label(-0.5, 0.5), "−0.5");
        assert_eq!(tick_label(-1e-17, 0.5), "0");
        assert_eq!(tick_label(2.0, 1.0), "2");
        assert_eq!(tick_label(0.25, 0.25), "0.25");
    }

    #[test]
    fn ticks_are_round_and_inside() {
        let (ticks, step) = round_ticks(-1.0, 1.0, 4.0);
        assert_eq!((ticks, step), (vec![-1.0, -0.5, 0.0, 0.5, 1.0], 0.5));
        let (ticks, _) = round_ticks(0.3, 7.1, 4.0);
        assert_eq!(ticks, [2.0, 4.0, 6.0]);
    }
}

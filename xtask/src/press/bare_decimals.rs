//! A decimal in the prose is a pin, or its line says why not.

use std::sync::LazyLock;

use regex::Regex;

use super::fault::Faults;
use super::fragment::Fragment;
use super::outline::Outline;

static DECIMAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[0-9][0-9,]*\.[0-9]+|(?:^|[\s(\[=−–+-])\.[0-9]+").expect("a valid pattern")
});
static EXCUSE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"<!--\s*unpinned:\s*(\S.*?)?\s*-->").expect("a valid pattern"));

/// Notes every decimal in prose whose line carries no `<!-- unpinned: why -->`.
pub fn check(fragment: &Fragment, outline: &Outline, faults: &mut Faults) {
    for decimal in DECIMAL.find_iter(&outline.prose) {
        let excuse = EXCUSE.captures(fragment.line_at(decimal.start()));
        if excuse.is_some_and(|excuse| excuse.get(1).is_some()) {
            continue;
        }
        let number = decimal.as_str().trim();
        faults.add(
            fragment.place(decimal.start()),
            format!("the bare decimal {number} is no pin: write `{{{{#pin …}}}}`, or `<!-- unpinned: why -->` on its line"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::{Fragment, Outline, check};
    use crate::press::fault::Faults;

    fn faults(text: &str) -> usize {
        let fragment = Fragment::page("p.md", text);
        let mut faults = Faults::default();
        check(&fragment, &Outline::of(&fragment), &mut faults);
        faults.into_result().map_or_else(|error| error.faults.len(), |()| 0)
    }

    #[test]
    fn a_decimal_in_words_tables_and_html_is_found() {
        assert_eq!(faults("the loss is 1.1363."), 1);
        assert_eq!(faults("| a |\n|---|\n| 0.5 |"), 1);
        assert_eq!(faults("<p>\n0.25\n</p>"), 1);
        assert_eq!(faults("a step of .5, no more"), 1);
        assert_eq!(faults("## The 0.5 heading {#h}"), 1);
    }

    #[test]
    fn code_formulas_pins_comments_and_whole_numbers_are_not() {
        assert_eq!(faults("`0.5` and $0.5$ and {{#pin a/b.c .3}}, 784 inputs, S2 l.969 <!-- 0.5 -->"), 0);
        assert_eq!(faults("```text\n0.5\n```\n\n$$\n0.5\n$$ {#eq:half}"), 0);
        assert_eq!(faults("[link](a-0.5.html), <https://example.org/1.5>"), 0);
    }

    #[test]
    fn a_line_is_excused_only_with_a_reason() {
        assert_eq!(faults("in 0.5 <!-- unpinned: a year -->"), 0);
        assert_eq!(faults("in 0.5 <!-- unpinned: -->"), 1);
        assert_eq!(faults("in 0.5\nand <!-- unpinned: a year -->"), 1);
    }
}

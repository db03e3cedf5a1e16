//! Checks on the words of a page: what a reader would see as a slip, and what markdown let pass in silence.

use std::sync::LazyLock;

use regex::Regex;

use super::fault::Faults;
use super::fragment::Fragment;
use super::outline::Outline;

static STRAYS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<dollar>\$+)|(?P<id>\{#[^}]*\}?)|(?P<note>\[\^[^\]]*\]?)").expect("a valid pattern")
});

/// Notes dollars that open no formula, marks that did not close, ids that attached to nothing, unknown footnotes.
pub fn check(fragment: &Fragment, outline: &Outline, faults: &mut Faults) {
    for (offset, name) in &outline.undefined_links {
        faults.add(fragment.place(*offset), format!("the link name `{name}` is not defined on this page"));
    }
    for stray in STRAYS.captures_iter(&outline.prose) {
        let whole = stray.get(0).expect("a match has a whole");
        let escaped = fragment.text[..whole.start()].ends_with('\\');
        if escaped {
            continue;
        }
        let message = if stray.name("dollar").is_some() {
            "a `$` that opens or closes no formula: write `\\$` for the sign; inside a formula no line may be blank or start \
             with `+`, `-`, `#`, `>`, and a table cell takes `\\lvert` for a bar"
                .to_owned()
        } else if stray.name("id").is_some() {
            format!("`{}` attaches to no heading and no displayed formula", whole.as_str())
        } else {
            format!("the footnote `{}` is not defined on this page", whole.as_str())
        };
        faults.add(fragment.place(whole.start()), message);
    }
}

/// Notes headings without an id, or with a formula.
pub fn check_headings(fragment: &Fragment, outline: &Outline, faults: &mut Faults) {
    for heading in &outline.headings {
        let place = fragment.place(heading.range.start);
        if heading.level > 1 && heading.id.is_none() {
            let title = heading.title.trim();
            faults.add(place.clone(), format!("the heading `{title}` has no id: write `{title} {{#id}}`"));
        }
        let formula = outline.items.iter().any(|item| {
            heading.range.contains(&item.range.start)
                && matches!(item.kind, super::outline::Kind::Formula { .. })
        });
        if formula {
            faults.add(
                place,
                "a heading holds no formula: it becomes an id, a line of the sidebar and of the search",
            );
        }
    }
}

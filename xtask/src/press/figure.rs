//! Figures: an SVG drawn by the crate `figures`, set into the page so that it can see the page's colours.

use std::sync::LazyLock;

use regex::Regex;

use super::expand::Expander;
use super::fragment::Fragment;
use super::mark::Mark;
use super::{escape, label};

static PROLOG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?s)^\s*(?:<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|\s)*").expect("a valid pattern")
});
static ID: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r##"(\bid="|\burl\(#|\bhref="#)([^")]+)"##).expect("a valid pattern"));

impl Expander<'_> {
    /// A figure with its number and caption.
    pub(super) fn figure(&mut self, mark: &Mark, fragment: &Fragment) -> Result<String, String> {
        let mut lines = mark.arguments.lines();
        let path = lines.next().unwrap_or("").trim();
        let (mut alt, mut caption) = (None, None);
        for line in lines {
            let offset = mark.arguments_start + (line.as_ptr() as usize - mark.arguments.as_ptr() as usize);
            let part = |key: &str| {
                let value = line.strip_prefix(key)?;
                let skipped = value.len() - value.trim_start().len();
                Some(fragment.part(offset + key.len() + skipped..offset + line.trim_end().len()))
            };
            if let Some(value) = part("alt:") {
                alt = Some(value);
            } else if let Some(value) = part("caption:") {
                caption = Some(value);
            } else {
                return Err(format!(
                    "figure `{path}`: the line `{line}` is neither `alt: …` nor `caption: …`"
                ));
            }
        }
        let filled = |text: Option<Fragment>, key| {
            text.filter(|text| !text.text.trim().is_empty())
                .ok_or_else(|| format!("figure `{path}` has no `{key}: …`"))
        };
        let (alt, caption) = (filled(alt, "alt")?, filled(caption, "caption")?);
        self.set_figure(path, &alt, &caption)
    }

    fn set_figure(&mut self, path: &str, alt: &Fragment, caption: &Fragment) -> Result<String, String> {
        let file = self.book.workspace.pages().join("figures").join(format!("{path}.svg"));
        let shown = self.book.workspace.relative(&file);
        let svg = std::fs::read_to_string(&file)
            .map_err(|error| format!("figure `{path}`: {shown}: {error}; `cargo xtask figures` draws it"))?;
        let alt = self.plain_text(alt)?;
        let drawing =
            inline(&svg, &path.replace('/', "-"), &alt).map_err(|error| format!("{shown}: {error}"))?;
        let drawing = self.work.vault.block(drawing);
        let caption = self.expand_words(caption);
        let name = format!("fig:{}", path.rsplit('/').next().unwrap_or(path));
        let number = label::text(&name, &self.book.labels.get(&name)?.number);
        Ok(format!(
            "\n<figure class=\"figure\" id=\"{name}\">\n{drawing}\n<figcaption>\n\n\
             <span class=\"caption-number\">{number}</span> {caption}\n\n</figcaption>\n</figure>\n"
        ))
    }

    /// The text of an attribute: words and pins only.
    fn plain_text(&mut self, fragment: &Fragment) -> Result<String, String> {
        let outline = self.check_words(fragment);
        if outline.items.iter().any(|item| matches!(item.kind, super::outline::Kind::Formula { .. })) {
            return Err(
                "an alt text holds words and pins; write the formula as one would read it aloud".to_owned()
            );
        }
        let mut wrong = None;
        let text = super::mark::unmask(&outline.masked, |index| {
            let mark = &outline.marks[index];
            let pinned = self.pin(mark).inspect_err(|error| wrong = Some(error.clone()));
            pinned.map(|pinned| pinned.printed.to_plain()).unwrap_or_default()
        });
        wrong.map_or(Ok(text), Err)
    }
}

/// An SVG file as part of a page: an image with a name, whose ids no other figure has.
///
/// # Errors
/// If it is no SVG.
pub fn inline(file: &str, id: &str, alt: &str) -> Result<String, String> {
    let svg = &file[PROLOG.find(file).map_or(0, |prolog| prolog.end())..];
    let rest = svg.strip_prefix("<svg").ok_or("the file does not start with <svg")?;
    let rest = ID.replace_all(rest, |found: &regex::Captures| format!("{}fig-{id}-{}", &found[1], &found[2]));
    Ok(format!("<svg role=\"img\" aria-label=\"{}\"{}", escape::text(alt), rest.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::inline;

    #[test]
    fn a_drawing_gets_a_name_and_ids_of_its_own() {
        let file = "<?xml version=\"1.0\"?>\n<!-- drawn -->\n<svg viewBox=\"0 0 1 1\"><clipPath id=\"a\"/>\
                    <g clip-path=\"url(#a)\"/><use href=\"#a\"/></svg>\n";
        assert_eq!(
            inline(file, "neuron-gates", "two \"lines\"").unwrap(),
            "<svg role=\"img\" aria-label=\"two &quot;lines&quot;\" viewBox=\"0 0 1 1\">\
             <clipPath id=\"fig-neuron-gates-a\"/><g clip-path=\"url(#fig-neuron-gates-a)\"/>\
             <use href=\"#fig-neuron-gates-a\"/></svg>"
        );
        assert!(inline("<html></html>", "x", "y").is_err());
    }
}

//! Numbers for figures, listings and equations, and the references to them.

use std::collections::BTreeMap;

use super::fault::{Faults, Place};
use super::outline::{Item, Kind};
use super::page::Page;

/// A numbered thing.
#[derive(Debug, Clone)]
pub struct Label {
    /// Its number in the book: `3.2`.
    pub number: String,
    /// The index of its page.
    pub page: usize,
    /// Where it stands.
    pub place: Place,
}

/// Every label of the book.
#[derive(Debug, Default)]
pub struct Labels(BTreeMap<String, Label>);

impl Labels {
    /// Numbers each kind within each chapter, in the order of the pages.
    pub fn number(pages: &[Page], faults: &mut Faults) -> Self {
        let mut labels = Self::default();
        let mut counts: BTreeMap<(String, Option<u32>), usize> = BTreeMap::new();
        for (index, page) in pages.iter().enumerate() {
            for item in &page.outline.items {
                let Some(name) = name(item) else { continue };
                let kind = name.split(':').next().unwrap_or_default().to_owned();
                let count = counts.entry((kind, page.chapter)).or_default();
                *count += 1;
                let number = match page.chapter {
                    Some(chapter) => format!("{chapter}.{count}"),
                    None => count.to_string(),
                };
                let place = page.fragment.place(item.range.start);
                labels.add(name, Label { number, page: index, place }, faults);
            }
        }
        labels
    }

    fn add(&mut self, name: String, label: Label, faults: &mut Faults) {
        if let Some(first) = self.0.get(&name) {
            let message =
                format!("the label `{name}` is already at {}; labels are unique in the book", first.place);
            faults.add(label.place, message);
        } else {
            self.0.insert(name, label);
        }
    }

    /// The label of that name.
    ///
    /// # Errors
    /// If there is none.
    pub fn get(&self, name: &str) -> Result<&Label, String> {
        let names = self.0.keys().map(String::as_str);
        self.0
            .get(name)
            .ok_or_else(|| format!("nothing has the label `{name}`{}", super::alike::suggestion(name, names)))
    }
}

/// The label of an item, if it has one: `fig:gates`, `lst:softmax`, `eq:softmax`.
pub fn name(item: &Item) -> Option<String> {
    match &item.kind {
        Kind::Mark(mark) if mark.name == "figure" => {
            let path = mark.arguments.lines().next().unwrap_or("").trim();
            Some(format!("fig:{}", path.rsplit('/').next().unwrap_or(path)))
        }
        Kind::Listing { info, include } => Some(super::listing::label(info, include)),
        Kind::Formula { label, .. } => label.clone(),
        Kind::Mark(_) => None,
    }
}

/// "Figure 1.2" for a link's text.
pub fn text(name: &str, number: &str) -> String {
    match name.split_once(':').map_or("", |(kind, _)| kind) {
        "fig" => format!("Figure {number}"),
        "eq" => format!("Equation ({number})"),
        _ => format!("Listing {number}"),
    }
}

//! A figure: panels on a grid, in one file that suits a page and a phone.

use svg::Document;
use svg::node::Blob;
use svg::node::element::{Element, Group};

use crate::Panel;
use crate::number::coordinate;
use crate::plot;
use crate::text::TEXT;

/// On a narrow screen the panels stand one below the other, as wide as the screen, so that their text stays readable. The
/// viewBox cannot change with the screen; the aspect ratio of the drawing, the scale of all and the place of each panel can.
const NARROW: &str = "@media (max-width:560px){.fig-stack{aspect-ratio:var(--fig-ratio)}\
.fig-stack .fig-page{transform:scale(var(--fig-scale))}\
.fig-stack .fig-cell{transform:translate(var(--fig-x),var(--fig-y))}}";

/// A phone shows at least this much abreast: text larger than the page's own would shout.
const PHONE: f64 = 340.0;

/// The room between two rows of panels.
const GAP: f64 = 18.0;

/// A figure in the making: a name and panels, set row by row.
#[derive(Debug, Clone)]
pub struct Figure {
    name: String,
    columns: usize,
    phone_columns: Option<usize>,
    width: Option<f64>,
    panels: Vec<Panel>,
}

impl Figure {
    /// An empty figure; the name is `CHAPTER/NAME`, and with it the file's: `figures/CHAPTER/NAME.svg`.
    ///
    /// # Panics
    /// If the name is not of that form, in lower-case letters, digits, `-` and `_`.
    #[track_caller]
    pub fn new(name: &str) -> Self {
        let good = |part: &str| {
            !part.is_empty()
                && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c))
        };
        assert!(
            name.split_once('/').is_some_and(|(chapter, name)| good(chapter) && good(name)),
            "a figure's name is CHAPTER/NAME, found `{name}`"
        );
        Self { name: name.into(), columns: 1, phone_columns: None, width: None, panels: Vec::new() }
    }

    /// How many panels stand abreast (one, unless told) on a page; a phone shows half as many.
    ///
    /// # Panics
    /// If it is zero.
    #[must_use]
    #[track_caller]
    pub fn columns(mut self, columns: usize) -> Self {
        assert!(columns > 0, "a figure has at least one column");
        self.columns = columns;
        self
    }

    /// How many panels stand abreast on a phone, in place of half as many as on a page.
    ///
    /// # Panics
    /// If it is zero.
    #[must_use]
    #[track_caller]
    pub fn phone_columns(mut self, columns: usize) -> Self {
        assert!(columns > 0, "a figure has at least one column");
        self.phone_columns = Some(columns);
        self
    }

    /// The width of the whole figure, in place of 460 for one column and 680 for more; the text's size is 17.
    #[must_use]
    pub fn width(mut self, width: f64) -> Self {
        self.width = Some(width);
        self
    }

    /// Adds a panel: rows fill from left to right.
    #[must_use]
    pub fn panel(mut self, panel: Panel) -> Self {
        self.panels.push(panel);
        self
    }

    /// Adds several panels.
    #[must_use]
    pub fn panels(mut self, panels: impl IntoIterator<Item = Panel>) -> Self {
        self.panels.extend(panels);
        self
    }

    /// `CHAPTER/NAME`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole file: the same bytes on every run.
    ///
    /// # Panics
    /// If the figure has no panel.
    #[track_caller]
    pub fn svg(&self) -> String {
        assert!(!self.panels.is_empty(), "the figure `{}` has no panel", self.name);
        let width = self.width.unwrap_or(if self.columns == 1 { 460.0 } else { 680.0 });
        let phone_columns = self.phone_columns.unwrap_or(self.columns.div_ceil(2)).min(self.columns);
        let cell = width / self.columns as f64;
        let page = grid(&self.heights(cell), self.columns);
        let heights: Vec<f64> = page.places.iter().map(|place| place.height).collect();
        let phone = grid(&heights, phone_columns);

        let mut sheet = Group::new().set("class", "fig-page");
        for (panel, (on_page, on_phone)) in self.panels.iter().zip(page.places.iter().zip(&phone.places)) {
            sheet = sheet.add(placed(plot::draw(panel, cell, on_page.height), cell, on_page, on_phone));
        }
        let mut style = "max-width:100%;height:auto;font-variant-numeric:lining-nums".to_owned();
        let mut document = Document::new().set("class", "fig");
        if phone_columns < self.columns {
            let phone_width = (cell * phone_columns as f64).max(PHONE);
            let scale = coordinate(width / phone_width);
            let ratio = format!("{}/{}", coordinate(phone_width), coordinate(phone.height));
            style += &format!(";--fig-ratio:{ratio};--fig-scale:{scale}");
            document = stacked(document);
        }
        let [width, height] = [width, page.height].map(coordinate);
        let document = document
            .set("viewBox", format!("0 0 {width} {height}"))
            .set("width", width)
            .set("height", height)
            .set("font-family", "inherit")
            .set("font-size", TEXT)
            .set("style", style);
        format!("{}\n", document.add(sheet))
    }

    fn heights(&self, cell: f64) -> Vec<f64> {
        self.panels.iter().map(|panel| plot::height(panel, cell)).collect()
    }
}

/// Lets a narrow screen set the panels anew.
fn stacked(document: Document) -> Document {
    let mut narrow = Element::new("style");
    svg::Node::append(&mut narrow, Blob::new(NARROW));
    document.set("class", "fig fig-stack").set("preserveAspectRatio", "xMinYMin meet").add(narrow)
}

/// Where panels of these heights stand when so many stand abreast; the rows are as high as their highest panel.
fn grid(heights: &[f64], columns: usize) -> Grid {
    let mut grid = Grid { places: Vec::new(), height: 0.0 };
    for row in heights.chunks(columns) {
        let y = if grid.places.is_empty() { 0.0 } else { grid.height + GAP };
        let height = row.iter().copied().fold(0.0, f64::max);
        grid.places.extend((0..row.len()).map(|column| Place {
            abreast: columns,
            column: column as f64,
            y,
            height,
        }));
        grid.height = y + height;
    }
    grid
}

struct Grid {
    places: Vec<Place>,
    height: f64,
}

struct Place {
    abreast: usize,
    column: f64,
    y: f64,
    height: f64,
}

fn placed(panel: Group, cell: f64, page: &Place, phone: &Place) -> Group {
    let inset = ((PHONE - cell * phone.abreast as f64) / 2.0).max(0.0);
    panel
        .set("class", "fig-cell")
        .set("transform", format!("translate({} {})", coordinate(page.column * cell), coordinate(page.y)))
        .set(
            "style",
            format!(
                "--fig-x:{}px;--fig-y:{}px",
                coordinate(inset + phone.column * cell),
                coordinate(phone.y)
            ),
        )
}

//! The colours of the book: the page's variables, never fixed values, so that a figure follows the light and the dark.

/// A colour by its role. Where a page sets the variable, the page's value holds; the fallback is for reading the file alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Text and outlines.
    Ink,
    /// What steps back: ticks, notes, helping lines.
    Muted,
    /// Hairlines of the grid.
    Grid,
    /// The paper.
    Paper,
    /// First category (blue).
    First,
    /// Second category (orange).
    Second,
    /// Third category (green).
    Third,
    /// Fourth category (violet).
    Fourth,
    /// Fifth category (ochre).
    Fifth,
    /// Sixth category (nearly ink).
    Sixth,
    /// A weight below zero.
    Negative,
    /// A weight above zero.
    Positive,
    /// A weight of zero.
    Zero,
}

impl Colour {
    /// The six categories in their order, for small multiples and families of curves.
    pub const CATEGORIES: [Self; 6] =
        [Self::First, Self::Second, Self::Third, Self::Fourth, Self::Fifth, Self::Sixth];

    /// The value for SVG: the page's variable and its fallback.
    pub fn css(self) -> &'static str {
        match self {
            Self::Ink => "var(--fig-fg,#26231e)",
            Self::Muted => "var(--fig-muted,#5d574d)",
            Self::Grid => "var(--fig-grid,#e2dccf)",
            Self::Paper => "var(--fig-bg,#fcfaf5)",
            Self::First => "var(--fig-1,#276096)",
            Self::Second => "var(--fig-2,#e06a2a)",
            Self::Third => "var(--fig-3,#489c80)",
            Self::Fourth => "var(--fig-4,#af64db)",
            Self::Fifth => "var(--fig-5,#825910)",
            Self::Sixth => "var(--fig-6,#38332f)",
            Self::Negative => "var(--fig-neg,#b5431a)",
            Self::Positive => "var(--fig-pos,#0f5f9f)",
            Self::Zero => "var(--fig-zero,#f3eee3)",
        }
    }

    /// The value for text: a category's colour is drawn towards the ink, since letters need more contrast than lines.
    pub(crate) fn text_css(self) -> String {
        match self {
            Self::Ink | Self::Muted | Self::Grid | Self::Paper | Self::Zero => self.css().into(),
            _ => format!("color-mix(in oklab,{} 65%,{})", self.css(), Self::Ink.css()),
        }
    }

    /// A dashed line in this colour.
    pub fn dashed(self) -> Stroke {
        Stroke::from(self).dashed()
    }

    /// A thin line in this colour.
    pub fn thin(self) -> Stroke {
        Stroke::from(self).thin()
    }
}

/// How a line is drawn. A [`Colour`] alone is a solid line of normal width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    pub(crate) colour: Colour,
    pub(crate) width: f64,
    pub(crate) dashes: bool,
}

impl Stroke {
    /// The same line, dashed.
    #[must_use]
    pub fn dashed(self) -> Self {
        Self { dashes: true, ..self }
    }

    /// The same line, thin: for helping lines.
    #[must_use]
    pub fn thin(self) -> Self {
        Self { width: 1.2, ..self }
    }
}

impl From<Colour> for Stroke {
    fn from(colour: Colour) -> Self {
        Self { colour, width: 2.25, dashes: false }
    }
}

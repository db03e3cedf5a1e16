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
    /// Second category (vermilion).
    Second,
    /// Third category (green).
    Third,
    /// Fourth category (purple).
    Fourth,
    /// Fifth category (ochre).
    Fifth,
    /// Sixth category (magenta).
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
            Self::Ink => "var(--fig-fg,#1f2328)",
            Self::Muted => "var(--fig-muted,#59636e)",
            Self::Grid => "var(--fig-grid,#d8dde3)",
            Self::Paper => "var(--fig-bg,#ffffff)",
            Self::First => "var(--fig-1,#0b62b0)",
            Self::Second => "var(--fig-2,#b83a0c)",
            Self::Third => "var(--fig-3,#0e7257)",
            Self::Fourth => "var(--fig-4,#7b3fc4)",
            Self::Fifth => "var(--fig-5,#8a5a00)",
            Self::Sixth => "var(--fig-6,#b01c5b)",
            Self::Negative => "var(--fig-neg,#b83a0c)",
            Self::Positive => "var(--fig-pos,#0b62b0)",
            Self::Zero => "var(--fig-zero,#f2f3f5)",
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

//! A piece of markdown that knows where it came from.

use super::fault::Place;

/// Markdown text and its origin: a page, a caption inside a page, or a field of a table.
#[derive(Debug, Clone)]
pub struct Fragment {
    /// The file, from the workspace's root.
    pub file: String,
    /// The line of the file on which the text starts.
    pub first_line: usize,
    /// The markdown.
    pub text: String,
}

impl Fragment {
    /// A whole file.
    pub fn page(file: impl Into<String>, text: impl Into<String>) -> Self {
        Self { file: file.into(), first_line: 1, text: text.into() }
    }

    /// Where byte `offset` of the text stands.
    pub fn place(&self, offset: usize) -> Place {
        Place::line(&self.file, self.first_line + self.newlines_before(offset))
    }

    /// Part of this text as a fragment of its own.
    pub fn part(&self, range: std::ops::Range<usize>) -> Self {
        Self {
            file: self.file.clone(),
            first_line: self.first_line + self.newlines_before(range.start),
            text: self.text[range].to_owned(),
        }
    }

    /// The line of text around byte `offset`, without its newline.
    pub fn line_at(&self, offset: usize) -> &str {
        let start = self.text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
        self.text[start..].lines().next().unwrap_or("")
    }

    fn newlines_before(&self, offset: usize) -> usize {
        self.text[..offset].matches('\n').count()
    }
}

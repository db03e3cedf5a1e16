//! A small book in a folder of its own, which a test fills, renders and looks at.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use xtask::Workspace;
use xtask::press::{self, ApiDocs, BookError};

/// A workspace with one chapter's crate, its snapshots, a figure, the tables, and the pages of a book.
pub struct Fixture {
    folder: TempDir,
}

const SUMMARY: &str = "# Summary\n\n[Preface](index.md)\n\n- [The loss](01-loss.md)\n- [Later]()\n\n---\n\n\
                       [Notation](notation.md)\n[Errata](errata.md)\n[Bibliography](bibliography.md)\n[Verified](verified.md)\n";

const SOURCE: &str = "//! The chapter.\n\nmod inner {\n    // ANCHOR: softmax\n    /// Softmax.\n    pub fn softmax(z: f64) -> f64 {\n        \
                      // ANCHOR: body\n        z.exp()\n        // ANCHOR_END: body\n    }\n    // ANCHOR_END: softmax\n\n    // \
                      ANCHOR: empty\n    // ANCHOR_END: empty\n}\n";

const VALUES: &str = "{\n  \"source\": \"S2 LOSS-16\",\n  \"probabilities\": [0.319123, 0.321044, 0.359833],\n  \"loss\": 1.136155,\n  \
                      \"tiny\": 5.39273e-10,\n  \"count\": 60000,\n  \"shift\": -0.5,\n  \"nothing\": null\n}\n";

const OUTPUT: &str = "$ cargo run --release -p loss --example gates\naccuracy 0.98 of <all>\n";

const SVG: &str = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\">\
                   <clipPath id=\"box\"><rect width=\"2\" height=\"1\"/></clipPath><g clip-path=\"url(#box)\"/></svg>\n";

impl Fixture {
    /// A book without faults: every page is there and says little.
    pub fn new() -> Self {
        let fixture = Self { folder: TempDir::new().expect("a temporary folder") };
        let files = [
            (
                "book.toml",
                "[book]\ntitle = \"Fixture\"\nsrc = \"book/src\"\n[build]\nbuild-dir = \"target/book\"\n[output.html]\n",
            ),
            ("book/src/SUMMARY.md", SUMMARY),
            ("book/src/index.md", "# Preface\n"),
            ("book/src/01-loss.md", "# The loss\n"),
            ("book/src/notation.md", "# Notation\n\n{{#notation}}\n"),
            ("book/src/errata.md", "# Errata\n\n{{#errata}}\n"),
            ("book/src/bibliography.md", "# Bibliography\n\n{{#bibliography}}\n"),
            ("book/src/verified.md", "# Verified numbers\n\n{{#verified-numbers}}\n"),
            ("book/src/figures/loss/curve.svg", SVG),
            ("book/results/digits.json", "{ \"figures\": { \"test_accuracy\": 0.9832 } }"),
            ("chapters/01-loss/Cargo.toml", "[package]\nname = \"loss\"\nversion = \"0.1.0\"\n"),
            ("chapters/01-loss/src/lib.rs", SOURCE),
            (
                "chapters/01-loss/tests/slides.rs",
                "//! Numbers.\n\n#[test]\nfn err_3_entropy() { pins::pin!(\"softmax\", {}); }\n",
            ),
            ("chapters/01-loss/tests/examples.rs", "//! Outputs.\n"),
            ("chapters/01-loss/tests/snapshots/slides__softmax.json", VALUES),
            ("chapters/01-loss/tests/snapshots/examples__gates.txt", OUTPUT),
            (
                "book/errata.toml",
                "[[erratum]]\nid = \"ERR-3\"\nplace = \"S2 l.969\"\nsays = 'The sum is $0.456$.'\n\
                 truth = 'It is $\\frac12$.'\nchapter = \"loss\"\ntest = \"loss::slides::err_3_entropy\"\n",
            ),
            (
                "book/notation.toml",
                "[[symbol]]\nsymbol = '\\hat y'\nmeaning = \"the *output*\"\nidentifier = \"loss::softmax\"\nchapter = \"loss\"\n",
            ),
            (
                "book/bibliography.toml",
                "[[entry]]\nkey = \"rosenblatt1958\"\nauthors = [\"F. Rosenblatt\"]\nyear = 1958\ntitle = \"The perceptron\"\n\
                 doi = \"10.1037/h0042519\"\n[[entry]]\nkey = \"S2\"\nauthors = []\ntitle = \"A lecture\"\n",
            ),
        ];
        for (path, text) in files {
            fixture.write(path, text);
        }
        fixture
    }

    /// The same with a chapter of this text under its heading (which is line 1; the text starts on line 3).
    pub fn with_chapter(text: &str) -> Self {
        let fixture = Self::new();
        fixture.write("book/src/01-loss.md", &format!("# The loss\n\n{text}\n"));
        fixture
    }

    /// Writes a file, from the workspace's root.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// A path inside the workspace.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Renders the book.
    pub fn render(&self) -> anyhow::Result<()> {
        press::render(&Workspace::new(self.folder.path()), ApiDocs::Keep)
    }

    /// A page of the rendered book.
    pub fn page(&self, path: &str) -> String {
        fs::read_to_string(self.path("target/book").join(path)).expect("a rendered page")
    }

    /// Renders a book that has no faults and returns its chapter.
    pub fn chapter(&self) -> String {
        self.render().expect("a book without faults");
        self.page("01-loss.html")
    }

    /// Renders a book that has faults and returns them, a line each.
    pub fn faults(&self) -> Vec<String> {
        let error = self.render().expect_err("a book with faults");
        match error.downcast::<BookError>() {
            Ok(error) => error.faults.iter().map(ToString::to_string).collect(),
            Err(other) => vec![format!("{other:#}")],
        }
    }
}

//! The prose of chapters 1 to 6, from the pages of the book itself.

use std::fs;
use std::path::{Path, PathBuf};

use experiment::Failure;
use lstm::{encode, prose};

/// The chapters that are read: the page `NAME.md` and all pages of the folder `NAME`, by name.
const CHAPTERS: [&str; 6] = [
    "01-neuron",
    "02-activations",
    "03-loss",
    "04-gradient-descent",
    "05-backprop",
    "06-optimizers",
];

/// Characters to learn from, and characters that are kept back.
pub struct Text {
    /// The first nine tenths of every chapter.
    pub train: Vec<usize>,
    /// The last tenth of every chapter.
    pub unseen: Vec<usize>,
}

impl Text {
    /// A number that another text is most unlikely to have.
    pub fn fingerprint(&self) -> u64 {
        let mix = |hash: u64, &number: &usize| {
            (hash ^ number as u64).wrapping_mul(0x0100_0000_01b3)
        };
        self.train.iter().chain(&self.unseen).fold(0xcbf2_9ce4_8422_2325, mix)
    }
}

/// Reads the pages beside this crate, wherever the program is started.
pub fn of_the_book() -> Result<Text, Failure> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../book/src");
    let mut text = Text { train: Vec::new(), unseen: Vec::new() };
    for chapter in CHAPTERS {
        let mut numbers = Vec::new();
        for page in pages(&source, chapter)? {
            let markdown = fs::read_to_string(&page)
                .map_err(|error| format!("{}: {error}", page.display()))?;
            numbers.extend(encode(&prose(&markdown)));
        }
        let (train, unseen) = numbers.split_at(numbers.len() * 9 / 10);
        text.train.extend(train);
        text.unseen.extend(unseen);
    }
    Ok(text)
}

fn pages(source: &Path, chapter: &str) -> Result<Vec<PathBuf>, Failure> {
    let folder = source.join(chapter);
    let entries = fs::read_dir(&folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut pages = vec![source.join(format!("{chapter}.md"))];
    for entry in entries {
        let page = entry?.path();
        if page.extension().is_some_and(|extension| extension == "md") {
            pages.push(page);
        }
    }
    pages[1..].sort();
    Ok(pages)
}

/// Prints a text in lines of at most 66 characters.
pub fn print_wrapped(text: &str) {
    for paragraph in text.lines() {
        let mut line = String::from(" ");
        for word in paragraph.split_whitespace() {
            if line.len() + 1 + word.len() > 66 {
                println!("{line}");
                line = String::from(" ");
            }
            line = line + " " + word;
        }
        println!("{line}");
    }
}

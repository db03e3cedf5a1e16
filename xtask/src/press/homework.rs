//! A chapter's exercises on a page, and the table of all of them, made of the sources that students and graders get.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::expand::Expander;
use super::fault::{Faults, Place};
use super::{escape, listing};
use crate::Workspace;
use crate::homework::chapter::{Chapter, Exercise, Kind};
use crate::homework::marked::{Marked, Region};
use crate::homework::render;

/// A link of rustdoc: `` [`Layer`] `` or `` [`Layer`](backprop::Layer) ``.
static DOC_LINK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\[(`[^`\]]+`)\](?:\(([^)\s]*)\))?").expect("a valid pattern"));

/// Reads what every chapter sets; a list that cannot be read is a fault.
pub fn load(workspace: &Workspace, faults: &mut Faults) -> Vec<Chapter> {
    Chapter::all(workspace).unwrap_or_else(|error| {
        faults.add(Place::file("homework"), format!("{error:#}"));
        Vec::new()
    })
}

impl Expander<'_> {
    /// The exercises of a chapter.
    pub(super) fn homework(&mut self, name: &str) -> Result<String, String> {
        let chapters = &self.book.homework;
        let chapter = chapters.iter().find(|chapter| chapter.name == name).ok_or_else(|| {
            let alike = super::alike::suggestion(name, chapters.iter().map(|chapter| chapter.name.as_str()));
            format!("no homework `{name}`: there is no homework/{name}/homework.toml{alike}")
        })?;
        let mut text = format!("\n<p class=\"homework-sum\">{}</p>\n", sum(chapter));
        for exercise in &chapter.exercises {
            text.push_str(&self.exercise(chapter, exercise)?);
        }
        Ok(text)
    }

    fn exercise(&mut self, chapter: &Chapter, exercise: &Exercise) -> Result<String, String> {
        let source = chapter.source(exercise).map_err(|error| format!("{error:#}"))?;
        let source = source.map_err(|fault| fault.to_string())?;
        let number = render::number(&exercise.name);
        let stub = render::stub(&source, &exercise.name);
        let (specification, code) = parted(&stub);
        let mut text = format!(
            "\n## {} {} {{#{number}}}\n{}\n{specification}\n",
            shown_number(number),
            escape::markdown(&exercise.title),
            self.exercise_card(chapter, exercise)
        );
        text.push_str(&format!(
            "\n<figure class=\"listing\">\n<figcaption><span class=\"caption-number\">{}</span> <span class=\"source-link\">{}</span></figcaption>\n\n{}\n</figure>\n",
            if exercise.kind == Kind::Bug { "To mend" } else { "To fill in" },
            source.file,
            listing::fence("rust,ignore", &code)
        ));
        text.push_str(&folded("hint", "Hint", &markdown(&render::hint(&source))));
        text.push_str(&folded("solution", "Solution", &self.solution(&source)));
        Ok(text)
    }

    fn exercise_card(&mut self, chapter: &Chapter, exercise: &Exercise) -> String {
        let tests = format!("tests/exercises/{}.rs", exercise.name);
        let link = self.source_link(&format!("homework/{}/{tests}", chapter.name), 1);
        let kind = match exercise.kind {
            Kind::Code => "",
            Kind::Paper => ", pen and paper",
            Kind::Bug => ", find the bug",
        };
        format!(
            "\n<dl class=\"chapter-card\">\n\
             <div><dt>Time</dt><dd>{} minutes, {}{kind}</dd></div>\n\
             <div><dt>Worth</dt><dd>{}</dd></div>\n\
             <div><dt>Command</dt><dd><code>cargo test -p {} {}</code></dd></div>\n\
             <div><dt>Tests</dt><dd><a href=\"{link}\"><code>{tests}</code></a></dd></div>\n\
             </dl>\n",
            exercise.minutes,
            exercise.difficulty.word(),
            points(exercise.points),
            chapter.package,
            render::number(&exercise.name),
        )
    }

    /// What goes into each region, and the way to the source with the mistakes that the tests find.
    fn solution(&mut self, source: &Marked) -> String {
        let regions: Vec<&Region> = source.regions().collect();
        let mut text = String::new();
        for region in &regions {
            if regions.len() > 1 {
                text.push_str(&format!("In `{}`:\n\n", region.function));
            }
            text.push_str(&listing::fence("rust,ignore", &dedented(&region.solution)));
            text.push('\n');
        }
        let line = regions.first().map_or(1, |region| region.line);
        let link = self.source_link(&source.file, line);
        text + &format!("[Its source, with the mistakes that the tests find]({link})")
    }

    /// Every chapter with homework: how long to read it, how many exercises, how long these take, how many points.
    pub(super) fn homework_table(&self) -> String {
        let chapters = &self.book.homework;
        let mut text =
            "\n| | chapter | reading | exercises | homework | points |\n|--:|---|--:|--:|--:|--:|\n"
                .to_owned();
        let mut all = 0;
        for chapter in chapters {
            let page = self.book.pages.iter().find(|page| page.path == format!("{}.md", chapter.name));
            let reading = page.map_or(0, |page| self.book.length(page).minutes());
            all += reading;
            let title = page.map_or(chapter.name.as_str(), |page| &page.title);
            let number = chapter.number().trim_start_matches('0');
            text.push_str(&row(number, &self.titled(chapter, title), reading, std::slice::from_ref(chapter)));
        }
        text + &row("", "**all**", all, chapters)
    }

    /// A chapter's title, linked to its page of homework where there is one.
    fn titled(&self, chapter: &Chapter, title: &str) -> String {
        let title = escape::markdown(title);
        match self.book.page_with("homework", &chapter.name) {
            Ok(page) => format!("[{title}]({}{})", self.page.to_root(), page.path),
            Err(_) => title,
        }
    }
}

fn row(number: &str, title: &str, reading: usize, chapters: &[Chapter]) -> String {
    let (count, minutes, points) = totals(chapters);
    format!("| {number} | {title} | {reading} min | {count} | {minutes} min | {points} |\n")
}

/// How many exercises, minutes and points.
fn totals(chapters: &[Chapter]) -> (usize, u32, u32) {
    let exercises = || chapters.iter().flat_map(|chapter| &chapter.exercises);
    (
        exercises().count(),
        exercises().map(|exercise| exercise.minutes).sum(),
        exercises().map(|exercise| exercise.points).sum(),
    )
}

fn sum(chapter: &Chapter) -> String {
    let (count, minutes, worth) = totals(std::slice::from_ref(chapter));
    let exercises = if count == 1 { "1 exercise".to_owned() } else { format!("{count} exercises") };
    format!("{exercises}, about {minutes} minutes, {}", points(worth))
}

fn points(points: u32) -> String {
    if points == 1 { "1 point".to_owned() } else { format!("{points} points") }
}

/// `5.2` of `ex05_2`.
fn shown_number(number: &str) -> String {
    number.trim_start_matches("ex").trim_start_matches('0').replace('_', ".")
}

/// The specification in the page's markdown, and the code below it.
fn parted(file: &str) -> (String, String) {
    let documentation: Vec<String> =
        file.lines().take_while(|line| line.starts_with("//!")).map(render::documented).collect();
    let code: Vec<&str> = file.lines().skip(documentation.len()).collect();
    (markdown(&documentation), code.join("\n").trim().to_owned())
}

/// Documentation as a page shows it: its headings are lines in bold, its links into the documentation are code.
fn markdown(lines: &[String]) -> String {
    let mut in_code = false;
    let line = |line: &String| {
        in_code ^= line.trim_start().starts_with("```");
        match line.strip_prefix("# ") {
            _ if in_code => line.clone(),
            Some(heading) => format!("**{heading}**"),
            None => DOC_LINK.replace_all(line, unlinked).into_owned(),
        }
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn unlinked(link: &Captures) -> String {
    match link.get(2) {
        Some(address) if address.as_str().starts_with("http") => link[0].to_owned(),
        _ => link[1].to_owned(),
    }
}

/// What the reader opens.
fn folded(class: &str, summary: &str, markdown: &str) -> String {
    format!("\n<details class=\"{class}\">\n<summary>{summary}</summary>\n\n{markdown}\n\n</details>\n")
}

/// Lines without the indentation that all of them share.
fn dedented(lines: &[String]) -> String {
    let full = lines.iter().filter(|line| !line.trim().is_empty());
    let indent = full.map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    lines.iter().map(|line| format!("{}\n", line.get(indent..).unwrap_or(""))).collect()
}

#[cfg(test)]
mod tests {
    use super::{dedented, markdown, parted, shown_number};

    fn lines(lines: &[&str]) -> Vec<String> {
        lines.iter().map(|&line| line.to_owned()).collect()
    }

    #[test]
    fn documentation_becomes_markdown_of_a_page() {
        let text = markdown(&lines(&[
            "See [`Layer`](backprop::Layer), [`new`] and [`paper`](https://a.b).",
            "# Shapes",
            "```text",
            "# [`no`]",
            "```",
        ]));
        let expected = "See `Layer`, `new` and [`paper`](https://a.b).\n**Shapes**\n```text\n# [`no`]\n```";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_file_is_its_specification_and_its_code() {
        let (specification, code) = parted("//! One.\n//!\n//! Two.\n\nuse x;\n\nfn a() {}\n");
        assert_eq!((specification.as_str(), code.as_str()), ("One.\n\nTwo.", "use x;\n\nfn a() {}"));
    }

    #[test]
    fn code_and_numbers_are_shown_short() {
        assert_eq!(dedented(&lines(&["    if a {", "        b", "", "    }"])), "if a {\n    b\n\n}\n");
        assert_eq!(shown_number("ex05_2"), "5.2");
        assert_eq!(shown_number("ex10_3"), "10.3");
    }
}

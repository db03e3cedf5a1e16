//! What becomes of a marked source: the student's file, the solution, and the file that is all of its variants at once.

use super::marked::{Marked, Part, Region};

/// The heading of the part of the specification that a student's file does not hold.
const HINT: &str = "//! # Hint";

/// The function that [`variants`] asks which of them to be.
pub const CHOOSER: &str = "homework_variant";

/// The file as the student gets it: stubs, and no hint.
pub fn stub(source: &Marked, exercise: &str) -> String {
    let text = put_together(source, |region| stub_of(region, exercise));
    without_hint(&text)
}

/// The file with the solution and without the marks.
pub fn solution(source: &Marked) -> String {
    put_together(source, |region| region.solution.clone())
}

/// The file with the code of mutant `chosen`, counted from 0 over all regions, and the solution elsewhere.
pub fn mutant(source: &Marked, chosen: usize) -> String {
    let mut first = 0;
    put_together(source, |region| {
        let code = chosen.checked_sub(first).and_then(|index| region.mutants.get(index));
        first += region.mutants.len();
        code.map_or_else(|| region.solution.clone(), |mutant| mutant.code.clone())
    })
}

/// The file in which each region asks [`CHOOSER`] which mutant to be: 0 is the solution, k the k-th mutant of the file.
pub fn variants(source: &Marked, exercise: &str) -> String {
    let mut before = 0;
    put_together(source, |region| {
        let lines = all_of(region, exercise, before);
        before += region.mutants.len();
        lines
    })
}

fn put_together(source: &Marked, mut region_code: impl FnMut(&Region) -> Vec<String>) -> String {
    let mut text = String::new();
    for part in &source.parts {
        let lines = match part {
            Part::Given(line) => vec![line.clone()],
            Part::Region(region) => region_code(region),
        };
        for line in lines {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}

fn stub_of(region: &Region, exercise: &str) -> Vec<String> {
    let usual = || vec![format!("{}todo!(\"{}: {}\")", region.indent, number(exercise), region.function)];
    region.stub.clone().unwrap_or_else(usual)
}

/// `ex02_1` of `ex02_1_softplus`.
pub fn number(exercise: &str) -> &str {
    let end = exercise.match_indices('_').nth(1).map_or(exercise.len(), |(at, _)| at);
    &exercise[..end]
}

fn all_of(region: &Region, exercise: &str, before: usize) -> Vec<String> {
    let indent = &region.indent;
    let mut lines = vec![format!("{indent}match crate::{CHOOSER}(\"{exercise}\") {{")];
    for (index, mutant) in region.mutants.iter().enumerate() {
        lines.push(format!("{indent}{} => {{", before + index + 1));
        lines.extend(mutant.code.iter().cloned());
        lines.push(format!("{indent}}}"));
    }
    lines.push(format!("{indent}_ => {{"));
    lines.extend(region.solution.iter().cloned());
    lines.push(format!("{indent}}}"));
    lines.push(format!("{indent}}}"));
    lines
}

/// What chooses: the variable `HOMEWORK_VARIANT=exercise=number`, read once.
pub fn chooser() -> String {
    format!(
        r#"
#[doc(hidden)]
pub fn {CHOOSER}(exercise: &str) -> usize {{
    static CHOSEN: std::sync::OnceLock<Option<(String, usize)>> = std::sync::OnceLock::new();
    let chosen = CHOSEN.get_or_init(|| {{
        let variable = std::env::var("HOMEWORK_VARIANT").ok()?;
        let (exercise, number) = variable.split_once('=').expect("exercise=number");
        Some((exercise.to_owned(), number.parse().expect("a number")))
    }});
    chosen.as_ref().map_or(0, |(chosen, number)| if chosen == exercise {{ *number }} else {{ 0 }})
}}
"#
    )
}

/// The lines of the hint, without slashes.
pub fn hint(source: &Marked) -> Vec<String> {
    let text = solution(source);
    let hint = text.lines().skip_while(|line| line.trim_end() != HINT).skip(1);
    hint.take_while(|line| belongs_to_hint(line)).map(documented).collect()
}

/// Documentation of the file without its slashes.
pub fn documented(line: &str) -> String {
    let text = line.strip_prefix("//!").unwrap_or(line);
    text.strip_prefix(' ').unwrap_or(text).to_owned()
}

/// A hint goes to the next heading or the end of the module's documentation.
fn belongs_to_hint(line: &str) -> bool {
    line.starts_with("//!") && !line.starts_with("//! # ")
}

/// The text up to the hint, and from its end on.
fn without_hint(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.trim_end() == HINT {
            inside = true;
            while kept.last().is_some_and(|line| line.trim_end() == "//!") {
                kept.pop();
            }
        } else if inside && !belongs_to_hint(line) {
            inside = false;
            kept.extend(line.starts_with("//!").then_some("//!"));
        }
        if !inside {
            kept.push(line);
        }
    }
    kept.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::super::marked::{Marked, parse};
    use super::{mutant, number, solution, stub, variants};

    fn marked() -> Marked {
        let text = "\
//! Twice and thrice.
//!
//! # Hint
//!
//! Add.

pub fn twice(x: f64) -> f64 {
    //~ solution
    x + x
    //~ mutant squares
    // x * x
    //~ mutant nothing
    // x
    //~ end
}

pub fn thrice(x: f64) -> f64 {
    //~ solution
    3.0 * x
    //~ stub
    // 2.0 * x
    //~ mutant cubes
    // x * x * x
    //~ end
}
";
        parse("a.rs", text).expect("well marked")
    }

    fn file(head: &str, twice: &str, thrice: &str) -> String {
        format!(
            "{head}\n\npub fn twice(x: f64) -> f64 {{\n    {twice}\n}}\n\npub fn thrice(x: f64) -> f64 {{\n    {thrice}\n}}\n"
        )
    }

    #[test]
    fn the_student_gets_stubs_and_no_hint() {
        let expected = file("//! Twice and thrice.", "todo!(\"ex01_2: twice\")", "2.0 * x");
        assert_eq!(stub(&marked(), "ex01_2_more"), expected);
    }

    const HEAD: &str = "//! Twice and thrice.\n//!\n//! # Hint\n//!\n//! Add.";

    #[test]
    fn the_hint_can_be_shown_apart() {
        assert_eq!(super::hint(&marked()), ["", "Add."]);
    }

    #[test]
    fn the_solution_has_no_marks() {
        assert_eq!(solution(&marked()), file(HEAD, "x + x", "3.0 * x"));
    }

    #[test]
    fn a_mutant_replaces_its_own_region_only() {
        assert_eq!(mutant(&marked(), 1), file(HEAD, "x", "3.0 * x"));
        assert_eq!(mutant(&marked(), 2), file(HEAD, "x + x", "x * x * x"));
    }

    #[test]
    fn the_variants_are_counted_over_the_regions() {
        let text = variants(&marked(), "ex01_2_more");
        let second = text.split("fn thrice").nth(1).expect("the second function");
        let arms: Vec<&str> = second.lines().map(str::trim).collect();
        let expected =
            ["match crate::homework_variant(\"ex01_2_more\") {", "3 => {", "x * x * x", "}", "_ => {"];
        assert_eq!(arms[1..6], expected);
    }

    #[test]
    fn a_hint_ends_where_another_heading_starts() {
        let text = "//! One.\n//!\n//! # Hint\n//!\n//! Secret.\n//!\n//! # Shapes\n//!\n//! 2\n\nuse x;\n";
        assert_eq!(super::without_hint(text), "//! One.\n//!\n//! # Shapes\n//!\n//! 2\n\nuse x;\n");
    }

    #[test]
    fn an_exercise_is_called_by_its_number() {
        assert_eq!(number("ex02_1_softplus_again"), "ex02_1");
        assert_eq!(number("ex02_1"), "ex02_1");
    }
}

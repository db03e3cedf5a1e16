//! The marked source of an exercise: specification, solution, stub and wrong solutions in one file.
//!
//! ```text
//! pub fn double(x: f64) -> f64 {
//!     //~ solution
//!     2.0 * x
//!     //~ stub
//!     // todo!("ex01_1: twice {x}")
//!     //~ mutant squares instead
//!     // x * x
//!     //~ end
//! }
//! ```
//!
//! What stands between `//~ solution` and `//~ end` is a region. A file compiles as it stands, with the solution.

use crate::press::{Fault, Place};

/// A file, cut at its marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The file, from the workspace's root.
    pub file: String,
    /// Lines that everybody gets, and regions, in the order of the file.
    pub parts: Vec<Part>,
}

/// A piece of a marked source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A line that student, teacher and mutant share.
    Given(String),
    /// What the student writes.
    Region(Region),
}

/// A place where the student writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// The line of its first mark.
    pub line: usize,
    /// The blanks before its first mark.
    pub indent: String,
    /// The function that it stands in.
    pub function: String,
    /// The right code.
    pub solution: Vec<String>,
    /// What the student finds there, where it is not the usual `todo!`.
    pub stub: Option<Vec<String>>,
    /// Wrong codes, which the tests must find out.
    pub mutants: Vec<Mutant>,
}

/// A mistake that a student would make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// The line of its mark.
    pub line: usize,
    /// What it does wrong.
    pub name: String,
    /// The code, for the place of its region's solution.
    pub code: Vec<String>,
}

impl Marked {
    /// The regions, in order.
    pub fn regions(&self) -> impl Iterator<Item = &Region> {
        self.parts.iter().filter_map(|part| match part {
            Part::Region(region) => Some(region),
            Part::Given(_) => None,
        })
    }

    /// The mutants of all regions, in order.
    pub fn mutants(&self) -> impl Iterator<Item = &Mutant> {
        self.regions().flat_map(|region| &region.mutants)
    }
}

/// Cuts `text` at its marks.
///
/// # Errors
/// If a mark is unknown or out of place, the code of a stub or a mutant is no comment, or there is no region: with the line.
pub fn parse(file: &str, text: &str) -> Result<Marked, Fault> {
    let mut parser = Parser { file, parts: Vec::new(), open: None, function: String::new() };
    for (index, line) in text.lines().enumerate() {
        let line_number = index + 1;
        parser.line(line_number, line).map_err(|message| at(file, line_number, message))?;
    }
    if let Some((region, _)) = parser.open {
        return Err(at(file, region.line, "this region has no `//~ end`"));
    }
    let marked = Marked { file: file.to_owned(), parts: parser.parts };
    if marked.regions().next().is_none() {
        return Err(Fault {
            place: Place::file(file),
            message: "no region: `//~ solution` … `//~ end`".into(),
        });
    }
    Ok(marked)
}

fn at(file: &str, line: usize, message: impl Into<String>) -> Fault {
    Fault { place: Place::line(file, line), message: message.into() }
}

/// To what the lines of an open region belong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Solution,
    Stub,
    Mutant,
}

struct Parser<'a> {
    file: &'a str,
    parts: Vec<Part>,
    open: Option<(Region, Kind)>,
    function: String,
}

impl Parser<'_> {
    fn line(&mut self, number: usize, line: &str) -> Result<(), String> {
        let blanks = line.len() - line.trim_start().len();
        match line.trim().strip_prefix("//~") {
            Some(mark) => self.mark(number, &line[..blanks], mark.trim()),
            None => self.text(line),
        }
    }

    fn mark(&mut self, line: usize, indent: &str, mark: &str) -> Result<(), String> {
        let (word, rest) = mark.split_once(' ').unwrap_or((mark, ""));
        match (word, rest.trim()) {
            ("solution", "") => self.start(line, indent),
            ("stub", "") => self.stub(),
            ("mutant", name) => self.mutant(line, name),
            ("end", "") => self.end(),
            _ => Err(format!("unknown mark `//~ {mark}`: solution, stub, mutant NAME or end")),
        }
    }

    fn start(&mut self, line: usize, indent: &str) -> Result<(), String> {
        if self.open.is_some() {
            return Err("a region starts inside a region".into());
        }
        let region = Region {
            line,
            indent: indent.to_owned(),
            function: self.function.clone(),
            solution: Vec::new(),
            stub: None,
            mutants: Vec::new(),
        };
        self.open = Some((region, Kind::Solution));
        Ok(())
    }

    fn stub(&mut self) -> Result<(), String> {
        let (region, into) = self.open.as_mut().ok_or("a stub outside a region")?;
        if region.stub.is_some() {
            return Err("a second stub in one region".into());
        }
        region.stub = Some(Vec::new());
        *into = Kind::Stub;
        Ok(())
    }

    fn mutant(&mut self, line: usize, name: &str) -> Result<(), String> {
        if name.is_empty() {
            return Err(
                "a mutant says in words what it does wrong: `//~ mutant forgets the batch size`".into()
            );
        }
        let known = |part: &Part| matches!(part, Part::Region(region) if has_mutant(region, name));
        let (region, into) = self.open.as_mut().ok_or("a mutant outside a region")?;
        if has_mutant(region, name) || self.parts.iter().any(known) {
            return Err(format!("a second mutant `{name}`"));
        }
        region.mutants.push(Mutant { line, name: name.to_owned(), code: Vec::new() });
        *into = Kind::Mutant;
        Ok(())
    }

    fn end(&mut self) -> Result<(), String> {
        let (region, _) = self.open.take().ok_or("an end without a region")?;
        let empty = |code: &[String]| code.iter().all(|line| line.trim().is_empty());
        if empty(&region.solution) {
            return Err(format!("the solution of the region in {}:{} is empty", self.file, region.line));
        }
        if region.stub.as_deref().is_some_and(empty) {
            return Err("an empty stub: leave `//~ stub` out to get `todo!`".into());
        }
        if let Some(mutant) = region.mutants.iter().find(|mutant| empty(&mutant.code)) {
            return Err(format!("the mutant `{}` has no code", mutant.name));
        }
        self.parts.push(Part::Region(region));
        Ok(())
    }

    fn text(&mut self, line: &str) -> Result<(), String> {
        let Some((region, into)) = &mut self.open else {
            if let Some(name) = function_name(line) {
                name.clone_into(&mut self.function);
            }
            self.parts.push(Part::Given(line.to_owned()));
            return Ok(());
        };
        match into {
            Kind::Solution => region.solution.push(line.to_owned()),
            Kind::Stub => region.stub.get_or_insert_default().push(uncommented(line)?),
            Kind::Mutant => {
                let mutant = region.mutants.last_mut().ok_or("no mutant is open")?;
                mutant.code.push(uncommented(line)?);
            }
        }
        Ok(())
    }
}

fn has_mutant(region: &Region, name: &str) -> bool {
    region.mutants.iter().any(|mutant| mutant.name == name)
}

/// `    //   code` is the code `      code`: the slashes and one blank after them go.
fn uncommented(line: &str) -> Result<String, String> {
    let code = line.trim_start();
    let indent = &line[..line.len() - code.len()];
    match code.strip_prefix("//") {
        Some(code) => Ok(format!("{indent}{}", code.strip_prefix(' ').unwrap_or(code)).trim_end().to_owned()),
        None if code.is_empty() => Ok(String::new()),
        None => Err("each line of a stub or a mutant is a comment: `// code`".into()),
    }
}

/// The name in `pub fn name(` and the like, `None` in a comment.
fn function_name(line: &str) -> Option<&str> {
    let code = line.split("//").next().unwrap_or("");
    let (_, after) =
        code.split_once("fn ").filter(|(before, _)| before.is_empty() || before.ends_with(' '))?;
    let end = after.find(|letter: char| !(letter.is_alphanumeric() || letter == '_'))?;
    (end > 0).then(|| &after[..end])
}

#[cfg(test)]
mod tests {
    use super::{Mutant, Part, parse};

    const DOUBLE: &str = "\
//! Twice.
pub fn double(x: f64) -> f64 {
    //~ solution
    let y = x;
    x + y
    //~ stub
    // todo!(\"ex01_1: twice {x}\")
    //~ mutant squares
    // if x > 0.0 {
    //     x * x
    // }
    //~ end
}
";

    #[test]
    fn a_region_holds_solution_stub_and_mutants() {
        let marked = parse("a.rs", DOUBLE).expect("well marked");
        let region = marked.regions().next().expect("a region");
        assert_eq!((region.line, region.function.as_str()), (3, "double"));
        assert_eq!(region.solution, ["    let y = x;", "    x + y"]);
        assert_eq!(region.stub.as_deref(), Some(&["    todo!(\"ex01_1: twice {x}\")".to_owned()][..]));
        let code = ["    if x > 0.0 {", "        x * x", "    }"].map(String::from).to_vec();
        assert_eq!(region.mutants, [Mutant { line: 8, name: "squares".into(), code }]);
        let given = marked.parts.iter().filter(|part| matches!(part, Part::Given(_))).count();
        assert_eq!(given, 3, "the lines outside stay");
    }

    #[test]
    fn functions_of_a_trait_and_comments_are_told_apart() {
        let text = "/// fn no()\nimpl A for B {\n    fn value<F>(&self, x: F) -> F {\n        //~ solution\n        x\n        //~ end\n    }\n}\n";
        let marked = parse("a.rs", text).expect("well marked");
        assert_eq!(marked.regions().next().expect("a region").function, "value");
    }

    #[track_caller]
    fn refused(text: &str, expected: &str) {
        let fault = parse("a.rs", text).expect_err("refused").to_string();
        assert!(fault.starts_with(expected), "{fault}");
    }

    #[test]
    fn a_wrong_mark_is_told_with_its_line() {
        refused("fn a() {}\n", "a.rs: no region");
        refused("//~ end\n", "a.rs:1: an end without a region");
        refused("//~ stub\n", "a.rs:1: a stub outside");
        refused("//~ mutant x\n", "a.rs:1: a mutant outside");
        refused("\n//~ solutions\n", "a.rs:2: unknown mark `//~ solutions`");
        refused("\n//~ solution\n1\n", "a.rs:2: this region has no");
        refused("//~ solution\n1\n//~ solution\n", "a.rs:3: a region starts inside");
        refused("//~ solution\n\n//~ end\n", "a.rs:3: the solution of the region in a.rs:1 is empty");
        refused("//~ solution\n1\n//~ stub\n//~ end\n", "a.rs:4: an empty stub");
        refused("//~ solution\n1\n//~ stub\n// 1\n//~ stub\n", "a.rs:5: a second stub");
        refused("//~ solution\n1\n//~ stub\n2\n", "a.rs:4: each line of a stub");
        refused("//~ solution\n1\n//~ mutant\n// 2\n", "a.rs:3: a mutant says in words");
        refused("//~ solution\n1\n//~ mutant x\n//~ end\n", "a.rs:4: the mutant `x` has no code");
        refused(
            "//~ solution\n1\n//~ mutant x\n// 2\n//~ end\n//~ solution\n1\n//~ mutant x\n",
            "a.rs:8: a second",
        );
    }
}

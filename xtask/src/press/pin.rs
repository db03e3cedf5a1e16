//! `{{#pin loss/slide_softmax.probabilities[1] .3}}`: a number that a test asserts.

use serde_json::Value;

use super::number::{self, Format, Printed};
use super::snapshot::Snapshots;

/// What a pin resolved to.
#[derive(Debug, Clone)]
pub struct Pinned {
    /// As the page prints it.
    pub printed: Text,
    /// The value in the snapshot, as JSON.
    pub value: String,
    /// Who asserts it.
    pub witness: Witness,
}

/// A number or, rarely, a word.
#[derive(Debug, Clone)]
pub enum Text {
    /// A rounded number.
    Number(Printed),
    /// `true`, a name.
    Word(String),
}

/// What holds the page to a pinned value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Witness {
    /// A snapshot test.
    Test {
        /// The test file, from the workspace's root.
        file: String,
        /// The snapshot's name.
        snapshot: String,
        /// The field `source` of the snapshot: the slide that the numbers come from.
        source: Option<String>,
    },
    /// A recorded run: its file, from the workspace's root.
    Run(String),
}

impl Witness {
    /// For the pin's tooltip.
    pub fn describe(&self) -> String {
        match self {
            Self::Test { file, snapshot, .. } => format!("pinned by {file}, snapshot {snapshot}"),
            Self::Run(file) => format!("recorded in {file}"),
        }
    }
}

impl Text {
    /// For prose.
    pub fn to_html(&self) -> String {
        match self {
            Self::Number(number) => number.to_html(),
            Self::Word(word) => super::escape::text(word),
        }
    }

    /// For a formula.
    pub fn to_tex(&self) -> String {
        match self {
            Self::Number(number) => number.to_tex(),
            Self::Word(word) => format!(r"\text{{{word}}}"),
        }
    }

    /// For an attribute.
    pub fn to_plain(&self) -> String {
        match self {
            Self::Number(number) => number.to_plain(),
            Self::Word(word) => word.clone(),
        }
    }
}

/// Looks a pin up: `package/snapshot.path format`.
///
/// # Errors
/// With what is wrong: the key, the path inside the snapshot, or the format.
pub fn resolve(arguments: &str, snapshots: &Snapshots) -> Result<Pinned, String> {
    let mut words = arguments.split_whitespace();
    let key = words.next().ok_or("a pin names its key: package/snapshot.path")?;
    let format: Format = words.next().unwrap_or("").parse()?;
    if let Some(extra) = words.next() {
        return Err(format!("`{extra}` is too much: a pin has a key and a format"));
    }
    let in_key = |error: String| format!("pin `{key}`: {error}");
    let (package, rest) = key.split_once('/').ok_or_else(|| in_key("no package before a `/`".into()))?;
    let end = rest.find(['.', '[']).unwrap_or(rest.len());
    let (name, path) = rest.split_at(end);
    let (document, witness) = document(package, name, snapshots).map_err(in_key)?;
    let value = walk(&document, path).map_err(in_key)?;
    let printed = print(value, format).map_err(in_key)?;
    Ok(Pinned { printed, value: value.to_string(), witness })
}

fn document(package: &str, name: &str, snapshots: &Snapshots) -> Result<(Value, Witness), String> {
    if package == "results" {
        let (document, _) = snapshots.result(name)?;
        return Ok((document, Witness::Run(format!("book/results/{name}.json"))));
    }
    let snapshot = snapshots.values(package, name)?;
    let document: Value = serde_json::from_str(&snapshot.content)
        .map_err(|error| format!("{} holds no values: {error}", snapshot.file))?;
    let source = document.get("source").and_then(Value::as_str).map(ToOwned::to_owned);
    let witness = Witness::Test { file: snapshot.test.clone(), snapshot: name.to_owned(), source };
    Ok((document, witness))
}

/// Follows `.field` and `[index]` into a document.
fn walk<'a>(document: &'a Value, path: &str) -> Result<&'a Value, String> {
    let mut value = document;
    let mut rest = path;
    while !rest.is_empty() {
        let step;
        (step, rest) = if let Some(inner) = rest.strip_prefix('[') {
            let (index, rest) = inner.split_once(']').ok_or("a `[` without its `]`")?;
            (index, rest)
        } else {
            let inner = rest.strip_prefix('.').ok_or_else(|| format!("`{rest}` is no path"))?;
            inner.split_at(inner.find(['.', '[']).unwrap_or(inner.len()))
        };
        value = child(value, step)?;
    }
    Ok(value)
}

fn child<'a>(value: &'a Value, step: &str) -> Result<&'a Value, String> {
    match value {
        Value::Object(fields) => fields.get(step).ok_or_else(|| {
            let names: Vec<&str> = fields.keys().map(String::as_str).collect();
            format!("no `{step}`; there are {}", names.join(", "))
        }),
        Value::Array(items) => {
            let index: usize = step.parse().map_err(|_| format!("`{step}` is no index of an array"))?;
            items.get(index).ok_or_else(|| format!("no [{index}] among {} values", items.len()))
        }
        other => Err(format!("no `{step}` in the value {other}")),
    }
}

fn print(value: &Value, format: Format) -> Result<Text, String> {
    match value {
        Value::Number(number) => number::print(number, format).map(Text::Number),
        Value::String(word) if format == Format::Plain => Ok(Text::Word(word.clone())),
        Value::Bool(truth) if format == Format::Plain => Ok(Text::Word(truth.to_string())),
        Value::String(_) | Value::Bool(_) => Err(format!("{value} is no number to be formatted")),
        Value::Null => Err("the value is null: no number is pinned there".to_owned()),
        Value::Array(_) | Value::Object(_) => Err("the path stops before a number".to_owned()),
    }
}

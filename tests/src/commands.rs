//! The cargo commands that the prose tells a reader to type.

use std::sync::LazyLock;

use regex::Regex;

/// A command such as `cargo run --release -p neuron --example gates -- --seed 1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CargoCommand {
    /// What follows `cargo`: `test`, `run`, `book`, `xtask`.
    pub subcommand: String,
    /// What follows `-p`.
    pub package: Option<String>,
    /// What follows `--example`.
    pub example: Option<String>,
    /// What follows `--test`.
    pub test: Option<String>,
    /// What follows `--bin`.
    pub binary: Option<String>,
    /// The word of `cargo test -p loss WORD`, by which tests are chosen.
    pub filter: Option<String>,
}

/// Finds every `cargo …` in fenced blocks and code spans.
///
/// A placeholder in capitals (`-p NAME`) is no command to type, and is left out.
pub fn cargo_commands(text: &str) -> Vec<CargoCommand> {
    static COMMAND: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\bcargo ([a-z]+)([^`\n#]*)").expect("a valid pattern"));
    let found = COMMAND.captures_iter(text).map(|found| command(&found[1], &found[2]));
    found.filter(|command| !command.names().any(is_placeholder)).collect()
}

impl CargoCommand {
    fn names(&self) -> impl Iterator<Item = &str> {
        [&self.package, &self.example, &self.test, &self.binary].into_iter().flatten().map(String::as_str)
    }
}

fn command(subcommand: &str, rest: &str) -> CargoCommand {
    let before_dashes = rest.split(" -- ").next().unwrap_or_default();
    let words: Vec<&str> = before_dashes.split_whitespace().collect();
    let after = |flag: &str| {
        let place = words.iter().position(|word| *word == flag)?;
        words.get(place + 1).map(|word| word.trim_end_matches(['.', ',', ';', ':']).to_owned())
    };
    CargoCommand {
        subcommand: subcommand.to_owned(),
        package: after("-p"),
        example: after("--example"),
        test: after("--test"),
        binary: after("--bin"),
        filter: filter(subcommand, &words),
    }
}

/// The word after the package's name, as in `cargo test -p loss properties`.
fn filter(subcommand: &str, words: &[&str]) -> Option<String> {
    let package = words.iter().position(|word| *word == "-p")?;
    let is_name = |word: &&&str| word.chars().all(|letter| letter.is_alphanumeric() || "_:".contains(letter));
    let word = words.get(package + 2).filter(is_name)?;
    (subcommand == "test").then(|| (*word).to_owned())
}

fn is_placeholder(name: &str) -> bool {
    name.chars().all(|letter| letter.is_ascii_uppercase()) || name.contains('…')
}

#[cfg(test)]
mod tests {
    use super::cargo_commands;

    #[test]
    fn flags_before_the_dashes_belong_to_cargo() {
        let commands =
            cargo_commands("```console\n$ cargo run --release -p neuron --example gates -- --test not\n```");
        assert_eq!(commands.len(), 1);
        assert_eq!(commands[0].package.as_deref(), Some("neuron"));
        assert_eq!(commands[0].example.as_deref(), Some("gates"));
        assert_eq!(commands[0].test, None);
    }

    #[test]
    fn a_word_after_the_package_chooses_tests() {
        let filter = |text| cargo_commands(text)[0].filter.clone();
        assert_eq!(filter("`cargo test -p neuron properties` checks").as_deref(), Some("properties"));
        assert_eq!(filter("`cargo test -p neuron`"), None);
        assert_eq!(filter("`cargo test --quiet -p cnn --test all`"), None);
        assert_eq!(filter("`cargo run -p xtask word`"), None);
    }

    #[test]
    fn a_placeholder_is_no_command() {
        assert!(cargo_commands("`cargo test -p NAME`").is_empty());
        assert_eq!(cargo_commands("`cargo test -p loss`").len(), 1);
    }
}

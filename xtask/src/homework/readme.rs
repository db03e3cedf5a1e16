//! The `README.md` of the student's workspace.

use std::fmt::Write;

use super::chapter::{Chapter, Exercise};
use super::render;

/// What a student reads first.
pub fn text(chapters: &[Chapter]) -> String {
    let first = chapters.iter().find_map(|chapter| Some((chapter, chapter.exercises.first()?)));
    let (package, folder, exercise) = first.map_or(("", "", ""), |(chapter, exercise)| {
        (chapter.package.as_str(), chapter.name.as_str(), exercise.name.as_str())
    });
    let mut text = format!(
        "\
# Homework

Exercises of *Deep Learning from Scratch in Rust*. You need Rust {version} or newer (<https://rustup.rs>) and, for the first build, a
network.

1. Open an exercise, say `homework/{folder}/src/{exercise}.rs`. Its first lines say what is wanted.
2. Put your code where `todo!` stands. Keep names and signatures as they are; functions of your own may stand beside. Where the code is
   there already, it has a bug to find; where a number is asked for, work it out with pen and paper.
3. `cargo test -p {package} {number}` says in words what is still wrong.

`cargo test --no-fail-fast` runs all tests of all exercises. Only the files `src/ex….rs` are graded, with the tests as they were handed out.
The chapters' own code lies in `chapters/`; `cargo doc --open` shows its documentation.
",
        version = env!("CARGO_PKG_RUST_VERSION"),
        number = render::number(exercise),
    );
    for chapter in chapters {
        text.push_str(&table(chapter));
    }
    text
}

fn table(chapter: &Chapter) -> String {
    let mut text =
        format!("\n## {}\n\n| exercise | | minutes | | points |\n|---|---|---|---|---|\n", chapter.name);
    for exercise in &chapter.exercises {
        let Exercise { name, title, minutes, difficulty, points, .. } = exercise;
        let number = render::number(name);
        let _ = writeln!(text, "| `{number}` | {title} | {minutes} | {} | {points} |", difficulty.word());
    }
    text
}

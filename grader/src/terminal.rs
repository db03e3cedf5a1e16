//! The report as a person reads it.

use std::fmt::Write as _;

use crate::process::MEMORY_IS_LIMITED;
use crate::report::{ChapterReport, ExerciseReport, Report};

/// The whole report, ready to print.
pub fn text(report: &Report) -> String {
    let mut text = String::new();
    for chapter in &report.chapters {
        chapter_into(chapter, &mut text);
    }
    let (score, max) = (report.score(), report.max_score());
    let _ = writeln!(text, "Together: {} of {max} points", points(score));
    if !MEMORY_IS_LIMITED {
        text.push_str("Memory was not limited: only Linux enforces that.\n");
    }
    text
}

fn chapter_into(chapter: &ChapterReport, text: &mut String) {
    let _ = writeln!(text, "{}\n", chapter.name);
    for exercise in &chapter.exercises {
        exercise_into(exercise, text);
    }
    for note in &chapter.notes {
        let _ = writeln!(text, "  note: {note}");
    }
    if !chapter.notes.is_empty() {
        text.push('\n');
    }
}

fn exercise_into(exercise: &ExerciseReport, text: &mut String) {
    let mark = if exercise.is_solved() { '✓' } else { '✗' };
    let score = format!("{} of {}", points(exercise.score()), exercise.points);
    let _ = writeln!(text, "  {mark} {} {}: {score} points", exercise.number, exercise.title);
    for line in exercise.words().iter().chain(&exercise.advice()) {
        for line in line.lines() {
            let _ = writeln!(text, "      {line}");
        }
    }
    text.push('\n');
}

/// `2` or `1.33`.
pub fn points(score: f64) -> String {
    let text = format!("{score:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{points, text};
    use crate::report::tests::example;

    #[test]
    fn points_are_short() {
        assert_eq!([0.0, 2.0, 10.0, 1.5, 1.33].map(points), ["0", "2", "10", "1.5", "1.33"]);
    }

    #[test]
    fn every_outcome_is_told() {
        let text = text(&example());
        for line in [
            "02-activations\n",
            "  ✓ 2.1 Title 1: 2 of 2 points\n      1 of 1 tests passed\n\n",
            "  ✗ 2.2 Title 2: 1.33 of 4 points\n      1 of 3 tests passed\n      b:\n        expected 0.25,\n",
            "      hint: divide by the batch size\n",
            "      it does not compile:\n      error[E0308]: mismatched types\n",
            "      it was not compiled, because:\n        line 3: `fs` is not allowed\n",
            "      not started yet\n      in the book: 02-activations/homework.html#ex02_5_x\n",
            "      not handed in: there is no ex02_6_x.rs\n",
            "  note: src/lib.rs was changed",
            "Together: 3.33 of 15 points\n",
        ] {
            assert!(text.contains(line), "{line} is missing in:\n{text}");
        }
    }
}

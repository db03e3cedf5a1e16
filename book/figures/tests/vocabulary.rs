//! A figure that uses every word of the vocabulary is a good file.

use figures::{Colour, Figure, Mark, Panel, Shading, Side};
use ndarray::Array2;

use crate::check;

fn curves() -> Panel {
    Panel::new(-4.0..=4.0, -1.2..=1.2)
        .title("Curves & labels")
        .axes("*z*", "*f*(*z*)")
        .curve(Colour::First, f64::tanh)
        .label(Colour::First, (2.0, 0.96), Side::Below, "tanh *z*")
        .curve(Colour::Second.dashed(), |z| 1.0 - z.tanh().powi(2))
        .label(Colour::Second, (0.6, 0.7), Side::Right, "1 − tanh^{2} *z*")
        .curve_over(-4.0..=0.0, Colour::Third, |_| -1.0)
        .line(Colour::Muted.thin(), &[(-4.0, -0.5), (4.0, 0.5)])
}

fn geometry() -> Panel {
    Panel::new(-0.5..=1.5, -0.5..=1.5)
        .square()
        .title("Geometry")
        .axes("*x*_{1}", "*x*_{2}")
        .x_ticks(&[0.0, 0.5, 1.0])
        .y_names(&[(0.0, "no"), (1.0, "yes")])
        .region(Colour::First, |x, y| x + y - 1.5)
        .straight(Colour::First, 1.0, 1.0, -1.5)
        .rim(Colour::Second.thin(), |x, y| 0.16 - x * x - y * y)
        .polygon(Colour::Third, &[(0.6, -0.4), (1.4, -0.4), (1.4, 0.2)])
        .points(Colour::First, Mark::Disc, &[(1.0, 1.0)])
        .points(Colour::Second, Mark::Ring, &[(0.0, 0.0)])
        .points(Colour::Third, Mark::Square, &[(0.0, 1.0)])
        .points(Colour::Fourth, Mark::Triangle, &[(1.0, 0.0)])
        .points(Colour::Fifth, Mark::Cross, &[(0.5, 0.5)])
        .points(Colour::Sixth, Mark::Dot, &[(0.7, 0.3), (0.3, 0.7)])
        .arrow(Colour::Ink, (0.75, 0.75), (0.95, 0.95))
        .label(Colour::Ink, (1.0, 1.0), Side::AboveRight, "**w**")
}

fn pixels() -> Panel {
    let weights =
        Array2::from_shape_fn((8, 8), |(row, column)| (row as f64 - 3.5) * (column as f64 - 3.5) / 12.25);
    Panel::picture(&weights, Shading::Signed(1.0)).title("Weights")
}

fn diagram() -> Panel {
    let ink = Array2::from_shape_fn((4, 4), |(row, column)| (row + column) as f64 / 6.0);
    Panel::drawing(320.0, 200.0)
        .title("Diagram")
        .arrow(Colour::Muted, (60.0, 150.0), (178.0, 108.0))
        .arrow(Colour::Muted, (60.0, 50.0), (178.0, 92.0))
        .node(Colour::Ink, (40.0, 150.0), 20.0, "*x*_{1}")
        .node(Colour::Ink, (40.0, 50.0), 20.0, "*x*_{2}")
        .node(Colour::First, (200.0, 100.0), 24.0, "Σ")
        .label(Colour::Ink, (110.0, 135.0), Side::Above, "*w*_{1}")
        .inset(&ink, Shading::Ink(1.0), 250.0..=310.0, 70.0..=130.0)
}

fn bars() -> Panel {
    Panel::new(-0.5..=2.5, -0.5..=1.0)
        .title("Bars")
        .axes("class", "value")
        .x_names(&[(0.0, "cat"), (1.0, "dog"), (2.0, "bird")])
        .bars(Colour::First, 0.7, &[(0.0, 0.7), (1.0, -0.3), (2.0, 1.0)])
}

fn everything() -> Figure {
    Figure::new("vocabulary/everything").columns(2).panels([
        curves(),
        geometry(),
        pixels(),
        diagram(),
        bars(),
    ])
}

fn faults(figure: &Figure) -> Vec<String> {
    check::faults(&figure.svg())
}

#[test]
fn every_word_gives_a_good_file() {
    assert_eq!(faults(&everything()), Vec::<String>::new());
    assert_eq!(faults(&Figure::new("vocabulary/one").panel(curves())), Vec::<String>::new());
    let file = format!("{}/everything.svg", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(file, everything().svg()).expect("cargo gives tests a folder"); // to look at
}

#[test]
fn the_same_figure_is_the_same_bytes() {
    assert_eq!(everything().svg(), everything().svg());
}

#[test]
fn a_phone_gets_one_column_of_full_width() {
    let svg = everything().svg();
    let first = svg.find("--fig-x:0px;--fig-y:0px").expect("the first panel stays in its corner");
    assert!(svg[first + 1..].matches("--fig-x:0px").count() == 4, "the other four stand under it");
    assert!(svg.contains("--fig-scale:2"), "half the width, twice the size");
}

#[test]
#[should_panic(expected = "a figure has no place for (0, NaN)")]
fn nan_is_refused_where_it_is_given() {
    let _ = Panel::new(0.0..=1.0, 0.0..=1.0).curve(Colour::First, |x| x / x);
}

#[test]
#[should_panic(expected = "a figure's name is CHAPTER/NAME, found `gates`")]
fn a_name_without_a_chapter_is_refused() {
    let _ = Figure::new("gates");
}

mod the_check_itself {
    use super::check::faults;

    fn one_fault(svg: &str, expected: &str) {
        let found = faults(svg);
        assert!(found.iter().any(|fault| fault.contains(expected)), "expected `{expected}` among {found:?}");
    }

    #[test]
    fn finds_each_fault() {
        one_fault("<svg><g></svg>", "not well-formed");
        one_fault(r#"<svg xmlns="http://www.w3.org/2000/svg"/>"#, "no viewBox");
        one_fault(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 300"/>"#,
            "680 units abreast on a phone",
        );
        one_fault(&within(r#"<image href="data:image/png;base64,AA"/>"#), "raster");
        one_fault(&within(r##"<path fill="#ff0000"/>"##), "outside a variable");
        one_fault(&within(r#"<path fill="red"/>"#), "outside a variable");
        one_fault(&within(r#"<path d="M0 NaN"/>"#), "NaN");
        one_fault(&within(r#"<text font-size="9">small</text>"#), "9 is too small");
        one_fault(&within("<text>-0.5</text>"), "hyphen");
        one_fault(&within(r#"<g id="a"/>"#), "id");
    }

    #[test]
    fn accepts_a_good_file() {
        assert_eq!(
            faults(&within(r#"<text fill="var(--fig-fg,#000000)">−0.5</text>"#)),
            Vec::<String>::new()
        );
    }

    fn within(content: &str) -> String {
        format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" font-size="17">{content}</svg>"#)
    }
}

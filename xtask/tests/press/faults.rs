//! Every slip that would pass in silence stops the build, and the message says where it is.

use crate::press::fixture::Fixture;

/// Renders a chapter of this text and expects one fault, at that line of the chapter, whose message holds `message`.
#[track_caller]
fn assert_fault(text: &str, line: usize, message: &str) {
    assert_only(&Fixture::with_chapter(text).faults(), &format!("book/src/01-loss.md:{line}: "), message);
}

#[track_caller]
fn assert_only(faults: &[String], place: &str, message: &str) {
    let [fault] = faults else { panic!("expected one fault, got {faults:#?}") };
    assert!(fault.starts_with(place), "not at {place}: {fault}");
    assert!(fault.contains(message), "no `{message}` in: {fault}");
}

#[test]
fn all_faults_are_told_together_in_order() {
    let faults = Fixture::with_chapter("{{#ref fig:a}}\n\n{{#cite b}}\n\n{{#pin loss/c.d}}").faults();
    let places: Vec<_> = faults.iter().map(|fault| &fault[..22]).collect();
    assert_eq!(places, ["book/src/01-loss.md:3:", "book/src/01-loss.md:5:", "book/src/01-loss.md:7:"]);
}

#[test]
fn unknown_and_open_marks() {
    assert_fault("a\n\n{{#pim loss/softmax.loss}}", 5, "unknown mark `{{#pim}}`; did you mean `pin`?");
    assert_fault("a {{#pin loss/softmax.loss", 3, "does not end");
    assert_fault("{{#figure loss/curve\nalt: a\n\n", 3, "does not end");
    assert_fault("<p title=\"{{#pin loss/softmax.loss}}\">a</p>", 3, "inside an HTML tag");
}

#[test]
fn pins_that_lead_nowhere() {
    assert_fault("{{#pin loss/sofmax.loss}}", 3, "no snapshot `sofmax`; did you mean `softmax`?");
    assert_fault("{{#pin loss/softmax.los}}", 3, "no `los`; there are source, probabilities, loss");
    assert_fault("{{#pin loss/softmax.probabilities[3]}}", 3, "no [3] among 3 values");
    assert_fault("{{#pin loss/softmax.probabilities}}", 3, "stops before a number");
    assert_fault("{{#pin loss/softmax.nothing .1}}", 3, "null");
    assert_fault("{{#pin loss/softmax.loss .x}}", 3, "unknown format `.x`");
    assert_fault("{{#pin loss/softmax.loss .6}}", 3, "7 significant digits");
    assert_fault("{{#pin loss/softmax.loss .1 .2}}", 3, "too much");
    assert_fault("{{#pin results/none.a}}", 3, "book/results/none.json");
    assert_fault("{{#pin loss/gates.a}}", 3, "no snapshot `gates`");
    assert_fault("words\n$a = {{#pin loss/softmax.los}}$", 4, "no `los`");
}

#[test]
fn two_snapshots_of_one_name() {
    let fixture = Fixture::with_chapter("{{#pin loss/softmax.loss .1}}");
    fixture.write("chapters/01-loss/tests/snapshots/laws__softmax.json", "{\"loss\": 2.0}\n");
    assert_only(&fixture.faults(), "book/src/01-loss.md:3: ", "two snapshots `softmax`");
}

#[test]
fn includes_that_lead_nowhere() {
    let listing = |include: &str| format!("```rust,ignore\n{{{{#include {include}}}}}\n```");
    assert_fault(
        &listing("../../chapters/01-loss/src/none.rs:a"),
        3,
        "cannot include chapters/01-loss/src/none.rs",
    );
    assert_fault(
        &listing("../../chapters/01-loss/src/lib.rs:sofmax"),
        3,
        "no anchor `sofmax`; did you mean `softmax`?",
    );
    assert_fault(&listing("../../chapters/01-loss/src/lib.rs:empty"), 3, "holds no code");
    assert_fault("{{#include ../../chapters/01-loss/src/lib.rs:softmax}}", 3, "alone in a fence");
    assert_fault("```rust\nlet a = 1;\n```", 3, "typed into a page");
    assert_fault(
        "- ```rust,ignore\n  {{#include ../../chapters/01-loss/src/lib.rs:softmax}}\n  ```",
        3,
        "start its line",
    );
}

#[test]
fn labels_and_references() {
    let faults = Fixture::with_chapter("$$ a $$ {#eq:a}\n\n$$ b $$ {#eq:a}").faults();
    assert_only(&faults, "book/src/01-loss.md:5: ", "already at book/src/01-loss.md:3");
    assert_fault("$$ a $$ {#eq:softmax}\n\n{{#ref eq:sofmax}}", 5, "did you mean `eq:softmax`");
    assert_fault("$a$ {#eq:a}", 3, "attaches to no heading");
}

#[test]
fn figures_without_drawing_alt_or_caption() {
    assert_fault("{{#figure loss/none\nalt: a\ncaption: b\n}}", 3, "book/src/figures/loss/none.svg");
    assert_fault("{{#figure loss/curve\ncaption: b\n}}", 3, "has no `alt: …`");
    assert_fault("{{#figure loss/curve\nalt: a\n}}", 3, "has no `caption: …`");
    assert_fault("{{#figure loss/curve\nalt: a\ntitle: b\n}}", 3, "neither `alt: …` nor `caption: …`");
    assert_fault("{{#figure loss/curve\nalt: $x$\ncaption: b\n}}", 3, "read it aloud");
    assert_fault("{{#figure loss/curve\nalt: a\ncaption: at 0.5\n}}", 5, "bare decimal 0.5");
    assert_fault("{{#figure loss/curve\nalt: a\ncaption: b {{#ref fig:none}}\n}}", 5, "fig:none");
}

#[test]
fn formulas_that_are_not_right() {
    assert_fault("a\n\n$\\fraq{a}{b}$", 5, "Undefined control sequence: \\fraq");
    let faults = Fixture::with_chapter("$$\na\n\nb\n$$").faults();
    assert_eq!(faults.len(), 2, "where it opens and where it should close: {faults:#?}");
    assert_only(&faults[..1], "book/src/01-loss.md:3: ", "opens or closes no formula");
    assert_fault("| a |\n|---|\n| $|x|$ |", 5, "\\lvert");
    assert_fault("It costs 5 $ in all", 3, "write `\\$`");
    assert_fault("## Where $x$ is {#x}", 3, "a heading holds no formula");
}

#[test]
fn headings_and_footnotes() {
    assert_fault("## Where it is", 3, "has no id");
    assert_fault("A note[^one].", 3, "the footnote `[^one]` is not defined");
}

#[test]
fn bare_decimals() {
    assert_fault("about 0.5 of them", 3, "bare decimal 0.5");
    Fixture::with_chapter("`0.5`, $0.5$, and 0.5 <!-- unpinned: a citation -->").chapter();
}

#[test]
fn tables_that_lead_nowhere() {
    assert_fault("{{#cite rosenblat1958}}", 3, "did you mean `rosenblatt1958`");
    assert_fault("{{#erratum ERR-65}}", 3, "no erratum `ERR-65`");
    assert_fault("{{#chapter los}}", 3, "did you mean `loss`");
    assert_fault("{{#output loss/gate}}", 3, "did you mean `gates`");
}

#[test]
fn tables_with_faults_of_their_own() {
    let row = |id: &str, says: &str, test: &str| {
        format!(
            "[[erratum]]\nid = \"{id}\"\nplace = \"p\"\nsays = '{says}'\ntruth = \"t\"\nchapter = \"c\"\n{test}\n"
        )
    };
    let faults = |text: &str| {
        let fixture = Fixture::new();
        fixture.write("book/errata.toml", text);
        fixture.faults()
    };
    assert_only(
        &faults(&(row("A", "s", "") + &row("A", "s", ""))),
        "book/errata.toml:8: ",
        "`A` stands here twice",
    );
    assert_only(&faults(&row("A", "$\\fraq$", "")), "book/errata.toml:1: ", "\\fraq");
    assert_only(
        &faults(&row("A", "s", "test = \"loss::slides::none\"")),
        "book/errata.toml:1: ",
        "no `fn none`",
    );
    assert_only(&faults(&row("A", "s", "tset = \"a\"")), "book/errata.toml:7: ", "unknown field `tset`");
}

#[test]
fn links_that_lead_nowhere() {
    assert_fault("a\n\n[there](none.md)", 5, "there is no none.html");
    assert_fault("[there](notation.md#none)", 3, "notation.html has no id `none`");
    assert_fault("a [name][none] here", 3, "the link name `none` is not defined");
    assert_fault("[there](#none)", 3, "has no id `none`");
    assert_fault("![picture](none.png)", 3, "there is no none.png");
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    assert_fault("<img src=\"https://example.org/a.png\" alt=\"a\">", 3, "from another host");
    assert_fault("<script src=\"//example.org/a.js\"></script>", 3, "from another host");
    assert_fault("<p style=\"background: url(https://example.org/a.png)\">a</p>", 3, "from another host");
    Fixture::with_chapter("[elsewhere](https://example.org/)").chapter();
}

#[test]
fn what_mdbook_only_warns_of() {
    assert_only(
        &Fixture::with_chapter("<div>\n\nopen").faults(),
        "book/src/01-loss.md: ",
        "unclosed HTML tag `<div>`",
    );
}

#[test]
fn a_page_outside_the_summary() {
    let fixture = Fixture::new();
    fixture.write("book/src/lost.md", "# Lost\n");
    assert_only(&fixture.faults(), "book/src/lost.md: ", "not in book/src/SUMMARY.md");
}

#[test]
fn a_page_that_the_summary_invents() {
    let fixture = Fixture::new();
    std::fs::remove_file(fixture.path("book/src/01-loss.md")).expect("a page");
    assert!(fixture.faults()[0].contains("01-loss.md"));
    assert!(!fixture.path("book/src/01-loss.md").exists(), "mdBook must not write it");
}

#[test]
fn an_unknown_key_in_book_toml() {
    let faults = |extra: &str| {
        let fixture = Fixture::new();
        fixture.write("book.toml", &format!("[book]\nsrc = \"book/src\"\n{extra}"));
        fixture.faults()
    };
    assert_only(&faults("titel = \"x\"\n"), "book.toml:3: ", "unknown field `titel`");
    assert_only(&faults("[output.html]\ntheem = \"x\"\n"), "book.toml:4: ", "unknown field `theem`");
    assert_only(&faults("[output.html.search]\nenabel = true\n"), "book.toml:4: ", "unknown field `enabel`");
}

#[test]
fn a_book_with_faults_leaves_the_last_good_one() {
    let fixture = Fixture::new();
    fixture.render().expect("a book without faults");
    let good = fixture.page("01-loss.html");
    fixture.write("book/src/01-loss.md", "# The loss\n\n[there](none.md)\n");
    fixture.faults();
    assert_eq!(fixture.page("01-loss.html"), good);
}

#[test]
fn homework_that_is_not_there_or_not_well_marked() {
    assert_fault(
        "{{#homework 01-loss}}",
        3,
        "no homework `01-loss`: there is no homework/01-loss/homework.toml",
    );
    let fixture = Fixture::with_chapter("a\n\n{{#homework 01-loss}}");
    let list = "chapter = \"01-loss\"\n[[exercise]]\nname = \"ex01_1_a\"\ntitle = \"A\"\nminutes = 15\ndifficulty = \"easy\"\n\
                points = 2\nkind = \"code\"\n";
    fixture.write("homework/01-loss/homework.toml", list);
    fixture.write("homework/01-loss/Cargo.toml", "[package]\nname = \"loss-homework\"\n");
    fixture.write("homework/01-loss/src/ex01_1_a.rs", "//! A.\n//~ solution\n1\n");
    assert_only(
        &fixture.faults(),
        "book/src/01-loss.md:5: ",
        "homework/01-loss/src/ex01_1_a.rs:2: this region has no",
    );
    fixture.write("homework/01-loss/homework.toml", &list.replace("easy", "trivial"));
    let faults = fixture.faults();
    assert!(
        faults.iter().any(|fault| fault.starts_with("homework: in ") && fault.contains("trivial")),
        "{faults:#?}"
    );
}

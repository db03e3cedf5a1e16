//! What each mark of a page becomes.

use crate::press::fixture::Fixture;

/// Fails with the page when it does not hold `part`.
#[track_caller]
fn assert_holds(page: &str, part: &str) {
    let main = page.split("<main>").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap_or(page);
    assert!(page.contains(part), "no\n{part}\nin\n{main}");
}

#[test]
fn pins_in_prose_are_numbers_with_their_witness() {
    let page = Fixture::with_chapter(
        "p is {{#pin loss/softmax.probabilities[1] .3}}, {{#pin loss/softmax.shift .1}}, {{#pin loss/softmax.tiny e2}}, \
         {{#pin loss/softmax.count ,}}.\n\n| a |\n|---|\n| {{#pin loss/softmax.loss .4}} |\n",
    )
    .chapter();
    let title = "pinned by chapters/01-loss/tests/slides.rs, snapshot softmax";
    assert_holds(&page, &format!("p is <span class=\"pin\" title=\"{title}\">0.321</span>,"));
    assert_holds(&page, ">−0.5</span>");
    assert_holds(&page, ">5.39 × 10<sup>−10</sup></span>");
    assert_holds(&page, ">60,000</span>");
    assert_holds(
        &page,
        "<td><span class=\"pin\" title=\"pinned by chapters/01-loss/tests/slides.rs, snapshot softmax\">1.1362</span></td>",
    );
}

#[test]
fn pins_of_recorded_runs() {
    let page = Fixture::with_chapter("{{#pin results/digits.figures.test_accuracy .1%}} right").chapter();
    assert_holds(
        &page,
        "<span class=\"pin\" title=\"recorded in book/results/digits.json\">98.3%</span> right",
    );
}

#[test]
fn formulas_are_rendered_for_eye_and_ear_with_their_pins() {
    let page = Fixture::with_chapter(
        "So $\\tilde a + \\tilde b = {{#pin loss/softmax.loss .4}}$ and *so* $x_1 * y_2 * z$.",
    )
    .chapter();
    assert_holds(&page, "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">");
    assert_holds(&page, "<mn>1.1362</mn>");
    assert_holds(&page, "and <em>so</em>");
    assert!(!page.contains("<del>") && !page.contains("data-press") && !page.contains('\u{E000}'));
}

#[test]
fn a_formula_in_raw_html_is_one_too() {
    let page =
        Fixture::with_chapter("<details>\n<summary>What is $e^x$ at {{#pin loss/softmax.loss .1}}?</summary>\n\nMuch.\n\n</details>")
            .chapter();
    assert_holds(&page, "<summary>What is <span class=\"katex\">");
    assert_holds(&page, ">1.1</span>?</summary>");
}

#[test]
fn display_formulas_are_numbered_and_referred_to() {
    let fixture = Fixture::with_chapter(
        "$$\na\n$$\n\n$$\n\\begin{aligned} b &= c \\\\ &= {{#pin loss/softmax.shift .1}} \\end{aligned}\n$$ {#eq:second}\n\n\
         $$ c $$ {#eq:third}\n\nBy {{#ref eq:third}} and {{#ref eq:second}}.",
    );
    fixture.write("book/src/index.md", "# Preface\n\nSee {{#ref eq:second}}.\n");
    let page = fixture.chapter();
    assert_holds(&page, "<span class=\"equation\" id=\"eq:second\"><span class=\"katex-display\">");
    assert_holds(&page, "<span class=\"equation-number\">(1.1)</span>");
    assert_holds(
        &page,
        "By <a href=\"#eq:third\">Equation (1.2)</a> and <a href=\"#eq:second\">Equation (1.1)</a>.",
    );
    assert_holds(&fixture.page("index.html"), "See <a href=\"01-loss.html#eq:second\">Equation (1.1)</a>.");
    assert_holds(&fixture.page("print.html"), "See <a href=\"#eq:second\">Equation (1.1)</a>.");
}

#[test]
fn listings_show_code_without_anchors_and_lead_to_their_source() {
    let fixture = Fixture::with_chapter(
        "Look:\n\n```rust,ignore\n{{#include ../../chapters/01-loss/src/lib.rs:softmax}}\n```\n\n\
         ```rust,ignore,label=lst:inside\n{{#include ../../chapters/01-loss/src/lib.rs:body}}\n```\n\n\
         {{#ref lst:softmax}}, {{#ref lst:inside}}",
    );
    let page = fixture.chapter();
    assert_holds(&page, "<figure class=\"listing\" id=\"lst:softmax\">");
    assert_holds(
        &page,
        "<span class=\"caption-number\">Listing 1.1</span> <a class=\"source-link\" \
         href=\"source/chapters/01-loss/src/lib.rs.html#L5\">chapters/01-loss/src/lib.rs, lines 5–10</a>",
    );
    assert_holds(&page, "/// Softmax.\npub fn softmax(z: f64) -&gt; f64 {\n    z.exp()\n}");
    assert_holds(&page, ">z.exp()</code>");
    assert_holds(&page, "#L8\">chapters/01-loss/src/lib.rs, line 8</a>");
    assert_holds(&page, "<a href=\"#lst:inside\">Listing 1.2</a>");
    assert!(!page.contains("ANCHOR") && !page.contains("label=lst"));

    let source = fixture.page("source/chapters/01-loss/src/lib.rs.html");
    assert_holds(&source, "<span id=\"L5\">5</span>");
    assert_holds(&source, "pub fn softmax(z: f64) -&gt; f64 {");
    assert_holds(&source, "const path_to_root = \"../../../../\"");
    assert_holds(&source, "href=\"../../../../css/");
    assert_holds(&source, "<title>chapters/01-loss/src/lib.rs</title>");
}

#[test]
fn outputs_are_the_command_and_what_it_printed() {
    let page = Fixture::with_chapter("{{#output loss/gates}}").chapter();
    assert_holds(&page, "<div class=\"output\" title=\"pinned by chapters/01-loss/tests/examples.rs\">");
    assert_holds(&page, "cargo run --release -p loss --example gates");
    assert_holds(&page, "\naccuracy 0.98 of &lt;all&gt;");
}

#[test]
fn figures_are_inlined_numbered_and_told() {
    let page = Fixture::with_chapter(
        "{{#figure loss/curve\nalt: a curve through {{#pin loss/softmax.loss .2}} \"below\"\n\
         caption: How does $\\frac{1}{{x}}$ *fall* to {{#pin loss/softmax.shift .1}}? {{#cite rosenblatt1958}}\n}}\n\nSee {{#ref fig:curve}}.",
    )
    .chapter();
    assert_holds(&page, "<figure class=\"figure\" id=\"fig:curve\">");
    assert_holds(&page, "<svg role=\"img\" aria-label=\"a curve through 1.14 &quot;below&quot;\"");
    assert_holds(&page, "<clipPath id=\"fig-loss-curve-box\">");
    assert_holds(&page, "url(#fig-loss-curve-box)");
    assert_holds(&page, "<span class=\"caption-number\">Figure 1.1</span> How does <span class=\"katex\">");
    assert_holds(&page, "<em>fall</em>");
    assert_holds(&page, "See <a href=\"#fig:curve\">Figure 1.1</a>.");
}

#[test]
fn citations_and_errata_lead_to_their_tables_and_back() {
    let fixture = Fixture::with_chapter(
        "## Before {#before}\n\nAs {{#cite rosenblatt1958}} and {{#cite S2}} ({{#erratum ERR-3}}).",
    );
    let page = fixture.chapter();
    assert_holds(&page, "As <a href=\"bibliography.html#rosenblatt1958\">[Rosenblatt 1958]</a>");
    assert_holds(
        &page,
        "<a href=\"bibliography.html#S2\">[S2]</a> (<a href=\"errata.html#err-3\">ERR-3</a>).",
    );
    let works = fixture.page("bibliography.html");
    assert_holds(&works, "<div class=\"reference\" id=\"rosenblatt1958\">");
    assert_holds(&works, "<a href=\"https://doi.org/10.1037/h0042519\"><em>The perceptron</em></a>.");
    assert_holds(&works, "Cited in <a href=\"01-loss.html#before\">The loss</a>.");
}

#[test]
fn the_card_counts_words_and_names_crate_and_test() {
    let words = "word ".repeat(399);
    let page = Fixture::with_chapter(&format!("{{{{#chapter loss}}}}\n\n{words}")).chapter();
    assert_holds(&page, "<span title=\"401 words, 0 lines of code, 0 figures\">about 3 minutes</span>");
    assert_holds(
        &page,
        "<a href=\"source/chapters/01-loss/src/lib.rs.html#L1\"><code>chapters/01-loss</code></a>",
    );
    assert_holds(&page, "<code>cargo test <span class=\"tied\">-p</span> loss</code>");
    assert_holds(&page, "<a href=\"api/loss/index.html\">");
}

#[test]
fn the_pages_of_a_chapter_share_numbers_and_reading_time() {
    let fixture = Fixture::with_chapter("{{#chapter loss}}\n\n$$ a $$ {#eq:first}");
    fixture.write(
        "book/src/01-loss/more.md",
        "# More\n\n$$ b $$ {#eq:second}\n\n{{#ref eq:first}}, {{#pin loss/softmax.loss .2}}\n",
    );
    let summary = std::fs::read_to_string(fixture.path("book/src/SUMMARY.md")).expect("a summary");
    let chapter = "- [The loss](01-loss.md)\n";
    fixture.write(
        "book/src/SUMMARY.md",
        &summary.replace(chapter, &format!("{chapter}  - [More](01-loss/more.md)\n")),
    );
    assert_holds(&fixture.chapter(), "title=\"3 words, ");
    let page = fixture.page("01-loss/more.html");
    assert_holds(&page, "<span class=\"equation-number\">(1.2)</span>");
    assert_holds(&page, "<a href=\"../01-loss.html#eq:first\">Equation (1.1)</a>");
    assert_holds(&fixture.page("verified.html"), "<a href=\"01-loss/more.html\">More</a>");
    assert_holds(&fixture.page("print.html"), "<a href=\"#eq:first\">Equation (1.1)</a>");
}

#[test]
fn the_errata_page_lists_every_row_with_its_test() {
    let fixture = Fixture::with_chapter("{{#chapter loss}}");
    fixture.render().expect("a book without faults");
    let page = fixture.page("errata.html");
    assert_holds(&page, "<article class=\"erratum\" id=\"err-3\">");
    assert_holds(&page, "<mn>0.456</mn>");
    assert_holds(&page, "<a href=\"01-loss.html\">The loss</a>");
    assert_holds(
        &page,
        "<a href=\"source/chapters/01-loss/tests/slides.rs.html#L4\"><code>loss::slides::err_3_entropy</code></a>",
    );
}

#[test]
fn the_notation_page_shows_symbol_meaning_and_identifier() {
    let fixture = Fixture::with_chapter("{{#chapter loss}}");
    fixture.write("target/api/doc/loss/fn.softmax.html", "<html></html>");
    fixture.write("target/api/doc/loss/index.html", "<html></html>");
    fixture.render().expect("a book without faults");
    let page = fixture.page("notation.html");
    assert_holds(&page, "<td>the <em>output</em></td>");
    assert_holds(&page, "<a href=\"api/loss/fn.softmax.html\"><code>loss::softmax</code></a>");
    assert!(fixture.path("target/book/api/loss/fn.softmax.html").is_file());
}

#[test]
fn verified_numbers_list_each_pin_with_place_test_and_slide() {
    let fixture = Fixture::with_chapter(
        "## Worked {#worked}\n\n{{#pin loss/softmax.loss .4}}, again {{#pin loss/softmax.loss .4}}, $x = {{#pin loss/softmax.tiny e1}}$, \
         {{#pin results/digits.figures.test_accuracy .1%}}",
    );
    fixture.render().expect("a book without faults");
    let page = fixture.page("verified.html");
    assert_holds(&page, "4 numbers of this book");
    assert_holds(
        &page,
        "<td>1.1362</td><td>1.136155</td><td><a href=\"01-loss.html#worked\">Worked</a></td>",
    );
    assert_holds(
        &page,
        "<a class=\"pin-key\" href=\"source/chapters/01-loss/tests/slides.rs.html#L4\"><code>loss/softmax.<wbr>loss</code></a></td>\
         <td>S2 LOSS-16</td>",
    );
    assert_holds(&page, "5.4 × 10<sup>−10</sup>");
    assert_eq!(page.matches("loss/softmax.<wbr>loss<").count(), 1, "a pin quoted twice is one row");
    assert!(fixture.path("target/book/source/book/results/digits.json.html").is_file());
}

#[test]
fn marks_in_code_and_comments_are_left_alone() {
    let page = Fixture::with_chapter(
        "Write `{{#pin loss/none.a .3}}` <!-- {{#nonsense}} -->\n\n```text\n{{#figure x/y\n}}\n{{#pin a/b}} $x\n```\n\n    {{#ref a}}\n",
    )
    .chapter();
    assert_holds(&page, "<code>{{#pin loss/none.a .3}}</code>");
    assert_holds(&page, "{{#figure x/y\n}}\n{{#pin a/b}} $x");
}

#[test]
fn the_same_book_comes_out_the_same() {
    let fixture = Fixture::with_chapter(
        "{{#chapter loss}}\n\n## One {#one}\n\n{{#pin loss/softmax.loss .2}}, $x^2$, {{#cite S2}}[^a]\n\n[^a]: {{#erratum ERR-3}}\n",
    );
    let rendering = || {
        fixture.render().expect("a book without faults");
        let names = std::fs::read_dir(fixture.path("target/book")).expect("the rendered book").flatten();
        let files = names.map(|entry| entry.path()).filter(|path| path.is_file());
        files
            .map(|path| (path.clone(), std::fs::read(path).expect("a file")))
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    assert!(rendering() == rendering(), "two renderings differ");
    let left = std::fs::read_dir(fixture.path("target")).expect("the target folder").flatten();
    let mut left: Vec<_> = left.map(|entry| entry.file_name()).collect();
    left.sort();
    assert_eq!(left, ["book", "book.lock"], "what stays in target");
}

#[test]
fn presses_at_the_same_time_take_turns() {
    let fixture = Fixture::with_chapter("Turns.");
    std::thread::scope(|scope| {
        let presses: Vec<_> = (0..4).map(|_| scope.spawn(|| fixture.render())).collect();
        for press in presses {
            press.join().expect("a press").expect("a book without faults");
        }
    });
}

#[test]
fn the_search_index_knows_words_and_numbers_but_no_formulas() {
    let fixture = Fixture::with_chapter("Watch $\\mathcal{Q}$ and {{#pin loss/softmax.loss .4}} zebras.");
    fixture.render().expect("a book without faults");
    let files = std::fs::read_dir(fixture.path("target/book")).expect("the rendered book");
    let names = files.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let index = names.into_iter().find(|name| name.starts_with("searchindex")).expect("a search index");
    let index = fixture.page(&index);
    assert!(index.contains("zebra") && index.contains("1.1362"));
    for stray in ["mathcal", "katex", "data-press", "\u{E000}", "#pin"] {
        assert!(!index.contains(stray), "{stray} in the search index");
    }
}

const EXERCISE: &str = "\
//! Twice, see [`double`].
//!
//! # Shapes
//!
//! None.
//!
//! # Hint
//!
//! Add *it*.

/// Twice.
pub fn double(x: i64) -> i64 {
    //~ solution
    x + x
    //~ mutant squares
    // x * x
    //~ end
}
";

/// A book whose chapter has one exercise.
fn with_homework(text: &str) -> Fixture {
    let fixture = Fixture::with_chapter(text);
    let list = "chapter = \"01-loss\"\n[[exercise]]\nname = \"ex01_1_double\"\ntitle = \"Twice_as much\"\nminutes = 15\n\
                difficulty = \"easy\"\npoints = 2\nkind = \"bug\"\n";
    for (path, text) in [
        ("homework.toml", list),
        ("Cargo.toml", "[package]\nname = \"loss-homework\"\n"),
        ("src/ex01_1_double.rs", EXERCISE),
        ("tests/exercises/ex01_1_double.rs", "//! Tests.\n"),
    ] {
        fixture.write(&format!("homework/01-loss/{path}"), text);
    }
    fixture
}

#[test]
fn homework_shows_what_is_wanted_and_folds_hint_and_solution() {
    let fixture = with_homework("{{#homework 01-loss}}");
    let page = fixture.chapter();
    assert_holds(&page, "1 exercise, about 15 minutes, 2 points");
    assert_holds(&page, "<h2 id=\"ex01_1\">");
    assert_holds(&page, "1.1 Twice_as much");
    assert_holds(&page, "<dd>15 minutes, easy, find the bug</dd>");
    assert_holds(&page, "<code>cargo test <span class=\"tied\">-p</span> loss-homework ex01_1</code>");
    assert_holds(&page, "<span class=\"caption-number\">To mend</span>");
    assert_holds(&page, "<p>Twice, see <code>double</code>.</p>\n<p><strong>Shapes</strong></p>");
    assert_holds(
        &page,
        "/// Twice.\npub fn double(x: i64) -&gt; i64 {\n    todo!(\"ex01_1: double\")\n}</code>",
    );
    assert_holds(&page, "<details class=\"hint\">\n<summary>Hint</summary>\n<p>Add <em>it</em>.</p>");
    let solution = page.split("<summary>Solution</summary>").nth(1).expect("a solution");
    assert!(solution.contains(">x + x</code>"), "{solution}");
    assert_eq!(page.matches("x + x").count(), 1, "nowhere but there");
    assert!(!page.contains("x * x"), "and no mistake");
    let tests = "source/homework/01-loss/tests/exercises/ex01_1_double.rs.html";
    assert_holds(&page, &format!("<a href=\"{tests}#L1\">"));
    assert_holds(&fixture.page(tests), "//! Tests.");
    assert_holds(&fixture.page("print.html"), "<details class=\"hint\" open=\"\">");
}

#[test]
fn the_table_of_homework_adds_up() {
    let fixture = with_homework("{{#homework 01-loss}}");
    fixture.write("book/src/index.md", "# Preface\n\n{{#homework-table}}\n");
    fixture.render().expect("a book without faults");
    let page = fixture.page("index.html");
    assert_holds(&page, "<a href=\"01-loss.html\">The loss</a></td>");
    let cells: Vec<&str> =
        page.split("<td").skip(1).filter_map(|cell| cell.split(['>', '<']).nth(1)).collect();
    assert_eq!(cells, ["1", "", "1 min", "1", "15 min", "2", "", "", "1 min", "1", "15 min", "2"]);
}

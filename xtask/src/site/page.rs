//! The last hand on a finished page: what mdBook's own markup lacks for validity, for screen readers and for two themes.

#![expect(clippy::unnecessary_wraps, reason = "corrections share one signature, which may fail")]

use std::cell::RefCell;
use std::rc::Rc;

use anyhow::Result;
use lol_html::html_content::{ContentType, Element};
use lol_html::{Settings, element, rewrite_str, text};

use super::{PageInfo, console};

pub(super) type Handled = Result<(), Box<dyn std::error::Error + Send + Sync>>;
type Correction = fn(&mut Element) -> Handled;

/// What is corrected on every page: a selector, and what happens to each element that it finds.
const CORRECTIONS: [(&str, Correction); 14] = [
    ("html", |html| set(html, &[("lang", "en-GB")])),
    ("body", skip_link),
    ("link[href*='fonts/fonts']", remove),
    ("#mdbook-tomorrow-night-css, #mdbook-ayu-highlight-css", stand_in),
    ("meta[name='theme-color']", |meta| set(meta, &[("content", "#fcfaf5")])),
    ("#mdbook-sidebar-toggle", toggle),
    ("#mdbook-sidebar-toggle-anchor", |input| set(input, &[("tabindex", "-1"), ("aria-hidden", "true")])),
    ("#mdbook-menu-bar", |bar| rename(bar, "header")),
    (".menu-title", |title| rename(title, "div")),
    ("#mdbook-theme-list", themes),
    ("#mdbook-searchbar", search_field),
    (".nav-wrapper a[title]", way_on),
    (console::SELECTOR, console::unhighlighted),
    ("a[rel~='prefetch']", |link| set(link, &[("rel", "next")])),
];

/// Corrects one page; see [`super::finish_page`].
pub fn finish(html: &str, page: &PageInfo) -> Result<String> {
    if page.path == "toc.html" {
        return contents_page(html);
    }
    // Stands in a `noscript`, which is text to the rewriter.
    let html = html.replace("<iframe class=", "<iframe title=\"Table of contents\" class=");
    let contents = format!("<a class=\"contents-link\" href=\"{}toc.html\">Contents</a>", page.path_to_root);
    let mut settings = Settings::new();
    for (selector, correct) in CORRECTIONS {
        settings = settings.append_element_content_handler(element!(selector, correct));
    }
    settings = settings.append_element_content_handler(element!(".left-buttons", |buttons| {
        // Without JavaScript the bar's buttons do nothing and hide; this link takes their place.
        buttons.prepend(&contents, ContentType::Html);
        Ok(())
    }));
    let commands = RefCell::new(String::new());
    settings = settings.append_element_content_handler(text!(console::SELECTOR, move |chunk| {
        console::mark(chunk, &commands);
        Ok(())
    }));
    settings = settings.append_element_content_handler(text!("main :not(pre) > code", |chunk| {
        let words = whole_flags(chunk.as_str());
        chunk.replace(&words, ContentType::Html);
        Ok(())
    }));
    if page.path == "print.html" {
        settings = printed(settings);
    }
    Ok(rewrite_str(&html, settings)?)
}

/// Inline code in which no line breaks inside a flag: a browser would break `--seed` behind its first hyphen.
fn whole_flags(code: &str) -> String {
    let word = |word: &str| {
        if word.starts_with('-') { format!("<span class=\"tied\">{word}</span>") } else { word.to_owned() }
    };
    code.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// On paper nothing can be opened, and a book begins with its title.
fn printed<'a>(settings: Settings<'a, 'a>) -> Settings<'a, 'a> {
    let title = Rc::new(RefCell::new(String::new()));
    let words = Rc::clone(&title);
    let about = Rc::new(RefCell::new(String::new()));
    let sentence = Rc::clone(&about);
    settings
        .append_element_content_handler(element!("main details", |details| set(details, &[("open", "")])))
        .append_element_content_handler(text!("head > title", move |chunk| {
            words.borrow_mut().push_str(chunk.as_str());
            Ok(())
        }))
        .append_element_content_handler(element!("meta[name='description']", move |meta| {
            *sentence.borrow_mut() = meta.get_attribute("content").unwrap_or_default();
            Ok(())
        }))
        .append_element_content_handler(element!("main", move |main| {
            let front =
                format!("<div class=\"title-page\"><p>{}</p><p>{}</p></div>", title.borrow(), about.borrow());
            main.prepend(&front, ContentType::Html);
            Ok(())
        }))
}

/// The table of contents as a page, for readers without JavaScript: mdBook writes only the list, to be framed.
fn contents_page(html: &str) -> Result<String> {
    // A part's title is an item inside an item, which no list may hold.
    let html =
        html.replace("<li class=\"chapter-item expanded \"><li ", "<li ").replace("</li></li>", "</li>");
    let settings = Settings::new()
        .append_element_content_handler(element!("html", |html| set(html, &[("lang", "en-GB")])))
        .append_element_content_handler(element!("link[href*='fonts/fonts']", remove))
        .append_element_content_handler(element!("a.chapter-fold-toggle", remove)) // folds by script alone
        .append_element_content_handler(element!("head", |head| {
            head.append("<title>Contents</title><link rel=\"icon\" href=\"data:,\">", ContentType::Html);
            Ok(())
        }))
        .append_element_content_handler(element!("body", |body| {
            body.prepend("<main><h1>Contents</h1>", ContentType::Html);
            body.append("</main>", ContentType::Html);
            Ok(())
        }));
    Ok(rewrite_str(&html, settings)?)
}

fn set(element: &mut Element, attributes: &[(&str, &str)]) -> Handled {
    for (name, value) in attributes {
        element.set_attribute(name, value)?;
    }
    Ok(())
}

fn rename(element: &mut Element, name: &str) -> Handled {
    element.set_tag_name(name)?;
    Ok(())
}

fn remove(element: &mut Element) -> Handled {
    element.remove();
    Ok(())
}

fn skip_link(body: &mut Element) -> Handled {
    if body.get_attribute("class").as_deref() != Some("sidebar-iframe-inner") {
        body.prepend(
            "<a class=\"skip-link\" href=\"#mdbook-content\">Skip to the text</a>",
            ContentType::Html,
        );
    }
    Ok(())
}

/// The script switches three highlighting sheets; ours serves both themes, so two are empty and need no request.
fn stand_in(link: &mut Element) -> Handled {
    let id = link.get_attribute("id").unwrap_or_default();
    link.replace(&format!("<style id=\"{id}\"></style>"), ContentType::Html);
    Ok(())
}

/// A label cannot be reached by keyboard nor say whether it is expanded: a button can, and `face.js` gives it its click.
fn toggle(label: &mut Element) -> Handled {
    label.remove_attribute("for");
    rename(label, "button")?;
    set(
        label,
        &[
            ("type", "button"),
            ("title", "Table of contents"),
            ("aria-label", "Table of contents"),
            ("aria-expanded", "false"),
        ],
    )
}

/// The book has two themes and the system's choice between them.
fn themes(list: &mut Element) -> Handled {
    let items: String = [("default_theme", "Auto"), ("light", "Light"), ("dark", "Dark")]
        .map(|(id, name)| {
            format!(
                "<li role=\"none\"><button type=\"button\" role=\"menuitem\" class=\"theme\" id=\"mdbook-theme-{id}\">{name}</button></li>"
            )
        })
        .concat();
    list.set_inner_content(&items, ContentType::Html);
    Ok(())
}

fn search_field(field: &mut Element) -> Handled {
    field.remove_attribute("aria-describedby");
    set(
        field,
        &[
            ("aria-label", "Search this book"),
            ("placeholder", "Search this book"),
            ("aria-describedby", "mdbook-searchresults-header"),
        ],
    )
}

/// The arrows at a page's foot say in words where they lead.
fn way_on(link: &mut Element) -> Handled {
    let title = link.get_attribute("title").unwrap_or_default();
    link.append(&format!("<span>{title}</span>"), ContentType::Html);
    link.remove_attribute("title");
    link.remove_attribute("aria-label");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::whole_flags;

    #[test]
    fn a_flag_is_not_broken() {
        assert_eq!(
            whole_flags("run -- --seed 2"),
            r#"run <span class="tied">--</span> <span class="tied">--seed</span> 2"#
        );
    }
}

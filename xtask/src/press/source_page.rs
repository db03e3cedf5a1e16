//! A page for each source file that the book quotes, line by line, so that "file and line" leads somewhere offline.

use std::path::Path;

use anyhow::{Context, Result};
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};

use super::{escape, files};
use crate::Workspace;

/// Writes `source/FILE.html` for every file, in the frame of the book's own page `frame`.
///
/// # Errors
/// If a file cannot be read or a page not be written.
pub fn write<'a>(
    workspace: &Workspace,
    files: impl Iterator<Item = &'a String>,
    frame: &Path,
    out: &Path,
) -> Result<()> {
    let frame = std::fs::read_to_string(frame).with_context(|| format!("cannot read {}", frame.display()))?;
    for file in files {
        let path = workspace.root().join(file);
        let code = std::fs::read_to_string(&path).with_context(|| format!("cannot read {file}"))?;
        files::write(&out.join(format!("source/{file}.html")), &page(&frame, file, &code)?)?;
    }
    Ok(())
}

/// The frame with the code in its middle and every path leading up from the new place.
fn page(frame: &str, file: &str, code: &str) -> Result<String> {
    let root = "../".repeat(file.matches('/').count() + 1);
    let frame = frame.replace("const path_to_root = \"\";", &format!("const path_to_root = \"{root}\";"));
    let frame = frame
        .replace("window.path_to_searchindex_js = \"", &format!("window.path_to_searchindex_js = \"{root}"))
        // Stands in a `noscript`, which is text to the rewriter below.
        .replace("src=\"toc.html\"", &format!("src=\"{root}toc.html\""));
    let content = format!("<h1>{}</h1>\n{}", escape::text(file), numbered(file, code));
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("head title", |title| {
            title.set_inner_content(file, ContentType::Text);
            Ok(())
        }))
        .append_element_content_handler(element!("main", |main| {
            main.set_inner_content(&content, ContentType::Html);
            Ok(())
        }))
        .append_element_content_handler(element!("nav.nav-wrapper, nav.nav-wide-wrapper", |nav| {
            nav.remove();
            Ok(())
        }))
        .append_element_content_handler(element!("[href]", |element| upwards(element, "href", &root)))
        .append_element_content_handler(element!("[src]", |element| upwards(element, "src", &root)));
    Ok(rewrite_str(&frame, settings)?)
}

fn upwards(
    element: &mut lol_html::html_content::Element,
    attribute: &str,
    root: &str,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let value = element.get_attribute(attribute).unwrap_or_default();
    if !value.starts_with('#') && !value.contains(':') {
        element.set_attribute(attribute, &format!("{root}{value}"))?;
    }
    Ok(())
}

/// The numbers stand beside the code and not in it, so that copying takes the code alone.
fn numbered(file: &str, code: &str) -> String {
    let numbers: String =
        (1..=code.lines().count()).map(|line| format!("<span id=\"L{line}\">{line}</span>\n")).collect();
    let language = match file.rsplit('.').next() {
        Some("rs") => "rust",
        Some("toml") => "toml",
        Some("json") => "json",
        _ => "text",
    };
    format!(
        "<div class=\"source\"><pre class=\"line-numbers\" aria-hidden=\"true\">{numbers}</pre>\
         <pre><code class=\"language-{language}\">{}</code></pre></div>",
        escape::text(code)
    )
}

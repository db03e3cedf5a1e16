//! The rendered book checked from outside: every link leads somewhere, and nothing is loaded from another host.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use lol_html::{RewriteStrSettings, element, rewrite_str};

use super::fault::{Faults, Place};
use super::files;
use super::page::Page;

/// What a rendered page holds that can be checked.
#[derive(Debug, Default)]
struct Rendered {
    ids: BTreeSet<String>,
    doubled: BTreeSet<String>,
    links: BTreeSet<String>,
    loads: BTreeSet<String>,
}

/// Notes dead links, dead fragments, doubled ids and remote loads of the book in `out`.
///
/// # Errors
/// If a file cannot be read.
pub fn check(out: &Path, pages: &[Page], has_api: bool, faults: &mut Faults) -> Result<()> {
    let mut rendered = BTreeMap::new();
    for file in files::below(out) {
        let path = file.strip_prefix(out)?.to_string_lossy().replace('\\', "/");
        if path.starts_with("api/") {
            continue; // rustdoc's own; checked only where the book links to it
        }
        match path.rsplit('.').next() {
            Some("html") => {
                rendered.insert(path, read(&file)?);
            }
            Some("css" | "svg") => check_css(&path, &read_text(&file)?, faults),
            _ => {}
        }
    }
    let checker = Checker { out, pages, rendered: &rendered, has_api, api: RefCell::default() };
    let print = "print.html"; // holds every page once more, and so its faults
    for (path, page) in rendered.iter().filter(|(path, _)| *path != print) {
        checker.check_page(path, page, faults)?;
    }
    match rendered.get(print) {
        Some(page) if faults.is_empty() => checker.check_page(print, page, faults),
        _ => Ok(()),
    }
}

struct Checker<'a> {
    out: &'a Path,
    pages: &'a [Page],
    rendered: &'a BTreeMap<String, Rendered>,
    has_api: bool,
    api: RefCell<BTreeMap<String, Rendered>>,
}

impl Checker<'_> {
    fn check_page(&self, path: &str, page: &Rendered, faults: &mut Faults) -> Result<()> {
        for id in &page.doubled {
            faults.add(self.place(path, id), format!("the id `{id}` stands twice on the page {path}"));
        }
        for load in page.loads.iter().filter(|load| is_remote(load)) {
            faults.add(self.place(path, load), format!("{path} loads {load} from another host"));
        }
        for link in page.links.iter().chain(&page.loads).filter(|link| !has_scheme(link)) {
            if let Some(message) = self.dead(path, link)? {
                faults.add(self.place(path, link), format!("dead link `{link}` in {path}: {message}"));
            }
        }
        Ok(())
    }

    /// Why a link leads nowhere.
    fn dead(&self, from: &str, link: &str) -> Result<Option<String>> {
        let (target, fragment) =
            link.split_once('#').map_or((link, ""), |(target, fragment)| (target, fragment));
        let target = target.split('?').next().unwrap_or(target);
        let target = if target.is_empty() { from.to_owned() } else { resolve(from, &decode(target)) };
        if target.starts_with("api/") && !self.has_api {
            return Ok(None);
        }
        let file = self.out.join(&target);
        let (file, target) = if file.is_dir() {
            (file.join("index.html"), format!("{target}/index.html"))
        } else {
            (file, target)
        };
        if !file.is_file() {
            return Ok(Some(format!("there is no {target}")));
        }
        if fragment.is_empty() || !target.ends_with(".html") {
            return Ok(None);
        }
        let fragment = decode(fragment);
        let known = match self.rendered.get(&target) {
            Some(page) => page.ids.contains(&fragment),
            None => self.api_has(&target, &file, &fragment)?,
        };
        Ok((!known).then(|| format!("{target} has no id `{fragment}`")))
    }

    fn api_has(&self, target: &str, file: &Path, id: &str) -> Result<bool> {
        let mut api = self.api.borrow_mut();
        if !api.contains_key(target) {
            api.insert(target.to_owned(), read(file)?);
        }
        Ok(api[target].ids.contains(id))
    }

    /// The line of the markdown that wrote this, as well as it can be told.
    fn place(&self, path: &str, text: &str) -> Place {
        let markdown = path.replace(".html", ".md");
        let Some(page) = self.pages.iter().find(|page| page.path == markdown) else {
            return Place::file(format!("target/book/{path}"));
        };
        let written = text.replace(".html", ".md");
        let found = page.fragment.text.find(&written).or_else(|| page.fragment.text.find(text));
        found.map_or_else(|| Place::file(&page.fragment.file), |offset| page.fragment.place(offset))
    }
}

fn read_text(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

/// Collects ids, links and loads of a page.
fn read(file: &Path) -> Result<Rendered> {
    let html = read_text(file)?;
    let page = RefCell::new(Rendered::default());
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("[id]", |element| {
            let id = element.get_attribute("id").unwrap_or_default();
            let mut page = page.borrow_mut();
            if !page.ids.insert(id.clone()) {
                page.doubled.insert(id);
            }
            Ok(())
        }))
        .append_element_content_handler(element!("a[href], area[href]", |element| {
            page.borrow_mut().links.extend(element.get_attribute("href"));
            Ok(())
        }))
        .append_element_content_handler(element!("[src], [data], [poster], link, image, use", |element| {
            page.borrow_mut().loads.extend(loads(element));
            Ok(())
        }));
    rewrite_str(&html, settings).with_context(|| format!("cannot parse {}", file.display()))?;
    let mut page = page.into_inner();
    page.loads.extend(css_loads(&html));
    Ok(page)
}

/// What a browser fetches for an element.
fn loads(element: &lol_html::html_content::Element) -> Vec<String> {
    let fetched_href = matches!(element.tag_name().as_str(), "link" | "image" | "use");
    let attributes = ["src", "data", "poster"].into_iter().chain(fetched_href.then_some("href"));
    attributes.filter_map(|attribute| element.get_attribute(attribute)).collect()
}

/// What a style fetches from another host: `url(…)` and `@import "…"` with a host in it.
fn css_loads(css: &str) -> Vec<String> {
    let starts = ["url(", "@import "]
        .into_iter()
        .flat_map(|start| css.match_indices(start).map(move |(offset, _)| &css[offset + start.len()..]));
    starts
        .map(|rest| rest.trim_start_matches([' ', '"', '\'']))
        .filter(|rest| is_remote(rest))
        .map(|rest| rest.split(['"', '\'', ')', ' ', ';', '\n']).next().unwrap_or_default().to_owned())
        .collect()
}

fn check_css(path: &str, css: &str, faults: &mut Faults) {
    for load in css_loads(css) {
        faults.add(Place::file(format!("target/book/{path}")), format!("loads {load} from another host"));
    }
}

fn is_remote(link: &str) -> bool {
    link.starts_with("//") || link.starts_with("http:") || link.starts_with("https:")
}

fn has_scheme(link: &str) -> bool {
    let scheme = link.split(['/', '#', '?']).next().unwrap_or("");
    is_remote(link) || scheme.contains(':')
}

/// A relative link from a page, as a path below the book's root.
fn resolve(from: &str, link: &str) -> String {
    if let Some(absolute) = link.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                if parts.pop().is_none() {
                    parts.push("..");
                }
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// `%20` and its like.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = code.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{css_loads, decode, has_scheme, resolve};

    #[test]
    fn links_are_resolved_like_a_browser_does() {
        assert_eq!(resolve("a/b.html", "../c.html"), "c.html");
        assert_eq!(resolve("b.html", "./c/d.html"), "c/d.html");
        assert_eq!(resolve("b.html", "../c.html"), "../c.html");
        assert_eq!(decode("a%20b%"), "a b%");
    }

    #[test]
    fn schemes_are_told_from_fragments_with_a_colon() {
        assert!(has_scheme("mailto:a@b") && has_scheme("https://a") && has_scheme("data:x"));
        assert!(!has_scheme("#eq:softmax") && !has_scheme("03-loss.html#fig:a"));
    }

    #[test]
    fn styles_that_load_from_elsewhere_are_found() {
        assert_eq!(css_loads("a { background: url( 'https://x.org/a.png') }"), ["https://x.org/a.png"]);
        assert_eq!(css_loads("@import \"//x.org/a.css\";"), ["//x.org/a.css"]);
        assert!(css_loads("src: url(../fonts/a.woff2)").is_empty());
    }
}

//! Printing: which browser is taken, and what happens when it does not do its work.
#![cfg(unix)]

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use xtask::site::pdf::{find_browser, print};

/// A program that stands in for a browser; `$out` is the file that it is told to print into.
fn browser(folder: &Path, name: &str, work: &str) -> PathBuf {
    let path = folder.join(name);
    let script = format!(
        "#!/bin/sh\nfor word; do case $word in --print-to-pdf=*) out=${{word#*=}};; esac; done\n{work}\n"
    );
    fs::write(&path, script).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

fn page(folder: &Path) -> PathBuf {
    let page = folder.join("print.html");
    fs::write(&page, "<p>text").unwrap();
    page
}

#[test]
fn chrome_overrules_the_search_path_and_must_exist() {
    let folder = TempDir::new().unwrap();
    let found = browser(folder.path(), "chromium", "");
    let mine = browser(folder.path(), "mine", "");
    let search_path = OsString::from(folder.path());
    assert_eq!(find_browser(None, Some(&search_path)).unwrap(), found);
    assert_eq!(find_browser(Some(mine.clone().into()), Some(&search_path)).unwrap(), mine);
    let error = find_browser(Some("/no/such/browser".into()), Some(&search_path)).unwrap_err().to_string();
    assert!(error.contains("CHROME") && error.contains("/no/such/browser"), "{error}");
}

#[test]
#[cfg(target_os = "linux")] // elsewhere a browser may stand in its usual place
fn without_a_browser_the_error_says_what_to_install() {
    let empty = TempDir::new().unwrap();
    let error = find_browser(None, Some(&empty.path().into())).unwrap_err().to_string();
    assert!(error.contains("Chromium") && error.contains("CHROME"), "{error}");
}

#[test]
fn the_file_appears_whole_and_nothing_is_left_beside_it() {
    let folder = TempDir::new().unwrap();
    let chromium = browser(folder.path(), "chromium", "printf '%%PDF-1.4 whole' > \"$out\"");
    let out = folder.path().join("new/book.pdf");
    print(&chromium, &page(folder.path()), &out).unwrap();
    assert_eq!(fs::read_to_string(&out).unwrap(), "%PDF-1.4 whole");
    assert_eq!(fs::read_dir(out.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn no_link_on_paper_leads_to_this_machine() {
    let folder = TempDir::new().unwrap();
    let links =
        "<a href=\"#gates\">1</a><a href=\"source/a.rs.html#L1\">2</a><a href=\"https://doi.org/1\">3</a>";
    fs::write(page(folder.path()), links).unwrap();
    // This browser prints the page's own letters.
    let copying = "for word; do case $word in file://*) page=${word#file://};; esac; done\n\
                   { printf '%%PDF-1.4 '; cat \"$page\"; } > \"$out\"";
    let out = folder.path().join("book.pdf");
    print(&browser(folder.path(), "copying", copying), &folder.path().join("print.html"), &out).unwrap();
    let kept = "<a href=\"#gates\">1</a><a>2</a><a href=\"https://doi.org/1\">3</a>";
    assert_eq!(fs::read_to_string(&out).unwrap(), format!("%PDF-1.4 {kept}"));
    assert_eq!(fs::read_to_string(folder.path().join("print.html")).unwrap(), links);
    let left = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 3, "the copy of the page is gone");
}

#[test]
fn a_failure_keeps_the_old_file_and_says_what_the_browser_said() {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("book.pdf");
    fs::write(&out, "old").unwrap();
    let failing =
        browser(folder.path(), "failing", "printf '%%PDF-1.4 half' > \"$out\"; echo no display >&2; exit 3");
    let error = print(&failing, &page(folder.path()), &out).unwrap_err().to_string();
    assert!(error.contains("no display"), "{error}");
    let silent = browser(folder.path(), "silent", "");
    let error = print(&silent, &page(folder.path()), &out).unwrap_err().to_string();
    assert!(error.contains("printed nothing"), "{error}");
    assert_eq!(fs::read_to_string(&out).unwrap(), "old");
    assert!(print(&silent, &folder.path().join("missing.html"), &out).is_err());
}

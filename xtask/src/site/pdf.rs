//! `cargo xtask pdf`: the print page through a Chromium found on the machine.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use lol_html::{Settings, element, rewrite_str};
use tempfile::NamedTempFile;

use crate::Workspace;
use crate::press::{self, ApiDocs};

/// Names of the browser on the search path.
const PROGRAMS: [&str; 7] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
];

/// Where macOS and Windows keep theirs.
const PLACES: [&str; 5] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
];

/// Paper needs no window, no network and no profile of the reader's.
const FLAGS: [&str; 9] = [
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
];

/// Renders the book and prints it into `out`, or `target/book.pdf`.
///
/// # Errors
/// If the book does not render, no browser is found, or the browser prints nothing.
pub fn run(workspace: &Workspace, out: Option<&Path>) -> Result<()> {
    let browser = find_browser(env::var_os("CHROME"), env::var_os("PATH").as_ref())?;
    press::render(workspace, ApiDocs::Keep)?;
    let default = workspace.root().join("target/book.pdf");
    let out = out.unwrap_or(&default);
    print(&browser, &workspace.rendered().join("print.html"), out)?;
    println!("the book is in {}", workspace.relative(out));
    Ok(())
}

/// The browser that `CHROME` names, else the first of the known names on the search path, else in the known places.
///
/// # Errors
/// If there is none, or `CHROME` names what is no file.
pub fn find_browser(chosen: Option<OsString>, search_path: Option<&OsString>) -> Result<PathBuf> {
    if let Some(chosen) = chosen.map(PathBuf::from) {
        ensure!(chosen.is_file(), "CHROME names {}, which is no file", chosen.display());
        return Ok(chosen);
    }
    let folders: Vec<PathBuf> = search_path.into_iter().flat_map(env::split_paths).collect();
    let on_path = PROGRAMS.iter().flat_map(|program| {
        let file = format!("{program}{}", env::consts::EXE_SUFFIX);
        folders.iter().map(move |folder| folder.join(&file))
    });
    on_path.chain(PLACES.map(PathBuf::from)).find(|path| path.is_file()).context(
        "printing needs Chromium, Chrome or Edge, and none was found: install one (Debian: `apt install chromium`), \
         or let the environment variable CHROME name its program",
    )
}

/// Prints `page` into `out`, which appears only when it is whole.
///
/// # Errors
/// If the browser fails or prints nothing.
pub fn print(browser: &Path, page: &Path, out: &Path) -> Result<()> {
    ensure!(page.is_file(), "no {} to print", page.display());
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    let scratch = tempfile::tempdir_in(folder).with_context(|| format!("writing in {}", folder.display()))?;
    let fresh = scratch.path().canonicalize()?.join("book.pdf");
    let sheet = on_paper(page)?;
    call(browser, sheet.path(), &fresh, &scratch.path().join("profile"))?;
    let printed = fs::read(&fresh).unwrap_or_default();
    ensure!(printed.starts_with(b"%PDF-"), "{} ended well and printed nothing", browser.display());
    fs::rename(&fresh, out).with_context(|| format!("writing {}", out.display()))
}

/// A passing copy of `page`, beside it so that faces and stylesheets are found, whose links lead to the page itself or
/// to the web: a file that lies beside the page is on this machine, not on that of the PDF's reader.
fn on_paper(page: &Path) -> Result<NamedTempFile> {
    let html = fs::read_to_string(page).with_context(|| format!("reading {}", page.display()))?;
    let lasting = element!("a[href]", |link| {
        let target = link.get_attribute("href").unwrap_or_default();
        if !["#", "http://", "https://"].iter().any(|start| target.starts_with(start)) {
            link.remove_attribute("href");
        }
        Ok(())
    });
    let html = rewrite_str(&html, Settings::new().append_element_content_handler(lasting))?;
    let beside = page.parent().unwrap_or(Path::new("."));
    let mut sheet = tempfile::Builder::new().prefix("paper-").suffix(".html").tempfile_in(beside)?;
    sheet.write_all(html.as_bytes()).with_context(|| format!("writing {}", sheet.path().display()))?;
    Ok(sheet)
}

fn call(browser: &Path, page: &Path, out: &Path, profile: &Path) -> Result<()> {
    let mut command = Command::new(browser);
    command.args(FLAGS).stdin(Stdio::null());
    if is_root() {
        // Chromium's sandbox refuses to run as root, as containers do.
        command.arg("--no-sandbox");
    }
    command.arg(joined("--user-data-dir=", profile));
    command.arg(joined("--print-to-pdf=", out));
    command.arg(joined("file://", &page.canonicalize()?));
    let output = command.output().with_context(|| format!("starting {}", browser.display()))?;
    if !output.status.success() {
        bail!(
            "{} failed ({}):\n{}",
            browser.display(),
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(())
}

fn joined(flag: &str, path: &Path) -> OsString {
    let mut joined = OsString::from(flag);
    joined.push(path);
    joined
}

#[cfg(target_os = "linux")]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

#[cfg(not(target_os = "linux"))]
fn is_root() -> bool {
    false
}

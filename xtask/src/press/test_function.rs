//! Finding the test that a table names: `loss::slides::err_3_cross_entropy`.

use super::book::Book;

/// The file of a test function, from the workspace's root, and its line.
///
/// # Errors
/// If package, file or function is missing.
pub fn find(book: &Book, path: &str) -> Result<(String, usize), String> {
    let [package, file, .., function] = path.split("::").collect::<Vec<_>>()[..] else {
        return Err(format!("the test `{path}` is not written package::file::function"));
    };
    let folder = &book
        .packages
        .get(package)
        .ok_or_else(|| format!("the test `{path}`: no package `{package}`"))?
        .folder;
    let candidates = [format!("tests/{file}.rs"), format!("src/{file}.rs")].map(|file| folder.join(file));
    let file = candidates.iter().find(|file| file.is_file());
    let file =
        file.ok_or_else(|| format!("the test `{path}`: no {}", book.workspace.relative(&candidates[0])))?;
    let shown = book.workspace.relative(file);
    let source = std::fs::read_to_string(file).map_err(|error| format!("{shown}: {error}"))?;
    let line = source.lines().position(|line| line.trim_start().starts_with(&format!("fn {function}(")));
    let line = line.ok_or_else(|| format!("the test `{path}`: no `fn {function}` in {shown}"))?;
    Ok((shown, line + 1))
}

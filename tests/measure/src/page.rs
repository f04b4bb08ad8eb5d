//! A program's tables in the documentation: between two marks that carry the program's name.

use std::path::PathBuf;

use crate::caller::Failed;

/// A page of `docs/`.
fn path(page: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs")).join(page)
}

fn parts(page: &str, name: &str) -> Result<(String, String, String), Failed> {
    let text = std::fs::read_to_string(path(page))
        .map_err(|error| Failed::File(page.to_owned(), error))?;
    let (begin, end) = (
        format!("<!-- {name}: begin -->\n"),
        format!("<!-- {name}: end -->"),
    );
    let parts = text.split_once(&begin).and_then(|(before, rest)| {
        let (kept, after) = rest.split_once(&end)?;
        Some((
            format!("{before}{begin}"),
            kept.to_owned(),
            format!("{end}{after}"),
        ))
    });
    parts.ok_or_else(|| Failed::Lacks(format!("{begin}…{end}")))
}

/// What stands between the marks of `name` on this page of `docs/`.
///
/// # Errors
/// When there is no such page, or no marks are on it.
pub fn kept(page: &str, name: &str) -> Result<String, Failed> {
    Ok(parts(page, name)?.1)
}

/// Puts `text` between the marks of `name` on this page of `docs/`.
///
/// # Errors
/// As [`kept`], or when the page cannot be written.
pub fn keep(page: &str, name: &str, text: &str) -> Result<(), Failed> {
    let (before, _, after) = parts(page, name)?;
    std::fs::write(path(page), format!("{before}{text}{after}"))
        .map_err(|error| Failed::File(page.to_owned(), error))
}

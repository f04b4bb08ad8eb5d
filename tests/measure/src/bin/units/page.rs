//! The table's place in `docs/performance.md`.

use measure::caller::Failed;
use measure::table::Table;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/performance.md");
const BEGIN: &str = "<!-- units: begin -->\n";
const END: &str = "<!-- units: end -->";

/// Puts the table between its marks.
pub fn write(table: &Table) -> Result<(), Failed> {
    let failed = |error| Failed::File(PAGE.to_owned(), error);
    let page = std::fs::read_to_string(PAGE).map_err(failed)?;
    let marks = page.split_once(BEGIN).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(END)?;
        Some((before, after))
    });
    let (before, after) = marks.ok_or_else(|| Failed::Lacks(format!("{BEGIN}…{END}")))?;
    let page = format!("{before}{BEGIN}{table}{END}{after}");
    std::fs::write(PAGE, page).map_err(failed)
}

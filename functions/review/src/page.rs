//! One page out of several queues that were read side by side.

use edge::{Faults, Problem, Query, cursor_at};
use store::Store;

/// The position after which a page begins, of a query that may say nothing else.
pub fn cursor_alone(query: &Query) -> Result<Option<String>, Problem> {
    let faults = Faults::default();
    let parameters = query.of_only(&["cursor"], &faults);
    let after = parameters.cursor(|position| String::from_utf8(position).ok());
    faults.end(after)
}

/// The first of `rows` by position, as many as a page has, and the cursor of the next page; none on
/// the last.
pub fn page<T>(
    mut rows: Vec<T>,
    position: impl Fn(&T) -> &str,
) -> (impl Iterator<Item = T>, Option<String>) {
    rows.sort_by(|a, b| position(a).cmp(position(b)));
    let most = usize::from(Store::QUEUED_A_PAGE);
    let is_last = rows.len() <= most;
    rows.truncate(most);
    let next = rows
        .last()
        .filter(|_| !is_last)
        .map(|last| cursor_at(position(last).as_bytes()));
    (rows.into_iter(), next)
}

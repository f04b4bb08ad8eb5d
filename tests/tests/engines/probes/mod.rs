//! The probes, by what they are about.

mod conditions;
mod items;
mod reads;
mod tables;
mod transactions;
mod updates;

use crate::probe::Asked;

/// Everything that is asked.
pub fn all() -> impl Iterator<Item = Asked> {
    [
        conditions::ASKED,
        transactions::ASKED,
        updates::ASKED,
        items::ASKED,
        reads::ASKED,
        tables::ASKED,
    ]
    .into_iter()
    .flatten()
    .copied()
}

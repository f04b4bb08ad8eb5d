//! Stored forms. A rules type is never stored as it happens to be: these are, and they
//! change only with a migration in mind.

mod case;
mod kept;
mod person;
mod record;

pub use case::PlaceItem;
pub use kept::KeptItem;
pub use person::PersonItem;
pub use record::{RecordItem, WaitingItem};

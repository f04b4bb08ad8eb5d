//! Stored forms. A rules type is never stored as it happens to be: these are, and they
//! change only with a migration in mind.

mod case;
mod integrity;
mod kept;
mod person;
mod record;
mod review;

pub use case::PlaceItem;
pub use integrity::IntegrityState;
pub use kept::KeptItem;
pub use person::PersonItem;
pub use record::{RecordItem, TermsItem, WaitingItem};
pub use review::ReviewState;

//! The shapes of the contract that more than one function speaks.
//!
//! `rules` knows no JSON and `edge` knows no health codes; a function may not call another.
//! What two functions say or read in the same words has its home here.

mod code;
mod document;
mod fields;
mod health;
mod holder;
mod kept;
mod mine;
mod refusal;
mod seat;
mod stay;

pub use code::{CheckInView, CodeView, EvidenceView, HoldView, PassView, issue_pass, pick};
pub use document::{DOCUMENT_FIELDS, DocumentBody, read_document};
pub use fields::{other_district, read_district, read_phone};
pub use health::{read_health, read_temperature};
pub use holder::HolderView;
pub use kept::KeptView;
pub use mine::{bound, is_bound, person_id, reader_of_reviews};
pub use refusal::refusal;
pub use seat::seat;
pub use stay::{read_area, read_days, read_past_day, read_whereabouts};

//! What the journeys stand on: a world of one's own, people who act in it, and what they send.

mod actors;
mod between;
mod bodies;
mod crowd;
mod days;
mod parts_queue;
mod reply;
mod watch;
mod world;

pub use actors::{Actor, Checkpoint, Citizen, Institution, Officer, sent};
pub use between::{Between, Fault};
pub use bodies::{
    amend, application, contact, message, normal_day, number_with_check, order, passport,
    resident_id, result, review, stay, travel_record, uphold, verification, with, without,
};
pub use crowd::{settle_copies, settle_crowd, settle_earlier_crowd};
pub use days::{day_after, days};
pub use parts_queue::PartsQueue;
pub use reply::Reply;
pub use world::World;

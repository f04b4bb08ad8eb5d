//! What must hold when many ask at once, when the database is slow, busy or silent, and when
//! the process is killed: one effect or none, and an answer that says which.

mod concurrency;
mod durability;
mod faults;
mod proxy;
mod world;

//! What the measuring programs share. Each program in `bin/` prints one table of
//! `docs/performance.md`, and the command that runs it stands beside the table there.

pub mod caller;
pub mod cases;
pub mod logged;
pub mod mix;
pub mod page;
pub mod people;
pub mod prices;
pub mod program;
pub mod settle;
pub mod table;

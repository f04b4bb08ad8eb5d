//! Tests of the whole, over the local bundle; each kind is one binary under `tests/`.
//!
//! `journeys` is what people do, also many at once, over a bad database, and with bad
//! intentions; `contract` holds template, routers, document and events together; `engines` asks two
//! databases what the store rests on.

pub mod engine;

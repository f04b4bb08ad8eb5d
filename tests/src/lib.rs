//! Tests of the whole, over the local bundle; each kind is one binary under `tests/`.
//!
//! `journeys` is what people do, `contract` holds template, routers, document and events
//! together, `resilience` is many at once, a bad database, and bad intentions.

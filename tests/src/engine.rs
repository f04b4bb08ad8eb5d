//! The database under the tests: the embedded one, or another that speaks DynamoDB's protocol.
//!
//! `STORE_ENDPOINT=http://… cargo test -p tests` runs everything over the engine behind that URL, which
//! has to keep a database for each access key, as DynamoDB Local does. What cannot be seen there is
//! skipped aloud: a line on standard error with the test's name and the reason.

use std::{
    io::Write as _,
    sync::atomic::{AtomicU32, Ordering},
    thread,
};

use local::database::Storage;

/// Why a test of units is skipped.
pub const UNITS: &str = "only the embedded engine meters transactions as AWS does";

/// URL of the engine to test with, where it is not the embedded one.
#[expect(
    clippy::disallowed_methods,
    reason = "a setting of the tests, not of the service"
)]
pub fn endpoint() -> Option<String> {
    let endpoint = std::env::var("STORE_ENDPOINT").ok();
    endpoint.filter(|url| !url.is_empty())
}

/// A store with nothing in it that no other test sees.
pub fn fresh() -> Storage {
    static ROOMS: AtomicU32 = AtomicU32::new(0);
    match endpoint() {
        None => Storage::Memory,
        Some(endpoint) => {
            let number = ROOMS.fetch_add(1, Ordering::Relaxed);
            let room = format!("room{}x{number}", std::process::id());
            Storage::Room { endpoint, room }
        }
    }
}

/// Whether this test is to end here, because only the embedded engine shows what it is about; says so,
/// and why.
pub fn is_skipped(why: &str) -> bool {
    let is_skipped = endpoint().is_some();
    if is_skipped {
        let thread = thread::current();
        let name = thread.name().unwrap_or("a test");
        // Not by a macro: what those print, the test runner keeps to itself.
        let _ = writeln!(std::io::stderr(), "skipped {name}: {why}");
    }
    is_skipped
}

//! Panics: where, and never what. The text of a panic can hold a value that somebody sent; the place in
//! the source cannot.

use std::panic::{Location, PanicHookInfo};
use std::sync::Once;

use super::request::note_panic;

static HOOK: Once = Once::new();

/// For a process on Lambda: a panic in a request is told by its event, any other by a line.
pub fn hush_panics() {
    install(|_| {
        |panic: &PanicHookInfo<'_>| {
            let at = panic.location().map(place);
            tracing::error!(at, "panicked");
        }
    });
}

/// For a process on a developer's machine: a panic outside of requests is told as ever.
pub fn keep_panics_short() {
    install(|before| before);
}

type Hook = Box<dyn Fn(&PanicHookInfo<'_>) + Send + Sync>;

/// Tells panics of requests to their events, and all others to what `outside` makes of the hook before.
fn install<F>(outside: impl FnOnce(Hook) -> F)
where
    F: Fn(&PanicHookInfo<'_>) + Send + Sync + 'static,
{
    HOOK.call_once(|| {
        let outside = outside(std::panic::take_hook());
        std::panic::set_hook(Box::new(move |panic| {
            let at = panic.location().map(place).unwrap_or_default();
            if !note_panic(at) {
                outside(panic);
            }
        }));
    });
}

fn place(location: &Location<'_>) -> String {
    format!("{}:{}", location.file(), location.line())
}

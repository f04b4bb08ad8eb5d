//! The sunset: when the service has ended, what is personal is erased, and it is proved that nothing
//! of it is left (R85).
//!
//! Before the end a start looks into the book of policies and does nothing else. From then on it goes
//! over all tables but the Ledger again and again, erasing what it meets, until a whole pass meets nothing: at first
//! sparing what it takes to read reviews, and once their days are over that as well. The pass that
//! meets nothing personal then is the proof, and its counts are the report, which is written once.
//!
//! It may be killed at any point, started again and run twice at once: what was erased is not met
//! again, and nothing has to be remembered. What is remembered, a pass that met nothing, only spares
//! the next starts of the day the same look.

pub mod lambda;
mod pass;
mod ran;

use edge::State;
use jiff::{SignedDuration, Timestamp};
use rules::calendar::{day_of, start_of};
use rules::policy::Sunset;
use store::{Erasure, Phase, StoreError, WholePass};

use pass::{Pass, pass};
pub use ran::Ran;

/// After the end, how long somebody may still write who did not know of it: a process that has not
/// read its book again, a request under way, a run of the countdown up to its deadline; and more.
const UNNOTICED: SignedDuration = SignedDuration::from_mins(30);
/// Passes of one run at most; the second one usually meets nothing.
const PASSES: usize = 10;
/// How long a pass that met nothing is believed. Nobody can write, and whoever has all the same is
/// found a day later.
const BELIEVED: SignedDuration = SignedDuration::from_hours(24);

/// Erases what is to be erased now, until it is done or time is up; none before the end.
pub async fn run(state: &State, is_time_up: impl Fn() -> bool) -> Result<Option<Ran>, StoreError> {
    let Some(sunset) = state.sunset().await? else {
        return Ok(None);
    };
    let mut last = Pass::default();
    for _ in 0..PASSES {
        let now = state.clock.now();
        let phase = Phase::on(sunset, day_of(now));
        if is_believed(&state.store.erasure_under_way().await?, phase, now) {
            break;
        }
        last = Box::pin(pass(&state.store, phase, &is_time_up)).await;
        if last.is_unfinished || last.failed > 0 {
            break;
        }
        conclude(state, sunset, phase, now, &last).await?;
        if last.met == 0 {
            break;
        }
    }
    let erasure = state.store.erasure().await?;
    Ok(Some(Ran::of(erasure, last.failed, last.is_unfinished)))
}

fn is_believed(erasure: &Erasure, phase: Phase, now: Timestamp) -> bool {
    erasure.phase == Some(phase)
        && erasure.quiet_at.is_some_and(|quiet_at| {
            // A clock that was set back has seen nothing yet.
            (SignedDuration::ZERO..BELIEVED).contains(&now.duration_since(quiet_at))
        })
}

/// Notes a whole pass that began at `began`; if nothing personal was met in it when all is to be gone,
/// that was the end.
async fn conclude(
    state: &State,
    sunset: Sunset,
    phase: Phase,
    began: Timestamp,
    pass: &Pass,
) -> Result<(), StoreError> {
    let is_noticed_by_all = began.duration_since(start_of(sunset.on)) >= UNNOTICED;
    let is_quiet = pass.met == 0 && is_noticed_by_all;
    let store = &state.store;
    store
        .note_pass(&WholePass {
            phase,
            examined: pass.examined,
            left: pass.left.clone(),
            quiet_at: is_quiet.then_some(began),
        })
        .await?;
    let erasure = store.erasure_under_way().await?;
    if is_quiet && phase == Phase::AllOver && !erasure.has_unknown() {
        let report = Erasure {
            finished_at: Some(state.clock.now()),
            ..erasure
        };
        store.finish_erasure(&report).await?;
    }
    Ok(())
}

//! Taking a piece of evidence: kept, and judged if the person has applied, in one transaction.

use edge::{Problem, State};
use jiff::Timestamp;
use rules::calendar::day_of;
use rules::chain::Actor;
use rules::policy::PolicyBook;
use rules::words::Source;
use store::{Commit, StoreError, Stored, Verdict, With};

use crate::body::Told;

/// Takes what `teller` told now. What was taken before is not taken again, and that is no
/// error: nobody can tell the difference. `receipt` gives what commits the answer with it, if
/// somebody waits for one.
pub async fn take(
    state: &State,
    told: &Told,
    teller: &str,
    attempt: &str,
    now: Timestamp,
    receipt: impl Fn() -> Option<With>,
) -> Result<(), Problem> {
    let book = state.book().await?;
    let taken = state.store.change_stored(told.person, attempt, |stored| {
        let kept = [With::Evidence(told.record.clone(), teller.to_owned())];
        let kept = kept.into_iter().chain(receipt());
        Ok::<_, StoreError>(decide(stored, told, &book, now, kept))
    });
    match taken.await {
        // Nothing was written, so the answer still has to be.
        Err(StoreError::Known) => match receipt() {
            Some(With::Receipt(receipt)) => Ok(state.store.keep_answer(&receipt).await?),
            _ => Ok(()),
        },
        taken => Ok(taken?),
    }
}

fn decide(
    stored: Option<&Stored>,
    told: &Told,
    book: &PolicyBook,
    now: Timestamp,
    kept: impl Iterator<Item = With>,
) -> Verdict<()> {
    let Some(stored) = stored else {
        return Commit::nobody(told.person).with(kept).then(());
    };
    let mut person = stored.person.clone();
    let settled = person.settle(book, now);
    let actor = match told.kind.source() {
        Source::Clinic => Actor::CLINIC,
        _ => Actor::REGISTRY,
    };
    let entry = person.learn(&told.record, actor, book.on(day_of(now)), now);
    Commit::of(person, book, now)
        .entries(settled.into_iter().chain(entry))
        .with(kept)
        .then(())
}

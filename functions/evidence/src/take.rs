//! Taking a piece of evidence: kept, and judged if the person has applied, in one transaction.

use edge::{Problem, State};
use jiff::Timestamp;
use rules::calendar::day_of;
use rules::chain::{Actor, EntryKind, detail_of};
use rules::policy::PolicyBook;
use rules::words::Source;
use store::{Commit, Seen, StoreError, Verdict, With};

use crate::body::Told;

/// Takes what `teller` told now. What was taken before is not taken again, and that is no
/// error: nobody can tell the difference.
pub async fn take(
    state: &State,
    told: &Told,
    teller: &str,
    attempt: &str,
    now: Timestamp,
) -> Result<(), Problem> {
    let book = state.book().await?;
    let taken = state.store.change_seen(told.person, attempt, |seen| {
        Ok::<_, StoreError>(decide(seen, told, teller, &book, now))
    });
    match taken.await {
        Ok(()) | Err(StoreError::Known) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn decide(
    seen: Seen<'_>,
    told: &Told,
    teller: &str,
    book: &PolicyBook,
    now: Timestamp,
) -> Verdict<()> {
    let kept = With::Evidence(told.record.clone(), teller.to_owned());
    let Seen::Person(stored) = seen else {
        return Commit::nobody(told.person).with([kept]).then(());
    };
    let mut person = stored.person.clone();
    let settled = person.settle(book, now);
    let changes = person.case.learn(&told.record, book.on(day_of(now)), now);
    let actor = match told.kind.source() {
        Source::Clinic => Actor::CLINIC,
        _ => Actor::REGISTRY,
    };
    let entry = detail_of(&changes)
        .map(|detail| person.append(EntryKind::EvidenceReceived, actor, detail, now));
    Commit::of(person, book, now)
        .entries(settled.into_iter().chain(entry))
        .with([kept])
        .then(())
}

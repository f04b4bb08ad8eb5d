//! A person whom the caller keeps. Not there and not yours are one answer (R69).

use edge::{Caller, Problem, State};
use rules::identity::PersonId;
use rules::person::Person;

/// The person id of a path; one that cannot be is not there.
pub fn person_id(text: &str) -> Result<PersonId, Problem> {
    PersonId::parse(text).ok_or_else(Problem::not_found)
}

/// The person, if the caller keeps their code. One read, whoever asks.
pub async fn bound(state: &State, caller: &Caller, id: &str) -> Result<Person, Problem> {
    let stored = state.store.person(person_id(id)?).await?;
    is_bound(stored.as_ref().map(|stored| &stored.person), caller).cloned()
}

/// The person's id, if the caller may read the reviews filed for them: for a while after the
/// service's end that is all there is (R85). One read, whoever asks.
pub async fn reader_of_reviews(
    state: &State,
    caller: &Caller,
    id: &str,
) -> Result<PersonId, Problem> {
    let id = person_id(id)?;
    let is_reader = state.store.reads_reviews(id, &caller.account).await?;
    is_reader.then_some(id).ok_or_else(Problem::not_found)
}

/// The person as read, if the caller keeps their code.
pub fn is_bound<'a>(person: Option<&'a Person>, caller: &Caller) -> Result<&'a Person, Problem> {
    person
        .filter(|person| person.bindings.includes(&caller.account))
        .ok_or_else(Problem::not_found)
}

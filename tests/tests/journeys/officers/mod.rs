//! What officers do: they answer reviews, put on orders, judge contradictions. Two of them change a
//! colour, one never does (R83), and each step is in the person's history (R84).

mod alone;
mod answers;
mod cases;
mod orders;
mod races;

use serde_json::Value;

use crate::history::checked;
use crate::support::{Citizen, World, application, resident_id, review, with};

const DAY: &str = "2020-02-11T09:00:00";

/// Somebody red for a contact, with a review open in district 330106: the account, the person, the
/// review.
async fn doubting(world: &World) -> (Citizen, String, String) {
    let citizen = world.citizen("one").await;
    let red = with(
        &application(&resident_id(1)),
        "/contact/confirmed_case",
        true,
    );
    let person = citizen.applied(&red).await;
    let filed = citizen.file(&person, &review()).await.is(201);
    let review = filed["review_id"].as_str().unwrap().to_owned();
    (citizen, person, review)
}

/// The kinds of a history that holds, with the role and district of each actor.
async fn kinds(citizen: &Citizen, person: &str) -> Vec<(String, String)> {
    let entries = checked(&citizen.history(person).await);
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    entries
        .iter()
        .map(|entry| {
            let role = text(&entry["actor"]["role"]);
            (
                text(&entry["kind"]),
                format!("{role} {}", text(&entry["actor"]["district"])),
            )
        })
        .collect()
}

/// The last entries of a history that holds: kind and actor.
async fn ends_with(citizen: &Citizen, person: &str, expected: &[(&str, &str)]) {
    let kinds = kinds(citizen, person).await;
    let last = &kinds[kinds.len() - expected.len()..];
    let last: Vec<_> = last
        .iter()
        .map(|(kind, actor)| (kind.as_str(), actor.as_str()))
        .collect();
    assert_eq!(last, expected);
}

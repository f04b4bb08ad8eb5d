//! Fourteen lives in quarantine: the first began fourteen days ago and ends tonight, the last began
//! yesterday. Each was lived through the bundle's own routes, so every person of a city, who is a copy
//! of one of them, is stored as the service stores people.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use measure::caller::{Caller, Failed, Request};
use measure::people::{application, normal_day, resident_id, with};
use measure::settle;
use rules::calendar::days_after;
use rules::chain::Entry;
use rules::identity::PersonId;
use rules::person::Person;
use serde_json::json;

/// Days of a quarantine, so many lives, and one in so many people is due.
pub const DAYS: u32 = 14;

/// The day that begins with the night that is measured.
pub const DAY: Date = date(2020, 2, 25);

/// Somebody, and their history.
pub struct Life {
    pub person: Person,
    pub history: Vec<Entry>,
}

/// When the countdown starts in that night.
pub fn night() -> Result<Timestamp, Failed> {
    Ok(format!("{DAY}T00:05:00+08:00").parse()?)
}

/// The moment at which the last one was written: nine in the morning of the day before.
pub fn written_at() -> Result<Timestamp, Failed> {
    morning(days_after(DAY, -1))
}

fn morning(day: Date) -> Result<Timestamp, Failed> {
    Ok(format!("{day}T09:00:00+08:00").parse()?)
}

/// Lives them.
pub async fn live() -> Result<Vec<Life>, Failed> {
    let first_day = days_after(DAY, -14);
    let options = local::Options::for_test(morning(first_day)?);
    let bundle = local::start(options).await?;
    let mut ids: Vec<String> = Vec::new();
    for n in 0..DAYS {
        let today = days_after(first_day, n.try_into().unwrap_or_default());
        bundle.clock.set(morning(today)?);
        // Another morning, other tokens: yesterday's have ended.
        let caller = Caller::new(bundle.base_url());
        let contact = json!({"confirmed_case": true, "quarantined_cohabitant": false});
        let red = with(application(&resident_id(n)), "contact", contact);
        let apply = Request::post("/v1/applications", red).by(&settle::account(n));
        ids.push(caller.send(&apply, 201).await?.text("/person_id")?);
        for (id, n) in ids.iter().zip(0..) {
            let path = format!("/v1/people/{id}/check-ins");
            let check_in = Request::post(path, normal_day()).by(&settle::account(n));
            caller.send(&check_in, 201).await?;
        }
    }
    let mut lives = Vec::new();
    for id in &ids {
        let lacks = || Failed::Lacks(id.clone());
        let id = PersonId::parse(id).ok_or_else(lacks)?;
        let stored = bundle.state.store.person(id).await?.ok_or_else(lacks)?;
        lives.push(Life {
            person: stored.person,
            history: bundle.state.store.history(id).await?,
        });
    }
    Ok(lives)
}

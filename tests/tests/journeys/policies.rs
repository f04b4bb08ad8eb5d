//! Policies: published through the API by two officers, noticed by every reader, written down by
//! the countdown, and told beforehand by a dry run.

mod publishing;
mod readers;

use serde_json::{Value, json};

use crate::support::{Actor, Reply, World, application, resident_id, stay, with};

/// Two officers of the city, and the policy that they start from.
pub struct City {
    pub first: Actor,
    pub second: Actor,
    pub current: Value,
}

impl City {
    pub async fn of(world: &World) -> Self {
        let officer = |sub: &'static str| json!({"sub": sub, "scope": "city"});
        let current = world.anonymous().get("/v1/policies/current").await.is(200);
        Self {
            first: world.actor(&officer("city-1")).await,
            second: world.actor(&officer("city-2")).await,
            current,
        }
    }

    /// The current policy under another name, in force from `day`, with this list of medium areas.
    pub fn with_medium(&self, version: &str, day: &str, areas: &Value) -> Value {
        let policy = with(&self.current, "/version", version);
        let policy = with(&policy, "/effective_from", day);
        with(&policy, "/areas/medium/areas", areas.clone())
    }

    pub async fn proposes(&self, policy: &Value) {
        let reply = self.first.post("/v1/policies", policy).await;
        assert_eq!(reply.status, 201, "{}", reply.text());
    }

    pub async fn approve(&self, officer: &Actor, version: &str) -> Reply {
        let path = format!("/v1/policies/{version}/approval");
        officer.post(&path, &json!({})).await
    }

    pub async fn publishes(&self, policy: &Value) {
        self.proposes(policy).await;
        let version = policy["version"].as_str().expect("a version");
        self.approve(&self.second, version).await.is(200);
    }
}

pub fn from_guangzhou(n: u32) -> Value {
    with(
        &application(&resident_id(n)),
        "/travel",
        stay("440106", "2020-02-09"),
    )
}

pub const AND_GUANGDONG: [&str; 3] = ["3303", "3310", "44"];

//! Institutions: a clinic, a registry, an employer.

use std::ops::Deref;

use serde_json::Value;

use super::{Actor, Reply};

/// A clinic or a registry.
#[derive(Clone)]
pub struct Institution(pub Actor);

impl Deref for Institution {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.0
    }
}

impl Institution {
    /// Tells a piece of evidence.
    pub async fn tell(&self, evidence: &Value) -> Reply {
        self.post("/v1/evidence", evidence).await
    }

    /// Tells each of them, and is heard.
    #[track_caller]
    pub fn tells<'a>(
        &'a self,
        evidence: impl IntoIterator<Item = &'a Value>,
    ) -> impl Future<Output = ()> {
        let place = std::panic::Location::caller();
        async move {
            for piece in evidence {
                let reply = self.tell(piece).await;
                assert_eq!(reply.status, 202, "{place}: {}", reply.text());
            }
        }
    }
}

/// An employer.
#[derive(Clone)]
pub struct Employer {
    actor: Actor,
    code: String,
}

impl Deref for Employer {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.actor
    }
}

impl Employer {
    /// The employer with this credit code.
    pub fn new(actor: Actor, code: &str) -> Self {
        Self {
            actor,
            code: code.to_owned(),
        }
    }

    /// A page of the own roster: the first, or that of a cursor.
    pub async fn page(&self, cursor: &str) -> Reply {
        let query = if cursor.is_empty() {
            String::new()
        } else {
            format!("?cursor={cursor}")
        };
        self.get(&format!("/v1/employers/{}/roster{query}", self.code))
            .await
    }

    /// All of the own roster, page by page.
    pub async fn roster(&self) -> Vec<Value> {
        let (mut people, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = self.page(&cursor).await.is(200);
            people.extend(page["people"].as_array().expect("a list").clone());
            match page["next_cursor"].as_str() {
                Some(next) => next.clone_into(&mut cursor),
                None => return people,
            }
        }
    }

    /// Tails of the documents on the own roster, in order.
    pub async fn tails(&self) -> Vec<String> {
        let people = self.roster().await;
        let tail = |one: &Value| one["holder"]["document_tail"].as_str().map(str::to_owned);
        let mut tails: Vec<_> = people.iter().filter_map(tail).collect();
        tails.sort();
        tails
    }
}

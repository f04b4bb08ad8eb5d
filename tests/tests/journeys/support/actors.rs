//! Who acts: somebody without a token, a citizen, checkpoint staff, a district's officer, the city,
//! a clinic, a registry, an employer.

mod institutions;

use std::ops::Deref;

use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};

use super::{Reply, normal_day, watch::Watch};

pub use institutions::{Employer, Institution};

/// Somebody who sends requests, with a token or without.
#[derive(Clone)]
pub struct Actor {
    client: Client,
    base: String,
    token: Option<String>,
    language: Option<&'static str>,
}

impl Actor {
    /// Somebody who speaks to the bundle at `base`.
    pub fn new(client: Client, base: String, token: Option<String>) -> Self {
        Self {
            client,
            base,
            token,
            language: None,
        }
    }

    /// The same one, who reads this language.
    pub fn reading(mut self, language: &'static str) -> Self {
        self.language = Some(language);
        self
    }

    /// The access token; empty without one.
    pub fn token(&self) -> &str {
        self.token.as_deref().unwrap_or_default()
    }

    /// A request of this actor, still to be sent.
    pub fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let method = method.parse().expect("a method");
        let mut request = self.client.request(method, format!("{}{path}", self.base));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if let Some(language) = self.language {
            request = request.header("accept-language", language);
        }
        request
    }

    /// Reads `path`.
    pub async fn get(&self, path: &str) -> Reply {
        sent(self.request("GET", path)).await
    }

    /// Posts `body` to `path`.
    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        sent(self.request("POST", path).json(body)).await
    }

    /// Posts `body` to `path` with an `Idempotency-Key`.
    pub async fn post_once(&self, path: &str, body: &Value, key: &str) -> Reply {
        let request = self.request("POST", path).json(body);
        sent(request.header("idempotency-key", key)).await
    }

    /// Puts `body` to `path`.
    pub async fn put(&self, path: &str, body: &Value) -> Reply {
        sent(self.request("PUT", path).json(body)).await
    }
}

/// The answer to `request`, both under the eyes of the bundle's watch.
pub async fn sent(request: RequestBuilder) -> Reply {
    let (client, request) = request.build_split();
    let request = request.expect("a request");
    let (url, watch) = (request.url().clone(), Watch::of(request.url()));
    if let Some(watch) = &watch {
        watch.asked(&request);
    }
    let reply = Reply::of(client.execute(request).await.expect("an answer")).await;
    if let Some(watch) = &watch {
        watch.answered(url.path(), &reply);
    }
    reply
}

/// An account with the scope `citizen`.
#[derive(Clone)]
pub struct Citizen(pub Actor);

impl Deref for Citizen {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.0
    }
}

impl Citizen {
    /// The same one, who reads this language.
    pub fn reading(self, language: &'static str) -> Self {
        Self(self.0.reading(language))
    }

    /// Applies.
    pub async fn apply(&self, body: &Value) -> Reply {
        self.post("/v1/applications", body).await
    }

    /// Applies, is given a code, and has this person id.
    #[track_caller]
    pub fn applied(&self, body: &Value) -> impl Future<Output = String> {
        let place = std::panic::Location::caller();
        async move {
            let reply = self.apply(body).await;
            assert_eq!(reply.status, 201, "{place}: {}", reply.text());
            let id = reply.json()["person_id"].as_str().map(str::to_owned);
            id.expect("a person id")
        }
    }

    /// Reads the code, which is there.
    pub async fn code(&self, person: &str) -> Value {
        self.get(&format!("/v1/people/{person}/code")).await.is(200)
    }

    /// The colour of the code.
    pub async fn colour(&self, person: &str) -> String {
        let code = self.code(person).await;
        code["colour"].as_str().expect("a colour").to_owned()
    }

    /// The token of a fresh pass.
    pub async fn pass(&self, person: &str) -> String {
        let code = self.code(person).await;
        code["pass"]["token"].as_str().expect("a token").to_owned()
    }

    /// Checks in.
    pub async fn check_in(&self, person: &str, body: &Value) -> Reply {
        self.post(&format!("/v1/people/{person}/check-ins"), body)
            .await
    }

    /// Checks in, the first time on a normal day, and reads the code.
    pub async fn checks_in(&self, person: &str) -> Value {
        self.check_in(person, &normal_day()).await.is(201)["code"].clone()
    }

    /// Declares again.
    pub async fn reapply(&self, person: &str, body: &Value) -> Reply {
        self.post(&format!("/v1/people/{person}/reapplication"), body)
            .await
    }

    /// Files a review.
    pub async fn file(&self, person: &str, body: &Value) -> Reply {
        self.post(&format!("/v1/people/{person}/reviews"), body)
            .await
    }

    /// Asks for a share code, with no body.
    pub async fn share(&self, person: &str) -> Reply {
        sent(self.request("POST", &format!("/v1/people/{person}/shares"))).await
    }

    /// Asks for a share code, and is given one.
    pub async fn shares(&self, person: &str) -> String {
        let share = self.share(person).await.is(201);
        share["share_code"].as_str().expect("a code").to_owned()
    }

    /// Sends a share code: the person is the account's `relation`.
    pub async fn redeem(&self, code: &str, relation: &str) -> Reply {
        let body = json!({"share_code": code, "relation": relation});
        self.post("/v1/shares", &body).await
    }

    /// The people of the account.
    pub async fn people(&self) -> Vec<Value> {
        let people = self.get("/v1/people").await.is(200);
        people["people"].as_array().expect("a list").clone()
    }

    /// The entries of the history.
    pub async fn history(&self, person: &str) -> Value {
        self.get(&format!("/v1/people/{person}/history"))
            .await
            .is(200)
    }

    /// Asks for the proof that the history is in the root of `day`, or else in the latest one.
    pub async fn proof(&self, person: &str, day: Option<&str>) -> Reply {
        let query = day.map(|day| format!("?day={day}")).unwrap_or_default();
        self.get(&format!("/v1/people/{person}/history/proof{query}"))
            .await
    }

    /// The scans.
    pub async fn scans(&self, person: &str) -> Vec<Value> {
        let scans = self
            .get(&format!("/v1/people/{person}/scans"))
            .await
            .is(200);
        scans["scans"].as_array().expect("a list").clone()
    }
}

/// Staff at a district's checkpoints.
#[derive(Clone)]
pub struct Checkpoint(pub Actor);

impl Deref for Checkpoint {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.0
    }
}

impl Checkpoint {
    /// The same staff, who read this language.
    pub fn reading(self, language: &'static str) -> Self {
        Self(self.0.reading(language))
    }

    /// Asks about whoever stands there.
    pub async fn verify(&self, body: &Value) -> Reply {
        self.post("/v1/verifications", body).await
    }

    /// Asks, and is told.
    pub async fn asks(&self, body: &Value) -> Value {
        self.verify(body).await.is(200)
    }
}

/// An officer of a district, or of the city.
#[derive(Clone)]
pub struct Officer {
    actor: Actor,
    district: String,
}

impl Deref for Officer {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.actor
    }
}

impl Officer {
    /// An officer who answers for `district`; the city's for none.
    pub fn new(actor: Actor, district: &str) -> Self {
        Self {
            actor,
            district: district.to_owned(),
        }
    }

    /// Sets up a place of the own district.
    pub async fn sets_up(&self, place: &str, kind: &str) {
        let body = serde_json::json!({"name": "示例卡点", "type": kind, "district": self.district});
        self.put(&format!("/v1/places/{place}"), &body)
            .await
            .is(200);
    }

    /// Proposes how a review is to end.
    pub async fn propose(&self, review: &str, body: &Value) -> Reply {
        self.post(&format!("/v1/reviews/{review}/proposal"), body)
            .await
    }

    /// Approves what is proposed about something: a path without `/approval`.
    pub async fn approve(&self, path: &str) -> Reply {
        sent(self.request("POST", &format!("{path}/approval"))).await
    }

    /// Proposes an order, and is given its id.
    pub async fn orders(&self, body: &Value) -> String {
        let order = self.post("/v1/orders", body).await.is(201);
        order["order_id"].as_str().expect("an id").to_owned()
    }

    /// A page of the open reviews.
    pub async fn open_reviews(&self, query: &str) -> Value {
        self.get(&format!("/v1/reviews?{query}")).await.is(200)
    }
}

//! A bundle of its own, its accounts, and bodies of made-up people.

use local::database::Storage;
use local::{Options, Running};
use reqwest::Client;
use serde_json::{Value, json};

/// When these tests begin.
pub const NOW: &str = "2020-02-11T09:00:00+08:00";

/// A running bundle and a client.
pub struct World {
    pub bundle: Running,
    client: Client,
}

/// An account and its token.
#[derive(Clone)]
pub struct Account {
    base: String,
    token: String,
    client: Client,
}

impl World {
    /// A bundle with nobody in it.
    pub async fn start() -> Self {
        Self::over(Storage::Memory).await
    }

    /// A bundle over this storage.
    pub async fn over(store: Storage) -> Self {
        let options = Options {
            store,
            ..Options::for_test(NOW.parse().unwrap())
        };
        Self {
            bundle: local::start(options).await.unwrap(),
            client: Client::new(),
        }
    }

    /// An account with these claims.
    pub async fn account(&self, claims: Value) -> Account {
        account(&self.bundle.base_url(), &self.client, claims).await
    }

    /// A citizen's account.
    pub async fn citizen(&self, name: &str) -> Account {
        self.account(json!({"sub": name, "scope": "citizen"})).await
    }

    pub fn set_clock(&self, now: &str) {
        self.bundle.clock.set(now.parse().unwrap());
    }
}

/// An account of the bundle at `base`.
async fn account(base: &str, client: &Client, claims: Value) -> Account {
    let url = format!("{base}/dev/tokens");
    let answer: Value = client
        .post(url)
        .json(&claims)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let token = answer["access_token"].as_str().unwrap().to_owned();
    Account {
        base: base.to_owned(),
        token,
        client: client.clone(),
    }
}

impl Account {
    pub async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        self.post_keyed(path, body, None).await
    }

    pub async fn post_keyed(&self, path: &str, body: &Value, key: Option<&str>) -> (u16, Value) {
        let mut request = self
            .client
            .post(format!("{}{path}", self.base))
            .bearer_auth(&self.token)
            .json(body);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        if status == 503 {
            assert!(
                answer.headers().contains_key("retry-after"),
                "a 503 without Retry-After"
            );
        }
        (status, answer.json().await.unwrap_or_default())
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        let answer = self
            .client
            .get(format!("{}{path}", self.base))
            .bearer_auth(&self.token)
            .send()
            .await
            .unwrap();
        (
            answer.status().as_u16(),
            answer.json().await.unwrap_or_default(),
        )
    }

    pub async fn put(&self, path: &str, body: &Value) -> u16 {
        let request = self
            .client
            .put(format!("{}{path}", self.base))
            .bearer_auth(&self.token)
            .json(body);
        request.send().await.unwrap().status().as_u16()
    }

    /// Applies for a person with this passport, red by a stay; gives the person's id.
    pub async fn applies_red(&self, passport: &str) -> String {
        let (status, answer) = self.post("/v1/applications", &application(passport)).await;
        assert_eq!(status, 201, "{answer}");
        answer["person_id"].as_str().unwrap().to_owned()
    }
}

/// An application of somebody who was in a high-risk area.
pub fn application(passport: &str) -> Value {
    let mut body = declaration();
    body["person"] = json!({
        "relation": "self", "name": "鲍示例", "phone": "13800000000",
        "document": {"type": "passport", "number": passport, "country": "KR"},
    });
    body
}

/// What they declare.
pub fn declaration() -> Value {
    json!({
        "presence": "in-hangzhou", "district": "330106",
        "travel": [{"place": "420100", "from": "2020-02-01", "to": "2020-02-05"}],
        "contact": {"confirmed_case": false, "quarantined_cohabitant": false},
        "health": {"temperature_c": 36.5, "symptoms": [], "chronic": []},
        "pledge": {"accepted": true, "version": "2020-02-11"},
    })
}

/// A normal check-in.
pub fn well() -> Value {
    json!({"temperature_c": 36.6, "symptoms": [], "chronic": []})
}

/// A review.
pub fn review(statement: &str) -> Value {
    json!({"ground": "not-my-travel", "statement": statement, "phone": "13800000000", "district": "330106"})
}

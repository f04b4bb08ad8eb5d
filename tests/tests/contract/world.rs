//! A bundle of its own for each test, spoken to over HTTP with tokens of its own issuer.

use local::{Options, Running, template::Route};
use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};
use tests::engine;

/// When the tests happen; the examples of the document fit this day.
pub const NOW: &str = "2020-02-13T09:00:00+08:00";

/// A running bundle with nobody in it, and a client.
pub struct World {
    /// The bundle.
    pub bundle: Running,
    client: Client,
}

impl World {
    /// A fresh bundle, at [`NOW`].
    pub async fn start() -> Self {
        let options = Options {
            store: engine::fresh(),
            stands: true,
            ..Options::for_test(NOW.parse().expect("NOW is a time"))
        };
        let bundle = local::start(options).await.expect("a bundle starts");
        Self {
            bundle,
            client: Client::new(),
        }
    }

    /// A token of somebody in district 330106, with these scopes.
    pub async fn token(&self, scope: &str) -> String {
        let url = format!("{}/dev/tokens", self.bundle.base_url());
        let body = json!({"sub": "somebody", "scope": scope, "district": "330106"});
        let answer = self.client.post(url).json(&body).send().await;
        let answer = answer.expect("the issuer answers");
        let answer: Value = answer.json().await.expect("a token is JSON");
        answer["access_token"].as_str().expect("a token").to_owned()
    }

    /// A request to `path`.
    pub fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let method = method.parse().expect("a method");
        let url = format!("{}{path}", self.bundle.base_url());
        self.client.request(method, url)
    }
}

/// Sends, and gives the status with the body as JSON, or null where it is none.
pub async fn sent(request: RequestBuilder) -> (u16, Value) {
    let answer = request.send().await.expect("an answer");
    let status = answer.status().as_u16();
    (status, json_of(answer).await)
}

async fn json_of(answer: Response) -> Value {
    let bytes = answer.bytes().await.expect("a whole answer");
    serde_json::from_slice(&bytes).unwrap_or_default()
}

/// The routes of the shipped template.
pub fn template_routes() -> Vec<Route> {
    local::template::shipped()
        .expect("the shipped template reads")
        .routes
}

/// A path of the template with parameters filled in.
pub fn filled(path: &str, person: &str) -> String {
    path.replace("{person}", person)
        .replace("{place}", "gate-1")
        .replace("{credit_code}", "91330106MA00000003")
        .replace("{review}", "none")
        .replace("{order}", "o_none")
        .replace("{case}", "none")
        .replace("{day}", "2020-02-12")
}

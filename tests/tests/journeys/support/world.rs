//! A world of its own for each test: a bundle with nobody in it, at a time that the test sets.

use countdown::Part;
use local::{Options, Running, database::Storage};
use reqwest::Client;
use rules::identity::{Country, Document, DocumentKind};
use serde_json::{Value, json};
use tests::engine;

use super::actors::{Actor, Checkpoint, Citizen, Employer, Institution, Officer, sent};
use super::reply::Reply;
use super::watch::{Watch, Watching};

/// A running bundle and a client.
pub struct World {
    /// Ends before the bundle does, so that its port is nobody else's yet.
    watching: Watching,
    /// The bundle.
    pub bundle: Running,
    client: Client,
}

impl World {
    /// A bundle whose clock starts at `now`, a time of day in Shanghai without offset.
    pub async fn at(now: &str) -> Self {
        Self::on(engine::fresh(), now).await
    }

    /// The same, on this storage.
    pub async fn on(storage: Storage, now: &str) -> Self {
        let now = format!("{now}+08:00").parse().expect("a time");
        let watch = Watch::default();
        let options = Options {
            store: storage,
            log: Some(watch.log()),
            stands: true,
            ..Options::for_test(now)
        };
        let bundle = local::start(options).await.expect("a bundle starts");
        Self {
            watching: Watching::over(bundle.address.port(), watch),
            bundle,
            client: Client::new(),
        }
    }

    /// What watches over this bundle's log and over all that leaves it.
    pub fn watch(&self) -> &Watch {
        self.watching.watch()
    }

    /// The lines of the log so far.
    pub fn logged(&self) -> Vec<Value> {
        let logged = self.watch().logged();
        let lines = logged.lines().map(serde_json::from_str);
        lines.collect::<Result<_, _>>().expect("lines of JSON")
    }

    /// Sets the clock to a time of day in Shanghai.
    pub fn set(&self, now: &str) {
        self.set_exactly(&format!("{now}+08:00"));
    }

    /// Sets the clock to a time with its offset, as the API writes it.
    pub fn set_exactly(&self, now: &str) {
        self.bundle.clock.set(now.parse().expect("a time"));
    }

    /// Sets the clock to nine in the morning of `day`.
    pub fn morning_of(&self, day: &str) {
        self.set(&format!("{day}T09:00:00"));
    }

    /// Somebody without a token.
    pub fn anonymous(&self) -> Actor {
        Actor::new(self.client.clone(), self.bundle.base_url(), None)
    }

    /// Somebody with a token that says this.
    pub async fn actor(&self, claims: &Value) -> Actor {
        let asked = self.anonymous().request("POST", "/dev/tokens").json(claims);
        let token = sent(asked).await.is(200)["access_token"].clone();
        let token = token.as_str().map(str::to_owned);
        Actor::new(self.client.clone(), self.bundle.base_url(), token)
    }

    /// A citizen's account.
    pub async fn citizen(&self, account: &str) -> Citizen {
        Citizen(
            self.actor(&json!({"sub": account, "scope": "citizen"}))
                .await,
        )
    }

    /// A citizen's account whose document the identity provider has checked.
    pub async fn verified(&self, account: &str, document: &Value) -> Citizen {
        let claims = json!({"sub": account, "scope": "citizen", "verified_document": document});
        Citizen(self.actor(&claims).await)
    }

    /// Checkpoint staff of a district.
    pub async fn checkpoint(&self, district: &str) -> Checkpoint {
        let claims = json!({"sub": "gate", "scope": "checkpoint", "district": district});
        Checkpoint(self.actor(&claims).await)
    }

    /// An officer of a district.
    pub async fn officer(&self, district: &str) -> Officer {
        let claims = json!({"sub": "officer", "scope": "district", "district": district});
        Officer::new(self.actor(&claims).await, district)
    }

    /// The officer of a district who has this account.
    pub async fn officer_called(&self, account: &str, district: &str) -> Officer {
        let claims = json!({"sub": account, "scope": "district", "district": district});
        Officer::new(self.actor(&claims).await, district)
    }

    /// An officer of the city's team.
    pub async fn city(&self) -> Officer {
        self.city_called("team").await
    }

    /// The officer of the city's team who has this account.
    pub async fn city_called(&self, account: &str) -> Officer {
        let claims = json!({"sub": account, "scope": "city"});
        Officer::new(self.actor(&claims).await, "")
    }

    /// A clinic; each name is an organisation of its own.
    pub async fn clinic(&self, org: &str) -> Institution {
        let claims = json!({"sub": "clinic", "scope": "clinic", "org": org});
        Institution(self.actor(&claims).await)
    }

    /// The registry of travel and contacts, whose token names no organisation.
    pub async fn registry(&self) -> Institution {
        let claims = json!({"sub": "registry", "scope": "registry"});
        Institution(self.actor(&claims).await)
    }

    /// Gives a batch to whoever takes evidence from the queue, and gives the answer.
    pub async fn deliver(&self, batch: &Value) -> Reply {
        let queue = self.anonymous().request("POST", "/dev/queue/evidence");
        sent(queue.json(batch)).await
    }

    /// The notes about messages that could not be taken.
    pub async fn held(&self) -> Vec<Value> {
        let held = self.anonymous().get("/dev/queue/evidence").await.is(200)["held"].clone();
        held.as_array().expect("a list").clone()
    }

    /// The id that the person with this document has, or would have.
    pub fn id_of(&self, document: &Value) -> String {
        let text = |field: &str| document[field].as_str().unwrap_or_default().to_owned();
        let kind = DocumentKind::ALL
            .iter()
            .find(|kind| kind.code() == text("type"));
        let country = Country::parse(&text("country"));
        let today = rules::calendar::day_of(self.bundle.clock.now());
        let document = Document::parse(*kind.expect("a kind"), &text("number"), country, today);
        let pepper = self.bundle.state.store.pepper();
        pepper.person(&document.expect("a document")).to_string()
    }

    /// The employer with this credit code.
    pub async fn employer(&self, code: &str) -> Employer {
        let claims = json!({"sub": "hr", "scope": "employer", "org": code});
        Employer::new(self.actor(&claims).await, code)
    }

    /// A place in a district, and the staff at its checkpoint.
    pub async fn gate(&self, place: &str, kind: &str, district: &str) -> Checkpoint {
        self.officer(district).await.sets_up(place, kind).await;
        self.checkpoint(district).await
    }

    /// Runs the countdown, and gives its report.
    pub async fn countdown(&self) -> Value {
        Box::pin(self.watch_the_queue()).await;
        sent(self.anonymous().request("POST", "/dev/countdown"))
            .await
            .is(200)
    }

    /// Here a countdown works on its parts at once; on Lambda each of them is a message of a queue, and the watch
    /// wants to see it. A database that refuses has none planned.
    async fn watch_the_queue(&self) {
        let state = &self.bundle.state;
        let mut parts: Vec<_> = Part::of_a_night().chain(Part::of_officers()).collect();
        parts.extend(Part::of_policies(state).await.unwrap_or_default());
        parts.extend(Part::of_heads(state, [None]).await.unwrap_or_default());
        let messages = serde_json::to_string(&parts).expect("messages");
        self.watch()
            .hears("a message of the countdown's queue", &messages);
    }
}

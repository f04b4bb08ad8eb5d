//! The payloads of `events/` are what API Gateway, EventBridge Scheduler and SQS send, and the
//! functions answer them as the files' names promise: `events/<function>/<case>.<status>.json`, where
//! the status is `ok` for what is no request.
//!
//! They are read as the Lambda runtime reads them and sent over one store, because a check-in needs
//! a person: in the order of their own times, to which the clock is set, and of their names. Ids and
//! passes in them come from the local bundle's keys. What they show is in `shown`.

use std::{collections::BTreeSet, fs, path::Path};

use http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use jiff::Timestamp;
use lambda_http::{Body, request::RequestContext};
use rules::policy::Policy;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::{
    document::generated,
    world::{World, template_routes},
};

const EVENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../events");
const TEMPLATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../template.yaml");

/// Functions with routes, in an order in which each finds what it needs.
const FUNCTIONS: [&str; 7] = [
    "registry", "apply", "evidence", "check-in", "code", "verify", "review",
];

/// In the place of a status, of what the scheduler or a queue sends.
const NO_REQUEST: &str = "ok";

/// One request of `events/`.
pub struct Event {
    function: &'static str,
    /// The file's name without `.json`.
    name: String,
    /// The status in its name.
    promised: String,
    text: String,
}

impl Event {
    /// `<function>/<case>`.
    pub fn case(&self) -> String {
        let case = self.name.strip_suffix(&self.promised).expect("a status");
        format!("{}/{}", self.function, case.trim_end_matches('.'))
    }

    /// When the gateway sent it.
    fn sent_at(&self) -> Timestamp {
        let epoch = &self.json()["requestContext"]["timeEpoch"];
        let epoch = epoch.as_i64().expect("milliseconds");
        Timestamp::from_millisecond(epoch).expect("a time")
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }

    /// The request that the runtime makes of it.
    fn request(&self) -> Request<Body> {
        lambda_http::request::from_str(&self.text)
            .unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }
}

#[tokio::test]
async fn every_event_is_answered_as_its_name_promises_and_as_the_document_says() {
    let document = generated();
    for (event, status, _) in answers().await {
        assert_eq!(status.as_str(), event.promised, "{}", event.case());
        let described = responses(&document, &event.json());
        assert!(
            described.contains(&event.promised),
            "{}: {described:?}",
            event.name
        );
    }
}

#[test]
fn every_route_of_the_template_has_an_event_of_its_function() {
    let seen: BTreeSet<_> = all()
        .iter()
        .map(|event| (event.function.to_owned(), text(&event.json()["routeKey"])))
        .collect();
    let routes: BTreeSet<_> = template_routes()
        .into_iter()
        .map(|route| (route.function, format!("{} {}", route.method, route.path)))
        .collect();
    assert_eq!(seen, routes);
}

#[test]
fn an_event_is_what_the_gateway_makes_of_its_route() {
    let routes = template_routes();
    for event in all() {
        let json = event.json();
        let key = text(&json["routeKey"]);
        let is_route =
            |route: &&local::template::Route| format!("{} {}", route.method, route.path) == key;
        let route = routes
            .iter()
            .find(is_route)
            .expect("a route of the template");
        assert_eq!(json["version"], "2.0", "{}", event.name);
        assert_eq!(json["requestContext"]["routeKey"], json["routeKey"]);
        assert_eq!(json["requestContext"]["http"]["path"], json["rawPath"]);
        let time = event.sent_at().strftime("%d/%b/%Y:%H:%M:%S +0000");
        assert_eq!(json["requestContext"]["time"], time.to_string());
        assert_eq!(
            filled(&route.path, &json["pathParameters"]),
            json["rawPath"]
        );
        let jwt = &json["requestContext"]["authorizer"]["jwt"];
        let scopes = serde_json::to_value(&route.scopes).unwrap();
        assert_eq!(jwt["scopes"], scopes, "{}", event.name);
        if let Some(scopes) = scopes.as_array() {
            assert!(scopes.contains(&jwt["claims"]["scope"]), "{}", event.name);
        }
        let request = event.request();
        let context = request.extensions().get::<RequestContext>();
        assert!(matches!(context, Some(RequestContext::ApiGatewayV2(_))));
    }
}

#[tokio::test]
async fn the_schedules_event_is_for_the_scheduled_function_which_needs_nothing_of_it() {
    let scheduled = local::template::shipped().unwrap().scheduled;
    assert_eq!(scheduled, ["countdown", "sunset"]);
    let event = other("countdown/1-midnight");
    assert_eq!(event["source"], "aws.scheduler");
    let world = World::start().await;
    let report = countdown::run(&world.bundle.state_of("countdown")).await;
    assert_eq!((report.failed, report.is_unfinished), (0, false));
}

#[tokio::test]
async fn r85_the_schedules_event_for_the_sunset_does_nothing_before_the_end() {
    let event = other("sunset/1-every-twenty-minutes");
    assert_eq!(event["source"], "aws.scheduler");
    let world = World::start().await;
    assert_eq!(
        sunset::run(&world.bundle.state_of("sunset"), || false)
            .await
            .unwrap(),
        None
    );
}

#[test]
fn between_the_nights_the_schedule_asks_for_policies_in_the_words_of_the_template() {
    let event = other("countdown/3-between-the-nights");
    let template = fs::read_to_string(TEMPLATE).unwrap();
    assert!(template.contains(&format!("Input: '{event}'")), "{event}");
}

#[tokio::test]
async fn the_queues_event_names_parts_of_the_countdowns_work() {
    let event = other("countdown/2-parts-of-the-queue");
    let world = World::start().await;
    let heads = countdown::Part::of_heads(&world.bundle.state_of("countdown"), [Some(15)]).await;
    let mut known: Vec<_> = countdown::Part::of_a_night()
        .chain(countdown::Part::of_officers())
        .chain(heads.unwrap())
        .collect();
    known.push(countdown::Part::Policy {
        version: proposed().version,
        shard: 0,
    });
    for record in event["Records"].as_array().unwrap() {
        let task = serde_json::from_str(record["body"].as_str().unwrap()).unwrap();
        let countdown::Task { night, part } = task;
        assert!(known.contains(&part), "{part:?}");
        // What a policy brings can come between the nights; the others are a night's.
        assert!(night.is_some() || !matches!(part, countdown::Part::Due { .. }));
    }
}

#[tokio::test]
async fn the_dry_runs_event_names_the_policy_that_an_event_proposes() {
    let event = other("countdown/4-dry-run");
    let policy = proposed();
    assert_eq!(event, json!({"dry_run": policy.version}));
    let world = World::start().await;
    let told = countdown::dry_run(&world.bundle.state_of("countdown"), policy).await;
    let told = serde_json::to_value(told.unwrap()).unwrap();
    assert_eq!(
        told,
        json!({"version": event["dry_run"], "first_day": "2020-06-01", "examined": 0, "changes": []})
    );
}

/// The policy that an event of `registry` proposes.
fn proposed() -> Policy {
    let proposal = all()
        .into_iter()
        .find(|event| event.case() == "registry/4-policy");
    let body = text(&proposal.expect("a proposal").json()["body"]);
    Policy::load(&body).expect("a valid policy")
}

/// Every event with its answer: the status, and the body, which is null where it is not JSON. The
/// clock stands where the event's own time says.
pub async fn answers() -> Vec<(Event, StatusCode, Value)> {
    let world = World::start().await;
    let functions = world.bundle.functions();
    let mut answers = Vec::new();
    for event in all() {
        world.bundle.clock.set(event.sent_at());
        let router = functions[event.function].clone();
        let answer = router.oneshot(event.request()).await.unwrap();
        let status = answer.status();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        let body = serde_json::from_slice(&body).unwrap_or_default();
        answers.push((event, status, body));
    }
    answers
}

/// Every problem with which a function answers an event.
pub async fn problems() -> Vec<Value> {
    let refused = answers().await.into_iter();
    refused
        .filter(|(_, status, _)| status.is_client_error() || status.is_server_error())
        .map(|(.., body)| body)
        .collect()
}

#[tokio::test]
async fn the_batch_of_evidence_is_taken_but_for_what_cannot_be() {
    let world = World::start().await;
    let batch = other("evidence/7-batch-of-the-queue");
    let ids = batch["Records"].as_array().unwrap().iter();
    let ids: Vec<_> = ids.map(|record| text(&record["messageId"])).collect();
    let batch = serde_json::from_value(batch.clone()).unwrap();
    let answer = evidence::queue::take_batch(&world.bundle.state_of("evidence"), batch).await;
    let failed = answer.batch_item_failures.into_iter();
    let failed: Vec<_> = failed.map(|failure| failure.item_identifier).collect();
    assert_eq!(failed, ids[2..], "no document number; no JSON");
}

/// What the scheduler or a queue sends.
fn other(name: &str) -> Value {
    let event = fs::read_to_string(format!("{EVENTS}/{name}.{NO_REQUEST}.json")).unwrap();
    serde_json::from_str(&event).unwrap()
}

/// All requests of functions with routes, in order.
fn all() -> Vec<Event> {
    let mut events = Vec::new();
    for function in FUNCTIONS {
        let folder = Path::new(EVENTS).join(function);
        let entries = fs::read_dir(&folder).expect("a folder of events");
        let mut names: Vec<_> = entries
            .map(|entry| {
                entry
                    .unwrap()
                    .file_name()
                    .into_string()
                    .expect("an ASCII name")
            })
            .collect();
        names.sort();
        for name in names {
            let stem = name.strip_suffix(".json").expect("only JSON files");
            let (_, promised) = stem.rsplit_once('.').expect("<case>.<status>.json");
            if promised == NO_REQUEST {
                continue;
            }
            events.push(Event {
                function,
                promised: promised.to_owned(),
                text: fs::read_to_string(folder.join(&name)).unwrap(),
                name: stem.to_owned(),
            });
        }
    }
    events.sort_by_key(Event::sent_at);
    events
}

/// The statuses that the document gives for the event's route.
fn responses(document: &Value, event: &Value) -> Vec<String> {
    let key = text(&event["routeKey"]);
    let (method, path) = key.split_once(' ').unwrap();
    let responses = &document["paths"][path][method.to_lowercase()]["responses"];
    responses.as_object().unwrap().keys().cloned().collect()
}

fn filled(path: &str, parameters: &Value) -> String {
    let parameters = parameters.as_object().into_iter().flatten();
    parameters.fold(path.to_owned(), |path, (name, value)| {
        path.replace(&format!("{{{name}}}"), value.as_str().unwrap())
    })
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

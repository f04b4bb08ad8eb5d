//! A town in which every route of the API was used, by people who can be told in any table.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::ending;
use crate::policies::City;
use crate::support::{
    Actor, World, amend, application, contact, day_after, message, normal_day, order, passport,
    resident_id, result, review, sent, stay, travel_record, verification, with, without,
};

/// What must be found of people before the end, and what must not be found after it.
pub struct Traces {
    /// Of everybody: names, numbers, phones, addresses, accounts, person ids, whatever is theirs.
    pub of_anybody: Vec<String>,
    /// Of those whose reviews can still be read: who they are, and what they wrote.
    pub of_reviews: Vec<String>,
}

/// A day in the town, with every route used.
pub struct Town {
    used: BTreeSet<String>,
}

const NAME: &str = "欧阳丝雀";
const ADDRESS: &str = "丝雀弄玖号";
const PHONE: &str = "13912345678";
const REVIEW_PHONE: &str = "13987654321";
const STATEMENT: &str = "丝雀未曾离开杭州";
const REPLY: &str = "丝雀所述属实";
const EVIDENCE: &str = "丝雀流调报告";
const REASON: &str = "丝雀同车厢";
const OFFICERS: [&str; 3] = ["account-officer-one", "account-officer-two", "account-team"];
const REVIEWER: &str = "account-reviewer";
const FRIEND: &str = "account-friend";
const QUIET: &str = "account-quiet";
const EMPLOYER: &str = "91330106MA00000003";

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

/// An application with everything that can be in one.
fn full(document: &Value, today: &str) -> Value {
    let body = with(&application(document), "/person/name", NAME);
    let body = with(&body, "/person/phone", PHONE);
    let body = with(&body, "/address", ADDRESS);
    let body = with(&body, "/employer", EMPLOYER);
    let body = with(
        &body,
        "/position",
        json!({"latitude": 30.2, "longitude": 120.1}),
    );
    with(&body, "/travel", stay("420100", &day_after(today, -3)))
}

impl Town {
    /// Sends a request that the route answers well, and notes the route.
    async fn uses(&mut self, actor: &Actor, route: &str, values: &[&str], body: &Value) -> Value {
        let (method, path) = route.split_once(' ').expect("a method and a path");
        let mut values = values.iter();
        let filled = path.split('/').map(|part| match part.strip_prefix('{') {
            Some(rest) => {
                let (_, end) = rest.split_once('}').expect("a parameter");
                format!("{}{end}", values.next().expect("a value"))
            }
            None => part.to_owned(),
        });
        let filled = filled.collect::<Vec<_>>().join("/");
        let request = actor.request(method, &filled);
        let request = match body {
            Value::Null => request,
            body => request
                .json(body)
                .header("idempotency-key", format!("key of {filled}")),
        };
        let answer = sent(request).await;
        assert!(
            (200..300).contains(&answer.status),
            "{route}: {} {}",
            answer.status,
            answer.text()
        );
        self.used.insert(route.to_owned());
        answer.json()
    }

    /// Uses every route on the day before the end, and tells what can be found of people then.
    pub async fn live(world: &World) -> Traces {
        let mut town = Self {
            used: BTreeSet::new(),
        };
        let today = "2020-05-31";
        world.set("2020-05-30T09:00:00");
        town.publish(world).await;
        world.set("2020-05-31T09:00:00");
        town.read_what_is_public(world).await;
        let (reviewed, review) = town.citizens(world, today).await;
        town.gates(world, &reviewed).await;
        town.institutions(world, today).await;
        town.officers(world, &review).await;
        world.countdown().await;
        town.sealed(world, &reviewed, today).await;
        town.has_used_every_route();
        let quiet = world.id_of(&resident_id(2));
        let waiting = world.id_of(&passport(3));
        let number = |document: &Value| text(&document["number"]);
        let mut of_anybody: Vec<_> = [NAME, ADDRESS, PHONE, REVIEW_PHONE, EMPLOYER, QUIET]
            .map(str::to_owned)
            .into();
        of_anybody.extend([number(&resident_id(1)), number(&resident_id(2))]);
        of_anybody.extend([quiet, waiting, "city-1".to_owned(), "city-2".to_owned()]);
        of_anybody.push("message-without-a-number".to_owned());
        of_anybody.extend([EVIDENCE, REASON].map(str::to_owned));
        of_anybody.push(world.id_of(&passport(4)));
        Traces {
            of_anybody,
            of_reviews: vec![
                REPLY.to_owned(),
                OFFICERS[0].to_owned(),
                OFFICERS[1].to_owned(),
                reviewed,
                STATEMENT.to_owned(),
                REVIEWER.to_owned(),
                FRIEND.to_owned(),
            ],
        }
    }

    async fn publish(&mut self, world: &World) {
        let city = City::of(world).await;
        let policy = ending(&city, "end", "2020-05-30", "2020-06-01");
        self.uses(&city.first, "POST /v1/policies", &[], &policy)
            .await;
        let approval = "POST /v1/policies/{version}/approval";
        self.uses(&city.second, approval, &["end"], &json!({}))
            .await;
    }

    async fn read_what_is_public(&mut self, world: &World) {
        let anybody = world.anonymous();
        for route in [
            "GET /.well-known/jwks.json",
            "GET /v1/guidance",
            "GET /v1/openapi.json",
            "GET /v1/policies/current",
            "GET /v1/policies/schema",
            "GET /v1/sunset",
        ] {
            self.uses(&anybody, route, &[], &Value::Null).await;
        }
        let version = "GET /v1/policies/{version}";
        self.uses(&anybody, version, &["end"], &Value::Null).await;
    }

    /// Somebody with a review, whose code a friend keeps too; and somebody without one.
    async fn citizens(&mut self, world: &World, today: &str) -> (String, String) {
        let one = world.citizen(REVIEWER).await;
        let body = full(&resident_id(1), today);
        let applied = self.uses(&one, "POST /v1/applications", &[], &body).await;
        let person = text(&applied["person_id"]);
        let path = [person.as_str()];
        let again = with(&without(&body, "/person"), "/address", ADDRESS);
        let again = with(&again, "/health/symptoms", json!(["cough"]));
        let reapply = "POST /v1/people/{person}/reapplication";
        self.uses(&one, reapply, &path, &again).await;
        let check_in = "POST /v1/people/{person}/check-ins";
        self.uses(&one, check_in, &path, &normal_day()).await;
        let share = "POST /v1/people/{person}/shares";
        let share = self.uses(&one, share, &path, &json!({})).await;
        let redeem = json!({"share_code": share["share_code"], "relation": "child"});
        let friend = world.citizen(FRIEND).await;
        self.uses(&friend, "POST /v1/shares", &[], &redeem).await;
        let filed = with(&review(), "/statement", STATEMENT);
        let filed = with(&filed, "/phone", REVIEW_PHONE);
        let file = "POST /v1/people/{person}/reviews";
        let filed = self.uses(&one, file, &path, &filed).await;
        let review = text(&filed["review_id"]);
        for route in [
            "GET /v1/people/{person}/code",
            "GET /v1/people/{person}/code.svg",
            "GET /v1/people/{person}/code.png",
            "GET /v1/people/{person}/scans",
            "GET /v1/people/{person}/history",
            "GET /v1/people/{person}/reviews",
        ] {
            self.uses(&one, route, &path, &Value::Null).await;
        }
        let read = "GET /v1/people/{person}/reviews/{review}";
        self.uses(&one, read, &[&person, &review], &Value::Null)
            .await;
        self.uses(&one, "GET /v1/people", &[], &Value::Null).await;
        let two = world.citizen(QUIET).await;
        two.applied(&full(&resident_id(2), today)).await;
        (person, review)
    }

    async fn gates(&mut self, world: &World, person: &str) {
        let place = json!({"name": "示例卡点", "type": "transit", "district": "330106"});
        let officer = world.officer("330106").await;
        self.uses(&officer, "PUT /v1/places/{place}", &["metro"], &place)
            .await;
        let gate = world.checkpoint("330106").await;
        let verify = "POST /v1/verifications";
        let pass = world.citizen(REVIEWER).await.pass(person).await;
        let by_pass = with(&verification("metro"), "/token", pass);
        self.uses(&gate, verify, &[], &by_pass).await;
        gate.asks(&with(&verification("metro"), "/document", resident_id(2)))
            .await;
        // A minute later what was counted is added.
        world.set("2020-05-31T09:01:00");
        gate.asks(&verification("metro")).await;
        let rule = "GET /v1/places/{place}/rule";
        self.uses(&world.anonymous(), rule, &["metro"], &Value::Null)
            .await;
    }

    async fn institutions(&mut self, world: &World, today: &str) {
        let clinic = world.clinic("clinic").await;
        let observed = format!("{today}T08:00:00");
        let suspected = result("lab-1", &resident_id(1), "suspected", &observed);
        self.uses(&clinic, "POST /v1/evidence", &[], &suspected)
            .await;
        let waiting = with(
            &contact("c-1", &passport(3), "close", today),
            "/observed_at",
            format!("{observed}+08:00"),
        );
        let bad = without(&waiting, "/document/number");
        let batch = json!({"Records": [
            message("message-well", &waiting), message("message-without-a-number", &bad),
        ]});
        let failed = world.deliver(&batch).await.is(200);
        assert_eq!(
            failed["batchItemFailures"]
                .as_array()
                .expect("a list")
                .len(),
            1
        );
        let employer = world.employer(EMPLOYER).await;
        let roster = "GET /v1/employers/{credit_code}/roster";
        self.uses(&employer, roster, &[EMPLOYER], &Value::Null)
            .await;
    }

    async fn officers(&mut self, world: &World, review: &str) {
        let one = world.officer_called(OFFICERS[0], "330106").await;
        let two = world.officer_called(OFFICERS[1], "330106").await;
        let city = world.city_called(OFFICERS[2]).await;
        for route in [
            "GET /v1/reviews",
            "GET /v1/orders",
            "GET /v1/integrity-cases",
        ] {
            self.uses(&one, route, &[], &Value::Null).await;
        }
        let of = [review];
        self.uses(&one, "GET /v1/statistics", &[], &Value::Null)
            .await;
        let transfer = "POST /v1/reviews/{review}/transfer";
        let to = json!({"district": "330106"});
        self.uses(&city, transfer, &of, &to).await;
        self.uses(&one, "GET /v1/reviews/{review}", &of, &Value::Null)
            .await;
        let amendment = with(&amend(&["h1"]), "/reply", REPLY);
        let propose = "POST /v1/reviews/{review}/proposal";
        self.uses(&one, propose, &of, &amendment).await;
        let approve = "POST /v1/reviews/{review}/approval";
        self.uses(&two, approve, &of, &json!({})).await;
        self.orders(&one, &two).await;
        self.contradiction(world, &one, &two).await;
    }

    async fn sealed(&mut self, world: &World, person: &str, today: &str) {
        let anybody = world.anonymous();
        self.uses(&anybody, "GET /v1/roots", &[], &Value::Null)
            .await;
        self.uses(&anybody, "GET /v1/roots/{day}", &[today], &Value::Null)
            .await;
        let one = world.citizen(REVIEWER).await;
        let proof = "GET /v1/people/{person}/history/proof";
        self.uses(&one, proof, &[person], &Value::Null).await;
    }

    async fn orders(&mut self, one: &Actor, two: &Actor) {
        let body = with(
            &order(&[resident_id(2), passport(4)]),
            "/evidence",
            EVIDENCE,
        );
        let body = with(&body, "/statement", REASON);
        let proposed = self.uses(one, "POST /v1/orders", &[], &body).await;
        let id = text(&proposed["order_id"]);
        let of = [id.as_str()];
        self.uses(two, "GET /v1/orders/{order}", &of, &Value::Null)
            .await;
        let approve = "POST /v1/orders/{order}/approval";
        self.uses(two, approve, &of, &json!({})).await;
        // And one that nobody approves.
        one.post("/v1/orders", &body).await.is(201);
    }

    async fn contradiction(&mut self, world: &World, one: &Actor, two: &Actor) {
        let record = travel_record("rail-1", &resident_id(2), "330302", "2020-05-25");
        let registry = world.registry().await;
        registry.post("/v1/evidence", &record).await.is(202);
        let open = one.get("/v1/integrity-cases").await.is(200);
        let case = text(&open["cases"][0]["case_id"]);
        let of = [case.as_str()];
        self.uses(one, "GET /v1/integrity-cases/{case}", &of, &Value::Null)
            .await;
        let finding = json!({"finding": "serious", "credit_referral": true, "statement": REASON});
        let propose = "POST /v1/integrity-cases/{case}/proposal";
        self.uses(one, propose, &of, &finding).await;
        let approve = "POST /v1/integrity-cases/{case}/approval";
        self.uses(two, approve, &of, &json!({})).await;
    }

    /// A route that nobody used may write what nobody looks for.
    fn has_used_every_route(&self) {
        let routes = local::template::shipped().expect("the template").routes;
        let routes: BTreeSet<_> = routes
            .into_iter()
            .map(|route| format!("{} {}", route.method, route.path))
            .collect();
        assert_eq!(self.used, routes);
    }
}

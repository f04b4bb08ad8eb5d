//! The rush: a metro gate that takes a twentieth of all scans, a hundred other gates, and people.

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use measure::caller::{Caller, Failed, Request};
use measure::mix::Kind;
use measure::people::{application, citizen, normal_day, resident_id, staff};
use measure::settle::{self, DISTRICT};
use rand::rngs::SmallRng;
use rand::{RngExt as _, SeedableRng as _};
use serde_json::json;

use crate::recorder::Recorder;

/// Gates beside the metro's.
const OTHER_GATES: u32 = 100;
/// Of a hundred scans so many are at the metro's gate.
const AT_THE_METRO: u32 = 5;
/// Of a hundred scans there so many are of nobody known: no code, or a forged one.
const UNKNOWN: u32 = 20;
/// Requests at a time.
const AT_ONCE: usize = 16;

/// Has people apply, forgets what that cost, and lets the rush come.
pub async fn live(recorder: &Recorder, people: u32, requests: u32) -> Result<(), Failed> {
    let start = "2020-03-02T09:00:00+08:00".parse()?;
    let bundle = local::start(local::Options {
        store: recorder.storage(),
        ..local::Options::for_test(start)
    })
    .await?;
    let caller = Caller::new(bundle.base_url());
    let gates = (0..OTHER_GATES).map(|n| format!("gate-{n}"));
    let gates: Vec<_> = std::iter::once("metro".to_owned()).chain(gates).collect();
    for gate in &gates {
        settle::gate(&caller, gate).await?;
    }
    let ids: Vec<String> = stream::iter(0..people)
        .map(|n| settle::person(&caller, n))
        .buffered(AT_ONCE)
        .try_collect()
        .await?;
    recorder.forget();
    let rush = Rush {
        caller: &caller,
        ids: &ids,
        people,
        gates: &gates,
    };
    // The same rush in every run.
    let mut random = SmallRng::seed_from_u64(20_200_211);
    let draws = (0..requests).map(|n| (n, Draw::of(&mut random)));
    stream::iter(draws.collect::<Vec<_>>())
        .map(|(n, draw)| rush.request(n, draw))
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await
}

/// What chance says of one request.
struct Draw {
    kind: Kind,
    person: u32,
    gate: usize,
    is_known: bool,
}

impl Draw {
    fn of(random: &mut SmallRng) -> Self {
        let at_the_metro = random.random_range(0..100) < AT_THE_METRO;
        let other = random.random_range(1..=OTHER_GATES) as usize;
        Self {
            kind: Kind::drawn(random.random_range(0..100)),
            person: random.random(),
            gate: if at_the_metro { 0 } else { other },
            is_known: random.random_range(0..100) >= UNKNOWN,
        }
    }
}

struct Rush<'a> {
    caller: &'a Caller,
    ids: &'a [String],
    people: u32,
    gates: &'a [String],
}

impl Rush<'_> {
    async fn request(&self, n: u32, draw: Draw) -> Result<(), Failed> {
        let person = draw.person % self.people;
        let account = settle::account(person);
        let path = format!("/v1/people/{}", self.ids[person as usize]);
        let code = Request::get(format!("{path}/code")).by(&account);
        let (request, expected) = match draw.kind {
            // Looked at where it is scanned: below.
            Kind::Code => return Ok(()),
            Kind::Verification => {
                let mut question = json!({"place_id": self.gates[draw.gate], "direction": "entry"});
                let pass = self.caller.send(&code, 200).await?.text("/pass/token")?;
                if draw.is_known {
                    question["token"] = pass.into();
                }
                let ask = Request::post("/v1/verifications", question);
                (ask.by(&staff(DISTRICT)), 200)
            }
            Kind::CheckIn => {
                let day = Request::post(format!("{path}/check-ins"), normal_day());
                // 200 where the day has one.
                let day = day.by(&account);
                return match self.caller.send(&day, 201).await {
                    Err(Failed::Otherwise { status: 200, .. }) => Ok(()),
                    other => other.map(drop),
                };
            }
            Kind::Application => {
                let newcomer = application(&resident_id(5_000_000 + n));
                let apply = Request::post("/v1/applications", newcomer);
                (apply.by(&citizen(&format!("newcomer-{n}"))), 201)
            }
        };
        self.caller.send(&request, expected).await.map(drop)
    }
}

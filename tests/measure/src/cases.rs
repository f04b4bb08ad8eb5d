//! A small town in which every route is used, in the cases that matter, each request measured.

mod citizens;
mod officers;

use serde_json::{Value, json};

use crate::caller::{Answer, Caller, Failed, Request};
use crate::logged::Logged;
use crate::people::{officer, staff};
use crate::settle::DISTRICT;

/// When the town's time begins.
pub const FIRST_DAY: &str = "2020-03-02T09:00:00+08:00";
/// An employer; its check character is right, and nobody has it.
const EMPLOYER: &str = "91330106MA00000003";

/// What a request cost.
#[derive(Debug, Clone)]
pub struct Measured {
    /// Method and path, as in the template.
    pub route: String,
    /// In which case.
    pub case: &'static str,
    /// Read request units.
    pub rru: f64,
    /// Write request units.
    pub wru: f64,
    /// Bytes of its log lines.
    pub logged: usize,
    /// What it may cost at most, where that was promised.
    limit: Option<(f64, f64)>,
}

impl Measured {
    /// Route and case.
    pub fn name(&self) -> String {
        format!("{}: {}", self.route, self.case)
    }

    /// A complaint, if it costs more than was promised.
    pub fn above_limit(&self) -> Option<String> {
        let (rru, wru) = self.limit?;
        (self.rru > rru || self.wru > wru).then(|| {
            format!(
                "{} costs {} RRU and {} WRU; at most {rru} and {wru} are promised",
                self.name(),
                self.rru,
                self.wru
            )
        })
    }
}

/// Uses every route of a fresh bundle in memory.
///
/// # Errors
/// When the bundle does not start, or a request is not answered as it should be.
pub async fn measure() -> Result<Vec<Measured>, Failed> {
    let logged = Logged::default();
    let bundle = local::start(local::Options {
        log: Some(logged.log()),
        ..local::Options::for_test(FIRST_DAY.parse()?)
    })
    .await?;
    let mut town = Town {
        caller: Caller::new(bundle.base_url()),
        logged,
        measured: Vec::new(),
    };
    town.places().await?;
    let people = town.citizens().await?;
    town.gates(&people).await?;
    town.officers(&people).await?;
    town.minute().await?;
    town.night(&people).await?;
    Ok(town.measured)
}

/// A town, and what was measured in it.
struct Town {
    caller: Caller,
    logged: Logged,
    measured: Vec<Measured>,
}

/// Whom later requests are about.
struct People {
    green: String,
    red: String,
}

impl Town {
    /// Sends what belongs to a case without being it.
    async fn prepare(&self, request: Request, expected: u16) -> Result<Answer, Failed> {
        self.caller.send(&request, expected).await
    }

    /// Measures a request to `route`.
    async fn cost(
        &mut self,
        route: &str,
        case: &'static str,
        request: Request,
        expected: u16,
    ) -> Result<Answer, Failed> {
        let before = self.logged.bytes();
        let answer = self.caller.send(&request, expected).await?;
        self.measured.push(Measured {
            route: route.to_owned(),
            case,
            rru: answer.rru,
            wru: answer.wru,
            logged: self.logged.bytes() - before,
            limit: None,
        });
        Ok(answer)
    }

    /// What the last measured request may cost at most.
    fn at_most(&mut self, rru: f64, wru: f64) {
        if let Some(last) = self.measured.last_mut() {
            last.limit = Some((rru, wru));
        }
    }

    async fn places(&mut self) -> Result<(), Failed> {
        let one = officer("one", DISTRICT);
        let metro = json!({"name": "示例地铁站", "type": "transit", "district": DISTRICT});
        let put = |place: &str| Request::put(format!("/v1/places/{place}"), metro.clone()).by(&one);
        self.cost("PUT /v1/places/{place}", "a new place", put("metro"), 200)
            .await?;
        self.prepare(put("bridge"), 200).await?;
        let rule = Request::get("/v1/places/metro/rule");
        self.cost(
            "GET /v1/places/{place}/rule",
            "known to the process",
            rule,
            200,
        )
        .await?;
        for (route, case) in [
            ("GET /.well-known/jwks.json", "always"),
            ("GET /v1/guidance", "always"),
            ("GET /v1/openapi.json", "always"),
            ("GET /v1/policies/current", "always"),
            ("GET /v1/policies/schema", "always"),
            ("GET /v1/sunset", "before the end"),
        ] {
            let path = route.trim_start_matches("GET ");
            self.cost(route, case, Request::get(path), 200).await?;
        }
        Ok(())
    }

    async fn gates(&mut self, people: &People) -> Result<(), Failed> {
        const ROUTE: &str = "POST /v1/verifications";
        let staff = staff(DISTRICT);
        let ask = |place: &str, with: Value| {
            let mut question = json!({"place_id": place, "direction": "entry"});
            if let (Some(question), Value::Object(with)) = (question.as_object_mut(), with) {
                question.extend(with);
            }
            Request::post("/v1/verifications", question).by(&staff)
        };
        let pass = json!({"token": self.pass(&people.green, "green").await?});
        self.cost(ROUTE, "green, by pass", ask("metro", pass.clone()), 200)
            .await?;
        self.at_most(1.0, 1.0);
        self.cost(
            ROUTE,
            "the same scan again",
            ask("metro", pass.clone()),
            200,
        )
        .await?;
        self.cost(ROUTE, "replayed at another place", ask("bridge", pass), 200)
            .await?;
        let red = json!({"token": self.pass(&people.red, "red").await?});
        self.cost(ROUTE, "red, by pass", ask("metro", red), 200)
            .await?;
        let document = json!({"document": crate::people::resident_id(1)});
        self.cost(ROUTE, "green, by document", ask("metro", document), 200)
            .await?;
        self.cost(ROUTE, "nothing shown", ask("metro", json!({})), 200)
            .await?;
        Ok(())
    }

    /// A minute and more after the last verification comes one that adds what was counted.
    async fn minute(&mut self) -> Result<(), Failed> {
        self.caller.set_clock("2020-03-05T09:30:00+08:00").await?;
        let question = json!({
            "place_id": "metro", "direction": "entry", "document": crate::people::resident_id(1),
        });
        let ask = Request::post("/v1/verifications", question).by(&staff(DISTRICT));
        let case = "green, with a minute's counts";
        self.cost("POST /v1/verifications", case, ask, 200).await?;
        self.at_most(1.0, 2.0);
        Ok(())
    }

    async fn pass(&self, person: &str, account: &str) -> Result<String, Failed> {
        let code = Request::get(format!("/v1/people/{person}/code"));
        let claims = crate::people::citizen(account);
        let answer = self.prepare(code.by(&claims), 200).await?;
        answer.text("/pass/token")
    }
}

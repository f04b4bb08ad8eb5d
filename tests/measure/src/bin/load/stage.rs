//! One rate for one length of time, and what came of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use hdrhistogram::Histogram;
use measure::caller::Failed;
use measure::mix::Kind;
use measure::people::{application, normal_day};
use rand::rngs::SmallRng;
use rand::{RngExt as _, SeedableRng as _};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until, timeout_at};

use crate::city::City;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// The longest time that is told apart: twice the patience.
const LONGEST_MICROS: u64 = 20_000_000;

/// A rate and how long it is kept.
#[derive(Debug, Clone, Copy)]
pub struct Stage {
    /// Requests a second.
    pub rate: f64,
    /// How long.
    pub length: Duration,
}

/// What came of a request.
struct Outcome {
    kind: Kind,
    status: Option<u16>,
    took: Duration,
}

/// What came of a stage.
#[derive(Debug)]
pub struct Told {
    rate: f64,
    routes: Vec<Route>,
}

#[derive(Debug)]
struct Route {
    kind: Kind,
    sent: u64,
    answered: Histogram<u64>,
    refused: Histogram<u64>,
}

impl Route {
    fn failed(&self) -> u64 {
        self.sent - self.answered.len() - self.refused.len()
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of a few seconds")]
    fn share_answered(&self) -> f64 {
        match self.sent {
            0 => 1.0,
            sent => self.answered.len() as f64 / sent as f64,
        }
    }
}

/// Numbers whoever is new, over all stages.
static NEWCOMERS: AtomicU32 = AtomicU32::new(0);

impl Stage {
    /// Sends requests at this rate, spread as they come in life: each at a random distance from the one
    /// before.
    ///
    /// # Errors
    /// None of its own; a request that fails is counted.
    pub async fn run(self, city: &Arc<City>) -> Result<Told, Failed> {
        city.lower();
        // The same requests at the same distances in every run.
        let mut random = SmallRng::seed_from_u64(20_200_211);
        let (tell, mut told) = mpsc::unbounded_channel();
        let begin = Instant::now();
        let mut due = begin;
        let mut number = 0;
        while due < begin + self.length {
            sleep_until(due).await;
            let kind = Kind::drawn(random.random_range(0..100));
            let (city, tell) = (Arc::clone(city), tell.clone());
            tokio::spawn(async move {
                let answer = timeout_at(due + PATIENCE, send(&city, kind, number)).await;
                let status = answer.ok().flatten();
                // Only a program that is ending does not listen.
                let _ = tell.send(Outcome {
                    kind,
                    status,
                    took: due.elapsed(),
                });
            });
            number += 1;
            let distance = -(1.0 - random.random::<f64>()).ln() / self.rate;
            due += Duration::from_secs_f64(distance);
        }
        drop(tell);
        let mut all = Told::new(self.rate)?;
        while let Some(outcome) = told.recv().await {
            all.note(&outcome);
        }
        Ok(all)
    }
}

/// The status, if there was an answer.
async fn send(city: &City, kind: Kind, number: u32) -> Option<u16> {
    let base = &city.caller.base;
    let post = |path: &str, token: &str, body: &Value| {
        let request = city.caller.client.post(format!("{base}{path}"));
        request.bearer_auth(token).json(body).send()
    };
    let answer = match kind {
        Kind::Code => {
            let (path, token) = city.person(number);
            let look = city.caller.client.get(format!("{base}{path}/code"));
            let answer = look.bearer_auth(token).send().await.ok()?;
            let status = answer.status().as_u16();
            let code: Value = serde_json::from_slice(&answer.bytes().await.ok()?).ok()?;
            if let Some(pass) = code.pointer("/pass/token").and_then(Value::as_str) {
                city.hold_up(pass.to_owned());
            }
            return Some(status);
        }
        Kind::Verification => {
            let (place, token) = city.gate(number);
            let mut question = json!({"place_id": place, "direction": "entry"});
            // Without anybody in front of the gate, staff try their lane for people without a code.
            if let Some(pass) = city.scan() {
                question["token"] = pass.into();
            }
            post("/v1/verifications", token, &question).await
        }
        Kind::CheckIn => {
            let (path, token) = city.person(number);
            post(&format!("{path}/check-ins"), token, &normal_day()).await
        }
        Kind::Application => {
            let newcomer = City::newcomer(NEWCOMERS.fetch_add(1, Ordering::Relaxed));
            let (_, token) = city.person(number);
            post("/v1/applications", token, &application(&newcomer)).await
        }
    };
    let answer = answer.ok()?;
    let status = answer.status().as_u16();
    answer.bytes().await.ok()?;
    Some(status)
}

impl Told {
    fn new(rate: f64) -> Result<Self, Failed> {
        let histogram = || {
            // Microseconds, to three digits; what took longer than anybody waits counts as so long.
            Histogram::new_with_max(LONGEST_MICROS, 3)
                .map_err(|error| Failed::Unreadable(error.to_string()))
        };
        let route = |kind| {
            Ok(Route {
                kind,
                sent: 0,
                answered: histogram()?,
                refused: histogram()?,
            })
        };
        let routes = Kind::ALL.into_iter().map(route);
        Ok(Self {
            rate,
            routes: routes.collect::<Result<_, Failed>>()?,
        })
    }

    fn note(&mut self, outcome: &Outcome) {
        let Some(route) = self.routes.iter_mut().find(|one| one.kind == outcome.kind) else {
            return;
        };
        route.sent += 1;
        let took = u64::try_from(outcome.took.as_micros()).unwrap_or(u64::MAX);
        match outcome.status {
            Some(200..300) => route.answered.saturating_record(took),
            Some(503) => route.refused.saturating_record(took),
            _ => {}
        }
    }

    /// Requests that were sent, and those that were answered well.
    #[expect(clippy::cast_precision_loss, reason = "counts of a few seconds")]
    pub fn sums(&self) -> (f64, f64) {
        let sent: u64 = self.routes.iter().map(|route| route.sent).sum();
        let answered: u64 = self.routes.iter().map(|route| route.answered.len()).sum();
        (sent as f64, answered as f64)
    }

    /// Requests that got neither a good answer nor the 503 that says when to come again.
    pub fn failed(&self) -> u64 {
        self.routes.iter().map(Route::failed).sum()
    }

    /// Whether a verification was at least as likely to be answered as an application.
    pub fn is_verified_first(&self) -> bool {
        let share = |kind| {
            let route = self.routes.iter().find(|one| one.kind == kind);
            route.map_or(1.0, Route::share_answered)
        };
        share(Kind::Verification) >= share(Kind::Application)
    }

    /// Nine of ten answers took at most this.
    pub fn p90(&self) -> Duration {
        let slowest = self.routes.iter();
        let slowest = slowest.map(|route| route.answered.value_at_quantile(0.9));
        Duration::from_micros(slowest.max().unwrap_or_default())
    }

    /// For whoever watches.
    pub fn line(&self) -> String {
        let (sent, answered) = self.sums();
        format!(
            "{:.0} requests a second: {answered} of {sent} answered, p90 {} ms",
            self.rate,
            self.p90().as_millis()
        )
    }

    /// A row of the table.
    pub fn row(&self, offered: &str, kind: Kind) -> Vec<String> {
        let Some(route) = self.routes.iter().find(|one| one.kind == kind) else {
            return Vec::new();
        };
        let at = |histogram: &Histogram<u64>, quantile| {
            let micros = u32::try_from(histogram.value_at_quantile(quantile));
            match histogram.len() {
                0 => "-".to_owned(),
                _ => format!("{:.1}", f64::from(micros.unwrap_or(u32::MAX)) / 1e3),
            }
        };
        vec![
            offered.to_owned(),
            kind.name().to_owned(),
            route.sent.to_string(),
            route.answered.len().to_string(),
            route.refused.len().to_string(),
            route.failed().to_string(),
            at(&route.answered, 0.5),
            at(&route.answered, 0.9),
            at(&route.answered, 0.99),
            at(&route.refused, 0.99),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_come_out_as_they_went_in() {
        let mut told = Told::new(1.0).unwrap();
        for (status, millis) in [(200, 250), (503, 3), (500, 9000)] {
            told.note(&Outcome {
                kind: Kind::Code,
                status: Some(status),
                took: Duration::from_millis(millis),
            });
        }
        assert_eq!(told.sums(), (3.0, 1.0));
        assert!(told.p90().abs_diff(Duration::from_millis(250)) < Duration::from_millis(1));
        assert_eq!(told.failed(), 1);
        assert!(told.is_verified_first(), "nobody came for either");
        let row = told.row("1", Kind::Code);
        assert_eq!(row[2..6], ["3", "1", "1", "1"].map(str::to_owned));
        // To three digits, from above.
        assert_eq!(
            row[6..],
            ["250.1", "250.1", "250.1", "3.0"].map(str::to_owned)
        );
    }
}

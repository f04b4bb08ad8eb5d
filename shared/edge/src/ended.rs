//! The end of the service (R85): from its first moment on every route says so, but for those that
//! stay open. There is no other gate: a route is closed by not being named here.

use axum::extract::{MatchedPath, Request, State as Shared};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::Method;
use jiff::civil::Date;
use rules::calendar::day_of;
use rules::policy::Sunset;

use crate::{Problem, ProblemKind, Saying, State};

/// What anybody can read of a service that has ended: what it was, and how its data ends. Opening a
/// route is a decision; nothing that is written is among them.
const STAYS_OPEN: [&str; 9] = [
    "/.well-known/jwks.json",
    "/v1/guidance",
    "/v1/openapi.json",
    "/v1/policies/current",
    "/v1/policies/schema",
    "/v1/policies/{version}",
    "/v1/roots",
    "/v1/roots/{day}",
    "/v1/sunset",
];

/// What stays open for as long as reviews can be read.
const FOR_REVIEWS: [&str; 2] = [
    "/v1/people/{person}/reviews",
    "/v1/people/{person}/reviews/{review}",
];

/// Whether a route of this path stays open after the end, for reading or for anything else.
pub fn stays_open(route: &str, is_read: bool) -> bool {
    is_read && STAYS_OPEN.contains(&route)
}

/// Around every route: after the end, 409 `service-ended` in its place, unless it stays open. Answers
/// to repeated requests end too, since this stands before them.
pub async fn until_the_end(Shared(state): Shared<State>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let is_read = request.method() == Method::GET;
    // Where there is no route there is nothing to close.
    let passed = match route {
        Some(route) => passes(&state, route.as_str(), is_read).await,
        None => Ok(()),
    };
    match passed {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

async fn passes(state: &State, route: &str, is_read: bool) -> Result<(), Problem> {
    if stays_open(route, is_read) {
        return Ok(());
    }
    let today = day_of(state.clock.now());
    let Some(sunset) = state.book().await?.sunset_on(today) else {
        return Ok(());
    };
    if is_read && FOR_REVIEWS.contains(&route) && sunset.keeps_reviews_on(today) {
        return Ok(());
    }
    Err(ended(sunset, today))
}

/// What ended, since when, and where reviews can be read until when.
fn ended(sunset: Sunset, today: Date) -> Problem {
    let (on, until) = (sunset.on, sunset.reviews_until());
    let (zh, en) = if sunset.keeps_reviews_on(today) {
        (
            format!(
                "已提交的复核，绑定账号可查阅至 {until}（含当日）：GET /v1/people/{{person}}/reviews。"
            ),
            format!(
                "Reviews that were filed can be read up to and including {until}, by the accounts that \
                 keep the person: GET /v1/people/{{person}}/reviews."
            ),
        )
    } else {
        (
            format!("复核的查阅期已于 {until} 届满。"),
            format!("Reviews could be read until {until}."),
        )
    };
    let saying = Saying::new(
        format!(
            "健康码自 {on} 零时起终止：不再申领、打卡、出示、核验或受理，任何场所均无须出示，所存信息逐步清除，进度见 GET /v1/sunset。{zh}"
        ),
        format!(
            "The health code ended on {on} at 00:00: nothing is issued, checked in, shown, verified or \
             taken any more, no place asks for it, and what was stored is being erased; GET /v1/sunset \
             tells how far. {en}"
        ),
    );
    Problem::telling(ProblemKind::ServiceEnded, saying)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn r85_the_problem_tells_what_ended_since_when_and_until_when_reviews_are_read() {
        let sunset = Sunset {
            on: date(2020, 6, 1),
            reviews_readable_days: 30,
        };
        for (today, way) in [
            (date(2020, 6, 30), "GET /v1/people/{person}/reviews"),
            (date(2020, 7, 1), "GET /v1/sunset"),
        ] {
            let problem = ended(sunset, today);
            assert_eq!(
                (problem.status().as_u16(), problem.code()),
                (409, "service-ended")
            );
            let Saying { zh, en } = problem.detail();
            for text in [zh, en] {
                for part in ["2020-06-01", "2020-06-30", way] {
                    assert!(text.contains(part), "{part}: {text}");
                }
            }
        }
    }
}

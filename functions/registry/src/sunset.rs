//! `GET /v1/sunset`: when the service ends, and how far its erasure has come (R85).
//!
//! It is told here and not by the function that erases, so that nothing that is reached from outside
//! may erase anything.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use edge::{Problem, json_ok};
use jiff::civil::Date;
use rules::calendar::{day_of, show};
use rules::policy::Sunset;
use serde::Serialize;
use store::Erasure;
use utoipa::ToSchema;

/// The end of the service.
#[derive(Debug, Serialize, ToSchema)]
pub struct SunsetView {
    /// When it is; null while no approved policy sets one.
    sunset: Option<EndView>,
    /// How far the erasure has come; null before the end.
    report: Option<ErasureView>,
}

/// When the service ends.
#[derive(Debug, Serialize, ToSchema)]
pub struct EndView {
    /// The first day without the service, from 00:00 in Shanghai.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// The last day on which reviews can be read.
    #[schema(value_type = String, format = Date)]
    reviews_until: Date,
    /// Whether it has come. Until then a later policy may move it or drop it.
    has_come: bool,
}

/// How far the erasure has come, or that it is complete.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErasureView {
    /// Items that the last whole pass over all tables looked at.
    examined: u64,
    /// Items that were erased.
    erased: u64,
    /// People of whom it was kept who may read their reviews, for as long as they can.
    kept_for_reviews: u64,
    /// What that pass left, by kind. `unknown` are items of which nobody has decided whether they are
    /// personal; they count as such.
    left: BTreeMap<String, u64>,
    /// Whether the pass found nothing personal.
    is_complete: bool,
    /// When it did.
    finished_at: Option<String>,
}

/// When the service ends, if that is decided; from then on how much is erased, and at last the report
/// that nothing personal is left.
#[utoipa::path(
    get, path = "/v1/sunset", tag = "public",
    responses((status = 200, description = "The end, if there is to be one", body = SunsetView)),
)]
pub async fn sunset(State(state): State<edge::State>) -> Result<Response, Problem> {
    let sunset = state.book().await?.sunset();
    let today = day_of(state.clock.now());
    let has_come = sunset.is_some_and(|sunset| sunset.has_come_by(today));
    let report = if has_come {
        Some(ErasureView::of(state.store.erasure().await?))
    } else {
        None
    };
    json_ok(&SunsetView {
        sunset: sunset.map(|sunset| EndView::of(sunset, has_come)),
        report,
    })
}

impl EndView {
    fn of(sunset: Sunset, has_come: bool) -> Self {
        Self {
            on: sunset.on,
            reviews_until: sunset.reviews_until(),
            has_come,
        }
    }
}

impl ErasureView {
    fn of(erasure: Erasure) -> Self {
        Self {
            examined: erasure.examined,
            erased: erasure.erased,
            kept_for_reviews: erasure.kept_for_reviews,
            left: erasure.left_over,
            is_complete: erasure.finished_at.is_some(),
            finished_at: erasure.finished_at.map(show),
        }
    }
}

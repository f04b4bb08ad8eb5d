//! `GET /v1/statistics`: how many people had which colour, day by day, and what verifications came to,
//! hour by hour. Nobody is counted for it: the numbers are kept by what is written anyway.

mod body;
mod span;

use axum::response::Response;
use edge::{Call, Problem, ProblemView, Query, json_ok};
use wire::seat;

use body::StatisticsView;
use span::Span;

/// How many people had which colour on each day, and what verifications of each hour came to, by district.
///
/// A day's colours are those that the histories ended in when the day was sealed, soon after its first
/// midnight. An hour has what was added so far, about a minute behind. Days and hours without any are
/// missing, and so is what is kept no longer.
#[utoipa::path(
    get, path = "/v1/statistics", tag = "district", security(("access_token" = ["district"]), ("access_token" = ["city"])),
    params(
        ("from" = Option<String>, Query, description = "First day, `YYYY-MM-DD`; 14 days up to `to` where it is not given"),
        ("to" = Option<String>, Query, description = "Last day, at most 31 with the first; today where it is not given or still to come"),
    ),
    responses(
        (status = 200, description = "The numbers: of the own district, or of all for the city", body = StatisticsView),
        (status = 403, description = "no-district", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the query", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn statistics(call: Call, query: Query) -> Result<Response, Problem> {
    let own = seat(&call)?.district();
    let span = Span::read(&query, call.today())?;
    let (store, Span { from, to }) = (&call.state.store, span);
    let kept_days = call.policy().retention.scans_days;
    let (days, hours) = tokio::try_join!(
        store.colours(from, to, call.now),
        store.passages(from, to, kept_days, call.now),
    )?;
    json_ok(&StatisticsView::of(span, own, &days, &hours))
}

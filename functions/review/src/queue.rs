//! `GET /v1/reviews`: the open reviews of a district, or of the city, the one due first in front.

use axum::response::Response;
use edge::{Call, Faults, Problem, ProblemView, Query, RequestFault, json_ok};
use futures_util::future::try_join_all;
use rules::calendar::show;
use rules::identity::District;
use rules::text::Text;
use rules::words::{ReviewGround, ReviewStatus};
use serde::Serialize;
use store::OpenReview;
use utoipa::ToSchema;
use wire::HolderView;

use crate::officer::districts;
use crate::page::page;

/// A page of open reviews.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueueView {
    /// The one due first in front.
    reviews: Vec<QueuedView>,
    /// Give it as `cursor` for the next page; null on the last.
    next_cursor: Option<String>,
}

/// An open review as officers list it.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueuedView {
    review_id: String,
    /// What may be shown of the person.
    holder: HolderView,
    /// Why it was filed.
    ground: ReviewGround,
    /// The district that answers.
    #[schema(value_type = String, example = "330106")]
    district: District,
    /// Where it stands.
    status: ReviewStatus,
    /// When it was filed.
    submitted_at: String,
    /// When the answer is due.
    due_at: String,
    /// Whether that is over.
    overdue: bool,
    /// When it went up to the city for being overdue.
    escalated_at: Option<String>,
}

struct Asked {
    after: Option<String>,
    overdue_only: bool,
}

/// Open reviews: a district's officer sees their own district's, the city's team all.
#[utoipa::path(
    get, path = "/v1/reviews", tag = "district", security(("access_token" = ["district"]), ("access_token" = ["city"])),
    params(
        ("status" = Option<String>, Query, description = "`open`, the only one listed"),
        ("overdue" = Option<bool>, Query, description = "Only those whose answer is overdue"),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of at most 50", body = QueueView),
        (status = 403, description = "no-district", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the query", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn queue(call: Call, query: Query) -> Result<Response, Problem> {
    let asked = read(&query)?;
    let districts = districts(&call)?;
    let due_before = asked.overdue_only.then_some(call.now);
    let store = &call.state.store;
    let pages = districts
        .into_iter()
        .map(|district| store.open_reviews(district, asked.after.as_deref(), due_before));
    let reviews = try_join_all(pages).await?.into_iter().flatten().collect();
    let (reviews, next_cursor) = page(reviews, |open: &OpenReview| &open.position);
    json_ok(&QueueView {
        reviews: reviews.map(|open| QueuedView::of(open, &call)).collect(),
        next_cursor,
    })
}

fn read(query: &Query) -> Result<Asked, Problem> {
    let faults = Faults::default();
    let parameters = query.of_only(&["status", "overdue", "cursor"], &faults);
    let status = parameters.parsed(
        "status",
        |status| (status == "open").then_some(()),
        RequestFault::UnknownValue,
        Text::new("只能为 open。", "Only open is listed."),
    );
    let overdue_only = parameters.flag("overdue");
    let after = parameters.cursor(|position| String::from_utf8(position).ok());
    let asked = status.zip(overdue_only).zip(after);
    faults.end(asked.map(|((_, overdue_only), after)| Asked {
        after,
        overdue_only,
    }))
}

impl QueuedView {
    fn of(open: OpenReview, call: &Call) -> Self {
        let OpenReview { review, holder, .. } = open;
        Self {
            review_id: review.id.to_string(),
            holder: HolderView::of(&holder),
            ground: review.ground,
            district: review.district,
            status: review.status,
            submitted_at: show(review.submitted_at),
            due_at: show(review.due_at),
            overdue: review.due_at < call.now,
            escalated_at: review.escalated_at.map(show),
        }
    }
}

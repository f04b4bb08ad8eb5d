//! `GET /v1/places/{place}/rule`: the rule that a gatekeeper can be shown (R51).

use axum::extract::State;
use axum::response::Response;
use edge::{Language, Problem, ProblemView, Segments, json_ok};
use jiff::civil::Date;
use rules::calendar::day_of;
use rules::identity::District;
use rules::policy::{AccessRule, Policy};
use rules::words::{Direction, PlaceType, Requirement};
use serde::Serialize;
use store::Place;
use utoipa::ToSchema;
use wire::pick;

/// A rule, its authority and date.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleView {
    /// The policy version that it stands in.
    version: String,
    /// Who decided it.
    authority: String,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    effective_from: Date,
    /// The rule in words.
    text: String,
}

/// The rule of a place, today.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceRuleView {
    place_id: String,
    /// The place's name.
    name: String,
    /// What kind of place it is.
    r#type: PlaceType,
    /// Where it is.
    #[schema(value_type = String, example = "330106")]
    district: District,
    #[serde(flatten)]
    rule: RuleView,
    /// What is asked for besides green.
    requires: Vec<Requirement>,
    /// The directions that are checked.
    directions: Vec<Direction>,
    /// Whether a person without a code is turned back.
    code_required: bool,
}

/// The rule that applies at a place today, for anybody to read.
#[utoipa::path(
    get, path = "/v1/places/{place}/rule", tag = "public",
    params(("place" = String, Path, description = "Place id")),
    responses(
        (status = 200, description = "The rule", body = PlaceRuleView),
        (status = 404, description = "No such place", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn place_rule(
    State(state): State<edge::State>,
    language: Language,
    Segments(place): Segments<String>,
) -> Result<Response, Problem> {
    let place = state
        .store
        .place(&place)
        .await?
        .ok_or_else(Problem::not_found)?;
    let today = day_of(state.clock.now());
    let book = state.book().await?;
    let policy = book.on(today);
    let rule = rule_of(&place, policy, today)?;
    json_ok(&PlaceRuleView {
        place_id: place.id,
        name: place.name,
        r#type: place.kind,
        district: place.district,
        rule: RuleView::of(rule, policy, language),
        requires: rule.requires.iter().copied().collect(),
        directions: rule.directions.iter().copied().collect(),
        code_required: rule.code_required,
    })
}

/// The rule of a place today. A policy has a city-wide rule for every kind of place from its
/// first day on, so a place without one means a clock before every policy.
pub fn rule_of<'a>(
    place: &Place,
    policy: &'a Policy,
    today: Date,
) -> Result<&'a AccessRule, Problem> {
    policy
        .access_rule(place.kind, place.district, today)
        .or_else(|| policy.access_rule(place.kind, place.district, policy.effective_from))
        .ok_or_else(|| {
            Problem::broken(format!(
                "no rule for {} in policy {}",
                place.kind, policy.version
            ))
        })
}

impl RuleView {
    /// A rule of `policy` in the reader's language.
    pub fn of(rule: &AccessRule, policy: &Policy, language: Language) -> Self {
        Self {
            version: policy.version.clone(),
            authority: pick(&rule.authority, language).to_owned(),
            effective_from: rule.effective_from,
            text: pick(&rule.text, language).to_owned(),
        }
    }
}

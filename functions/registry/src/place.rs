//! `PUT /v1/places/{place}`.

use axum::response::Response;
use edge::{Call, Faults, Fields, JsonBody, Problem, ProblemView, Segments, json_ok};
use rules::identity::District;
use rules::texts::FormFault;
use rules::words::PlaceType;
use serde::Serialize;
use serde_json::Value;
use store::{Place, StoreError};
use utoipa::ToSchema;
use wire::{other_district, read_district};

/// A place with a checkpoint.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({"name": "西湖文化广场地铁站", "type": "transit", "district": "330106"})))]
#[expect(dead_code, reason = "describes the body; `read` reads it")]
pub struct PlaceBody {
    /// Its name.
    #[schema(min_length = 1, max_length = 100, example = "西湖文化广场地铁站")]
    name: String,
    /// What kind of place it is: with the district it decides the rule.
    r#type: PlaceType,
    /// Where it is: the officer's own district.
    #[schema(example = "330106")]
    district: String,
}

/// A place as kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceView {
    place_id: String,
    /// Its name.
    name: String,
    /// What kind of place it is.
    r#type: PlaceType,
    /// Where it is.
    #[schema(value_type = String, example = "330106")]
    district: District,
}

/// Create a place, or replace one of the own district.
#[utoipa::path(
    put, path = "/v1/places/{place}", tag = "district", security(("access_token" = ["district"])),
    params(("place" = String, Path, description = "Place id: 1 to 64 of A-Z a-z 0-9 . _ -")),
    request_body = PlaceBody,
    responses(
        (status = 200, description = "The place", body = PlaceView),
        (status = 403, description = "other-district", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the body", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn put_place(
    call: Call,
    Segments(id): Segments<String>,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let place = read(&call, id, &body)?;
    if call.caller.district != Some(place.district) {
        return Err(other_district());
    }
    match call.state.store.put_place(&place).await {
        Ok(()) => {}
        // The only condition of this write is that the place is of this district.
        Err(StoreError::Conflict) => return Err(other_district()),
        Err(error) => return Err(error.into()),
    }
    let Place {
        id,
        name,
        kind,
        district,
    } = place;
    json_ok(&PlaceView {
        place_id: id,
        name,
        r#type: kind,
        district,
    })
}

fn read(call: &Call, id: String, body: &Value) -> Result<Place, Problem> {
    let faults = Faults::default();
    let place = Fields::of(body, &["name", "type", "district"], &faults).and_then(|fields| {
        let name = fields
            .field("name")
            .required()
            .and_then(|place| place.text_of(1, 100));
        let kind = fields
            .field("type")
            .required()
            .and_then(|place| place.word(PlaceType::ALL));
        let district = fields
            .field("district")
            .required()
            .and_then(|place| read_district(&place, call.policy()));
        Some(Place {
            id: id.clone(),
            name: name?.to_owned(),
            kind: kind?,
            district: district?,
        })
    });
    if !Place::is_id(&id) {
        let fault = FormFault::PlaceId;
        faults.add("#", fault, fault.next_step().into());
    }
    faults.end(place)
}

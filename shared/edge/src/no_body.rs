//! Requests that say everything by their path: no body, or one that says nothing. What says
//! something where nothing is read is refused, like any unknown field.

use axum::extract::{FromRequest, Request};
use serde_json::{Value, json};

use crate::body::{self, JsonBody};
use crate::{Faults, Fields, Problem};

/// No body: for a request that says everything by its path. Nothing at all is sent, of whatever
/// content type, or null or an empty object as JSON.
#[derive(Debug)]
pub struct NoBody;

/// A body that may be left out: then, as for null, an empty object.
#[derive(Debug)]
pub struct OptionalBody(pub Value);

impl<S: Sync> FromRequest<S> for OptionalBody {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (parts, content) = request.into_parts();
        let bytes = body::read(Request::new(content)).await?;
        if bytes.is_empty() {
            return Ok(Self(json!({})));
        }
        let request = Request::from_parts(parts, bytes.into());
        let JsonBody(body) = JsonBody::from_request(request, state).await?;
        let is_nothing = body.is_null();
        Ok(Self(if is_nothing { json!({}) } else { body }))
    }
}

impl<S: Sync> FromRequest<S> for NoBody {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let OptionalBody(body) = OptionalBody::from_request(request, state).await?;
        let faults = Faults::default();
        let read = Fields::of(&body, &[], &faults).map(|_| Self);
        faults.end(read)
    }
}

/// A body that says nothing; it may be left out.
#[derive(Debug, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({})))]
pub struct NoBodyView {}

#[cfg(test)]
mod tests {
    use http::header::CONTENT_TYPE;

    use super::*;
    use crate::LARGEST_BODY_BYTES;

    async fn read_as(kind: Option<&str>, body: &str) -> Result<NoBody, (u16, &'static str)> {
        let mut request = Request::builder().method("POST");
        if let Some(kind) = kind {
            request = request.header(CONTENT_TYPE, kind);
        }
        let request = request.body(body.to_owned().into()).unwrap();
        let read = NoBody::from_request(request, &()).await;
        read.map_err(|problem| (problem.status().as_u16(), problem.code()))
    }

    #[tokio::test]
    async fn no_body_is_nothing_or_an_empty_object() {
        for (kind, body) in [
            (None, ""),
            (Some("application/x-www-form-urlencoded"), ""),
            (Some("application/json"), ""),
            (Some("application/json; charset=utf-8"), " {} "),
            (Some("application/json"), "null"),
        ] {
            assert!(read_as(kind, body).await.is_ok(), "{kind:?} {body:?}");
        }
    }

    #[tokio::test]
    async fn a_body_where_none_belongs_is_refused_for_what_it_is() {
        let json = Some("application/json");
        let large = "x".repeat(LARGEST_BODY_BYTES + 1);
        for (kind, body, refused) in [
            (json, r#"{"a": 1}"#, (422, "not-acceptable")),
            (json, "[]", (422, "not-acceptable")),
            (json, "{", (400, "not-json")),
            (json, &large, (413, "too-large")),
            (None, "{}", (415, "unsupported-media-type")),
        ] {
            assert_eq!(read_as(kind, body).await.err(), Some(refused));
        }
    }
}

//! Request bodies: JSON of at most 64 KiB.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use http::header::CONTENT_TYPE;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use rules::text::Text;
use serde_json::Value;

use crate::{Problem, ProblemKind};

/// The largest body that is read.
pub const LARGEST_BODY_BYTES: usize = 64 * 1024;

/// A body that is JSON; what it says is read with [`crate::Fields`].
#[derive(Debug)]
pub struct JsonBody(pub Value);

impl<S: Sync> FromRequest<S> for JsonBody {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let is_json = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next())
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
        if !is_json {
            return Err(Problem::of(ProblemKind::UnsupportedMediaType));
        }
        let bytes = read(request).await?;
        parse_json(&bytes).map(Self)
    }
}

/// What `bytes` say as JSON.
pub fn parse_json(bytes: &[u8]) -> Result<Value, Problem> {
    serde_json::from_slice(bytes).map_err(|error| not_json(&error))
}

/// The whole body, if it is not too large.
pub(crate) async fn read(request: Request) -> Result<Bytes, Problem> {
    match Limited::new(request.into_body(), LARGEST_BODY_BYTES)
        .collect()
        .await
    {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Problem::of(ProblemKind::TooLarge)),
        Err(error) => Err(Problem::busy(format!("the body did not arrive: {error}"))),
    }
}

fn not_json(error: &serde_json::Error) -> Problem {
    let kind = ProblemKind::NotJson;
    let detail = match error.classify() {
        serde_json::error::Category::Eof => Text::new("JSON 不完整。", "The JSON ends too early."),
        _ => kind.detail(),
    };
    Problem::new(kind.status(), kind.code(), kind.title(), detail)
}

//! Request bodies: JSON of at most 64 KiB.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use http::StatusCode;
use http::header::CONTENT_TYPE;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use rules::text::Text;
use serde_json::Value;

use crate::Problem;

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
            return Err(unsupported());
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
        Err(error) if error.is::<LengthLimitError>() => Err(too_large()),
        Err(error) => Err(Problem::busy(format!("the body did not arrive: {error}"))),
    }
}

fn unsupported() -> Problem {
    Problem::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "unsupported-media-type",
        Text::new("不支持的内容类型", "Unsupported media type"),
        Text::new("请以 application/json 发送。", "Send application/json."),
    )
}

fn too_large() -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too-large",
        Text::new("内容过大", "Too large"),
        Text::new("请求内容最多 64 KiB。", "A body has at most 64 KiB."),
    )
}

fn not_json(error: &serde_json::Error) -> Problem {
    let text = match error.classify() {
        serde_json::error::Category::Eof => Text::new("JSON 不完整。", "The JSON ends too early."),
        _ => Text::new(
            "内容不是有效的 JSON(UTF-8)。",
            "The body is not valid JSON in UTF-8.",
        ),
    };
    Problem::new(
        StatusCode::BAD_REQUEST,
        "not-json",
        Text::new("不是 JSON", "Not JSON"),
        text,
    )
}

//! `GET /v1/people/{person}/code.svg` and `code.png`: the QR image of a fresh pass.

use axum::response::{IntoResponse as _, Response};
use edge::{Call, Problem, ProblemView, Segments};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use pass::{Frame, Pass};
use rules::assess::assess;
use rules::words::Colour;
use wire::{bound, issue_pass};

/// The QR code of a fresh pass, framed in the colour and with its word, as SVG.
#[utoipa::path(
    get, path = "/v1/people/{person}/code.svg", tag = "citizen", security(("access_token" = ["citizen"])),
    params(("person" = String, Path, description = "Person id")),
    responses(
        (status = 200, description = "The image", body = String, content_type = "image/svg+xml"),
        (status = 404, description = "Not there, or not yours", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn svg(call: Call, Segments(person): Segments<String>) -> Result<Response, Problem> {
    let (pass, frame) = fresh(&call, &person).await?;
    let image =
        pass::svg(&pass.token, frame).map_err(|error| Problem::broken(error.to_string()))?;
    Ok(picture("image/svg+xml", image.into_bytes()))
}

/// The QR code of a fresh pass, framed in the colour and with its word, as PNG.
#[utoipa::path(
    get, path = "/v1/people/{person}/code.png", tag = "citizen", security(("access_token" = ["citizen"])),
    params(("person" = String, Path, description = "Person id")),
    responses(
        (status = 200, description = "The image", body = Vec<u8>, content_type = "image/png"),
        (status = 404, description = "Not there, or not yours", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn png(call: Call, Segments(person): Segments<String>) -> Result<Response, Problem> {
    let (pass, frame) = fresh(&call, &person).await?;
    let image =
        pass::png(&pass.token, frame).map_err(|error| Problem::broken(error.to_string()))?;
    Ok(picture("image/png", image))
}

async fn fresh(call: &Call, person: &str) -> Result<(Pass, Frame), Problem> {
    let person = bound(&call.state, &call.caller, person).await?;
    let frame = match assess(&person.case, &call.book, call.now).colour {
        Colour::Green => Frame::Green,
        Colour::Yellow => Frame::Yellow,
        Colour::Red => Frame::Red,
    };
    Ok((issue_pass(&call.state, person.id, call.now)?, frame))
}

fn picture(kind: &'static str, bytes: Vec<u8>) -> Response {
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-store")], bytes).into_response()
}

//! `POST /v1/people/{person}/shares`: a share code, for whoever shall keep the code too.

use axum::response::Response;
use edge::{Answered, Call, NoBody, NoBodyView, Problem, ProblemView, Segments, json_with, random};
use http::StatusCode;
use rules::calendar::show;
use rules::identity::PersonId;
use rules::share::{Share, ShareCode};
use serde::Serialize;
use store::StoreError;
use wire::bound;

/// How often a code is made when it is taken; twice is chance beyond all measure.
const TRIES: usize = 3;

/// A share code, which is told here and nowhere again.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ShareView {
    /// 12 characters of Crockford's base 32; read in any case, with or without hyphens.
    #[schema(example = "7K3M-9QWX-2B4D")]
    share_code: String,
    /// From this second on it is none: 15 minutes later.
    #[schema(example = "2020-02-13T09:15:00+08:00")]
    expires_at: String,
}

/// Make a share code, by which one further account can keep this person's code.
///
/// It lives 15 minutes, binds one account, and dies earlier if this account no longer keeps the
/// person's code.
#[utoipa::path(
    post, path = "/v1/people/{person}/shares", tag = "citizen", security(("access_token" = ["citizen"])),
    params(
        ("person" = String, Path, description = "Person id"),
        ("Idempotency-Key" = Option<String>, Header, description = "Same key and body, same answer"),
    ),
    request_body(content = Option<NoBodyView>, description = "May be left out"),
    responses(
        (status = 201, description = "A share code", body = ShareView),
        (status = 404, description = "Not there, or not yours", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "A field where none is read", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn share(
    call: Call,
    Segments(person): Segments<String>,
    _: NoBody,
) -> Result<Response, Problem> {
    let person = bound(&call.state, &call.caller, &person).await?;
    for _ in 0..TRIES {
        let (code, share, answer) = made(&call, person.id)?;
        let receipt = call.receipt_alone(&answer);
        let put = call.state.store.put_share(&code, &share, receipt.as_ref());
        match put.await {
            Ok(()) => return Ok(answer.into_response_now()),
            // Taken: or it is ours, and the answer to the write was lost. Another one is as good.
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

fn made(call: &Call, person: PersonId) -> Result<(ShareCode, Share, Answered), Problem> {
    let code = ShareCode::from_bits(u64::from_be_bytes(random::bytes()?));
    let share = Share::new(person, &call.caller.account, call.now);
    let view = ShareView {
        share_code: code.to_string(),
        expires_at: show(share.until),
    };
    let answer = json_with(StatusCode::CREATED, &view, None)?;
    Ok((code, share, answer))
}

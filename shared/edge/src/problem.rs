//! Problems: what an answer says when it is a no (RFC 9457).
//!
//! A problem has a stable code, a title and a detail that are safe to show, and, kept apart
//! for the log, its internal cause: the two cannot be mixed up. It is written in the
//! reader's language when the answer leaves (see `respond`).

use std::borrow::Cow;

use axum::response::{IntoResponse, Response};
use http::header::RETRY_AFTER;
use http::{HeaderValue, StatusCode, Uri};
use problem_details::ProblemDetails;
use rules::text::Text;
use serde::Serialize;
use store::StoreError;

use crate::random::NoRandomness;
use crate::{Language, ProblemKind};

/// A sentence in both languages that may carry a value, for instance the words accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// Simplified Chinese.
    pub zh: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

impl Saying {
    /// A sentence with values in it.
    pub fn new(zh: String, en: String) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    fn pick(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

impl From<Text> for Saying {
    fn from(text: Text) -> Self {
        Self {
            zh: text.zh.into(),
            en: text.en.into(),
        }
    }
}

/// One thing that is wrong with a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// JSON pointer to it, `#/person/name`.
    pub pointer: String,
    /// Stable code.
    pub code: &'static str,
    /// What is expected. Never repeats what was sent.
    pub detail: Saying,
}

/// A no, with everything that its answer says.
#[derive(Debug, Clone)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    title: Text,
    detail: Saying,
    faults: Vec<Fault>,
    retry_after_seconds: Option<u16>,
    cause: Option<String>,
}

/// A problem on the wire.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProblemView {
    /// `/problems/` and the code.
    #[schema(example = "/problems/not-acceptable")]
    pub r#type: String,
    /// What it is, in the reader's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Stable code.
    pub code: String,
    /// What to do about it, in the reader's language.
    pub detail: String,
    /// Every fault of the body, where it is about the body.
    pub errors: Vec<FaultView>,
}

/// A fault on the wire.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FaultView {
    /// JSON pointer to it.
    #[schema(example = "#/person/document/number")]
    pub pointer: String,
    /// Stable code.
    #[schema(example = "check-digit")]
    pub code: String,
    /// What is expected, in the reader's language.
    pub detail: String,
}

/// The members that RFC 9457 leaves to us.
#[derive(Serialize)]
struct Members {
    code: &'static str,
    errors: Vec<FaultView>,
}

impl Problem {
    /// A problem with this status and code.
    pub fn new(status: StatusCode, code: &'static str, title: Text, detail: Text) -> Self {
        Self {
            status,
            code,
            title,
            detail: detail.into(),
            faults: Vec::new(),
            retry_after_seconds: None,
            cause: None,
        }
    }

    /// 409: the state of things says no.
    pub fn conflict(code: &'static str, title: Text, detail: Text) -> Self {
        Self::new(StatusCode::CONFLICT, code, title, detail)
    }

    /// One of the problems that any route may answer.
    pub fn of(kind: ProblemKind) -> Self {
        Self::new(kind.status(), kind.code(), kind.title(), kind.detail())
    }

    /// One of them that has more to say than its kind.
    pub fn telling(kind: ProblemKind, detail: Saying) -> Self {
        Self {
            detail,
            ..Self::of(kind)
        }
    }

    /// 404: not there, or not yours; nobody can tell which (R69).
    pub fn not_found() -> Self {
        Self::of(ProblemKind::NotFound)
    }

    /// 403: this token may not do this here.
    pub fn forbidden(code: &'static str, title: Text, detail: Text) -> Self {
        Self::new(StatusCode::FORBIDDEN, code, title, detail)
    }

    /// 422: well-formed, but these faults are in it.
    pub fn not_acceptable(faults: Vec<Fault>) -> Self {
        let mut problem = Self::of(ProblemKind::NotAcceptable);
        problem.faults = faults;
        problem
    }

    /// 422 with a code of its own.
    pub fn refused(code: &'static str, title: Text, detail: Text, faults: Vec<Fault>) -> Self {
        let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, title, detail);
        problem.faults = faults;
        problem
    }

    /// 503: not now; the same request may be sent again after a second.
    pub fn busy(cause: String) -> Self {
        let mut problem = Self::of(ProblemKind::Busy);
        problem.retry_after_seconds = Some(1);
        problem.cause = Some(cause);
        problem
    }

    /// 500: our fault. The cause is logged and not shown.
    pub fn broken(cause: String) -> Self {
        let mut problem = Self::of(ProblemKind::Internal);
        problem.cause = Some(cause);
        problem
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// What to do about it.
    pub fn detail(&self) -> &Saying {
        &self.detail
    }

    /// The faults of a body, if that is what it is about.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// What went wrong inside, for the log only.
    pub fn cause(&self) -> Option<&str> {
        self.cause.as_deref()
    }

    /// The answer, in the reader's language.
    pub(crate) fn answer(&self, language: Language) -> Response {
        let errors = self
            .faults
            .iter()
            .map(|fault| FaultView {
                pointer: fault.pointer.clone(),
                code: fault.code.to_owned(),
                detail: fault.detail.pick(language).to_owned(),
            })
            .collect();
        let mut answer = ProblemDetails::new()
            .with_type(
                format!("/problems/{}", self.code)
                    .parse::<Uri>()
                    .unwrap_or_default(),
            )
            .with_title(language.pick(self.title))
            .with_status(self.status)
            .with_detail(self.detail.pick(language))
            .with_extensions(Members {
                code: self.code,
                errors,
            })
            .into_response();
        if let Some(seconds) = self.retry_after_seconds {
            answer
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        answer
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            // An answered request is looked up again before this is shown.
            StoreError::Conflict
            | StoreError::Answered
            | StoreError::Known
            | StoreError::Used
            | StoreError::Busy(_) => Self::busy(error.to_string()),
            StoreError::Erased => Self::of(ProblemKind::ServiceEnded),
            StoreError::Broken(_) => Self::broken(error.to_string()),
        }
    }
}

impl From<NoRandomness> for Problem {
    fn from(error: NoRandomness) -> Self {
        Self::broken(error.to_string())
    }
}

//! `Idempotency-Key`: the same key and body get the same answer; the same key with another
//! body is refused.
//!
//! A handler whose effect must not happen twice commits its answer with the effect, through
//! [`Once::receipt`]. For all others the answer is kept when it leaves.

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::extract::{FromRequestParts, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::LOCATION;
use http::request::Parts;
use http::{HeaderName, Method};
use http_body_util::BodyExt as _;
use store::{Answer, Receipt, Seal};

use crate::body;
use crate::{Answered, Caller, Fault, Language, Problem, ProblemKind, RequestFault, State};

const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// The longest key.
const LONGEST_KEY: usize = 255;

/// The keyed request at hand; nothing where there is no key.
#[derive(Debug, Clone, Default)]
pub struct Once(Option<Arc<Keyed>>);

#[derive(Debug)]
struct Keyed {
    name: String,
    seal: Seal,
    language: Language,
    request: String,
    /// The body of the last answer that was given to a commit. An attempt may have failed
    /// after that, so only an answer that says the very same was committed.
    promised: Mutex<Option<String>>,
}

impl Once {
    /// The name of this request, if it is keyed: the same for every repeat.
    pub fn name(&self) -> Option<&str> {
        self.0.as_ref().map(|keyed| keyed.name.as_str())
    }

    /// The receipt to commit with the effect of this request, if it is keyed.
    pub fn receipt(&self, answer: &Answered, now: jiff::Timestamp) -> Option<Receipt> {
        let keyed = self.0.as_ref()?;
        if let Ok(mut promised) = keyed.promised.lock() {
            *promised = Some(answer.0.body.clone());
        }
        Some(keyed.receipt(answer.0.clone(), now))
    }
}

impl Keyed {
    fn has_promised(&self, body: &str) -> bool {
        self.promised
            .lock()
            .is_ok_and(|promised| promised.as_deref() == Some(body))
    }

    fn receipt(&self, answer: Answer, now: jiff::Timestamp) -> Receipt {
        let language = Some(self.language.tag().to_owned());
        let answer = Answer { language, ..answer };
        Receipt {
            name: self.name.clone(),
            seal: self.seal.clone(),
            request: self.request.clone(),
            answered_at: now,
            answer,
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Once {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// Around every route: gives a keyed request the answer that it got before.
pub async fn once(
    axum::extract::State(state): axum::extract::State<State>,
    request: Request,
    next: Next,
) -> Response {
    match keyed(&state, request).await {
        Ok((request, None)) => next.run(request).await,
        Ok((request, Some(keyed))) => answer(&state, request, keyed, next)
            .await
            .unwrap_or_else(IntoResponse::into_response),
        Err(problem) => problem.into_response(),
    }
}

async fn keyed(state: &State, request: Request) -> Result<(Request, Option<Arc<Keyed>>), Problem> {
    let Some(key) = request
        .headers()
        .get(KEY)
        .filter(|_| request.method() == Method::POST)
    else {
        return Ok((request, None));
    };
    let key = key
        .to_str()
        .ok()
        .filter(|key| (1..=LONGEST_KEY).contains(&key.len()))
        .ok_or_else(bad_key)?
        .to_owned();
    let path = request.uri().path().to_owned();
    let (mut parts, content) = request.into_parts();
    let caller = Caller::from_request_parts(&mut parts, &()).await?;
    let bytes = body::read(Request::new(content)).await?;
    let pepper = state.store.pepper();
    let words = format!("{}\n{key}", caller.account);
    let keyed = Keyed {
        language: Language::of(&parts.headers),
        name: pepper.digest(words.as_bytes()),
        seal: pepper.seal(words.as_bytes()),
        request: pepper.digest(&[path.as_bytes(), b"\n", &bytes].concat()),
        promised: Mutex::default(),
    };
    Ok((
        Request::from_parts(parts, Body::from(bytes)),
        Some(Arc::new(keyed)),
    ))
}

async fn answer(
    state: &State,
    mut request: Request,
    keyed: Arc<Keyed>,
    next: Next,
) -> Result<Response, Problem> {
    if let Some(answer) = given(state, &keyed).await? {
        return Ok(answer);
    }
    request
        .extensions_mut()
        .insert(Once(Some(Arc::clone(&keyed))));
    let response = next.run(request).await;
    if response.status().is_success() {
        return keep(state, &keyed, response).await;
    }
    // The same request may have been answered while this one was on its way, and then it is
    // refused for what it did itself: what it got is the answer.
    Ok(given(state, &keyed).await?.unwrap_or(response))
}

/// The answer that this request got before.
async fn given(state: &State, keyed: &Keyed) -> Result<Option<Response>, Problem> {
    let answered = state
        .store
        .answered(&keyed.name, &keyed.seal, state.clock.now())
        .await?;
    match answered {
        Some((request, answer)) if request == keyed.request => {
            Ok(Some(Answered(answer).into_response()))
        }
        Some(_) => Err(Problem::of(ProblemKind::IdempotencyKeyReused)),
        None => Ok(None),
    }
}

/// Keeps an answer that was not committed with an effect.
async fn keep(state: &State, keyed: &Keyed, response: Response) -> Result<Response, Problem> {
    let (parts, content) = response.into_parts();
    let bytes = content
        .collect()
        .await
        .map_err(|error| Problem::broken(format!("an answer broke off: {error}")))?
        .to_bytes();
    let answer = Answer {
        status: parts.status.as_u16(),
        location: parts
            .headers
            .get(LOCATION)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned),
        language: None,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    };
    if keyed.has_promised(&answer.body) {
        return Ok(Response::from_parts(parts, Body::from(bytes)));
    }
    match state
        .store
        .keep_answer(&keyed.receipt(answer, state.clock.now()))
        .await
    {
        Ok(()) => Ok(Response::from_parts(parts, Body::from(bytes))),
        Err(store::StoreError::Answered) => match given(state, keyed).await? {
            Some(answer) => Ok(answer),
            None => Ok(Response::from_parts(parts, Body::from(bytes))),
        },
        Err(error) => Err(error.into()),
    }
}

fn bad_key() -> Problem {
    Problem::not_acceptable(vec![Fault {
        pointer: "#".to_owned(),
        code: RequestFault::IdempotencyKey.code(),
        detail: RequestFault::IdempotencyKey.next_step().into(),
    }])
}

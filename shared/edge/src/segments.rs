//! Segments of the path. One that does not decode names nothing, so it is not there.

use axum::extract::{FromRequestParts, Path};
use http::request::Parts;
use serde::de::DeserializeOwned;

use crate::Problem;

/// Bytes of a segment as it is written in the path. No id is as long by far, and the database takes no key
/// of more than 1,024.
const LONGEST: usize = 1024;

/// The path's parameters, as [`Path`] gives them, but with our own answer to a bad one.
#[derive(Debug, Clone)]
pub struct Segments<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Segments<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        if parts.uri.path().split('/').any(|one| one.len() > LONGEST) {
            return Err(Problem::not_found());
        }
        match Path::from_request_parts(parts, state).await {
            Ok(Path(segments)) => Ok(Self(segments)),
            Err(_) => Err(Problem::not_found()),
        }
    }
}

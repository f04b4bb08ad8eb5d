//! What is the same for everybody until the next release: made once, and not sent twice to whom
//! has it.

use axum::body::Bytes;
use axum::response::{IntoResponse as _, Response};
use http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Serialize;

use crate::Problem;

/// A public answer in JSON with its entity tag.
#[derive(Debug, Clone)]
pub struct Published {
    body: Bytes,
    /// A strong tag: a digest of the body, in quotes.
    tag: HeaderValue,
    languages: HeaderValue,
    kept_for: HeaderValue,
}

impl Published {
    /// What `view` is in JSON. `languages` are those of its texts, for `Content-Language`;
    /// anybody may keep it for `max_age_seconds`.
    pub fn json(
        view: &impl Serialize,
        languages: &'static str,
        max_age_seconds: u32,
    ) -> Result<Self, Problem> {
        let body = serde_json::to_vec(view)
            .map_err(|error| Problem::broken(format!("an answer does not serialise: {error}")))?;
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &body);
        let digest = data_encoding::BASE64URL_NOPAD.encode(&digest.as_ref()[..16]);
        let header = |value: String| {
            HeaderValue::try_from(value).map_err(|error| Problem::broken(error.to_string()))
        };
        Ok(Self {
            body: body.into(),
            tag: header(format!("\"{digest}\""))?,
            languages: HeaderValue::from_static(languages),
            kept_for: header(format!("public, max-age={max_age_seconds}"))?,
        })
    }

    /// The answer to a request with these headers: 304 without a body where `If-None-Match` names
    /// it, else 200.
    pub fn answer(&self, headers: &HeaderMap) -> Response {
        let mut answer = if self.is_named_by(headers) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            ([(CONTENT_TYPE, "application/json")], self.body.clone()).into_response()
        };
        answer.headers_mut().extend([
            (ETAG, self.tag.clone()),
            (CACHE_CONTROL, self.kept_for.clone()),
            (CONTENT_LANGUAGE, self.languages.clone()),
        ]);
        answer
    }

    /// Whether `If-None-Match` names this: by its tag, weak or strong (RFC 9110, 13.1.2), or by
    /// the star that stands for whatever there is.
    fn is_named_by(&self, headers: &HeaderMap) -> bool {
        headers
            .get_all(IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(str::trim)
            .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == self.tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_it_is_not_sent_it_again() {
        let published = Published::json(&"page", "en", 60).unwrap();
        let tag = published.tag.to_str().unwrap();
        for (given, status) in [
            (tag.to_owned(), 304),
            (format!("W/{tag}"), 304),
            (format!("\"other\", {tag}"), 304),
            ("*".to_owned(), 304),
            ("\"other\"".to_owned(), 200),
            (tag.trim_matches('"').to_owned(), 200),
        ] {
            let headers = HeaderMap::from_iter([(IF_NONE_MATCH, given.parse().unwrap())]);
            let answer = published.answer(&headers);
            assert_eq!(answer.status(), status, "{given}");
            assert_eq!(answer.headers()[ETAG], tag);
        }
        let answer = published.answer(&HeaderMap::new());
        assert_eq!(answer.status(), 200);
    }

    #[test]
    fn another_content_has_another_tag() {
        let tag = |view: &str| Published::json(&view, "en", 60).unwrap().tag;
        assert_eq!(tag("page"), tag("page"));
        assert_ne!(tag("page"), tag("pages"));
    }
}

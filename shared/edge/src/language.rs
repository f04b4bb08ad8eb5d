//! The language of an answer.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use http::HeaderMap;
use http::header::ACCEPT_LANGUAGE;
use http::request::Parts;
use rules::text::Text;

/// One of the two languages of the service, by `Accept-Language`; Chinese unless English is
/// preferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// The language that these headers ask for.
    pub fn of(headers: &HeaderMap) -> Self {
        let asked = headers
            .get(ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let weight = |language: &str| {
            asked
                .split(',')
                .filter_map(|range| {
                    let (tag, parameters) =
                        range.trim().split_once(';').unwrap_or((range.trim(), ""));
                    let primary = tag.split('-').next().unwrap_or(tag);
                    let quality = parameters
                        .trim()
                        .strip_prefix("q=")
                        .map_or(1.0, |q| q.trim().parse().unwrap_or(0.0));
                    primary.eq_ignore_ascii_case(language).then_some(quality)
                })
                .fold(0.0_f32, f32::max)
        };
        if weight("en") > weight("zh") {
            Self::English
        } else {
            Self::Chinese
        }
    }

    /// The text in this language.
    pub fn pick(self, text: Text) -> &'static str {
        match self {
            Self::Chinese => text.zh,
            Self::English => text.en,
        }
    }

    /// Its tag, for `Content-Language`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_unless_english_is_preferred() {
        for (asked, expected) in [
            ("", Language::Chinese),
            ("zh-CN", Language::Chinese),
            ("en", Language::English),
            ("en-GB, zh;q=0.5", Language::English),
            ("zh, en;q=0.9", Language::Chinese),
            ("fr, de", Language::Chinese),
            ("fr, en;q=0.3", Language::English),
            ("en;q=0", Language::Chinese),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, asked.parse().unwrap());
            assert_eq!(Language::of(&headers), expected, "{asked:?}");
        }
    }
}

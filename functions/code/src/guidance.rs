//! `GET /v1/guidance`: every code word explained, the public questions, and where to turn (R78).
//!
//! It is the same for everybody, in both languages at once, and needs neither a database nor a
//! clock.

use std::sync::LazyLock;

use axum::response::Response;
use edge::{Problem, ProblemKind, ProblemView, Published, RequestFault};
use http::HeaderMap;
use rules::guidance::{FAULT, HELP, Help, PROBLEM, Question, Word, questions, words};
use rules::text::Text;
use serde::Serialize;
use utoipa::ToSchema;

const MAX_AGE_SECONDS: u32 = 3600;

/// All guidance.
#[derive(Debug, Serialize, ToSchema)]
pub struct GuidanceView {
    /// Every code word that an answer can hold.
    codes: Vec<CodeTextView>,
    /// What people ask, in the order in which they meet it.
    questions: Vec<QuestionView>,
    /// Where to turn, the first to try first and the hotline last.
    help: Vec<HelpView>,
}

/// A code word and what to make of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct CodeTextView {
    /// `problem` for the `code` of a problem, `fault` for the `code` of one of its `errors`; for
    /// all other words the name of their schema in this document, in kebab-case.
    #[schema(example = "rule")]
    vocabulary: &'static str,
    /// The word.
    #[schema(example = "stay-high-risk")]
    code: &'static str,
    /// What it means, in one line.
    title: TextView,
    /// What to do.
    next_step: TextView,
}

/// A question and its answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionView {
    /// Its name; it stays when the wording changes.
    #[schema(example = "finding-the-code-again")]
    id: &'static str,
    question: TextView,
    answer: TextView,
}

/// Somewhere to turn to.
#[derive(Debug, Serialize, ToSchema)]
pub struct HelpView {
    /// Its name.
    #[schema(example = "review")]
    id: &'static str,
    /// What it is good for.
    text: TextView,
    /// The number to call; null where it is no call.
    phone: Option<&'static str>,
}

/// A text in both languages.
#[derive(Debug, Serialize, ToSchema)]
pub struct TextView {
    /// Simplified Chinese.
    zh: &'static str,
    /// English.
    en: &'static str,
}

/// Every code with its text and next step, the public questions, and where to turn; always in
/// Chinese and English.
#[utoipa::path(
    get, path = "/v1/guidance", tag = "public",
    params(("If-None-Match" = Option<String>, Header, description = "The `ETag` that the reader has")),
    responses(
        (status = 200, description = "The guidance, with its `ETag`", body = GuidanceView),
        (status = 304, description = "The reader has it"),
        (status = 500, description = "internal", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn guidance(headers: HeaderMap) -> Result<Response, Problem> {
    static GUIDANCE: LazyLock<Result<Published, Problem>> =
        LazyLock::new(|| Published::json(&GuidanceView::all(), "zh-CN, en", MAX_AGE_SECONDS));
    let guidance = GUIDANCE.as_ref().map_err(Clone::clone)?;
    Ok(guidance.answer(&headers))
}

impl GuidanceView {
    fn all() -> Self {
        Self {
            codes: words().into_iter().chain(http()).map(Into::into).collect(),
            questions: questions().map(Into::into).collect(),
            help: HELP.iter().map(Into::into).collect(),
        }
    }
}

/// The words of what HTTP itself says no to, which `rules` does not know.
fn http() -> impl Iterator<Item = Word> {
    let problems = ProblemKind::ALL.iter().map(|kind| Word {
        vocabulary: PROBLEM,
        code: kind.code(),
        title: kind.title(),
        next_step: kind.detail(),
    });
    let faults = RequestFault::ALL.iter().map(|fault| Word {
        vocabulary: FAULT,
        code: fault.code(),
        title: fault.title(),
        next_step: fault.next_step(),
    });
    problems.chain(faults)
}

impl From<Word> for CodeTextView {
    fn from(word: Word) -> Self {
        Self {
            vocabulary: word.vocabulary,
            code: word.code,
            title: word.title.into(),
            next_step: word.next_step.into(),
        }
    }
}

impl From<&Question> for QuestionView {
    fn from(question: &Question) -> Self {
        Self {
            id: question.id,
            question: question.question.into(),
            answer: question.answer.into(),
        }
    }
}

impl From<&Help> for HelpView {
    fn from(help: &Help) -> Self {
        Self {
            id: help.id,
            text: help.text.into(),
            phone: help.phone,
        }
    }
}

impl From<Text> for TextView {
    fn from(text: Text) -> Self {
        Self {
            zh: text.zh,
            en: text.en,
        }
    }
}

//! The codes of what HTTP itself says no to, each with its texts: of problems, and of single
//! faults in a request.
//!
//! Other noes are refusals of the trade (`rules::texts`). A code without a text does not compile.

use http::StatusCode;
use rules::text::Text;
use strum::{IntoStaticStr, VariantArray};

const fn t(zh: &'static str, en: &'static str) -> Text {
    Text::new(zh, en)
}

/// What any route may answer, whatever it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum ProblemKind {
    /// The body is not JSON.
    NotJson,
    /// No claims came with the request.
    Unauthorized,
    /// Not there, or not yours; nobody can tell which (R69).
    NotFound,
    /// The body is too large.
    TooLarge,
    /// The body is of another type than JSON.
    UnsupportedMediaType,
    /// Well-formed, and there are faults in it.
    NotAcceptable,
    /// The key was used for another request.
    IdempotencyKeyReused,
    /// The service has ended (R85).
    ServiceEnded,
    /// Our fault.
    Internal,
    /// Not now.
    Busy,
}

impl ProblemKind {
    /// All of them.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The stable code.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The HTTP status.
    pub fn status(self) -> StatusCode {
        match self {
            Self::NotJson => StatusCode::BAD_REQUEST,
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::ServiceEnded => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NotAcceptable | Self::IdempotencyKeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// What it is.
    pub fn title(self) -> Text {
        match self {
            Self::NotJson => t("不是 JSON", "Not JSON"),
            Self::Unauthorized => t("请先登录", "Log in first"),
            Self::NotFound => t("没有找到", "Not found"),
            Self::TooLarge => t("内容过大", "Too large"),
            Self::UnsupportedMediaType => t("不支持的内容类型", "Unsupported media type"),
            Self::NotAcceptable => t("填写的内容有误", "Some of the content cannot be accepted"),
            Self::IdempotencyKeyReused => t(
                "Idempotency-Key 已用于其他请求",
                "The Idempotency-Key was used for another request",
            ),
            Self::ServiceEnded => t("健康码已终止", "The health code has ended"),
            Self::Internal => t("系统故障", "Internal error"),
            Self::Busy => t("系统繁忙", "Busy"),
        }
    }

    /// What to do about it.
    pub fn detail(self) -> Text {
        match self {
            Self::NotJson => t(
                "内容不是有效的 JSON（UTF-8）。",
                "The body is not valid JSON in UTF-8.",
            ),
            Self::Unauthorized => t(
                "请求没有有效的访问令牌，请登录后重发。",
                "The request carries no valid access token; send it again after logging in.",
            ),
            Self::NotFound => t(
                "不存在，或不属于当前账号；请核对地址和账号。",
                "It does not exist, or it is not yours; look at the address and at the account.",
            ),
            Self::TooLarge => t("请求内容最多 64 KiB。", "A body has at most 64 KiB."),
            Self::UnsupportedMediaType => {
                t("请以 application/json 发送。", "Send application/json.")
            }
            Self::NotAcceptable => t(
                "请按 errors 中逐项的说明修改。",
                "See errors for every fault and what is expected.",
            ),
            Self::IdempotencyKeyReused => t(
                "请为不同的请求使用新的 Idempotency-Key。",
                "Use a new Idempotency-Key for a different request.",
            ),
            Self::ServiceEnded => t(
                "健康码已终止，不再申领、出示或核验，所存信息正在清除或已经清除；终止的日期和清除的进度见 GET /v1/sunset。",
                "The health code has ended: nothing is issued, shown or verified any more, and what was stored is being erased or is erased. GET /v1/sunset tells since when, and how far that has come.",
            ),
            Self::Internal => t(
                "故障已记录。可以重发同一请求。",
                "The fault is recorded. The same request may be sent again.",
            ),
            Self::Busy => t(
                "请稍后重发同一请求；重发不会重复生效。",
                "Send the same request again in a moment; it will not take effect twice.",
            ),
        }
    }
}

/// What can be wrong with a request whatever it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum RequestFault {
    /// A value is missing.
    Required,
    /// A field that does not exist.
    UnknownField,
    /// A value of another JSON type.
    Type,
    /// A text that is too short or too long.
    Length,
    /// A list with too many items.
    TooMany,
    /// Not a word of the vocabulary.
    UnknownValue,
    /// A number outside its range.
    Range,
    /// Not a day of the calendar.
    Date,
    /// Not a moment with an offset.
    Time,
    /// Not an `Idempotency-Key`.
    IdempotencyKey,
    /// A query parameter that does not exist.
    UnknownParameter,
    /// Not the cursor of a page.
    Cursor,
}

impl RequestFault {
    /// All of them.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The stable code.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// What is wrong.
    pub fn title(self) -> Text {
        match self {
            Self::Required => t("缺少必填项", "A value is missing"),
            Self::UnknownField => t("多余的字段", "An unknown field"),
            Self::Type => t("类型不对", "Another type"),
            Self::Length => t("长度不对", "Too short or too long"),
            Self::TooMany => t("项数过多", "Too many items"),
            Self::UnknownValue => t("不在可选的值之中", "Not one of the values"),
            Self::Range => t("数值超出范围", "Out of range"),
            Self::Date => t("日期有误", "Not a date"),
            Self::Time => t("时间有误", "Not a time"),
            Self::IdempotencyKey => t("Idempotency-Key 有误", "Not an Idempotency-Key"),
            Self::UnknownParameter => t("多余的参数", "An unknown parameter"),
            Self::Cursor => t("翻页位置有误", "Not a cursor"),
        }
    }

    /// What is expected instead. Where it depends on the place, the fault's own detail is more
    /// exact.
    pub fn next_step(self) -> Text {
        match self {
            Self::Required => t("必填，请补上。", "Required; please fill it in."),
            Self::UnknownField => t(
                "没有这个字段，请去掉。",
                "There is no such field; leave it out.",
            ),
            Self::Type => t(
                "请使用 detail 所要求的 JSON 类型。",
                "The JSON type that the detail names is expected.",
            ),
            Self::Length => t(
                "请按 detail 所写的长度填写。",
                "A text of the length that the detail names is expected.",
            ),
            Self::TooMany => t(
                "请减少到 detail 所写的项数以内。",
                "No more items than the detail names are expected.",
            ),
            Self::UnknownValue => t(
                "请使用 detail 所列的值。",
                "One of the values that the detail lists is expected.",
            ),
            Self::Range => t(
                "请填写 detail 所写范围内的数值。",
                "A number between the two that the detail names is expected.",
            ),
            Self::Date => t(
                "应为存在的日期，格式 YYYY-MM-DD。",
                "A real day is expected, as YYYY-MM-DD.",
            ),
            Self::Time => t(
                "应为带时区偏移的 RFC 3339 时间。",
                "A time as RFC 3339 with an offset is expected.",
            ),
            Self::IdempotencyKey => t(
                "应为 1 到 255 个可见的 ASCII 字符。",
                "1 to 255 visible ASCII characters are expected.",
            ),
            Self::UnknownParameter => t(
                "没有这个参数，请去掉。",
                "There is no such parameter; leave it out.",
            ),
            Self::Cursor => t(
                "应为上一页的 next_cursor。",
                "The next_cursor of the page before is expected.",
            ),
        }
    }
}

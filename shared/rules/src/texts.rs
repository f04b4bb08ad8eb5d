//! What people read: a text in Chinese and English for every code word, with the next step.
//!
//! The matches are exhaustive, so a code word without a text does not compile (R78).

use crate::text::Text;
use crate::vocabulary::vocabulary;
use crate::words::{Colour, Outcome, Reason, Rule};

const fn t(zh: &'static str, en: &'static str) -> Text {
    Text::new(zh, en)
}

impl Colour {
    /// The colour's word, to be shown beside the colour itself.
    pub fn word(self) -> Text {
        match self {
            Self::Green => t("绿码", "Green"),
            Self::Yellow => t("黄码", "Yellow"),
            Self::Red => t("红码", "Red"),
        }
    }
}

impl Rule {
    /// Why the hold is there, in one line.
    pub fn title(self) -> Text {
        match self {
            Self::StayHighRisk => t(
                "近14天内到过高风险地区",
                "Stay in a high-risk area in the last 14 days",
            ),
            Self::StayMediumRisk => t(
                "近14天内到过中风险地区",
                "Stay in a medium-risk area in the last 14 days",
            ),
            Self::ContactConfirmed => t("与确诊病例有接触", "Contact with a confirmed case"),
            Self::CohabitantQuarantined => t(
                "同住人员正在隔离",
                "A member of the household is in quarantine",
            ),
            Self::Symptoms => t("有发热或其他症状", "Fever or other symptoms"),
            Self::TravelRecordHigh => t(
                "行程记录显示近14天内到过高风险地区",
                "A travel record shows a stay in a high-risk area in the last 14 days",
            ),
            Self::TravelRecordMedium => t(
                "行程记录显示近14天内到过中风险地区",
                "A travel record shows a stay in a medium-risk area in the last 14 days",
            ),
            Self::FalseDeclaration => t(
                "申报内容与行程记录不符",
                "A travel record contradicts the declaration",
            ),
            Self::CloseContact => t("确诊病例的密切接触者", "Close contact of a case"),
            Self::SecondaryContact => t("密切接触者的接触者", "Contact of a close contact"),
            Self::ClinicSuspected => t("医疗机构判定为疑似病例", "Suspected by a clinic"),
            Self::ClinicConfirmed => t("医疗机构确诊", "Confirmed by a clinic"),
            Self::PostDischarge => t("治愈出院后的医学观察", "Observation after recovery"),
        }
    }

    /// What to do now. On symptoms that is the fever clinic, never a pharmacy (R42).
    pub fn next_step(self) -> Text {
        match self {
            Self::StayHighRisk
            | Self::ContactConfirmed
            | Self::TravelRecordHigh
            | Self::CloseContact
            | Self::PostDischarge => t(
                "请按规定隔离,并每天健康打卡;连续14天正常后自动转为绿码。如有疑问,可提交复核。",
                "Stay in isolation and check in every day; after 14 consecutive normal days the code turns green by itself. If you doubt this, file a review.",
            ),
            Self::StayMediumRisk
            | Self::CohabitantQuarantined
            | Self::TravelRecordMedium
            | Self::SecondaryContact => t(
                "请居家观察,并每天健康打卡;连续正常满天数后自动转为绿码。如有疑问,可提交复核。",
                "Stay at home and check in every day; after the days shown, all normal, the code turns green by itself. If you doubt this, file a review.",
            ),
            Self::Symptoms => t(
                "请佩戴口罩,尽快到就近的发热门诊就诊,不要自行购药;之后每天健康打卡。",
                "Wear a mask and go to the nearest fever clinic soon; do not treat yourself. Then check in every day.",
            ),
            Self::FalseDeclaration => t(
                "请核对您的申报与行程。此项由工作人员核实后解除;如记录有误或并非本人,请提交复核。",
                "Compare your declaration with your journeys. Officers end this after looking into it; if the record is wrong or not yours, file a review.",
            ),
            Self::ClinicSuspected => t(
                "请服从医疗机构安排,并每天健康打卡;医疗机构排除后自动解除。",
                "Follow the clinic's arrangement and check in every day; when the clinic clears you, this ends by itself.",
            ),
            Self::ClinicConfirmed => t(
                "请服从医疗机构的治疗安排;治愈后由医疗机构解除。",
                "Follow the clinic's treatment; the clinic ends this on recovery.",
            ),
        }
    }
}

impl Outcome {
    /// What staff are told to do.
    pub fn title(self) -> Text {
        match self {
            Self::Admit => t("放行", "Let through"),
            Self::Refuse => t("劝返", "Turn back"),
            Self::Refer => t("转由工作人员处置", "Refer to staff"),
            Self::Undecided => t("还需补充信息", "Something is missing"),
        }
    }
}

impl Reason {
    /// The reason in one line, fit to be shown to the person.
    pub fn title(self) -> Text {
        match self {
            Self::CodeExpired => t(
                "二维码已过期,请重新打开健康码出示",
                "The code has expired; open the health code again and show the fresh one",
            ),
            Self::CodeInvalid => t(
                "不是有效的杭州健康码",
                "This is not a valid Hangzhou health code",
            ),
            Self::CodeReplayed => t(
                "该二维码已在别处使用",
                "This code was already used at another place",
            ),
            Self::HolderMismatch => t(
                "证件与健康码不是同一人",
                "The document is not that of the code's holder",
            ),
            Self::CodeRequired => t(
                "进入杭州须持绿码,请先在线申报",
                "A green code is needed to enter Hangzhou; apply online first",
            ),
            Self::ColourYellow => t(
                "黄码:请服从卡点工作人员安排",
                "Yellow: please follow the staff's arrangement",
            ),
            Self::ColourRed => t(
                "红码:请服从卡点工作人员安排",
                "Red: please follow the staff's arrangement",
            ),
            Self::TemperatureHigh => t(
                "体温达到37.3 °C,请前往发热门诊",
                "37.3 °C or more: please go to a fever clinic",
            ),
            Self::NoCode => t(
                "没有健康码:请走人工登记通道",
                "No code: please use the registration lane",
            ),
        }
    }
}

vocabulary! {
    /// Why the state of things says no to a request.
    pub enum Refusal {
        /// No policy is in force yet (R1).
        NotInForce,
        /// The person has applied already, with other content.
        AlreadyApplied,
        /// Another account keeps this document's code (R6).
        PersonAlreadyRegistered,
        /// The token proves another document than the one declared for oneself.
        IdentityMismatch,
        /// The one further declaration was made already (R16).
        ReapplicationUsed,
        /// A review is open already (R75).
        ReviewOpen,
        /// As many accounts as can be keep the person's code (R68).
        TooManyAccounts,
    }
}

impl Refusal {
    /// What it is.
    pub fn title(self) -> Text {
        match self {
            Self::NotInForce => t("健康码尚未启用", "The health code is not in force yet"),
            Self::AlreadyApplied => t("已经申报过", "Already applied"),
            Self::PersonAlreadyRegistered => {
                t("该证件已申领健康码", "This document already has a code")
            }
            Self::IdentityMismatch => t("身份不一致", "Identity mismatch"),
            Self::ReapplicationUsed => t("重新申报的机会已用完", "The one re-application is used"),
            Self::ReviewOpen => t("已有复核正在处理", "A review is open already"),
            Self::TooManyAccounts => t("绑定账号已达上限", "Too many accounts keep this code"),
        }
    }

    /// What to do about it.
    pub fn detail(self) -> Text {
        match self {
            Self::NotInForce => t(
                "健康码自2020年2月11日起启用。",
                "The health code is in force from 2020-02-11.",
            ),
            Self::AlreadyApplied => t(
                "此人已申报且内容不同。如需更正,可使用一次重新申报。",
                "This person has applied with other content. To correct it, use the one re-application.",
            ),
            Self::PersonAlreadyRegistered => t(
                "另一账号已为该证件申领。请由该账号分享,或以本人实名账号登录。",
                "Another account keeps this document's code. Ask it to share the code, or log in with an account whose identity is verified.",
            ),
            Self::IdentityMismatch => t(
                "登录账号的实名证件与所填本人证件不同。",
                "The document verified for this account is not the one declared as your own.",
            ),
            Self::ReapplicationUsed => t(
                "每人只能重新申报一次。对颜色有疑问,请提交复核:POST /v1/people/{person}/reviews。",
                "Each person can declare again once only. If you doubt the colour, file a review: POST /v1/people/{person}/reviews.",
            ),
            Self::ReviewOpen => t(
                "每人同时只能有一件复核。可随时查看进度,无需致电。",
                "One open review a person. Its state can be read at any time; there is no need to call.",
            ),
            Self::TooManyAccounts => t(
                "每人的健康码最多由16个账号代办。",
                "One person's code can be kept by 16 accounts at most.",
            ),
        }
    }
}

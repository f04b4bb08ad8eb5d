//! A person's history: what happened, and in which role it was done.

use super::t;
use crate::chain::{EntryKind, Role};
use crate::text::Text;

impl EntryKind {
    /// What happened.
    pub fn title(self) -> Text {
        match self {
            Self::Applied => t("申领", "Application"),
            Self::Reapplied => t("重新申报", "Re-application"),
            Self::CheckedIn => t("健康打卡", "Check-in"),
            Self::Recomputed => t(
                "按日期或新政策更新",
                "Update by days passed or a new policy",
            ),
            Self::Confirmed => t("本人身份已核验", "The owner's identity was verified"),
            Self::ReviewFiled => t("提交复核", "A review was filed"),
            Self::Bound => t(
                "另一账号经分享绑定",
                "A further account was bound by a share",
            ),
            Self::EvidenceReceived => t(
                "收到医疗机构或登记机构的信息",
                "A clinic or a registry told something",
            ),
        }
    }

    /// What to do about it.
    pub fn next_step(self) -> Text {
        match self {
            Self::Applied
            | Self::Reapplied
            | Self::CheckedIn
            | Self::Recomputed
            | Self::EvidenceReceived => t(
                "请对照健康码上的原因核对；如有疑问，请提交复核。",
                "Compare it with the reasons on the code; if you doubt it, file a review.",
            ),
            Self::Confirmed => t(
                "未经您确认的账号已解除绑定；需要时可以重新分享。",
                "Accounts that you had not confirmed were unbound; share the code again where you want to.",
            ),
            Self::Bound => t(
                "如非您或家人分享，请用核验过证件的账号接管。",
                "If neither you nor your family shared it, take the code over with an account whose identity is verified.",
            ),
            Self::ReviewFiled => t(
                "进度随时可查，不用打电话。",
                "Its state can be read at any time; there is no need to call.",
            ),
        }
    }
}

impl Role {
    /// Who it was.
    pub fn title(self) -> Text {
        match self {
            Self::Citizen => t(
                "本人或保管健康码的账号",
                "The person, or an account that keeps the code",
            ),
            Self::System => t("本系统", "This service"),
            Self::Clinic => t("医疗机构", "A clinic"),
            Self::Registry => t("登记机构", "A registry of travel or contacts"),
        }
    }

    /// What to do if it should not have been.
    pub fn next_step(self) -> Text {
        match self {
            Self::Citizen => t(
                "不是您或家人操作的，请用核验过证件的账号接管，或提交复核。",
                "If it was neither you nor your family, take the code over with an account whose identity is verified, or file a review.",
            ),
            Self::System | Self::Clinic | Self::Registry => t(
                "请看该项所列的规则和证据；如有疑问，请提交复核。",
                "Read the rule and the evidence that it names; if you doubt them, file a review.",
            ),
        }
    }
}

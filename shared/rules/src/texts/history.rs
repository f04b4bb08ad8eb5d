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
            Self::FileRead => t("工作人员查看了材料", "An officer read the file"),
            Self::ReviewProposed => t("复核：拟更正", "Review: an amendment was proposed"),
            Self::ReviewUpheld => t("复核：维持", "Review: the colour stands"),
            Self::ReviewAmended => t("复核：更正", "Review: amended"),
            Self::ReviewTransferred => t(
                "复核转到其他区、县（市）",
                "The review went to another district",
            ),
            Self::ReviewEscalated => t(
                "复核超过期限，转到市专班",
                "The overdue review went up to the city",
            ),
            Self::Ordered => t("工作人员依法作出的决定", "An order of two officers"),
            Self::FindingProposed => t("申报不符：拟作认定", "A finding was proposed"),
            Self::FindingApproved => t("申报不符：已作认定", "A finding was made"),
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
            Self::ReviewFiled | Self::ReviewTransferred | Self::ReviewEscalated => t(
                "进度随时可查，不用打电话。",
                "Its state can be read at any time; there is no need to call.",
            ),
            Self::FileRead => t(
                "每次查看都有记录，写明哪个部门为哪件复核查看；如认为不当，请在复核中写明。",
                "Each look is recorded, with the office and what called for it; if nothing did, say so in a review.",
            ),
            Self::ReviewProposed | Self::FindingProposed => t(
                "须由另一名工作人员同意后才生效，您不用做什么。",
                "It takes effect once another officer agrees; nothing for you to do.",
            ),
            Self::ReviewUpheld | Self::ReviewAmended => t(
                "请看复核的答复；有新的情况，可以再提交一件复核。",
                "Read the reply to the review; if there is something new, another one can be filed.",
            ),
            Self::Ordered | Self::FindingApproved => t(
                "这一项写明依据和作出决定的部门；不服的，请提交复核。",
                "The entry names the ground and the office; if you doubt it, file a review.",
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
            Self::District => t("区、县（市）工作人员", "An officer of a district"),
            Self::City => t("市专班工作人员", "An officer of the city's team"),
        }
    }

    /// What to do if it should not have been.
    pub fn next_step(self) -> Text {
        match self {
            Self::Citizen => t(
                "不是您或家人操作的，请用核验过证件的账号接管，或提交复核。",
                "If it was neither you nor your family, take the code over with an account whose identity is verified, or file a review.",
            ),
            Self::System | Self::Clinic | Self::Registry | Self::District | Self::City => t(
                "请看该项所列的规则和证据；如有疑问，请提交复核。",
                "Read the rule and the evidence that it names; if you doubt them, file a review.",
            ),
        }
    }
}

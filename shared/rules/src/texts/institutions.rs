//! What institutions and the city's officers send: kinds of evidence, and policies on their way.

use super::t;
use crate::evidence::EvidenceKind;
use crate::policy::PolicyStatus;
use crate::text::Text;

impl EvidenceKind {
    /// What it is.
    pub fn title(self) -> Text {
        match self {
            Self::ClinicResult => t("诊断结果", "A clinic's result"),
            Self::TravelRecord => t("行程记录", "A travel record"),
            Self::Contact => t("接触记录", "A record of contact"),
        }
    }

    /// What to do if it is wrong.
    pub fn next_step(self) -> Text {
        match self {
            Self::ClinicResult => t(
                "如有误，请联系出具结果的医疗机构更正，或提交复核。",
                "If it is wrong, ask the clinic to tell a newer result, or file a review.",
            ),
            Self::TravelRecord | Self::Contact => t(
                "如有误或并非本人，请提交复核。",
                "If it is wrong, or not about you, file a review.",
            ),
        }
    }
}

impl PolicyStatus {
    /// Where it stands.
    pub fn title(self) -> Text {
        match self {
            Self::Proposed => t("已提出，待批准", "Proposed"),
            Self::Approved => t("已批准", "Approved"),
        }
    }

    /// What comes next.
    pub fn next_step(self) -> Text {
        match self {
            Self::Proposed => t(
                "须由提出者以外的另一名市级工作人员批准后生效。",
                "Another officer of the city than the one who proposed it has to approve it.",
            ),
            Self::Approved => t(
                "自其生效日起施行；新的调整请另提新版本。",
                "It is in force from its first day on; propose a new version to change anything.",
            ),
        }
    }
}

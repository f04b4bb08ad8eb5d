//! Why a hold is there and what to do now.

use super::t;
use crate::text::Text;
use crate::words::Rule;

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
            Self::OfficerOrder => t(
                "两名工作人员依法作出的决定",
                "Two officers ordered it, on a legal ground",
            ),
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
                "请按规定隔离，并每天健康打卡；连续14天正常后此项自动解除，没有其他原因即为绿码。如有疑问，可提交复核。",
                "Stay in isolation and check in every day; after 14 consecutive normal days this ends by itself, and without other reasons the code is green. If you doubt this, file a review.",
            ),
            Self::OfficerOrder => t(
                "请按决定居家或集中隔离，并每天健康打卡；连续正常满天数后此项自动解除。不服的，可提交复核；历史记录写明依据和决定的部门。",
                "Stay in isolation as ordered and check in every day; after the days shown, all normal, this ends by itself. If you doubt it, file a review; the history tells the law and which office ordered it.",
            ),
            Self::StayMediumRisk
            | Self::CohabitantQuarantined
            | Self::TravelRecordMedium
            | Self::SecondaryContact => t(
                "请居家观察，并每天健康打卡；连续正常满天数后此项自动解除，没有其他原因即为绿码。如有疑问，可提交复核。",
                "Stay at home and check in every day; after the days shown, all normal, this ends by itself, and without other reasons the code is green. If you doubt this, file a review.",
            ),
            Self::Symptoms => t(
                "请佩戴口罩，尽快到就近的发热门诊就诊，不要自行用药；之后每天健康打卡。医疗机构排除后，此项自动解除。",
                "Wear a mask and go to the nearest fever clinic soon; do not treat yourself. Then check in every day. When a clinic clears you, this ends by itself.",
            ),
            Self::FalseDeclaration => t(
                "请核对您的申报与行程。此项只能由工作人员解除；如记录有误或并非本人，请提交复核。",
                "Compare your declaration with your journeys. Only an officer can end this; if the record is wrong or not yours, file a review.",
            ),
            Self::ClinicSuspected => t(
                "请服从医疗机构安排，并每天健康打卡；医疗机构排除后自动解除。",
                "Follow the clinic's arrangement and check in every day; when the clinic clears you, this ends by itself.",
            ),
            Self::ClinicConfirmed => t(
                "请服从医疗机构的治疗安排；治愈后由医疗机构解除。",
                "Follow the clinic's treatment; the clinic ends this on recovery.",
            ),
        }
    }
}

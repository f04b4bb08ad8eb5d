//! What officers decide by hand: orders, and what a contradicted declaration comes to.

use super::t;
use crate::case::Standing;
use crate::integrity::{Finding, IntegrityStatus};
use crate::text::Text;
use crate::words::{LegalGround, OrderStatus};

impl LegalGround {
    /// The law, as shown to the holder of an ordered hold (R15).
    pub fn title(self) -> Text {
        match self {
            Self::InfectiousDiseaseLaw39 => t(
                "《中华人民共和国传染病防治法》第三十九条",
                "Law on the Prevention and Treatment of Infectious Diseases, article 39",
            ),
            Self::EmergencyRegulation44 => t(
                "《突发公共卫生事件应急条例》第四十四条",
                "Regulation on Responses to Public Health Emergencies, article 44",
            ),
            Self::CityNotice => t(
                "市疫情防控工作领导小组办公室通告",
                "Notice of the city's epidemic control office",
            ),
        }
    }

    /// What it allows.
    pub fn next_step(self) -> Text {
        match self {
            Self::InfectiousDiseaseLaw39 => t(
                "适用于病人、疑似病人及其密切接触者的隔离和医学观察。",
                "For isolating patients, suspected patients and their close contacts, and observing them.",
            ),
            Self::EmergencyRegulation44 => t(
                "适用于需要隔离治疗或医学观察的人员。",
                "For people who need treatment in isolation or observation.",
            ),
            Self::CityNotice => t(
                "请在说明中写明通告的名称和日期。",
                "Name the notice and its day in the statement.",
            ),
        }
    }
}

impl OrderStatus {
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
                "须由另一名工作人员批准；超过 50 人的，由市级批准。批准前不改变任何人的颜色。",
                "Another officer has to approve it, and the city where it is on more than 50 people. Until then nobody's colour changes.",
            ),
            Self::Approved => t(
                "已对持码人员生效；尚未申领的，在申领时生效。当事人可以提交复核。",
                "In force for people with a code, and for others when they apply. Those concerned can file a review.",
            ),
        }
    }
}

impl Finding {
    /// What it came to.
    pub fn title(self) -> Text {
        match self {
            Self::Innocent => t("属实或无过错", "True, or nobody's fault"),
            Self::Minor => t("情节轻微", "Minor"),
            Self::Serious => t("情节严重", "Serious"),
        }
    }

    /// What follows.
    pub fn next_step(self) -> Text {
        match self {
            Self::Innocent => t(
                "该项自动解除，不作任何记录推送。",
                "The hold ends, and nobody is told anything.",
            ),
            Self::Minor => t(
                "不纳入个人诚信管理；当事人可提交复核申请解除该项。",
                "Nothing goes to the credit system; the person can ask for the end of the hold by a review.",
            ),
            Self::Serious => t(
                "是否纳入个人诚信管理，由两名工作人员一并认定；当事人可以提交复核。",
                "Whether the credit system is told is part of the finding of the two officers; the person can file a review.",
            ),
        }
    }
}

impl IntegrityStatus {
    /// Where it stands.
    pub fn title(self) -> Text {
        match self {
            Self::Open => t("待核查", "To be looked into"),
            Self::Proposed => t("已提出认定，待批准", "A finding is proposed"),
            Self::Found => t("已作认定", "A finding was made"),
        }
    }

    /// What comes next.
    pub fn next_step(self) -> Text {
        match self {
            Self::Open => t(
                "请查看申报和记录，核查后提出认定。",
                "Read the declaration and the record, look into it, then propose a finding.",
            ),
            Self::Proposed => t(
                "须由另一名工作人员批准。",
                "Another officer has to approve it.",
            ),
            Self::Found => t(
                "认定不能更改；当事人可以提交复核。",
                "The finding cannot be changed; the person can file a review.",
            ),
        }
    }
}

impl Standing {
    /// What was decided about the stay.
    pub fn title(self) -> Text {
        match self {
            Self::Counts => t("有效", "It counts"),
            Self::Excused => t(
                "有效，但不视为申报不符",
                "It counts, and is held against no declaration",
            ),
            Self::Dismissed => t("经复核不计", "Dismissed by a review"),
        }
    }

    /// What follows.
    pub fn next_step(self) -> Text {
        match self {
            Self::Counts => t(
                "如并非本人行程，请提交复核。",
                "If it was not yours, file a review.",
            ),
            Self::Excused => t(
                "与申报的差别不再追究。",
                "That the declaration left it out is settled.",
            ),
            Self::Dismissed => t(
                "今后的政策和申报都不再计入。",
                "No later policy and no declaration counts it again.",
            ),
        }
    }
}

//! Reviews: why one is asked for, and where it stands. No text promises an outcome.

use super::t;
use crate::text::Text;
use crate::words::{ReviewGround, ReviewOutcome, ReviewStatus};

impl ReviewGround {
    /// Why, in one line.
    pub fn title(self) -> Text {
        match self {
            Self::NotMyTravel => t("行程不是我的", "The journey is not mine"),
            Self::QuarantineCompleted => t("已完成隔离", "Quarantine was served already"),
            Self::ClinicCleared => t("医疗机构已排除", "A clinic cleared me"),
            Self::WrongPerson => t("记录属于他人", "The record is about somebody else"),
            Self::HouseholdInconsistent => {
                t("同住家人颜色不同", "One household, different colours")
            }
            Self::DataError => t("信息有误", "A mistake in the data"),
            Self::Other => t("其他", "Something else"),
        }
    }

    /// What helps the district to answer.
    pub fn next_step(self) -> Text {
        match self {
            Self::NotMyTravel => t(
                "请写明那几天您在哪里，有什么可以证明。",
                "Say where you were on those days, and what shows it.",
            ),
            Self::QuarantineCompleted => t(
                "请写明隔离的地点和起止日期。",
                "Say where you were in quarantine, from which day to which.",
            ),
            Self::ClinicCleared => t(
                "请写明医疗机构和就诊日期。",
                "Name the clinic and the day of the visit.",
            ),
            Self::WrongPerson => t(
                "请写明健康码上的哪一项不属于您。",
                "Say which of the reasons on the code is not about you.",
            ),
            Self::HouseholdInconsistent => t(
                "请写明同住情况；不要填写他人的证件号码。",
                "Say who lives together; leave out other people's document numbers.",
            ),
            Self::DataError => t(
                "请写明哪一项有误，正确的是什么。",
                "Say what is wrong, and what would be right.",
            ),
            Self::Other => t("请写明您的情况。", "Say what happened."),
        }
    }
}

impl ReviewOutcome {
    /// How it is to end.
    pub fn title(self) -> Text {
        match self {
            Self::Uphold => t("维持", "The colour stands"),
            Self::Amend => t("更正", "Amend"),
        }
    }

    /// What it takes.
    pub fn next_step(self) -> Text {
        match self {
            Self::Uphold => t(
                "一名工作人员答复即结束，请在答复中写明理由。",
                "One officer's answer ends the review; give the reasons in the reply.",
            ),
            Self::Amend => t(
                "请列出要解除的各项；由另一名工作人员批准后生效，颜色随之重新计算。",
                "List the holds to close; it takes effect once another officer approves, and the colour is worked out anew.",
            ),
        }
    }
}

impl ReviewStatus {
    /// Where it stands.
    pub fn title(self) -> Text {
        match self {
            Self::Submitted => t("已提交，等待答复", "Filed, waiting for an answer"),
            Self::Proposed => t(
                "拟更正，等待另一名工作人员审核",
                "An amendment is proposed and waits for a second officer",
            ),
            Self::Upheld => t("已答复：维持", "Answered: the colour stands"),
            Self::Amended => t("已答复：更正", "Answered: amended"),
        }
    }

    /// What happens next.
    pub fn next_step(self) -> Text {
        match self {
            Self::Submitted => t(
                "进度随时可查；过了期限还没有答复的，自动转到市专班。",
                "Its state can be read at any time; if the answer is overdue, it goes up to the city's team by itself.",
            ),
            Self::Proposed => t(
                "您不用做什么；更正须由另一名工作人员同意后才生效。",
                "Nothing for you to do; an amendment takes effect once another officer agrees.",
            ),
            Self::Upheld => t(
                "请看答复；有新的情况，可以再提交一件复核。",
                "Read the reply; if there is something new, another review can be filed.",
            ),
            Self::Amended => t(
                "请看答复，并打开健康码查看现在的颜色；没有更正的原因照旧。",
                "Read the reply and open the code for its colour now; reasons that were not amended stand.",
            ),
        }
    }
}

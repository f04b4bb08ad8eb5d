//! Check-ins: what a day came to, what today still wants, and how somebody feels.

use super::t;
use crate::assess::{CalendarDay, CheckInToday};
use crate::person::Reapplication;
use crate::text::Text;
use crate::words::{DayResult, Symptom};

const MISSED: Text = t("未打卡", "No check-in");

impl DayResult {
    /// What the day came to.
    pub fn title(self) -> Text {
        match self {
            Self::Normal => t("正常", "Normal"),
            Self::Abnormal => t("异常", "Abnormal"),
        }
    }

    /// What follows from it.
    pub fn next_step(self) -> Text {
        match self {
            Self::Normal => t(
                "黄码、红码请明天继续打卡；绿码可以不打卡。",
                "With a yellow or red code, check in again tomorrow; with a green one you need not.",
            ),
            Self::Abnormal => t(
                "请佩戴口罩，尽快到就近的发热门诊就诊；连续天数从之后的正常打卡重新计算。",
                "Wear a mask and go to the nearest fever clinic soon; the days are counted anew from the next normal check-in.",
            ),
        }
    }
}

impl CalendarDay {
    /// What the day came to.
    pub fn title(self) -> Text {
        match self {
            Self::Normal => DayResult::Normal.title(),
            Self::Abnormal => DayResult::Abnormal.title(),
            Self::Missed => MISSED,
        }
    }

    /// What follows from it.
    pub fn next_step(self) -> Text {
        match self {
            Self::Normal => DayResult::Normal.next_step(),
            Self::Abnormal => DayResult::Abnormal.next_step(),
            Self::Missed => t(
                "不用补打；颜色不会因此变差，连续天数从下一次正常打卡重新计算。",
                "It need not be made up for and makes no colour worse; the days are counted anew from the next normal check-in.",
            ),
        }
    }
}

impl CheckInToday {
    /// Whether today has a check-in, or should have one.
    pub fn title(self) -> Text {
        match self {
            Self::Done => t("今天已打卡", "Checked in today"),
            Self::Due => t("今天待打卡", "Today's check-in would count"),
            Self::Optional => t("今天可不打卡", "No check-in needed today"),
        }
    }

    /// What to do today.
    pub fn next_step(self) -> Text {
        match self {
            Self::Done => t(
                "情况有变化时请再打一次，当天以最差的一次为准。",
                "If something changes, check in again; the worst of the day stands.",
            ),
            Self::Due => t(
                "请在今天之内打卡，才能计入连续天数。",
                "Check in before the day is over, so that it counts.",
            ),
            Self::Optional => t(
                "愿意打卡随时可以；有的单位和学校进入时要看当天的打卡。",
                "You may all the same; some workplaces and schools want today's check-in at the door.",
            ),
        }
    }
}

impl Reapplication {
    /// Whether it is left.
    pub fn title(self) -> Text {
        match self {
            Self::Available => t("还可重新申报一次", "One re-application is left"),
            Self::Used => t("重新申报已用过", "The re-application was made"),
        }
    }

    /// How to use it, or what else there is.
    pub fn next_step(self) -> Text {
        match self {
            Self::Available => t(
                "请想好再用：可以补充和更新，不能抹去已申报的内容。",
                "Use it with care: it adds and updates, and takes nothing away that was declared.",
            ),
            Self::Used => t(
                "对颜色有疑问，请提交复核。",
                "If you doubt the colour, file a review.",
            ),
        }
    }
}

impl Symptom {
    /// Its name.
    pub fn title(self) -> Text {
        match self {
            Self::Fever => t("发热", "Fever"),
            Self::DryCough => t("干咳", "Dry cough"),
            Self::Cough => t("咳嗽", "Cough"),
            Self::Fatigue => t("乏力", "Fatigue"),
            Self::Breathlessness => t("呼吸困难", "Breathlessness"),
            Self::SoreThroat => t("咽痛", "Sore throat"),
            Self::RunnyNose => t("流涕", "Runny nose"),
            Self::Diarrhoea => t("腹泻", "Diarrhoea"),
            Self::MuscleAche => t("肌肉酸痛", "Muscle ache"),
        }
    }

    /// Whatever the symptom, a fever clinic (R42).
    pub fn next_step(self) -> Text {
        match self {
            Self::Fever | Self::Fatigue | Self::Diarrhoea | Self::MuscleAche => t(
                "请佩戴口罩，尽快到就近的发热门诊就诊。",
                "Wear a mask and go to the nearest fever clinic soon.",
            ),
            Self::Breathlessness => t(
                "请立即到发热门诊就诊；情况严重时拨打120。",
                "Go to a fever clinic at once; if it is severe, call 120.",
            ),
            Self::DryCough | Self::Cough | Self::SoreThroat | Self::RunnyNose => t(
                "请佩戴口罩，尽快到就近的发热门诊就诊。长期就有、体温又正常的，可注明为慢性症状。",
                "Wear a mask and go to the nearest fever clinic soon. If you have had it for long and your temperature is normal, it can be declared chronic.",
            ),
        }
    }
}

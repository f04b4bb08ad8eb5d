//! Colours, and what a hold says of itself besides its rule.

use super::t;
use crate::text::Text;
use crate::words::{ClinicFinding, Colour, ContactDegree, EndedBy, Isolation, Source};

impl Colour {
    /// The colour's word, to be shown beside the colour itself.
    pub fn title(self) -> Text {
        match self {
            Self::Green => t("绿码", "Green"),
            Self::Yellow => t("黄码", "Yellow"),
            Self::Red => t("红码", "Red"),
        }
    }

    /// What it means for the holder.
    pub fn next_step(self) -> Text {
        match self {
            Self::Green => t(
                "需要时出示即可。有的地点还要查验证件、体温等，以该地点公开的规则为准。",
                "Show it where it is asked for. A place may want more, such as a document or a temperature; its published rule says what.",
            ),
            Self::Yellow => t(
                "请打开健康码，查看每一项原因、由什么解除和剩余天数；居家观察，每天健康打卡。如有疑问，可提交复核。",
                "Open the code: it names each reason, what ends it and the days left. Stay at home and check in every day. If you doubt it, file a review.",
            ),
            Self::Red => t(
                "请打开健康码，查看每一项原因、由什么解除和剩余天数；按规定隔离，每天健康打卡。如有疑问，可提交复核。",
                "Open the code: it names each reason, what ends it and the days left. Stay in isolation and check in every day. If you doubt it, file a review.",
            ),
        }
    }
}

impl EndedBy {
    /// What takes the hold off, in one line.
    pub fn title(self) -> Text {
        match self {
            Self::CheckIns => t(
                "连续正常打卡满天数后解除",
                "Ends after its days of normal check-ins in a row",
            ),
            Self::Clinic => t("由医疗机构解除", "A clinic ends it"),
            Self::Officer => t("由工作人员解除", "Officers end it"),
        }
    }

    /// What the holder can do towards it.
    pub fn next_step(self) -> Text {
        match self {
            Self::CheckIns => t(
                "请每天健康打卡；漏打一天或当天异常，连续天数重新计算。",
                "Check in every day; a missed or an abnormal day starts the count again.",
            ),
            Self::Clinic => t(
                "请服从医疗机构安排；结果由医疗机构上报后自动生效。",
                "Follow the clinic's arrangement; what it reports takes effect by itself.",
            ),
            Self::Officer => t(
                "打卡不能解除此项；如认为有误，请提交复核并写明依据。",
                "No check-ins end it; if you think that it is wrong, file a review and say why.",
            ),
        }
    }
}

impl Isolation {
    /// Where the person stays.
    pub fn title(self) -> Text {
        match self {
            Self::Home => t("居家隔离", "Isolation at home"),
            Self::Central => t("集中隔离", "Isolation in a central facility"),
        }
    }

    /// What that asks of them.
    pub fn next_step(self) -> Text {
        match self {
            Self::Home => t(
                "请留在家中，避免外出和聚会；身体不适请到发热门诊就诊。",
                "Stay at home and meet nobody; if you feel ill, go to a fever clinic.",
            ),
            Self::Central => t(
                "请前往通知您的集中隔离点，并服从现场安排。",
                "Go to the facility that you were told of, and follow its staff.",
            ),
        }
    }
}

impl Source {
    /// Who told us.
    pub fn title(self) -> Text {
        match self {
            Self::Declaration => t("本人申报", "The person's own declaration"),
            Self::CheckIn => t("本人健康打卡", "The person's own check-in"),
            Self::Clinic => t("医疗机构", "A clinic"),
            Self::Registry => t("行程或接触登记", "A registry of travel or contacts"),
            Self::Officer => t("工作人员", "Officers"),
            Self::System => t("本系统", "This service"),
        }
    }

    /// What to do if what they told is wrong.
    pub fn next_step(self) -> Text {
        match self {
            Self::Declaration => t(
                "请核对申报内容。重新申报不会抹去误填的内容；如有误填，请提交复核。",
                "Look at what was declared. Declaring again takes nothing away; if something was declared by mistake, file a review.",
            ),
            Self::CheckIn => t(
                "请核对当天的打卡，以最差的一次为准。身体不适请到发热门诊就诊。",
                "Look at that day's check-ins, of which the worst stands. If you feel ill, go to a fever clinic.",
            ),
            Self::Clinic => t(
                "如与就诊结果不符，请联系该医疗机构更正，或提交复核。",
                "If this is not what the clinic found, ask it to report again, or file a review.",
            ),
            Self::Registry => t(
                "如该行程或接触与您无关，请提交复核。",
                "If the journey or the contact is not yours, file a review.",
            ),
            Self::Officer => t(
                "此类处置须由两名工作人员决定；如有异议，请提交复核。",
                "This takes two officers; if you object, file a review.",
            ),
            Self::System => t(
                "请查看健康码所列的规则和依据；如有疑问，请提交复核。",
                "Read the rule and the legal basis on the code; if you doubt them, file a review.",
            ),
        }
    }
}

impl ClinicFinding {
    /// What the clinic found.
    pub fn title(self) -> Text {
        match self {
            Self::Cleared => t("排除", "Cleared"),
            Self::Suspected => t("疑似", "Suspected"),
            Self::Confirmed => t("确诊", "Confirmed"),
            Self::Recovered => t("治愈", "Recovered"),
        }
    }

    /// What it changes.
    pub fn next_step(self) -> Text {
        match self {
            Self::Cleared => t(
                "此前因症状或疑似产生的原因自动解除，其他原因不受影响；请打开健康码查看。",
                "What symptoms or a suspicion put on before ends by itself, and nothing else does; open the code to see.",
            ),
            Self::Suspected => t(
                "请服从医疗机构安排，等待下一次结果。",
                "Follow the clinic's arrangement and wait for its next result.",
            ),
            Self::Confirmed => t(
                "请接受治疗；治愈后由医疗机构上报。",
                "Follow the treatment; the clinic reports your recovery.",
            ),
            Self::Recovered => t(
                "请继续医学观察14天，并每天健康打卡。",
                "Stay under observation for 14 more days, and check in every day.",
            ),
        }
    }
}

impl ContactDegree {
    /// How near the contact was.
    pub fn title(self) -> Text {
        match self {
            Self::Close => t("密切接触者", "Close contact"),
            Self::Secondary => t("密切接触者的接触者", "Contact of a close contact"),
        }
    }

    /// What it asks of the person.
    pub fn next_step(self) -> Text {
        match self {
            Self::Close => t(
                "请按通知隔离，并每天健康打卡；身体不适请到发热门诊就诊。",
                "Stay in isolation as you were told, and check in every day; if you feel ill, go to a fever clinic.",
            ),
            Self::Secondary => t(
                "请居家观察，并每天健康打卡；身体不适请到发热门诊就诊。",
                "Stay at home and check in every day; if you feel ill, go to a fever clinic.",
            ),
        }
    }
}

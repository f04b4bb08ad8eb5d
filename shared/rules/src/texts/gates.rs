//! Answers of a checkpoint: what to do, why, and what can still be added.

use super::t;
use crate::text::Text;
use crate::words::{Outcome, Reason, Requirement};

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

    /// What the person can do.
    pub fn next_step(self) -> Text {
        match self {
            Self::Admit => t("请通行。", "Go ahead."),
            Self::Refuse => t(
                "请按所列原因处理，例如重新打开本人的健康码，然后再次查验。",
                "Put right what the reasons name, for instance open your own code afresh, and ask again.",
            ),
            Self::Refer => t(
                "请服从现场工作人员安排。",
                "Please follow the staff's arrangement.",
            ),
            Self::Undecided => t(
                "请补上所缺的各项，由工作人员再次查验。",
                "Add what is missing, and staff will ask again.",
            ),
        }
    }
}

impl Reason {
    /// The reason in one line, fit to be shown to the person.
    pub fn title(self) -> Text {
        match self {
            Self::CodeExpired => t(
                "二维码已过期，请重新打开健康码出示",
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
                "进入杭州须持绿码，请先在线申报",
                "A green code is needed to enter Hangzhou; apply online first",
            ),
            Self::ColourYellow => t(
                "黄码：请服从卡点工作人员安排",
                "Yellow: please follow the staff's arrangement",
            ),
            Self::ColourRed => t(
                "红码：请服从卡点工作人员安排",
                "Red: please follow the staff's arrangement",
            ),
            Self::TemperatureHigh => t(
                "体温达到发热标准，请前往发热门诊",
                "A fever by the policy in force: please go to a fever clinic",
            ),
            Self::NoCode => t(
                "没有健康码：请走人工登记通道",
                "No code: please use the registration lane",
            ),
        }
    }

    /// What the person, or the staff for them, can do now.
    pub fn next_step(self) -> Text {
        match self {
            Self::CodeExpired => t(
                "请在手机上重新打开健康码，出示刚更新的二维码；截图60秒后失效。",
                "Open the code on the phone again and show the fresh QR code; a screenshot is void after 60 seconds.",
            ),
            Self::CodeInvalid => t(
                "请出示杭州健康码；没有带手机的，可由工作人员凭证件查验。",
                "Show a Hangzhou health code; without a phone, staff can verify you by your document.",
            ),
            Self::CodeReplayed => t(
                "请刷新二维码后重新出示；一个二维码只用于一处。",
                "Refresh the QR code and show it again; one QR code is good for one place.",
            ),
            Self::HolderMismatch => t(
                "请出示本人的健康码和本人的证件；家人的健康码由保管它的账号出示。",
                "Show your own code with your own document; a relative's code is shown from an account that keeps it.",
            ),
            Self::CodeRequired => t(
                "请先在线申报，取得绿码后再进入杭州。",
                "Apply online first, and enter Hangzhou once the code is green.",
            ),
            Self::ColourYellow | Self::ColourRed => t(
                "请服从卡点工作人员安排；打开健康码可查看原因和剩余天数，如有疑问可提交复核。",
                "Follow the staff's arrangement; the code shows its reasons and the days left, and if you doubt it you can file a review.",
            ),
            Self::TemperatureHigh => t(
                "请佩戴口罩，前往就近的发热门诊；仅凭现场测温不会改变颜色。",
                "Wear a mask and go to the nearest fever clinic; the temperature taken here does not change the colour by itself.",
            ),
            Self::NoCode => t(
                "请到人工通道出示证件、测温并登记；也可以当场在线申报。",
                "Show a document, have your temperature taken and be registered in the staff's lane; or apply online on the spot.",
            ),
        }
    }
}

impl Requirement {
    /// What the rule of a place asks for besides the colour.
    pub fn title(self) -> Text {
        match self {
            Self::IdentityDocument => t("身份证件", "An identity document"),
            Self::ResidenceOrWorkProof => t("居住或工作证明", "A proof of living or working there"),
            Self::Temperature => t("体温", "A temperature"),
            Self::CheckInToday => t("当天的健康打卡", "Today's check-in"),
        }
    }

    /// What can be added, so that staff can ask again.
    pub fn next_step(self) -> Text {
        match self {
            Self::IdentityDocument => t(
                "请出示身份证件，由工作人员核对后再次查验。",
                "Show an identity document; staff look at it and ask again.",
            ),
            Self::ResidenceOrWorkProof => t(
                "请出示小区通行证、工作证明、租房合同、房产证中的任何一种，然后再次查验。",
                "Show any one of a community's pass, a workplace's pass, a lease or a title deed; then staff ask again.",
            ),
            Self::Temperature => t(
                "请现场测量体温，然后再次查验。",
                "Have your temperature taken; then staff ask again.",
            ),
            Self::CheckInToday => t(
                "请现在完成今天的健康打卡，然后再次查验。",
                "Check in for today now; then staff ask again.",
            ),
        }
    }
}

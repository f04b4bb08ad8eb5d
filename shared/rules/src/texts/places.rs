//! Places, and what is shown at them.

use super::t;
use crate::text::Text;
use crate::words::{Direction, PlaceType, Presented};

impl PlaceType {
    /// What kind of place it is.
    pub fn title(self) -> Text {
        match self {
            Self::CityEntry => t("市界卡口", "City border"),
            Self::Community => t("小区、村", "Community or village"),
            Self::Workplace => t("单位", "Workplace"),
            Self::School => t("学校", "School"),
            Self::Commercial => t("商场、超市、宾馆", "Mall, supermarket or hotel"),
            Self::Transit => t("市内公共交通", "Transport within the city"),
        }
    }

    /// What to have ready.
    pub fn next_step(self) -> Text {
        match self {
            Self::CityEntry => t(
                "请提前申领并取得绿码；没有绿码的不放行。",
                "Apply beforehand; only a green code is let through.",
            ),
            Self::Community | Self::Workplace => t(
                "请备好绿码；规则要求时还有身份证件、居住或工作证明、体温或当天打卡。该地点的规则是公开的。",
                "Have a green code ready, and where its rule asks for it an identity document, a proof of living or working there, a temperature or today's check-in. Its rule can be read by anybody.",
            ),
            Self::School | Self::Commercial | Self::Transit => t(
                "请备好绿码；是否还要测温或当天打卡，以该地点公开的规则为准。",
                "Have a green code ready; whether a temperature or today's check-in is asked for too, its published rule says.",
            ),
        }
    }
}

impl Direction {
    /// Which way.
    pub fn title(self) -> Text {
        match self {
            Self::Entry => t("进入", "Going in"),
            Self::Exit => t("离开", "Going out"),
        }
    }

    /// What to show.
    pub fn next_step(self) -> Text {
        match self {
            Self::Entry => t(
                "请打开健康码，出示刚更新的二维码。",
                "Open the code and show the fresh QR code.",
            ),
            Self::Exit => t(
                "规则只查进入的地点，离开时不需要补充材料；黄码、红码仍由工作人员安排。",
                "Where the rule checks the way in only, leaving asks for nothing; with a yellow or red code, follow the staff's arrangement all the same.",
            ),
        }
    }
}

impl Presented {
    /// What it is.
    pub fn title(self) -> Text {
        match self {
            Self::IdentityDocument => t("身份证件", "Identity document"),
            Self::ResidencePass => t("小区通行证", "Pass of the community"),
            Self::WorkPass => t("工作证明", "Pass of the workplace"),
            Self::Lease => t("租房合同", "Lease"),
            Self::TitleDeed => t("房产证", "Title deed"),
        }
    }

    /// What it is good for.
    pub fn next_step(self) -> Text {
        match self {
            Self::IdentityDocument => t(
                "请出示原件，由工作人员与健康码上的姓氏和末四位核对。",
                "Show the original; staff compare it with the surname and the last four characters on the code.",
            ),
            Self::ResidencePass | Self::WorkPass | Self::Lease | Self::TitleDeed => t(
                "可作为居住或工作证明，四种同样有效，出示一种即可。",
                "A proof of living or working there; the four are as good as each other, and one is enough.",
            ),
        }
    }
}

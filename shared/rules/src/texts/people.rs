//! What an application says of the person: words of the form, each with how to fill it in.

use super::t;
use crate::identity::DocumentKind;
use crate::text::Text;
use crate::words::{Presence, Relation, Transport};

impl Relation {
    /// Who the person is to the account.
    pub fn title(self) -> Text {
        match self {
            Self::Oneself => t("本人", "Oneself"),
            Self::Child => t("子女", "Child"),
            Self::Parent => t("父母", "Parent"),
            Self::Spouse => t("配偶", "Spouse"),
            Self::Other => t("其他由您照顾的人", "Somebody else in your care"),
        }
    }

    /// Whose document to fill in, and where the code will be.
    pub fn next_step(self) -> Text {
        match self {
            Self::Oneself => t(
                "请填写您本人的证件；账号核验过证件的，须是同一证件。",
                "Fill in your own document; if one was verified for your account, it must be that one.",
            ),
            Self::Child | Self::Parent | Self::Spouse | Self::Other => t(
                "请填写对方的证件；健康码由您的账号保管，在您的手机上出示。",
                "Fill in the other person's document; your account keeps the code and shows it on your phone.",
            ),
        }
    }
}

impl Presence {
    /// In the city, or on the way.
    pub fn title(self) -> Text {
        match self {
            Self::InHangzhou => t("在杭人员", "In Hangzhou"),
            Self::Inbound => t("待入杭人员", "About to enter Hangzhou"),
        }
    }

    /// What to fill in.
    pub fn next_step(self) -> Text {
        match self {
            Self::InHangzhou => t(
                "请选择您所在的区、县（市）。",
                "Choose the district or county where you are.",
            ),
            Self::Inbound => t(
                "请填写到达日期、出发地和交通方式，选择要去的区、县（市）；拿到绿码再动身。",
                "Fill in the day of arrival, where you come from and how, and the district you go to; set out once the code is green.",
            ),
        }
    }
}

impl Transport {
    /// Its name.
    pub fn title(self) -> Text {
        match self {
            Self::Rail => t("铁路", "Rail"),
            Self::Air => t("航空", "Air"),
            Self::Road => t("公路", "Road"),
            Self::Water => t("水路", "Water"),
            Self::Other => t("其他", "Other"),
        }
    }

    /// What its number is.
    pub fn next_step(self) -> Text {
        match self {
            Self::Rail => t("可填写车次。", "The train's number may be given."),
            Self::Air => t("可填写航班号。", "The flight's number may be given."),
            Self::Road => t(
                "可填写客运班次；不需要车牌号码。",
                "A coach's number may be given; no number plate is asked for.",
            ),
            Self::Water => t("可填写船次。", "The ship's number may be given."),
            Self::Other => t(
                "有班次编号的可以填写。",
                "A number may be given if there is one.",
            ),
        }
    }
}

impl DocumentKind {
    /// The document's name.
    pub fn title(self) -> Text {
        match self {
            Self::ResidentId => t("居民身份证", "Resident identity card"),
            Self::HmtResidencePermit => t(
                "港澳台居民居住证",
                "Residence permit for Hong Kong, Macau and Taiwan",
            ),
            Self::HkMacauPermit => t(
                "港澳居民来往内地通行证",
                "Mainland travel permit for Hong Kong and Macau",
            ),
            Self::TaiwanPermit => t(
                "台湾居民来往大陆通行证",
                "Mainland travel permit for Taiwan",
            ),
            Self::Passport => t("护照", "Passport"),
            Self::ForeignResidentId => t(
                "外国人永久居留身份证",
                "Foreign permanent resident identity card",
            ),
        }
    }

    /// How its number is written.
    pub fn next_step(self) -> Text {
        match self {
            Self::ResidentId => t(
                "请填写18位号码，最后一位可以是X。",
                "Fill in its 18 characters; the last may be X.",
            ),
            Self::HmtResidencePermit => t(
                "请填写81、82或83开头的18位号码。",
                "Fill in its 18 characters, which begin with 81, 82 or 83.",
            ),
            Self::HkMacauPermit => t(
                "请填写H或M和后面的8位数字；旧证为10位数字。",
                "Fill in H or M and the 8 digits; older permits have 10.",
            ),
            Self::TaiwanPermit => t(
                "请填写8位数字；旧证为10位。",
                "Fill in its 8 digits; older permits have 10.",
            ),
            Self::Passport => t(
                "请照护照填写号码，并填写签发国家或地区。",
                "Fill in the number as printed, and the country or region that issued it.",
            ),
            Self::ForeignResidentId => t(
                "请填写3位字母和12位数字；2023年12月1日起签发的为9开头的18位号码。",
                "Fill in the three letters and 12 digits; cards issued from 2023-12-01 on have 18 characters that begin with 9.",
            ),
        }
    }
}

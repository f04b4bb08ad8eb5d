//! What can be wrong with what somebody fills in.

use super::t;
use crate::identity::{CreditCodeFault, DocumentFault};
use crate::text::Text;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What the trade finds wrong with a value that is there and of the right type.
    pub enum FormFault {
        /// Not a person's name.
        Name,
        /// Not a phone number.
        Phone,
        /// Not a district of the policy in force (R5).
        UnknownDistrict,
        /// Not an area code.
        AreaCode,
        /// Not a country, or not one that can stand here.
        Country,
        /// Both a place and a country, or neither.
        PlaceOrCountry,
        /// A stay that ends before it begins.
        BeforeFrom,
        /// A day or an observation that is still to come.
        InTheFuture,
        /// A symptom that cannot be declared chronic (R40).
        NeverChronic,
        /// The pledge was not given (R13).
        PledgeRequired,
        /// Another day than today (R33).
        NotToday,
        /// A number without the form of its kind.
        Format,
        /// A document number that begins with a region that does not issue it.
        Region,
        /// A document number without a possible birth date.
        BirthDate,
        /// A document number with another last character than the others give.
        CheckDigit,
        /// A credit code with another last character than the others give.
        CheckCharacter,
        /// A passport without its country.
        CountryRequired,
        /// A country with a document that is not a passport.
        CountryNotAllowed,
        /// Not an id that a place can have.
        PlaceId,
        /// Not an id that evidence can have.
        EvidenceId,
        /// Not an open hold of the person whose review it is.
        UnknownHold,
        /// The same as an earlier one of the list.
        Duplicate,
        /// Not a colour that an order can put on (R83).
        OrderColour,
        /// Not a number of days that a hold of this colour has (R26, R27).
        OrderDays,
        /// Not a finding that goes to the credit system (R65).
        NotReferable,
    }
}

impl FormFault {
    /// What is wrong.
    pub fn title(self) -> Text {
        match self {
            Self::Name => t("姓名有误", "Not a name"),
            Self::Phone => t("电话号码有误", "Not a phone number"),
            Self::UnknownDistrict => t("没有这个区、县（市）", "No such district"),
            Self::AreaCode => t("行政区划代码有误", "Not an area code"),
            Self::Country => t("国家代码有误", "Not such a country"),
            Self::PlaceOrCountry => t("地区与国家须二选一", "Either a place or a country"),
            Self::BeforeFrom => t("结束早于开始", "Ends before it begins"),
            Self::InTheFuture => t("时间在现在之后", "Still to come"),
            Self::NeverChronic => t("不能申报为慢性症状", "Not a chronic symptom"),
            Self::PledgeRequired => t("没有作出承诺", "The pledge is missing"),
            Self::NotToday => t("不是今天", "Not today"),
            Self::Format => t("号码格式有误", "Not the form of such a number"),
            Self::Region => t("号码的地区代码有误", "Not a region that issues it"),
            Self::BirthDate => t("号码中的出生日期有误", "Not a possible birth date"),
            Self::CheckDigit | Self::CheckCharacter => t(
                "号码的校验码不符",
                "The check character does not fit the number",
            ),
            Self::CountryRequired => t("缺少护照的签发国家", "The passport's country is missing"),
            Self::CountryNotAllowed => t("这种证件不填国家", "No country with this document"),
            Self::PlaceId => t("地点编号有误", "Not a place's id"),
            Self::EvidenceId => t("证据编号有误", "Not an id of evidence"),
            Self::UnknownHold => t("没有这一项", "No such hold"),
            Self::Duplicate => t("与前面的一项重复", "The same as an earlier one"),
            Self::OrderColour => t("颜色有误", "Not a colour of an order"),
            Self::OrderDays => t("天数有误", "Not so many days"),
            Self::NotReferable => t("不能纳入个人诚信管理", "Nothing for the credit system"),
        }
    }

    /// What is expected instead. Never repeats what was filled in.
    pub fn next_step(self) -> Text {
        match self {
            Self::Name => t(
                "应为 1 到 50 个字的姓名，不含数字。",
                "A name of 1 to 50 characters without digits is expected.",
            ),
            Self::Phone => t(
                "应为手机号码，或以 + 开头的国际号码。",
                "A mainland mobile number, or an international one with +, is expected.",
            ),
            Self::UnknownDistrict => t(
                "应为杭州市现行的区、县（市）代码。",
                "The code of one of Hangzhou's present districts is expected.",
            ),
            Self::AreaCode => t(
                "应为 2、4 或 6 位行政区划代码。",
                "An area code of 2, 4 or 6 digits is expected.",
            ),
            Self::Country => t(
                "应为 ISO 3166-1 两位国家代码。",
                "An ISO 3166-1 alpha-2 country code is expected.",
            ),
            Self::PlaceOrCountry => t(
                "place 与 country 应填且只填一个。",
                "Exactly one of place and country is expected.",
            ),
            Self::BeforeFrom => t(
                "结束日期应不早于开始日期。",
                "The last day should not be before the first.",
            ),
            Self::InTheFuture => t(
                "只收今天及以前的日期；观察时间最多比现在晚 5 分钟。",
                "Days up to today are accepted, and observations at most 5 minutes ahead of now.",
            ),
            Self::NeverChronic => t(
                "现行政策没有把这种症状列为慢性症状，请从 chronic 中去掉；有此症状请到发热门诊就诊。",
                "The policy in force does not list this symptom as chronic; leave it out of chronic, and go to a fever clinic if you have it.",
            ),
            Self::PledgeRequired => t(
                "须承诺所填内容属实，方可申领。",
                "Without the pledge that all of it is true there is no code.",
            ),
            Self::NotToday => t(
                "只接受当天的打卡；以前的日子不用补。",
                "Only today's check-in is accepted; days need not be made up for.",
            ),
            Self::Format => t(
                "请照证件或营业执照逐位填写，号码中间不要有空格或连字符。",
                "Fill it in as it is printed, character by character, without spaces or hyphens inside.",
            ),
            Self::Region => DocumentFault::Region.text(),
            Self::BirthDate => DocumentFault::BirthDate.text(),
            Self::CheckDigit => DocumentFault::CheckDigit.text(),
            Self::CheckCharacter => CreditCodeFault::CheckCharacter.text(),
            Self::CountryRequired => DocumentFault::CountryRequired.text(),
            Self::CountryNotAllowed => DocumentFault::CountryNotAllowed.text(),
            Self::PlaceId => t(
                "地点编号应为 1 到 64 个字母、数字或 . _ -，不能只有点。",
                "A place id has 1 to 64 of A-Z a-z 0-9 . _ -, and not only dots.",
            ),
            Self::UnknownHold => t(
                "应为此人目前未解除的各项的编号，如 h1。",
                "The ids of open holds of this person are expected, such as h1.",
            ),
            Self::Duplicate => t("每一项只列一次。", "Each one is listed once."),
            Self::OrderColour => t(
                "只能是黄色或红色；没有直接变绿的决定。",
                "Yellow or red is expected; no order turns anybody green.",
            ),
            Self::OrderDays => t(
                "黄色 1 到 7 天，红色 14 天。",
                "1 to 7 days of yellow, or 14 of red, are expected.",
            ),
            Self::NotReferable => t(
                "只有情节严重的才能纳入；请改为 false，或改变认定。",
                "Only a serious finding may go there; say false, or find otherwise.",
            ),
            Self::EvidenceId => t(
                "应为 1 到 64 个字母、数字或 . _ : / -，不含个人信息。",
                "1 to 64 of A-Z a-z 0-9 . _ : / - are expected, and nothing personal.",
            ),
        }
    }
}

//! What a policy document can be refused for; the fault itself tells what is expected there.

use super::t;
use crate::policy::PolicyFaultCode;
use crate::text::Text;

impl PolicyFaultCode {
    /// What is wrong.
    pub fn title(self) -> Text {
        match self {
            Self::Required => t(
                "缺少必有的内容",
                "Something that every policy has is missing",
            ),
            Self::UnknownField => t("多余的字段", "An unknown field"),
            Self::Type => t("类型不对", "Another type"),
            Self::UnknownValue => t("不在可选的值之中", "Not one of the values"),
            Self::Range => t("超出允许的范围", "Out of bounds"),
            Self::Empty => t("不能为空", "May not be empty"),
            Self::TooMany => t("项数过多", "Too many entries"),
            Self::Duplicate => t("重复", "Twice the same"),
            Self::Version => t("版本名有误", "Not a name of a version"),
            Self::Date => t("日期有误", "Not a date"),
            Self::EmptyText => t("文字缺失", "A text without a word"),
            Self::AreaCode => t("行政区划代码有误", "Not an area code"),
            Self::UnknownArea => t("没有这个地区", "No such area"),
            Self::Country => t("国家代码有误", "Not such a country"),
            Self::District => t("区、县（市）代码有误", "Not a district's code"),
            Self::OutsideCity => t("不在本市", "No part of the city"),
            Self::UnknownDistrict => t(
                "本政策没有这个区、县（市）",
                "Not a district of this policy",
            ),
            Self::InsideCity => t("属于本市", "Inside the city"),
            Self::Colour => t("不能是这种颜色", "Not a colour of this hold"),
            Self::EndsBy => t("不能这样解除", "Not an ending of this hold"),
            Self::NoDays => t("不应有天数", "No days here"),
            Self::SameRank => t("两条规则无法分出先后", "Nothing decides between two rules"),
            Self::NoFallback => t("缺少全市的规则", "No rule for the whole city"),
            Self::CityBorder => t("市界卡口不能这样", "Not at the city's border"),
        }
    }

    /// What to do about it.
    pub fn next_step(self) -> Text {
        match self {
            Self::UnknownField | Self::Duplicate | Self::NoDays => t(
                "请把它从政策中去掉，再提交。",
                "Take it out of the policy and send it again.",
            ),
            Self::Required | Self::Empty | Self::EmptyText | Self::NoFallback => t(
                "请按 detail 的说明补上，再提交。",
                "Add what the detail names and send it again.",
            ),
            Self::SameRank => t(
                "请改其中一条的范围、场所或生效日期，再提交。",
                "Change the scope, the places or the first day of one of them and send it again.",
            ),
            Self::Type
            | Self::UnknownValue
            | Self::Range
            | Self::TooMany
            | Self::Version
            | Self::Date
            | Self::AreaCode
            | Self::UnknownArea
            | Self::Country
            | Self::District
            | Self::OutsideCity
            | Self::UnknownDistrict
            | Self::InsideCity
            | Self::Colour
            | Self::EndsBy
            | Self::CityBorder => t(
                "请按 detail 的说明更正，再提交。",
                "Correct it as the detail says and send it again.",
            ),
        }
    }
}

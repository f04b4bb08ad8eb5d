//! Single fields that several bodies have.

use edge::{Node, Problem};
use rules::identity::{District, Phone};
use rules::policy::Policy;
use rules::text::Text;

/// A district of the policy in force (R5).
pub fn read_district(place: &Node<'_>, policy: &Policy) -> Option<District> {
    let known = |text: &str| {
        District::parse(text).filter(|district| policy.districts.contains_key(district))
    };
    let expected = Text::new(
        "应为杭州市现行的区、县(市)代码。",
        "The code of one of Hangzhou's present districts is expected.",
    );
    place.parsed(known, "unknown-district", expected)
}

/// A phone number.
pub fn read_phone(place: &Node<'_>) -> Option<Phone> {
    let expected = Text::new(
        "应为手机号码,或以 + 开头的国际号码。",
        "A mainland mobile number, or an international one with +, is expected.",
    );
    place.parsed(Phone::parse, "phone", expected)
}

/// 403: the place belongs to another district than the token.
pub fn other_district() -> Problem {
    Problem::forbidden(
        "other-district",
        Text::new("不是本辖区的地点", "A place of another district"),
        Text::new(
            "令牌所属的区县与该地点不同。",
            "The token's district is not the place's.",
        ),
    )
}

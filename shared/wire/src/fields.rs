//! Single fields that several bodies have.

use edge::{Node, Problem};
use rules::identity::{District, Phone};
use rules::policy::Policy;
use rules::texts::{FormFault, Refusal};

use crate::refusal;

/// A district of the policy in force (R5).
pub fn read_district(place: &Node<'_>, policy: &Policy) -> Option<District> {
    let known = |text: &str| {
        District::parse(text).filter(|district| policy.districts.contains_key(district))
    };
    let fault = FormFault::UnknownDistrict;
    place.parsed(known, fault, fault.next_step())
}

/// A phone number.
pub fn read_phone(place: &Node<'_>) -> Option<Phone> {
    let fault = FormFault::Phone;
    place.parsed(Phone::parse, fault, fault.next_step())
}

/// 403: the place belongs to another district than the token.
pub fn other_district() -> Problem {
    refusal(Refusal::OtherDistrict)
}

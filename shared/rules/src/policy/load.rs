//! Loading a policy: JSON to [`Policy`], or why not.
//!
//! For versions that were checked before they were kept. Loading stops at the first fault of
//! shape; whoever wrote a document wants to hear of all of them, and asks `Policy::check`.

use serde_json::Value;
use thiserror::Error;

use super::fault::PolicyFault;
use super::{Policy, contents};

/// Why a document is no policy.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
pub enum PolicyError {
    /// Its shape is wrong: not JSON, an unknown field or rule, a code that cannot exist.
    #[error("at {place}: {what}")]
    Shape {
        /// JSON path of the fault.
        place: String,
        /// What is wrong there.
        what: String,
    },
    /// Its shape is right, but it says what no policy may say.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Faults(Vec<PolicyFault>),
    /// There is no version at all.
    #[error("there is no policy")]
    NoPolicy,
}

impl Policy {
    /// Reads one version.
    ///
    /// # Errors
    /// [`PolicyError::Shape`] for the first fault of shape, else [`PolicyError::Faults`] with
    /// every other fault at once.
    pub fn load(json: &str) -> Result<Self, PolicyError> {
        let policy = Self::read(json)?;
        let document: Value = serde_json::from_str(json).map_err(|error| PolicyError::Shape {
            place: ".".to_owned(),
            what: error.to_string(),
        })?;
        let faults = contents::faults(&document);
        if faults.is_empty() {
            Ok(policy)
        } else {
            Err(PolicyError::Faults(faults))
        }
    }

    /// The same without the checks of what it says: for what has passed them before.
    pub(super) fn read(json: &str) -> Result<Self, PolicyError> {
        let mut document = serde_json::Deserializer::from_str(json);
        let policy: Self = serde_path_to_error::deserialize(&mut document).map_err(|error| {
            PolicyError::Shape {
                place: error.path().to_string(),
                what: error.inner().to_string(),
            }
        })?;
        document.end().map_err(|error| PolicyError::Shape {
            place: ".".to_owned(),
            what: error.to_string(),
        })?;
        Ok(policy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::PolicyFaultCode;
    use serde_json::json;

    fn shipped() -> Value {
        serde_json::from_str(include_str!("../../policies/2020-02-11.json")).unwrap()
    }

    fn load(policy: &Value) -> Result<Policy, PolicyError> {
        Policy::load(&policy.to_string())
    }

    #[test]
    fn r27_more_than_seven_yellow_days_are_refused_with_the_place() {
        for days in [0, 8, 255] {
            let mut policy = shipped();
            policy["holds"]["stay-medium-risk"]["days"] = json!(days);
            let Err(PolicyError::Faults(faults)) = load(&policy) else {
                panic!("{days} yellow days were accepted")
            };
            assert_eq!(faults[0].pointer, "#/holds/stay-medium-risk/days");
        }
        for days in 1..=7 {
            let mut policy = shipped();
            policy["holds"]["stay-medium-risk"]["days"] = json!(days);
            assert!(load(&policy).is_ok());
        }
    }

    #[test]
    fn r26_a_red_hold_has_fourteen_days() {
        let mut policy = shipped();
        policy["holds"]["stay-high-risk"]["days"] = json!(13);
        assert!(load(&policy).is_err());
    }

    #[test]
    fn an_unknown_rule_is_refused_with_its_place() {
        let mut policy = shipped();
        policy["holds"]["looks-suspicious"] = policy["holds"]["symptoms"].clone();
        let Err(PolicyError::Shape { place, what }) = load(&policy) else {
            panic!("an unknown rule was accepted")
        };
        assert!(place.starts_with("holds"), "{place}");
        assert!(what.contains("looks-suspicious"), "{what}");
    }

    #[test]
    fn what_follows_the_document_is_refused() {
        let text = format!("{} {{}}", shipped());
        assert!(matches!(
            Policy::load(&text),
            Err(PolicyError::Shape { .. })
        ));
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let mut policy = shipped();
        policy["holds"]["stay-medium-risk"]["days"] = json!(8);
        policy["holds"].as_object_mut().unwrap().remove("symptoms");
        policy["access"][0]["districts"] = json!(["330113"]);
        let Err(PolicyError::Faults(faults)) = load(&policy) else {
            panic!("accepted")
        };
        assert!(faults.len() >= 3, "{faults:?}");
    }

    #[test]
    fn r61_two_rules_of_one_rank_are_refused() {
        let mut policy = shipped();
        let again = policy["access"][0].clone();
        policy["access"].as_array_mut().unwrap().push(again);
        let Err(PolicyError::Faults(faults)) = load(&policy) else {
            panic!("accepted")
        };
        assert_eq!(faults[0].code, PolicyFaultCode::SameRank);
    }

    #[test]
    fn r47_a_rule_cannot_ask_for_a_number_plate_or_a_household_registration() {
        for word in ["number-plate", "household-registration", "vehicle", "hukou"] {
            let mut policy = shipped();
            policy["access"][0]["requires"] = json!([word]);
            assert!(
                matches!(load(&policy), Err(PolicyError::Shape { .. })),
                "{word} was accepted"
            );
        }
    }

    #[test]
    fn r5_the_districts_of_2020_are_thirteen_without_the_later_ones() {
        let policy = load(&shipped()).unwrap();
        let codes: Vec<_> = policy
            .districts
            .keys()
            .map(|district| district.as_str().to_owned())
            .collect();
        assert_eq!(
            codes,
            [
                "330102", "330103", "330104", "330105", "330106", "330108", "330109", "330110",
                "330111", "330112", "330122", "330127", "330182",
            ]
        );
    }
}

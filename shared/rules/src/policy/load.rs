//! Loading a policy: JSON to [`Policy`], with the place of every fault.

use std::collections::BTreeSet;

use thiserror::Error;

use super::{AccessRule, LONGEST_WINDOW_DAYS, Policy, Terms};
use crate::words::{Colour, EndedBy, PlaceType, Rule};

/// Days of a red hold that check-ins end (R26).
const RED_DAYS: u8 = 14;
/// The most days of a yellow hold (R27).
const MOST_YELLOW_DAYS: u8 = 7;

/// Why a document is no policy.
#[derive(Debug, Error, PartialEq, Eq)]
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

/// One thing that a policy may not say.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
#[error("at {place}: {what}")]
pub struct PolicyFault {
    /// JSON path of the fault.
    pub place: String,
    /// What is wrong there.
    pub what: String,
}

impl Policy {
    /// Reads one version.
    ///
    /// # Errors
    /// [`PolicyError::Shape`] for the first fault of shape, else [`PolicyError::Faults`] with
    /// every other fault at once.
    pub fn load(json: &str) -> Result<Self, PolicyError> {
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
        let faults = policy.faults();
        if faults.is_empty() {
            Ok(policy)
        } else {
            Err(PolicyError::Faults(faults))
        }
    }

    fn faults(&self) -> Vec<PolicyFault> {
        let mut faults = Vec::new();
        if self.districts.is_empty() {
            faults.push(fault("districts", "a city has districts"));
        }
        if !(1..=LONGEST_WINDOW_DAYS).contains(&self.window_days) {
            faults.push(fault(
                "window_days",
                "must be between 1 and 21: older stays are not kept",
            ));
        }
        if self.review.working_days == 0 {
            faults.push(fault("review.working_days", "must be at least 1"));
        }
        if self.retention.scans_days == 0 || self.retention.check_ins_days < 21 {
            faults.push(fault(
                "retention",
                "scans at least 1 day, check-ins at least 21 (a red run must stay readable)",
            ));
        }
        if !(35.0..=40.0).contains(&self.fever_c.0) {
            faults.push(fault("fever_c", "must be between 35 and 40 °C"));
        }
        for &rule in Rule::ALL {
            match self.holds.get(&rule) {
                None => faults.push(fault(&format!("holds.{rule}"), "the rule has no terms")),
                Some(terms) => faults.extend(terms.faults(rule)),
            }
        }
        self.access_faults(&mut faults);
        faults
    }

    fn access_faults(&self, faults: &mut Vec<PolicyFault>) {
        for (index, rule) in self.access.iter().enumerate() {
            for district in rule.districts.iter().flatten() {
                if !self.districts.contains_key(district) {
                    faults.push(fault(
                        &format!("access[{index}].districts"),
                        &format!("{} is not a district of this policy", district.as_str()),
                    ));
                }
            }
            if self.access[..index]
                .iter()
                .any(|earlier| earlier.ranks_like(rule))
            {
                faults.push(fault(
                    &format!("access[{index}]"),
                    "an earlier rule has the same rank for the same place and date",
                ));
            }
        }
        for kind in PlaceType::ALL {
            let has_fallback = self.access.iter().any(|rule| {
                rule.districts.is_none()
                    && rule.place_types.contains(kind)
                    && rule.effective_from <= self.effective_from
            });
            if !has_fallback {
                faults.push(fault(
                    "access",
                    &format!("no city-wide rule for {kind} from the first day on"),
                ));
            }
        }
    }
}

impl Terms {
    fn faults(&self, rule: Rule) -> Option<PolicyFault> {
        let place = format!("holds.{rule}");
        match (self.colour, self.ends_by, self.days) {
            (Colour::Green, _, _) => Some(fault(&place, "a hold is yellow or red")),
            (_, EndedBy::CheckIns, None) => {
                Some(fault(&place, "a hold that check-ins end has days"))
            }
            (Colour::Yellow, EndedBy::CheckIns, Some(days))
                if !(1..=MOST_YELLOW_DAYS).contains(&days) =>
            {
                Some(fault(
                    &format!("{place}.days"),
                    "a yellow hold has 1 to 7 days",
                ))
            }
            (Colour::Red, EndedBy::CheckIns, Some(days)) if days != RED_DAYS => Some(fault(
                &format!("{place}.days"),
                "a red hold that check-ins end has 14 days",
            )),
            (_, EndedBy::Clinic | EndedBy::Officer, Some(_)) => Some(fault(
                &format!("{place}.days"),
                "only a hold that check-ins end has days",
            )),
            _ => None,
        }
    }
}

impl AccessRule {
    /// Whether both could be the rule of one place on one day, with nothing to decide between them.
    fn ranks_like(&self, other: &Self) -> bool {
        let same_scope = match (&self.districts, &other.districts) {
            (None, None) => true,
            (Some(mine), Some(theirs)) => !BTreeSet::is_disjoint(mine, theirs),
            _ => false,
        };
        same_scope
            && self.effective_from == other.effective_from
            && !self.place_types.is_disjoint(&other.place_types)
    }
}

fn fault(place: &str, what: &str) -> PolicyFault {
    PolicyFault {
        place: place.to_owned(),
        what: what.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

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
            assert_eq!(faults[0].place, "holds.stay-medium-risk.days");
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
        assert!(faults.iter().any(|fault| fault.what.contains("same rank")));
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

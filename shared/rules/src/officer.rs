//! Officers: for what one answers, and why it takes two of them to change a colour (R83).

use serde_json::Value;

use crate::chain::{Actor, Role};
use crate::identity::District;
use crate::texts::Refusal;

/// Where an officer sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    /// In a district, for which alone they answer.
    District(District),
    /// In the city's team, which answers for all.
    City,
}

impl Seat {
    /// The district; none for the city.
    pub fn district(self) -> Option<District> {
        match self {
            Self::District(district) => Some(district),
            Self::City => None,
        }
    }

    /// As a history names whoever sits there.
    pub fn actor(self) -> Actor {
        match self {
            Self::District(district) => Actor {
                role: Role::District,
                district: Some(district),
            },
            Self::City => Actor {
                role: Role::City,
                district: None,
            },
        }
    }
}

/// An officer at one moment of their work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// The account. Two tokens of one account are one officer.
    pub account: String,
    /// Where they sit.
    pub seat: Seat,
    /// What stands in a history for the account: a keyed hash that differs from step to step, so
    /// that a reader learns nobody's name, and an auditor who holds the key can test whose it is.
    pub mark: String,
}

impl Officer {
    /// Whether matters of `district` are theirs.
    pub fn answers_for(&self, district: District) -> bool {
        match self.seat {
            Seat::District(own) => own == district,
            Seat::City => true,
        }
    }

    /// Whether they are of the city's team.
    pub fn is_of_the_city(&self) -> bool {
        self.seat == Seat::City
    }

    /// As a history names them.
    pub fn actor(&self) -> Actor {
        self.seat.actor()
    }

    /// Agrees to what the account `first` proposed.
    ///
    /// # Errors
    /// [`Refusal::SecondOfficerRequired`] if that was themself.
    pub fn seconds(&self, first: &str) -> Result<(), Refusal> {
        if self.account == first {
            return Err(Refusal::SecondOfficerRequired);
        }
        Ok(())
    }

    /// `detail` with the officer's mark in it, as a history keeps it.
    pub(crate) fn marking(&self, mut detail: Value) -> Value {
        detail["officer"] = self.mark.clone().into();
        detail
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn officer(account: &str, seat: Seat) -> Officer {
        Officer {
            account: account.to_owned(),
            seat,
            mark: String::new(),
        }
    }

    fn district(code: &str) -> District {
        District::parse(code).unwrap()
    }

    #[test]
    fn r74_a_district_answers_for_itself_and_the_city_for_all() {
        let own = officer("a", Seat::District(district("330106")));
        assert!(own.answers_for(district("330106")) && !own.answers_for(district("330110")));
        let city = officer("b", Seat::City);
        assert!(city.answers_for(district("330106")) && city.answers_for(district("330110")));
    }

    #[test]
    fn r83_nobody_is_their_own_second_from_whatever_seat() {
        for seat in [Seat::City, Seat::District(district("330106"))] {
            let refused = officer("a", seat).seconds("a");
            assert_eq!(refused, Err(Refusal::SecondOfficerRequired));
            assert_eq!(officer("a", seat).seconds("b"), Ok(()));
        }
    }
}

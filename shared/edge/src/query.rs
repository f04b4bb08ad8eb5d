//! Query parameters: every fault at once, each named by its parameter (`?cursor`); a parameter
//! that the route does not have is one, so that a mistyped filter never filters nothing.

use std::collections::BTreeMap;

use axum::extract::FromRequestParts;
use data_encoding::BASE64URL_NOPAD;
use http::request::Parts;
use jiff::civil::Date;
use rules::calendar::read_day;
use rules::text::Text;

use crate::fields::MOST_OF_A_NAME;
use crate::{Faults, Problem, RequestFault};

/// The parameter that asks for another page of a list.
const CURSOR: &str = "cursor";
/// Bytes of a position at most. A longer one is none of ours, and none that a database takes.
const LONGEST_POSITION: usize = 256;

/// The query of a request, still to be read.
#[derive(Debug, Clone)]
pub struct Query(BTreeMap<String, String>);

/// The parameters of a query.
#[derive(Debug, Clone, Copy)]
pub struct Parameters<'a> {
    given: &'a BTreeMap<String, String>,
    faults: &'a Faults,
}

/// What a list says to be asked with for its next page: the base64url of a position in it.
pub fn cursor_at(position: &[u8]) -> String {
    BASE64URL_NOPAD.encode(position)
}

impl Query {
    /// The parameters, which must be none but `known`.
    pub fn of_only<'a>(&'a self, known: &[&str], faults: &'a Faults) -> Parameters<'a> {
        let parameters = Parameters {
            given: &self.0,
            faults,
        };
        for name in self.0.keys().filter(|name| !known.contains(&name.as_str())) {
            let name: String = name.chars().take(MOST_OF_A_NAME).collect();
            let unknown = RequestFault::UnknownParameter;
            parameters.fault(&name, unknown, unknown.next_step());
        }
        parameters
    }
}

impl Parameters<'_> {
    /// What `parse` makes of a parameter, if it is given: what is given must read, so the outer
    /// `None` is a fault and the inner one is nothing.
    pub fn parsed<T>(
        &self,
        name: &str,
        parse: impl FnOnce(&str) -> Option<T>,
        fault: RequestFault,
        expected: Text,
    ) -> Option<Option<T>> {
        let Some(given) = self.given.get(name) else {
            return Some(None);
        };
        let parsed = parse(given);
        if parsed.is_none() {
            self.fault(name, fault, expected);
        }
        parsed.map(Some)
    }

    /// True or false; false where it is not given.
    pub fn flag(&self, name: &str) -> Option<bool> {
        let expected = Text::new("应为 true 或 false。", "true or false is expected.");
        let flag = self.parsed(
            name,
            |given| given.parse().ok(),
            RequestFault::Type,
            expected,
        );
        flag.map(Option::unwrap_or_default)
    }

    /// A day, `YYYY-MM-DD`, if it is given.
    pub fn day(&self, name: &str) -> Option<Option<Date>> {
        let fault = RequestFault::Date;
        self.parsed(name, read_day, fault, fault.next_step())
    }

    /// What `parse` makes of the position in the parameter `cursor`, if it is given.
    pub fn cursor<T>(&self, parse: impl FnOnce(Vec<u8>) -> Option<T>) -> Option<Option<T>> {
        let position = |given: &str| {
            BASE64URL_NOPAD
                .decode(given.as_bytes())
                .ok()
                .filter(|position| position.len() <= LONGEST_POSITION)
        };
        let fault = RequestFault::Cursor;
        self.parsed(
            CURSOR,
            |given| position(given).and_then(parse),
            fault,
            fault.next_step(),
        )
    }

    fn fault(&self, name: &str, fault: RequestFault, expected: Text) {
        self.faults.add(&format!("?{name}"), fault, expected.into());
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match axum::extract::Query::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(given)) => Ok(Self(given)),
            Err(_) => Err(Problem::broken("a query is not text by name".to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(given: &[(&str, &str)]) -> Query {
        let owned = |&(name, value): &(&str, &str)| (name.to_owned(), value.to_owned());
        Query(given.iter().map(owned).collect())
    }

    #[test]
    fn what_is_not_given_is_nothing_and_no_fault() {
        let (query, faults) = (query(&[]), Faults::default());
        let parameters = query.of_only(&["cursor", "overdue"], &faults);
        assert_eq!(parameters.flag("overdue"), Some(false));
        assert_eq!(parameters.cursor(Some), Some(None));
        assert!(faults.end(Some(())).is_ok());
    }

    #[test]
    fn a_cursor_is_read_back_as_the_position_that_it_was_made_of() {
        let faults = Faults::default();
        for position in [&b""[..], b"p", &[0xFF; LONGEST_POSITION]] {
            let query = query(&[("cursor", &cursor_at(position))]);
            let parameters = query.of_only(&["cursor"], &faults);
            assert_eq!(parameters.cursor(Some), Some(Some(position.to_vec())));
        }
    }

    #[test]
    fn a_cursor_that_was_never_given_out_is_a_fault() {
        let too_long = cursor_at(&[0; LONGEST_POSITION + 1]);
        for given in ["!", "a", "YQ==", "Y Q", &too_long] {
            let (query, faults) = (query(&[("cursor", given)]), Faults::default());
            let parameters = query.of_only(&["cursor"], &faults);
            assert_eq!(parameters.cursor(Some), None, "{given}");
            assert!(faults.are_only("cursor"), "{given}");
        }
    }

    #[test]
    fn all_faults_are_noted_at_once() {
        let query = query(&[("overdue", "yes"), ("plate", "x"), ("age", "y")]);
        let faults = Faults::default();
        let parameters = query.of_only(&["overdue"], &faults);
        assert_eq!(parameters.flag("overdue"), None);
        assert!(!faults.are_only("unknown-parameter") && !faults.are_only("type"));
    }
}

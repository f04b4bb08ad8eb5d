//! Identity documents (R21): a `Document` that exists has a number that could have been
//! issued by the day on which it was parsed.
//!
//! The document is what makes one person one code (R6), so [`Document::identity_key`] is
//! the same for every way to write one document.

use std::fmt;

use jiff::civil::{Date, date};

use super::area::{MAINLAND_PROVINCES, starts_with_any};
use super::gb11643::{Gb11643, calendar_date};
use super::{Country, DocumentFault, is_digits};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// The kinds of identity document that the code accepts (R21).
    pub enum DocumentKind {
        /// Resident identity card of the mainland: 18 characters, GB 11643.
        ResidentId,
        /// Residence permit for people of Hong Kong, Macau and Taiwan: the same 18
        /// characters with the regions 810000, 820000, 830000.
        HmtResidencePermit,
        /// Mainland travel permit for Hong Kong and Macau: `H` or `M` and 8 digits, older
        /// ones 10.
        HkMacauPermit,
        /// Mainland travel permit for Taiwan: 8 digits, older ones 10.
        TaiwanPermit,
        /// Passport of any country; the country is part of the identity.
        Passport,
        /// Permanent residence card of foreigners: three letters and 12 digits; the
        /// 18-character form from 2023-12-01.
        ForeignResidentId,
    }
}

/// Regions of the residence permit: Hong Kong, Macau, Taiwan.
const HMT_REGIONS: [&str; 3] = ["810000", "820000", "830000"];

/// The day from which the card of foreigners with 18 characters is issued.
const FOREIGN_CARD_18_SINCE: Date = date(2023, 12, 1);

/// An identity document: kind, normalised number and, for a passport, its country.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Document {
    kind: DocumentKind,
    number: String,
    country: Option<Country>,
}

impl Document {
    /// Reads a document as it is presented on `today`, a Shanghai day.
    ///
    /// The number is trimmed and made upper-case, nothing else: a space or hyphen inside is
    /// a fault. Gives all faults at once, those of the number first; a number of the wrong
    /// form has no parts to find more faults in.
    pub fn parse(
        kind: DocumentKind,
        number: &str,
        country: Option<Country>,
        today: Date,
    ) -> Result<Self, Vec<DocumentFault>> {
        let number = number.trim().to_ascii_uppercase();
        let mut faults = number_faults(kind, &number, today);
        faults.extend(country_fault(kind, country));
        if faults.is_empty() {
            Ok(Self {
                kind,
                number,
                country,
            })
        } else {
            Err(faults)
        }
    }

    /// What kind of document it is.
    pub fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// The number, trimmed and upper-case; ASCII letters and digits only.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The issuing country; there for passports and for nothing else.
    pub fn country(&self) -> Option<Country> {
        self.country
    }

    /// The last four characters of the number, all that others may be shown of it (R66).
    pub fn tail(&self) -> &str {
        &self.number[self.number.len() - 4..]
    }

    /// What the keyed hash of the person is computed over: `kind|country|number`, with
    /// nothing between the bars where there is no country.
    ///
    /// The older travel permits end in two digits that count the issues; the digits before
    /// them stay with the person for life. The key leaves the count out, so that a renewal
    /// does not make a second person. Compare people by this key: `==` compares papers.
    pub fn identity_key(&self) -> String {
        let country = self.country.map_or("", Country::as_str);
        format!("{}|{country}|{}", self.kind.code(), self.lifelong_number())
    }

    fn lifelong_number(&self) -> &str {
        match self.kind {
            DocumentKind::HkMacauPermit => &self.number[..9],
            DocumentKind::TaiwanPermit => &self.number[..8],
            DocumentKind::ResidentId
            | DocumentKind::HmtResidencePermit
            | DocumentKind::Passport
            | DocumentKind::ForeignResidentId => &self.number,
        }
    }
}

/// Shows the kind only; the number is personal.
impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Document({}, redacted)", self.kind)
    }
}

fn number_faults(kind: DocumentKind, number: &str, today: Date) -> Vec<DocumentFault> {
    match kind {
        DocumentKind::ResidentId => gb11643_faults(number, &MAINLAND_PROVINCES, today),
        DocumentKind::HmtResidencePermit => gb11643_faults(number, &HMT_REGIONS, today),
        DocumentKind::HkMacauPermit => form_faults(is_hk_macau_permit(number)),
        DocumentKind::TaiwanPermit => form_faults(is_lifelong_number(number)),
        DocumentKind::Passport => form_faults(is_passport(number)),
        DocumentKind::ForeignResidentId => foreign_card_faults(number, today),
    }
}

fn country_fault(kind: DocumentKind, country: Option<Country>) -> Option<DocumentFault> {
    match (kind, country) {
        (DocumentKind::Passport, None) => Some(DocumentFault::CountryRequired),
        (DocumentKind::Passport, Some(_)) | (_, None) => None,
        (_, Some(_)) => Some(DocumentFault::CountryNotAllowed),
    }
}

fn gb11643_faults(number: &str, regions: &[&str], today: Date) -> Vec<DocumentFault> {
    let Some(parts) = Gb11643::of_form(number) else {
        return vec![DocumentFault::Format];
    };
    let judged = [
        (
            starts_with_any(parts.region(), regions),
            DocumentFault::Region,
        ),
        (parts.is_born_by(today), DocumentFault::BirthDate),
        (parts.passes_check(), DocumentFault::CheckDigit),
    ];
    judged
        .into_iter()
        .filter_map(|(right, fault)| (!right).then_some(fault))
        .collect()
}

fn foreign_card_faults(number: &str, today: Date) -> Vec<DocumentFault> {
    if today >= FOREIGN_CARD_18_SINCE && number.starts_with('9') {
        // Only the leading 9 is fixed: province of application and country follow it.
        return gb11643_faults(number, &["9"], today);
    }
    let Some((letters, digits)) = number.split_at_checked(3) else {
        return vec![DocumentFault::Format];
    };
    if !letters.bytes().all(|byte| byte.is_ascii_uppercase()) || !is_digits_of(digits, 12) {
        return vec![DocumentFault::Format];
    }
    if is_day_of_some_century(&digits[4..10]) {
        vec![]
    } else {
        vec![DocumentFault::BirthDate]
    }
}

/// Whether `yymmdd`, which does not tell its century, is a day of the 20th or the 21st.
///
/// What would lie in the future is then a day of a hundred years before.
fn is_day_of_some_century(yymmdd: &str) -> bool {
    ["19", "20"]
        .iter()
        .any(|century| calendar_date(&format!("{century}{yymmdd}")).is_some())
}

fn form_faults(right: bool) -> Vec<DocumentFault> {
    if right {
        vec![]
    } else {
        vec![DocumentFault::Format]
    }
}

fn is_hk_macau_permit(number: &str) -> bool {
    number
        .strip_prefix(['H', 'M'])
        .is_some_and(is_lifelong_number)
}

/// Eight digits for life, in the older permits with two more that count the issues.
fn is_lifelong_number(number: &str) -> bool {
    is_digits_of(number, 8) || is_digits_of(number, 10)
}

fn is_passport(number: &str) -> bool {
    (5..=20).contains(&number.len())
        && number
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && number.bytes().any(|byte| byte.is_ascii_digit())
}

fn is_digits_of(text: &str, length: usize) -> bool {
    text.len() == length && is_digits(text)
}

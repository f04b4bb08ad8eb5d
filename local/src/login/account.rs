//! Who somebody says they are, as the claims of a token.
//!
//! A token says neither a phone number nor a name, but what a secret makes of it: the same one is the same
//! account every time, and two officers are two.

use aws_lc_rs::hmac;
use data_encoding::BASE32_NOPAD;
use rules::identity::{District, Phone};
use serde::Deserialize;

use crate::{demo, issuer::TokenBody};

/// In the source for everybody to read, like all keys of this bundle.
const KEY: &[u8] = b"local-login-key-that-protects-nothing";
/// Of the hash, enough to tell accounts apart.
const BYTES: usize = 10;
/// Letters of a name at most.
const LONGEST_NAME: usize = 60;

/// What stands in the form.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Entered {
    /// Which of its parts was sent: `citizen`, `demo`, `checkpoint`, `district` or `city`.
    pub role: String,
    /// A citizen's number.
    pub phone: String,
    /// An officer's name.
    pub name: String,
    /// Where they work.
    pub district: String,
}

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// None of the parts.
    Role,
    /// No phone number.
    Phone,
    /// No name.
    Name,
    /// No district.
    District,
}

impl Entered {
    /// The account, as its token is to say it.
    ///
    /// # Errors
    /// [`Fault`], the first one in the form's order.
    pub fn account(&self) -> Result<TokenBody, Fault> {
        let (subject, district) = match self.role.as_str() {
            "demo" => (demo::ACCOUNT.to_owned(), None),
            "citizen" => {
                let phone = phone(&self.phone).ok_or(Fault::Phone)?;
                (subject("citizen", phone.as_str()), None)
            }
            "city" => (self.officer()?, None),
            "checkpoint" | "district" => {
                let officer = self.officer()?;
                let district = District::parse(&self.district).ok_or(Fault::District)?;
                (officer, Some(district.to_string()))
            }
            _ => return Err(Fault::Role),
        };
        let scope = match self.role.as_str() {
            "demo" => "citizen",
            role => role,
        };
        Ok(TokenBody {
            sub: subject,
            scope: scope.to_owned(),
            district,
            org: None,
            verified_document: None,
        })
    }

    /// The same name is the same officer, whatever the office: nobody approves what they proposed
    /// elsewhere.
    fn officer(&self) -> Result<String, Fault> {
        let name = self.name.trim();
        let is_name = !name.is_empty() && name.chars().count() <= LONGEST_NAME;
        is_name.then(|| subject("officer", name)).ok_or(Fault::Name)
    }
}

/// A number however it is written: with spaces, hyphens or brackets, with `86`, `0086` or `+86`.
fn phone(written: &str) -> Option<Phone> {
    let number: String = written
        .chars()
        .filter(|letter| !letter.is_whitespace() && !"-()（）－".contains(*letter))
        .collect();
    let local = ["0086", "86"]
        .iter()
        .find_map(|prefix| number.strip_prefix(prefix));
    let local = local.and_then(Phone::parse);
    local.or_else(|| Phone::parse(&number))
}

fn subject(kind: &str, text: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, KEY);
    let tag = hmac::sign(&key, format!("{kind}\n{text}").as_bytes());
    let hash = BASE32_NOPAD.encode(&tag.as_ref()[..BYTES]);
    format!("{kind}-{}", hash.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entered(role: &str, phone: &str, name: &str, district: &str) -> Entered {
        let [role, phone, name, district] = [role, phone, name, district].map(str::to_owned);
        Entered {
            role,
            phone,
            name,
            district,
        }
    }

    fn subject_of(entered: &Entered) -> String {
        entered.account().ok().unwrap().sub
    }

    #[test]
    fn a_number_is_one_account_however_it_is_written_and_is_not_in_the_token() {
        let first = subject_of(&entered("citizen", "13800000000", "", ""));
        assert!(!first.contains("138"), "{first}");
        for written in [
            "138 0000 0000",
            "138-0000-0000",
            "+86 138 0000 0000",
            "86 13800000000",
            "0086-138-0000-0000",
            "（+86）13800000000",
        ] {
            assert_eq!(subject_of(&entered("citizen", written, "", "")), first);
        }
        assert_ne!(
            subject_of(&entered("citizen", "13800000001", "", "")),
            first
        );
    }

    #[test]
    fn an_officer_is_the_name_and_the_office_is_the_scope() {
        let one = entered("district", "", " one ", "330106").account().ok();
        let one = one.unwrap();
        assert_eq!(
            (one.scope.as_str(), one.district.as_deref()),
            ("district", Some("330106"))
        );
        assert_eq!(subject_of(&entered("city", "", "one", "")), one.sub);
        assert_ne!(subject_of(&entered("city", "", "two", "")), one.sub);
        let demo = entered("demo", "", "", "").account().ok().unwrap();
        assert_eq!(
            (demo.sub.as_str(), demo.scope.as_str()),
            ("demo", "citizen")
        );
    }

    #[test]
    fn what_is_missing_is_named() {
        for (role, phone, name, district, fault) in [
            ("", "", "", "", Fault::Role),
            ("clinic", "", "one", "", Fault::Role),
            ("citizen", "1380000", "", "", Fault::Phone),
            ("citizen", "", "", "", Fault::Phone),
            ("city", "", "  ", "", Fault::Name),
            ("checkpoint", "", "one", "", Fault::District),
            ("district", "", "one", "Xihu", Fault::District),
        ] {
            let found = entered(role, phone, name, district).account().err();
            assert_eq!(found, Some(fault), "{role}");
        }
    }
}

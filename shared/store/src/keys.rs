//! Keys and keyed hashes. The only place that knows how an item's key is spelt.

use std::sync::Arc;

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::civil::Date;
use rules::identity::{District, Document, PersonId};
use rules::merkle::Digest;
use rules::share::ShareCode;
use sha2::Sha256;
use thiserror::Error;

/// The secret that makes keyed hashes: who has it not cannot tell whose a person id is.
#[derive(Clone)]
pub struct Pepper(Arc<Hmac<Sha256>>);

/// The pepper is too short to be a secret.
#[derive(Debug, Error)]
#[error("the pepper needs at least 32 characters")]
pub struct PepperError;

impl std::fmt::Debug for Pepper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pepper(..)")
    }
}

impl Pepper {
    /// A pepper from a secret of at least 32 characters.
    ///
    /// # Errors
    /// [`PepperError`] for a shorter one.
    pub fn parse(secret: &str) -> Result<Self, PepperError> {
        if secret.len() < 32 {
            return Err(PepperError);
        }
        let keyed = Hmac::new_from_slice(secret.as_bytes()).map_err(|_| PepperError)?;
        Ok(Self(Arc::new(keyed)))
    }

    /// The person whom a document names: one document, one person (R6), as a primary key.
    pub fn person(&self, document: &Document) -> PersonId {
        PersonId::from_bytes(self.hash("person", document.identity_key().as_bytes()))
    }

    /// The name under which a share code's share is kept.
    pub(crate) fn share(&self, code: &ShareCode) -> String {
        BASE64URL_NOPAD.encode(&self.hash("share", code.as_bytes()))
    }

    /// Somebody whom no document names, to be looked up where a share code names nobody.
    pub(crate) fn nobody(&self, code: &ShareCode) -> PersonId {
        PersonId::from_bytes(self.hash("nobody", code.as_bytes()))
    }

    /// A digest of something private, to compare it with later.
    pub fn digest(&self, content: &[u8]) -> String {
        BASE64URL_NOPAD.encode(&self.hash("digest", content))
    }

    /// A digest of what a JSON value says, whatever the order of its members.
    pub fn digest_json(&self, value: &serde_json::Value) -> String {
        // Canonicalisation fails only on numbers that JSON cannot hold, and a `Value` has none.
        self.digest(&serde_json_canonicalizer::to_vec(value).unwrap_or_default())
    }

    /// 128 bits; each use has its own domain, so no hash of one can serve as one of another.
    pub(crate) fn hash(&self, domain: &str, content: &[u8]) -> [u8; 16] {
        let mut keyed = Hmac::clone(&self.0);
        keyed.update(domain.as_bytes());
        keyed.update(&[0]);
        keyed.update(content);
        let full = keyed.finalize().into_bytes();
        let mut half = [0; 16];
        half.copy_from_slice(&full[..16]);
        half
    }
}

/// Sort key of a person's one item in People, and of the identity in Identities.
pub const CASE: &str = "case";
/// Sort key of a person's name, document, phone and address in Identities.
pub const IDENTITY: &str = "identity";
/// Prefix of the sort keys of a person's history.
pub const LOG: &str = "log#";
/// Prefix of the sort keys of a person's reviews.
pub const REVIEW: &str = "review#";
/// Prefix of the sort keys of evidence about a person.
pub const EVIDENCE: &str = "evidence#";
/// Sort key of items that are alone under their partition key.
pub const ONLY: &str = "-";

/// Sort key of a history entry; fixed width, so that it sorts as a number.
pub fn log(seq: u64) -> String {
    format!("{LOG}{seq:010}")
}

/// Sort key of a review.
pub fn review(number: u32) -> String {
    format!("{REVIEW}{number:06}")
}

/// Prefix of the ids of orders, which are partition keys.
pub const ORDER_ID: &str = "o_";
/// Sort key of an order, and in Identities of what is private of it.
pub const ORDER: &str = "order";
/// Prefix of the sort keys of an order's list of people.
pub const ORDER_PEOPLE: &str = "people#";

/// Sort key of a part of an order's list of people.
pub fn order_people(index: usize) -> String {
    format!("{ORDER_PEOPLE}{index:04}")
}

/// Prefix of the sort keys of replies to reviews, in Identities.
pub const REPLY: &str = "reply#";

/// Sort key of the reply to a review, in Identities.
pub fn reply(number: u32) -> String {
    format!("{REPLY}{number:06}")
}

/// Prefix of the sort keys of integrity cases, and in Identities of the officers' statements.
pub const INTEGRITY: &str = "integrity#";

/// Sort key of an integrity case, and in Identities of the officers' statement about it.
pub fn integrity(number: u32) -> String {
    format!("{INTEGRITY}{number:06}")
}

/// Prefix of the sort keys of declarations in Identities.
pub const DECLARATION: &str = "declaration#";

/// Sort key of a declaration in Identities.
pub fn declaration(number: u32) -> String {
    format!("{DECLARATION}{number}")
}

/// Sort key of a piece of evidence: unique within its kind and teller.
pub fn evidence(kind: &str, teller: &str, id: &str) -> String {
    format!("{EVIDENCE}{kind}#{teller}#{id}")
}

/// Prefix of the partition keys of those who stayed somewhere.
pub const STAYS: &str = "stays#";
/// Prefix of the partition keys of policy versions.
pub const POLICY: &str = "policy#";
/// Prefix of the partition keys of accounts.
pub const ACCOUNT: &str = "account#";
/// Prefix of the partition keys of shares.
pub const SHARE: &str = "share#";
/// Prefix of the partition keys of places, and of scans of nobody there.
pub const PLACE: &str = "place#";
/// Prefix of the partition keys of answers to keyed requests.
pub const ONCE: &str = "once#";
/// Partition key of what is told of the erasure (R85).
pub const SUNSET: &str = "sunset";
/// Sort key of how far the erasure has come.
pub const PROGRESS: &str = "progress";
/// Sort key of its report.
pub const REPORT: &str = "report";

/// Partition key of those who stayed in a province or country, by shard.
pub fn stays(region: &str, shard: u8) -> String {
    format!("{STAYS}{region}#{shard:02}")
}

/// Partition key of a policy version.
pub fn policy(version: &str) -> String {
    format!("{POLICY}{version}")
}

/// Partition key of the list of approved versions.
pub const POLICIES: &str = "policies";
/// Partition key of the notes about messages that could not be taken.
pub const HELD: &str = "held#evidence";
/// Prefix of the sort keys of what the countdown has done for a policy version.
pub const REASSESSED: &str = "reassessed#";

/// Sort key of the note that a version's people of a shard were judged.
pub fn reassessed(shard: u8) -> String {
    format!("{REASSESSED}{shard:02}")
}

/// Partition key of an account's people.
pub fn account(account: &str) -> String {
    format!("{ACCOUNT}{account}")
}

/// Partition key of a share, by the digest of its code.
pub fn share(digest: &str) -> String {
    format!("{SHARE}{digest}")
}

/// Partition key of a place.
pub fn place(id: &str) -> String {
    format!("{PLACE}{id}")
}

/// Partition key in Scans of somebody unknown at a place: one of sixteen, by the sort key. Three
/// thousand a second who show nothing at one gate are three times what a single key bears.
pub fn scans_of_nobody(place: &str, sk: &str) -> String {
    let sum = sk.bytes().fold(0_u8, u8::wrapping_add);
    format!("{PLACE}{place}#{:02}", sum % 16)
}

/// Partition key of the open reviews of a district, in the queue index.
pub fn queue(district: District) -> String {
    format!("review#{}", district.as_str())
}

/// Partition key of a district's integrity cases that wait for a finding, in the queue index.
pub fn integrity_queue(district: District) -> String {
    format!("integrity#{}", district.as_str())
}

/// Partition key of the orders of a seat that wait for a second officer, in the queue index.
pub fn order_queue(district: Option<District>) -> String {
    format!(
        "order#{}",
        district.as_ref().map_or("city", District::as_str)
    )
}

/// Partition key of the orders of a seat that were carried out, in the queue index.
pub fn carried_out(district: Option<District>) -> String {
    format!(
        "ordered#{}",
        district.as_ref().map_or("city", District::as_str)
    )
}

/// Partition key of the approved orders that are not carried out for everybody yet, in the queue
/// index.
pub const ORDERS_AT_WORK: &str = "order-at-work";

/// Partition key of how many people had which colour, by day.
pub const COLOURS: &str = "counts#colours";
/// Partition key in Scans of how many verifications came to what, by hour.
pub const PASSAGES: &str = "counts#passages";

/// Prefix of the partition keys of nights.
pub const NIGHT: &str = "night#";

/// Partition key of what the countdown does in the night before this day.
pub fn night(day: Date) -> String {
    format!("{NIGHT}{day}")
}

/// Prefix of the partition keys of what is kept of a day's heads.
pub const HEADS: &str = "heads#";

/// Partition key of what is kept of a day's heads: the parts that are sealed, and the city's tree.
pub fn heads(day: Date) -> String {
    format!("{HEADS}{day}")
}

/// Partition key of the heads of a bucket's people on a day.
pub fn heads_of_bucket(day: Date, bucket: u16) -> String {
    format!("{}#{bucket:04}", heads(day))
}

/// Sort key of a block of a bucket's list, by its first person. Those who make a list may have seen
/// different heads; under the root of the whole each has a list of its own.
pub fn list_block(root: &Digest, first: PersonId) -> String {
    format!("{root}#{first}")
}

/// Sort key of a block of the city's tree, by its first bucket, under the city's root likewise.
pub fn city_block(root: &Digest, first: u16) -> String {
    format!("city#{root}#{first:04}")
}

/// Prefix of the sort keys of parts.
pub const PART: &str = "part#";
/// What follows the sort key of a part for what is made of it while it is not done.
pub const SO_FAR: &str = "#so-far";

/// Sort key of a part of a day that is sealed: of a shard, or of all of them as one part.
pub fn part(shard: Option<u8>) -> String {
    match shard {
        Some(shard) => format!("{PART}{shard:02}"),
        None => format!("{PART}all"),
    }
}

/// Partition key of the roots, in Ledger, by day.
pub const ROOTS: &str = "roots";
/// Partition key of the claims to follow a root, in Ledger, by its hash: each has one successor.
pub const AFTER: &str = "after";

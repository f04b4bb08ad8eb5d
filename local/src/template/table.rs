//! Tables as the template describes them, and no more of it than a local database can keep: keys,
//! indexes and time to live, and whose key it lies under. Backups and protection are the cloud's.

use serde::{Deserialize, Deserializer};

use super::grant::Reference;

/// One table. Its name is its logical id: deployed tables are named by the stack.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Table {
    /// Logical id, for example `People`.
    #[serde(skip)]
    pub name: String,
    /// Attributes that keys use, with their types.
    #[serde(rename = "AttributeDefinitions")]
    pub attributes: Vec<Attribute>,
    /// Primary key.
    #[serde(rename = "KeySchema")]
    pub keys: Vec<Key>,
    /// Global secondary indexes.
    #[serde(rename = "GlobalSecondaryIndexes", default)]
    pub indexes: Vec<Index>,
    /// Logical id of the KMS key that it is encrypted with, if that is one of the template's.
    #[serde(rename = "SSESpecification", default, deserialize_with = "own_key")]
    pub key: Option<String>,
    /// Time to live, where the table has one.
    #[serde(rename = "TimeToLiveSpecification")]
    pub ttl: Option<TimeToLive>,
}

#[derive(Deserialize)]
struct Encryption {
    #[serde(rename = "KMSMasterKeyId")]
    key: Option<Reference>,
}

fn own_key<'de, D: Deserializer<'de>>(encryption: D) -> Result<Option<String>, D::Error> {
    let key = Encryption::deserialize(encryption)?.key;
    Ok(key.and_then(|key| Some(key.resource()?.name)))
}

/// A key attribute's type.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Attribute {
    /// Name of the attribute.
    pub attribute_name: String,
    /// `S`, `N` or `B`.
    pub attribute_type: AttributeType,
}

/// Types that a key can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum AttributeType {
    /// Text.
    S,
    /// Number.
    N,
    /// Bytes.
    B,
}

/// One part of a key.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Key {
    /// Name of the attribute.
    pub attribute_name: String,
    /// Partition or sort key.
    pub key_type: KeyType,
}

/// The two parts of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum KeyType {
    /// Partition key.
    Hash,
    /// Sort key.
    Range,
}

/// A global secondary index.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Index {
    /// Name of the index.
    pub index_name: String,
    /// Key of the index.
    #[serde(rename = "KeySchema")]
    pub keys: Vec<Key>,
    /// What the index holds beside its keys.
    pub projection: Projection,
}

/// What an index holds beside its keys.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Projection {
    /// Nothing, everything or some of it.
    pub projection_type: ProjectionType,
    /// What it is, where it is some.
    #[serde(default)]
    pub non_key_attributes: Vec<String>,
}

/// The projections in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ProjectionType {
    /// Everything.
    All,
    /// Keys only.
    KeysOnly,
    /// The keys and the attributes that are named.
    Include,
}

/// Which attribute says when an item may be collected.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TimeToLive {
    /// Name of the attribute: seconds since 1970.
    pub attribute_name: String,
    /// Whether it is on.
    pub enabled: bool,
}

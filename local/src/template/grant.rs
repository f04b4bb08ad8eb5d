//! What the role of each function grants, as its `Policies` say. Whatever a statement could say that is
//! not understood here is refused with its place, since a grant that is read as less or more than it
//! is would prove nothing.

use serde::Deserialize;
use yaml_serde::Value;

use super::{TemplateError, read, untagged};

/// One action that a role allows on one resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Service and action: `dynamodb:GetItem`.
    pub action: String,
    /// On what.
    pub resource: Resource,
    /// Beginnings of the partition keys that it is limited to; none for all keys.
    pub leading_keys: Vec<String>,
    /// The service by which alone a KMS key may be used: `dynamodb`.
    pub via: Option<String>,
}

/// A resource of the template, or an index of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Logical id of the table, queue or key.
    pub name: String,
    /// Name of the index, where it is one.
    pub index: Option<String>,
}

impl std::fmt::Display for Grant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} on {}", self.action, self.resource.name)?;
        if let Some(index) = &self.resource.index {
            write!(f, "/index/{index}")?;
        }
        if !self.leading_keys.is_empty() {
            write!(f, " under {}", self.leading_keys.join("*, "))?;
            f.write_str("*")?;
        }
        Ok(())
    }
}

/// A policy of a function: statements in full. Names of managed policies are no such thing.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Policy {
    #[serde(rename = "Version")]
    _version: String,
    statement: Vec<Statement>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Statement {
    #[serde(rename = "Sid")]
    _sid: String,
    effect: Effect,
    action: OneOrMany<String>,
    resource: OneOrMany<Reference>,
    #[serde(default)]
    condition: Condition,
}

/// Roles are told what they may; a denial belongs to a resource.
#[derive(Clone, Copy, Deserialize)]
enum Effect {
    Allow,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    fn into_vec(self) -> Vec<T> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
    }
}

/// How a statement names a resource of this template. No enum: the YAML reader would look for tags, which
/// are maps by now.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reference {
    #[serde(rename = "!GetAtt")]
    attribute: Option<String>,
    #[serde(rename = "!Sub")]
    text: Option<String>,
}

impl Reference {
    /// The resource, if it is named by its ARN or the ARN of an index.
    pub(super) fn resource(&self) -> Option<Resource> {
        let (name, index) = match (&self.attribute, &self.text) {
            (Some(attribute), None) => (attribute.strip_suffix(".Arn")?, None),
            (None, Some(text)) => {
                let (name, index) = text.strip_prefix("${")?.split_once(".Arn}/index/")?;
                (name, Some(index.to_owned()))
            }
            _ => return None,
        };
        let name = name.to_owned();
        Some(Resource { name, index })
    }
}

/// The conditions in use.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Condition {
    #[serde(rename = "ForAllValues:StringLike")]
    keys: Option<LeadingKeys>,
    #[serde(rename = "StringEquals")]
    via: Option<ViaService>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeadingKeys {
    #[serde(rename = "dynamodb:LeadingKeys")]
    patterns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ViaService {
    #[serde(rename = "kms:ViaService")]
    service: Reference,
}

/// The grants of a function's `Policies`, in their order.
pub(super) fn grants(place: &str, policies: Value) -> Result<Vec<Grant>, TemplateError> {
    let Value::Sequence(policies) = untagged(policies) else {
        return Err(TemplateError::at(place, "must be a list of policies"));
    };
    let mut grants = Vec::new();
    for (n, policy) in policies.into_iter().enumerate() {
        let place = format!("{place}[{n}]");
        let policy: Policy = read(&place, policy)?;
        for (n, statement) in policy.statement.into_iter().enumerate() {
            grants.extend(expand(&format!("{place}.Statement[{n}]"), statement)?);
        }
    }
    Ok(grants)
}

/// One grant an action and a resource.
fn expand(place: &str, statement: Statement) -> Result<Vec<Grant>, TemplateError> {
    let Effect::Allow = statement.effect;
    let actions = statement.action.into_vec();
    let leading_keys = match statement.condition.keys {
        Some(LeadingKeys { patterns }) => beginnings(place, &actions, &patterns)?,
        None => Vec::new(),
    };
    let via = statement.condition.via.and_then(|via| {
        let service = via.service.text?;
        Some(service.split('.').next()?.to_owned())
    });
    let mut grants = Vec::new();
    for reference in statement.resource.into_vec() {
        let resource = reference.resource().ok_or_else(|| {
            TemplateError::at(
                format!("{place}.Resource"),
                "must be !GetAtt <Name>.Arn or !Sub ${<Name>.Arn}/index/<index>",
            )
        })?;
        for action in &actions {
            if !action.contains(':') || action.contains('*') {
                let reason = format!("{action}: must name a service and one action");
                return Err(TemplateError::at(format!("{place}.Action"), reason));
            }
            grants.push(Grant {
                action: action.clone(),
                resource: resource.clone(),
                leading_keys: leading_keys.clone(),
                via: via.clone(),
            });
        }
    }
    Ok(grants)
}

/// Actions that name one partition, so that it can be read from the call.
const OF_ONE_PARTITION: [&str; 6] = [
    "dynamodb:ConditionCheckItem",
    "dynamodb:DeleteItem",
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "dynamodb:Query",
    "dynamodb:UpdateItem",
];

fn beginnings(
    place: &str,
    actions: &[String],
    patterns: &[String],
) -> Result<Vec<String>, TemplateError> {
    let place = format!("{place}.Condition");
    if !actions
        .iter()
        .all(|action| OF_ONE_PARTITION.contains(&action.as_str()))
    {
        return Err(TemplateError::at(
            place,
            "keys are compared for actions on one partition only",
        ));
    }
    let beginning = |pattern: &String| {
        let beginning = pattern.strip_suffix('*')?;
        (!beginning.is_empty() && !beginning.contains(['*', '?'])).then(|| beginning.to_owned())
    };
    let beginnings: Option<Vec<_>> = patterns.iter().map(beginning).collect();
    beginnings
        .filter(|beginnings| !beginnings.is_empty())
        .ok_or_else(|| TemplateError::at(place, "a pattern is a beginning and one * at its end"))
}

#[cfg(test)]
mod tests;

//! `template.yaml` is what runs: routes, scopes, tables, indexes and roles are read from the file that is
//! deployed, so the local bundle cannot drift from it.
//!
//! Only what the bundle needs is read. The tags of `CloudFormation` (`!Ref`, `!Sub`, …) may stand
//! wherever nothing is read; where something is, a plain value is required, and the error names the
//! place.

mod capacity;
mod grant;
mod table;

use std::collections::BTreeMap;

use http::Method;
use serde::{Deserialize, de::DeserializeOwned};
use yaml_serde::{Mapping, Value};

use capacity::{Globals, Parameter};

pub use capacity::Rates;
pub use grant::{Grant, Resource};
pub use table::{
    Attribute, AttributeType, Index, Key, KeyType, Projection, ProjectionType, Table, TimeToLive,
};

/// The template that this binary was built with.
const SHIPPED: &str = include_str!("../../template.yaml");

/// Resource types and event types that are read; all others are the cloud's business.
const FUNCTION: &str = "AWS::Serverless::Function";
const TABLE: &str = "AWS::DynamoDB::Table";
const GATEWAY: &str = "AWS::Serverless::HttpApi";
const ALARM: &str = "AWS::CloudWatch::Alarm";
const HTTP_API_EVENT: &str = "HttpApi";
const SCHEDULE_EVENT: &str = "ScheduleV2";

/// What the template says about the gateway, the schedule and the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// All routes, in the order of their functions' names.
    pub routes: Vec<Route>,
    /// All tables, in the order of their names.
    pub tables: Vec<Table>,
    /// Functions that a schedule starts, by folder name.
    pub scheduled: Vec<String>,
    /// What each function's role grants, by folder name.
    pub roles: BTreeMap<String, Vec<Grant>>,
    /// Megabytes of each function, by folder name.
    pub memory_mb: BTreeMap<String, u32>,
    /// What the gateway lets through.
    pub rates: Rates,
    /// Names of all alarms.
    pub alarms: Vec<String>,
}

/// One route of the gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Folder of the function that answers, for example `check-in`.
    pub function: String,
    /// The one method.
    pub method: Method,
    /// The path, parameters in braces: `/v1/people/{person}/code`.
    pub path: String,
    /// Scopes of which the access token needs one; `None` for a public route.
    pub scopes: Option<Vec<String>>,
}

/// A place of the template that cannot be read, and why.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("template.yaml: {place}: {reason}")]
pub struct TemplateError {
    place: String,
    reason: String,
}

impl TemplateError {
    fn at(place: impl Into<String>, reason: impl std::fmt::Display) -> Self {
        Self {
            place: place.into(),
            reason: reason.to_string(),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Document {
    #[serde(default)]
    parameters: BTreeMap<String, Parameter>,
    #[serde(default)]
    globals: Globals,
    resources: BTreeMap<String, Typed>,
}

/// A resource or an event: a type, and properties that depend on it.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Typed {
    r#type: String,
    #[serde(default)]
    properties: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct FunctionProperties {
    code_uri: String,
    #[serde(default)]
    events: BTreeMap<String, Typed>,
    policies: Option<Value>,
    memory_size: Option<u32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RouteProperties {
    method: String,
    path: String,
    auth: Auth,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Auth {
    authorizer: String,
    #[serde(default)]
    authorization_scopes: Vec<String>,
}

/// The template that this binary was built with.
///
/// # Errors
/// As [`parse`].
pub fn shipped() -> Result<Template, TemplateError> {
    parse(SHIPPED)
}

/// Reads a SAM template.
///
/// # Errors
/// [`TemplateError`] with the place, if a function has no folder, a route has no method, path or
/// authorizer, a route behind the authorizer names no scope, two routes are the same, or a table is
/// not described in full.
pub fn parse(text: &str) -> Result<Template, TemplateError> {
    let document: Document =
        yaml_serde::from_str(text).map_err(|error| TemplateError::at("document", error))?;
    let mut template = Template {
        routes: Vec::new(),
        tables: Vec::new(),
        scheduled: Vec::new(),
        roles: BTreeMap::new(),
        memory_mb: BTreeMap::new(),
        rates: Rates::default(),
        alarms: Vec::new(),
    };
    for (name, resource) in document.resources {
        let place = format!("Resources.{name}.Properties");
        match resource.r#type.as_str() {
            FUNCTION => {
                template.add_function(&place, resource.properties, &document.globals)?;
            }
            GATEWAY => {
                template.rates =
                    capacity::rates(&place, resource.properties, &document.parameters)?;
            }
            ALARM => template.alarms.push(name),
            TABLE => template.tables.push(Table {
                name,
                ..read(&place, resource.properties)?
            }),
            _ => {}
        }
    }
    Ok(template)
}

impl Template {
    fn add_function(
        &mut self,
        place: &str,
        properties: Value,
        globals: &Globals,
    ) -> Result<(), TemplateError> {
        let properties: FunctionProperties = read(place, properties)?;
        let function = folder(&properties.code_uri).ok_or_else(|| {
            TemplateError::at(format!("{place}.CodeUri"), "must be functions/<name>/")
        })?;
        let grants = match properties.policies {
            Some(policies) => grant::grants(&format!("{place}.Policies"), policies)?,
            None => Vec::new(),
        };
        self.roles.insert(function.to_owned(), grants);
        let memory_mb = globals.memory_mb(properties.memory_size);
        self.memory_mb.insert(function.to_owned(), memory_mb);
        for (name, event) in properties.events {
            let place = format!("{place}.Events.{name}.Properties");
            match event.r#type.as_str() {
                HTTP_API_EVENT => {
                    self.add_route(&place, function, read(&place, event.properties)?)?;
                }
                SCHEDULE_EVENT if self.scheduled.iter().any(|known| known == function) => {}
                SCHEDULE_EVENT => self.scheduled.push(function.to_owned()),
                _ => {}
            }
        }
        Ok(())
    }

    fn add_route(
        &mut self,
        place: &str,
        function: &str,
        properties: RouteProperties,
    ) -> Result<(), TemplateError> {
        let method = properties
            .method
            .parse()
            .map_err(|error: http::method::InvalidMethod| {
                TemplateError::at(format!("{place}.Method"), error)
            })?;
        if !properties.path.starts_with('/') {
            return Err(TemplateError::at(
                format!("{place}.Path"),
                "must begin with a slash",
            ));
        }
        let scopes = scopes(place, properties.auth)?;
        let route = Route {
            function: function.to_owned(),
            method,
            path: properties.path,
            scopes,
        };
        if self
            .routes
            .iter()
            .any(|other| other.method == route.method && other.path == route.path)
        {
            return Err(TemplateError::at(
                place,
                "another event has the same method and path",
            ));
        }
        self.routes.push(route);
        Ok(())
    }
}

fn scopes(place: &str, auth: Auth) -> Result<Option<Vec<String>>, TemplateError> {
    match (auth.authorizer.as_str(), auth.authorization_scopes) {
        ("NONE", scopes) if scopes.is_empty() => Ok(None),
        ("NONE", _) => Err(TemplateError::at(
            format!("{place}.Auth"),
            "a public route has no scopes",
        )),
        (_, scopes) if scopes.is_empty() => Err(TemplateError::at(
            format!("{place}.Auth.AuthorizationScopes"),
            "a route that is not public names a scope",
        )),
        (_, scopes) => Ok(Some(scopes)),
    }
}

/// The function's name: the folder below `functions/`.
fn folder(code_uri: &str) -> Option<&str> {
    let name = code_uri.strip_prefix("functions/")?.trim_end_matches('/');
    (!name.is_empty() && !name.contains('/')).then_some(name)
}

fn read<T: DeserializeOwned>(place: &str, value: Value) -> Result<T, TemplateError> {
    serde_path_to_error::deserialize(untagged(value)).map_err(|error| {
        let path = error.path().to_string();
        let place = if path == "." {
            place.to_owned()
        } else {
            format!("{place}.{path}")
        };
        TemplateError::at(place, error.into_inner())
    })
}

/// A tag becomes a map, so that it is refused where a plain value is read and ignored elsewhere. The
/// YAML reader would drop it and take `!Sub /x` for `/x`.
fn untagged(value: Value) -> Value {
    match value {
        Value::Tagged(tagged) => {
            Mapping::from_iter([(tagged.tag.to_string().into(), tagged.value)]).into()
        }
        Value::Sequence(values) => values.into_iter().map(untagged).collect(),
        Value::Mapping(entries) => entries
            .into_iter()
            .map(|(key, value)| (key, untagged(value)))
            .collect::<Mapping>()
            .into(),
        plain => plain,
    }
}

#[cfg(test)]
mod tests;

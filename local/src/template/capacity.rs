//! How much the template gives: memory to functions, requests a second to routes, by the defaults of
//! its parameters.

use std::collections::BTreeMap;

use serde::Deserialize;
use yaml_serde::Value;

use super::{TemplateError, read};

/// A parameter, of which the default counts here.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Parameter {
    #[serde(default)]
    default: Value,
}

/// What holds for all functions that do not say otherwise.
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Globals {
    #[serde(default)]
    function: GlobalFunction,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GlobalFunction {
    memory_size: Option<u32>,
}

impl Globals {
    /// Megabytes of a function; `own` are its own, if it names any. Lambda gives 128 if nobody does.
    pub(super) fn memory_mb(&self, own: Option<u32>) -> u32 {
        own.or(self.function.memory_size).unwrap_or(128)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Api {
    default_route_settings: Limits,
    #[serde(default)]
    route_settings: BTreeMap<String, Limits>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Limits {
    throttling_rate_limit: Reference,
}

/// No enum: the YAML reader would look for tags, which are maps by now.
#[derive(Deserialize)]
struct Reference {
    #[serde(rename = "!Ref")]
    parameter: String,
}

/// Requests a second that the gateway lets through.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rates {
    /// Of the routes that have a rate of their own, by `METHOD path`.
    pub of_routes: BTreeMap<String, u32>,
    /// Of every other route.
    pub of_others: u32,
}

impl Rates {
    /// Of this route, `METHOD path`.
    pub fn of(&self, route: &str) -> u32 {
        let own = self.of_routes.get(route).copied();
        own.unwrap_or(self.of_others)
    }
}

/// The rates of the gateway with these properties.
pub(super) fn rates(
    place: &str,
    properties: Value,
    parameters: &BTreeMap<String, Parameter>,
) -> Result<Rates, TemplateError> {
    let api: Api = read(place, properties)?;
    let rate = |limits: &Limits| {
        let name = &limits.throttling_rate_limit.parameter;
        let default = parameters.get(name).and_then(|one| one.default.as_u64());
        default
            .and_then(|rate| u32::try_from(rate).ok())
            .ok_or_else(|| TemplateError::at(place, format!("{name} has no default rate")))
    };
    let of_routes = api.route_settings.iter();
    let of_routes = of_routes.map(|(route, limits)| Ok((route.clone(), rate(limits)?)));
    Ok(Rates {
        of_routes: of_routes.collect::<Result<_, TemplateError>>()?,
        of_others: rate(&api.default_route_settings)?,
    })
}

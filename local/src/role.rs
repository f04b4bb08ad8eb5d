//! Each function works with the rights that its role in `template.yaml` grants and no others: what is
//! refused on AWS is refused here, in the words of DynamoDB.
//!
//! A guard stands between a function's SDK client and the database, reads from each operation which
//! actions it needs on which tables, as IAM does, and notes which grant served it. So a journey that
//! passes proves that the grants suffice, and a grant that nothing ever used can be told.

mod needs;

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use aws_sdk_dynamodb::{
    Client,
    config::{HttpClient, RuntimeComponents, SharedHttpClient},
};
use aws_smithy_runtime_api::{
    client::{
        http::{HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector},
        orchestrator::{HttpRequest, HttpResponse},
        result::ConnectorError,
    },
    http::StatusCode,
};

use crate::template::{Grant, Template};
use needs::{Need, needs};

/// The roles of all functions.
#[derive(Debug, Clone)]
pub struct Roles(Arc<BTreeMap<String, Role>>);

impl Roles {
    /// The roles that this template gives to its functions.
    pub fn of(template: &Template) -> Self {
        let partitions: BTreeMap<_, _> = template.tables.iter().filter_map(partition_of).collect();
        let partitions = Arc::new(partitions);
        let role = |(function, grants): (&String, &Vec<Grant>)| {
            let role = Role::new(function, grants.clone(), Arc::clone(&partitions));
            (function.clone(), role)
        };
        Self(Arc::new(template.roles.iter().map(role).collect()))
    }

    /// The role of this function; of one that the template does not have, a role that grants nothing.
    pub fn role(&self, function: &str) -> Role {
        let role = self.0.get(function).cloned();
        role.unwrap_or_else(|| Role::new(function, Vec::new(), Arc::default()))
    }

    /// Grants on tables that have served no operation yet: `apply: dynamodb:PutItem on People`.
    pub fn unused(&self) -> Vec<String> {
        let roles = self.0.values();
        roles.flat_map(Role::unused).collect()
    }
}

/// A table and the attribute of its partition key.
fn partition_of(table: &crate::template::Table) -> Option<(String, String)> {
    let key = table.keys.first()?;
    Some((table.name.clone(), key.attribute_name.clone()))
}

/// The role of one function. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Role {
    function: Arc<str>,
    grants: Arc<[(Grant, AtomicBool)]>,
    partitions: Arc<BTreeMap<String, String>>,
}

impl Role {
    fn new(function: &str, grants: Vec<Grant>, partitions: Arc<BTreeMap<String, String>>) -> Self {
        let grants = grants
            .into_iter()
            .map(|grant| (grant, AtomicBool::default()));
        Self {
            function: function.into(),
            grants: grants.collect(),
            partitions,
        }
    }

    /// `client` with the rights of this role. An endpoint behind TLS is no local one and has its own
    /// guard, so a client of such comes back as it is.
    #[must_use]
    pub fn assume(&self, client: &Client) -> Client {
        let Some(inner) = client.config().http_client() else {
            return client.clone();
        };
        let guard = Guard {
            inner,
            role: self.clone(),
        };
        Client::from_conf(client.config().to_builder().http_client(guard).build())
    }

    fn unused(&self) -> Vec<String> {
        let unused = |(grant, used): &&(Grant, AtomicBool)| {
            grant.action.starts_with("dynamodb:") && !used.load(Ordering::Relaxed)
        };
        let told = |(grant, _): &(Grant, AtomicBool)| format!("{}: {grant}", self.function);
        self.grants.iter().filter(unused).map(told).collect()
    }

    /// Nothing if the role grants all that this request needs, and else the first that it does not.
    fn refuses(&self, request: &HttpRequest) -> Option<Need> {
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let body = request.body().bytes().unwrap_or_default();
        let needs = needs(target, body, &self.partitions);
        let refused = needs.iter().find(|need| self.grant_for(need).is_none());
        if refused.is_none() {
            let grants = needs.iter().filter_map(|need| self.grant_for(need));
            grants.for_each(|used| used.store(true, Ordering::Relaxed));
        }
        refused.cloned()
    }

    fn grant_for(&self, need: &Need) -> Option<&AtomicBool> {
        let mut grants = self.grants.iter();
        let (_, used) = grants.find(|(grant, _)| need.is_met_by(grant))?;
        Some(used)
    }
}

/// Stands in front of a role's connections.
#[derive(Debug)]
struct Guard<T> {
    inner: T,
    role: Role,
}

impl HttpClient for Guard<SharedHttpClient> {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Guard {
            inner: self.inner.http_connector(settings, components),
            role: self.role.clone(),
        })
    }
}

impl HttpConnector for Guard<SharedHttpConnector> {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        match self.role.refuses(&request) {
            None => self.inner.call(request),
            Some(need) => HttpConnectorFuture::ready(denied(&self.role.function, &need)),
        }
    }
}

/// What DynamoDB answers to who may not.
fn denied(function: &str, need: &Need) -> Result<HttpResponse, ConnectorError> {
    tracing::error!(function, %need, "the role does not grant it");
    let message = format!("the role of {function} is not authorized to perform: {need}");
    let body = serde_json::json!({
        "__type": "com.amazon.coral.service#AccessDeniedException",
        "message": message,
    });
    let status =
        StatusCode::try_from(400).map_err(|error| ConnectorError::other(error.into(), None))?;
    Ok(HttpResponse::new(status, body.to_string().into()))
}

#[cfg(test)]
mod tests;

//! How AWS is reached from a function: with what Lambda puts into the environment, and no search for more.
//!
//! The SDK's own set-up looks for credentials and a region in files, containers and machines, reads all
//! of the system's root certificates, and does so on the clock of whoever waits for a cold start. Here
//! nothing is looked for: on Lambda the region and the role's temporary credentials are environment
//! variables, and those credentials outlive the environment that got them, so nothing renews them. What
//! each of these things costs is told in `docs/decisions/start.md`.

use aws_sdk_dynamodb::config::{
    BehaviorVersion, Credentials, IdentityCache, Region, SharedCredentialsProvider,
    SharedHttpClient,
};
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_types::SdkConfig;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};

use crate::boot::{BootError, optional_setting};

/// The five roots to which Amazon's own certificates lead (<https://www.amazontrust.com/repository/>).
const AMAZON_ROOTS: &[u8] = include_bytes!("amazon-roots.pem");

/// Whose word is taken for who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// Amazon's own roots: a thirtieth of the system's, and read in a thirtieth of the time.
    Amazon,
    /// All of the system's: where Amazon's endpoints are vouched for by somebody else, as in mainland
    /// China, and where an institution looks into its own traffic.
    System,
}

impl Trust {
    /// Amazon's, unless whoever runs this has named a store of their own.
    pub(crate) fn preferred() -> Self {
        let named = ["SSL_CERT_FILE", "SSL_CERT_DIR"];
        if named
            .into_iter()
            .any(|name| optional_setting(name).is_some())
        {
            Self::System
        } else {
            Self::Amazon
        }
    }

    fn store(self) -> TrustStore {
        match self {
            Self::Amazon => TrustStore::empty().with_pem_certificate(AMAZON_ROOTS),
            Self::System => TrustStore::default(),
        }
    }
}

/// How any service of AWS is reached from here: region, credentials, endpoints, trust in all of the
/// system's roots.
///
/// # Errors
/// Only if the system's roots make no store.
pub fn aws() -> Result<SdkConfig, BootError> {
    trusting(Trust::System)
}

/// The same with less, or as much, trust.
pub(crate) fn trusting(trust: Trust) -> Result<SdkConfig, BootError> {
    let mut config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .http_client(client(trust)?)
        // The credentials never change; keeping them would only cost.
        .identity_cache(IdentityCache::no_cache())
        .service_config(Endpoints);
    config.set_region(optional_setting("AWS_REGION").map(Region::new));
    config.set_credentials_provider(credentials());
    Ok(config.build())
}

fn client(trust: Trust) -> Result<SharedHttpClient, BootError> {
    let context = TlsContext::builder()
        .with_trust_store(trust.store())
        .build()?;
    Ok(Builder::new()
        .tls_provider(Provider::Rustls(CryptoMode::AwsLc))
        .tls_context(context)
        .build_https())
}

fn credentials() -> Option<SharedCredentialsProvider> {
    let key = optional_setting("AWS_ACCESS_KEY_ID")?;
    let secret = optional_setting("AWS_SECRET_ACCESS_KEY")?;
    let token = optional_setting("AWS_SESSION_TOKEN");
    let credentials = Credentials::new(key, secret, token, None, "environment");
    Some(SharedCredentialsProvider::new(credentials))
}

/// `AWS_ENDPOINT_URL_<SERVICE>`, or `AWS_ENDPOINT_URL` for all: how a function is pointed at a database on
/// this machine.
#[derive(Debug)]
struct Endpoints;

impl LoadServiceConfig for Endpoints {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        let service = key.service_id().to_uppercase().replace(' ', "_");
        optional_setting(&format!("{}_{service}", key.env()))
            .or_else(|| optional_setting(key.env()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amazons_roots_are_five_and_make_a_client() {
        let text = std::str::from_utf8(AMAZON_ROOTS).unwrap();
        assert_eq!(text.matches("BEGIN CERTIFICATE").count(), 5);
        // Building a connector parses them; one that cannot be parsed would end the process.
        let config = trusting(Trust::Amazon).unwrap();
        let _ = aws_sdk_dynamodb::Client::new(&config);
    }
}

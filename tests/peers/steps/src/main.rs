//! Reads one item as our functions do: region and credentials from the environment, the connection open
//! before the first request. Each feature of the package takes one of these things back, so that what it
//! is worth can be measured (`tests/measure/src/bin/cold/ablation.rs`).

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use lambda_http::{Body, Error, Request, Response, run, service_fn};

#[cfg_attr(not(feature = "threads"), tokio::main(flavor = "current_thread"))]
#[cfg_attr(feature = "threads", tokio::main)]
async fn main() -> Result<(), Error> {
    log();
    let client = client().await?;
    let table = std::env::var("PEOPLE_TABLE")?;
    if cfg!(not(feature = "late")) {
        read(&client, &table).await?;
    }
    run(service_fn(|_: Request| answer(&client, &table))).await
}

async fn answer(client: &Client, table: &str) -> Result<Response<Body>, Error> {
    let body = serde_json::json!({"found": read(client, table).await?});
    Ok(Response::builder()
        .header("content-type", "application/json")
        .body(Body::Text(body.to_string()))?)
}

async fn read(client: &Client, table: &str) -> Result<bool, Error> {
    let read = client
        .get_item()
        .table_name(table)
        .key("pk", AttributeValue::S("p_0EFDV5RFVTG8AX0CQD0CTV6JVA".to_owned()))
        .key("sk", AttributeValue::S("person".to_owned()))
        .send()
        .await?;
    Ok(read.item.is_some())
}

fn log() {
    let lines = tracing_subscriber::fmt().json();
    #[cfg(feature = "filter")]
    lines
        .with_env_filter(tracing_subscriber::EnvFilter::new("info"))
        .init();
    #[cfg(not(feature = "filter"))]
    lines.init();
}

#[cfg(feature = "chain")]
async fn client() -> Result<Client, Error> {
    let config = aws_config::defaults(aws_config::BehaviorVersion::v2026_01_12());
    Ok(Client::new(&config.http_client(https()?).load().await))
}

#[cfg(not(feature = "chain"))]
async fn client() -> Result<Client, Error> {
    use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};

    let credentials = Credentials::new(
        std::env::var("AWS_ACCESS_KEY_ID")?,
        std::env::var("AWS_SECRET_ACCESS_KEY")?,
        std::env::var("AWS_SESSION_TOKEN").ok(),
        None,
        "environment",
    );
    let config = Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new(std::env::var("AWS_REGION")?))
        .endpoint_url(std::env::var("AWS_ENDPOINT_URL_DYNAMODB")?)
        .credentials_provider(credentials)
        .http_client(https()?);
    Ok(Client::from_conf(config.build()))
}

/// Trusts what `SSL_CERT_FILE` names.
fn https() -> Result<aws_sdk_dynamodb::config::SharedHttpClient, Error> {
    use aws_smithy_http_client::Builder;
    use aws_smithy_http_client::tls::Provider;
    use aws_smithy_http_client::tls::rustls_provider::CryptoMode;

    #[cfg(feature = "ring")]
    let mode = CryptoMode::Ring;
    #[cfg(not(feature = "ring"))]
    let mode = CryptoMode::AwsLc;
    Ok(Builder::new()
        .tls_provider(Provider::Rustls(mode))
        .build_https())
}

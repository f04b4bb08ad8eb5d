//! Reads one item and tells whether it is there, in the way in which tutorials and templates do it: the
//! SDK's defaults, its whole chain of credentials, the threads that `tokio` starts by itself.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use lambda_http::{Body, Error, Request, Response, run, service_fn, tracing};

#[tokio::main]
async fn main() -> Result<(), Error> {
    tracing::init_default_subscriber();
    let config = aws_config::load_from_env().await;
    let client = Client::new(&config);
    let table = std::env::var("PEOPLE_TABLE")?;
    run(service_fn(|request: Request| {
        read(&client, &table, request)
    }))
    .await
}

async fn read(client: &Client, table: &str, _: Request) -> Result<Response<Body>, Error> {
    let read = client
        .get_item()
        .table_name(table)
        .key("pk", AttributeValue::S("p_0EFDV5RFVTG8AX0CQD0CTV6JVA".to_owned()))
        .key("sk", AttributeValue::S("person".to_owned()))
        .send()
        .await?;
    let body = serde_json::json!({"found": read.item.is_some()});
    Ok(Response::builder()
        .header("content-type", "application/json")
        .body(Body::Text(body.to_string()))?)
}

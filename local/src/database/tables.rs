//! Making what the template describes: tables, and in a store of an earlier bundle the indexes that
//! came later, so that a new one finds everything in an old file.

use std::time::Duration;

use aws_sdk_dynamodb::{
    Client,
    client::Waiters,
    error::BuildError,
    operation::create_table::CreateTableError,
    types::{
        AttributeDefinition, BillingMode, CreateGlobalSecondaryIndexAction, GlobalSecondaryIndex,
        GlobalSecondaryIndexUpdate, IndexStatus, KeySchemaElement, KeyType, Projection,
        ProjectionType, ScalarAttributeType, TableDescription, TimeToLiveSpecification,
        TimeToLiveStatus,
    },
};

use super::explain;
use crate::template::{self, Table};

/// How long a new table may take; embedded ones are there at once.
const CREATION_LIMIT: Duration = Duration::from_mins(1);
/// How long an index is left alone before it is looked at again.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Makes the table, or the indexes that it lacks, and switches its time to live on unless it is.
pub(super) async fn ensure(client: &Client, table: &Table) -> Result<(), String> {
    let indexes = table
        .indexes
        .iter()
        .map(index)
        .collect::<Result<Vec<_>, _>>()
        .map_err(explain)?;
    let created = client
        .create_table()
        .table_name(&table.name)
        .billing_mode(BillingMode::PayPerRequest)
        .set_attribute_definitions(Some(attributes(table).map_err(explain)?))
        .set_key_schema(Some(keys(&table.keys).map_err(explain)?))
        .set_global_secondary_indexes((!indexes.is_empty()).then_some(indexes))
        .send()
        .await;
    match created {
        Ok(_) => await_table(client, table).await?,
        Err(error)
            if error
                .as_service_error()
                .is_some_and(CreateTableError::is_resource_in_use_exception) =>
        {
            ensure_indexes(client, table).await?;
        }
        Err(error) => return Err(explain(error)),
    }
    ensure_ttl(client, table).await
}

async fn await_table(client: &Client, table: &Table) -> Result<(), String> {
    client
        .wait_until_table_exists()
        .table_name(&table.name)
        .wait(CREATION_LIMIT)
        .await
        .map(drop)
        .map_err(explain)
}

/// Makes the indexes of the template that a table of an earlier bundle lacks. DynamoDB fills them.
async fn ensure_indexes(client: &Client, table: &Table) -> Result<(), String> {
    let described = client.describe_table().table_name(&table.name);
    let described = described.send().await.map_err(explain)?.table;
    let there = described
        .as_ref()
        .map_or(&[][..], |described| described.global_secondary_indexes());
    let is_there = |index: &&template::Index| {
        let name = Some(index.index_name.as_str());
        there.iter().any(|there| there.index_name() == name)
    };
    for index in table.indexes.iter().filter(|index| !is_there(index)) {
        add_index(client, table, index).await?;
        // One index at a time is made; the table is there again before its new index is.
        tokio::time::timeout(CREATION_LIMIT, await_index(client, table, index))
            .await
            .map_err(|_| format!("the index {} takes too long", index.index_name))??;
    }
    Ok(())
}

async fn await_index(
    client: &Client,
    table: &Table,
    index: &template::Index,
) -> Result<(), String> {
    loop {
        let described = client.describe_table().table_name(&table.name).send().await;
        let described = described.map_err(explain)?.table;
        let mut indexes = described
            .iter()
            .flat_map(TableDescription::global_secondary_indexes);
        let is_active = indexes.any(|there| {
            there.index_name() == Some(index.index_name.as_str())
                && there.index_status() == Some(&IndexStatus::Active)
        });
        if is_active {
            return Ok(());
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

async fn add_index(client: &Client, table: &Table, new: &template::Index) -> Result<(), String> {
    let index = index(new).map_err(explain)?;
    let create = CreateGlobalSecondaryIndexAction::builder()
        .index_name(index.index_name)
        .set_key_schema(Some(index.key_schema))
        .set_projection(index.projection)
        .build();
    let update = GlobalSecondaryIndexUpdate::builder().create(create.map_err(explain)?);
    client
        .update_table()
        .table_name(&table.name)
        .set_attribute_definitions(Some(attributes(table).map_err(explain)?))
        .global_secondary_index_updates(update.build())
        .send()
        .await
        .map(drop)
        .map_err(explain)
}

async fn ensure_ttl(client: &Client, table: &Table) -> Result<(), String> {
    let Some(ttl) = table.ttl.as_ref().filter(|ttl| ttl.enabled) else {
        return Ok(());
    };
    if has_ttl(client, table).await? {
        return Ok(());
    }
    let specification = TimeToLiveSpecification::builder()
        .attribute_name(&ttl.attribute_name)
        .enabled(true)
        .build();
    client
        .update_time_to_live()
        .table_name(&table.name)
        .time_to_live_specification(specification.map_err(explain)?)
        .send()
        .await
        .map(drop)
        .map_err(explain)
}

pub(super) async fn has_ttl(client: &Client, table: &Table) -> Result<bool, String> {
    let described = client
        .describe_time_to_live()
        .table_name(&table.name)
        .send()
        .await
        .map_err(explain)?;
    let status = described
        .time_to_live_description
        .and_then(|ttl| ttl.time_to_live_status);
    Ok(matches!(
        status,
        Some(TimeToLiveStatus::Enabled | TimeToLiveStatus::Enabling)
    ))
}

fn attributes(table: &Table) -> Result<Vec<AttributeDefinition>, BuildError> {
    let definition = |attribute: &template::Attribute| {
        let kind = match attribute.attribute_type {
            template::AttributeType::S => ScalarAttributeType::S,
            template::AttributeType::N => ScalarAttributeType::N,
            template::AttributeType::B => ScalarAttributeType::B,
        };
        AttributeDefinition::builder()
            .attribute_name(&attribute.attribute_name)
            .attribute_type(kind)
            .build()
    };
    table.attributes.iter().map(definition).collect()
}

fn keys(keys: &[template::Key]) -> Result<Vec<KeySchemaElement>, BuildError> {
    let element = |key: &template::Key| {
        let kind = match key.key_type {
            template::KeyType::Hash => KeyType::Hash,
            template::KeyType::Range => KeyType::Range,
        };
        KeySchemaElement::builder()
            .attribute_name(&key.attribute_name)
            .key_type(kind)
            .build()
    };
    keys.iter().map(element).collect()
}

fn index(index: &template::Index) -> Result<GlobalSecondaryIndex, BuildError> {
    let kind = match index.projection.projection_type {
        template::ProjectionType::All => ProjectionType::All,
        template::ProjectionType::KeysOnly => ProjectionType::KeysOnly,
        template::ProjectionType::Include => ProjectionType::Include,
    };
    let included = &index.projection.non_key_attributes;
    let projection = Projection::builder()
        .projection_type(kind)
        .set_non_key_attributes((!included.is_empty()).then(|| included.clone()));
    GlobalSecondaryIndex::builder()
        .index_name(&index.index_name)
        .set_key_schema(Some(keys(&index.keys)?))
        .projection(projection.build())
        .build()
}

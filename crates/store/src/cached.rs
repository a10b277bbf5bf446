//! Statements that run for every batch, under the names of the driver's own functions. A connection
//! parses and describes each once and keeps it by its text; by itself the driver does so each time,
//! with a round trip of its own.

use deadpool_postgres::GenericClient;
use tokio_postgres::{Row, types::ToSql};

use crate::Error;

type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

pub async fn execute(
    client: &impl GenericClient,
    sql: &str,
    values: Values<'_>,
) -> Result<u64, Error> {
    let statement = client.prepare_cached(sql).await?;
    Ok(client.execute(&statement, values).await?)
}

pub async fn query_one(
    client: &impl GenericClient,
    sql: &str,
    values: Values<'_>,
) -> Result<Row, Error> {
    let statement = client.prepare_cached(sql).await?;
    Ok(client.query_one(&statement, values).await?)
}

pub async fn query_opt(
    client: &impl GenericClient,
    sql: &str,
    values: Values<'_>,
) -> Result<Option<Row>, Error> {
    let statement = client.prepare_cached(sql).await?;
    Ok(client.query_opt(&statement, values).await?)
}

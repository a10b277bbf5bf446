//! Statements that run for every batch, with the names of the driver's own functions. A connection
//! prepares each statement once and caches it by its text. The driver alone prepares it each time,
//! with an extra round trip.

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

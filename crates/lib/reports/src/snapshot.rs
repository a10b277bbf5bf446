//! One view of the data for several queries, so that totals, rows and freshness agree.

use std::time::Duration;

use store::{Object, Transaction};
use tokio_postgres::IsolationLevel;

use crate::Error;

/// A read-only transaction in which every select sees the same data. A statement that runs longer
/// than the time-out is cancelled; without one the limit of the login holds.
///
/// With this `work_mem` groups are hashed in memory, not sorted on disk. Statements are planned for
/// their actual values: after a few uses PostgreSQL would choose a generic plan, which reads whole
/// tables although the requested days need only a page.
pub async fn snapshot(
    client: &mut Object,
    statement_timeout: Option<Duration>,
) -> Result<Transaction<'_>, Error> {
    let transaction = client
        .build_transaction()
        .isolation_level(IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()
        .await?;
    let timeout = statement_timeout.map_or_else(String::new, |timeout| {
        format!("set local statement_timeout = {};", timeout.as_millis())
    });
    transaction
        .batch_execute(&format!(
            "{timeout}
             set local work_mem = '32MB';
             set local plan_cache_mode = force_custom_plan"
        ))
        .await?;
    Ok(transaction)
}

/// The id with which a second connection sees the same data while the transaction is open.
pub async fn exported(snapshot: &Transaction<'_>) -> Result<String, Error> {
    let row = snapshot
        .query_one("select pg_export_snapshot()", &[])
        .await?;
    Ok(row.try_get(0)?)
}

/// A [`snapshot`] that sees the same data as the exported one.
pub async fn imported<'c>(client: &'c mut Object, id: &str) -> Result<Transaction<'c>, Error> {
    // The id becomes part of the text, because the statement takes no parameters.
    if !id
        .bytes()
        .all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
    {
        return Err(Error::Internal(format!("{id:?} is not a snapshot id")));
    }
    let transaction = snapshot(client, None).await?;
    let statement = format!("set transaction snapshot '{id}'");
    transaction.batch_execute(&statement).await?;
    Ok(transaction)
}

//! Progress of a run: the leases, and what workers report.

use std::time::Duration;

use contracts::sync::{SyncProgressed, SyncStarted};
use sql::queries::core_api::runs::progress as statements;
use store::Transaction;
use tokio_postgres::types::Json;

use crate::{
    attempt::Attempt,
    writing::{WriteError, stored},
};

/// Renews the lease by the database's clock. False if the epoch is no longer current: then this
/// message may not change any row of the mirror, and a batch is rolled back.
pub async fn renew_lease(
    tx: &Transaction<'_>,
    attempt: Attempt,
    lease: Duration,
) -> Result<bool, WriteError> {
    let lease_ms = stored(lease.as_millis());
    if statements::renew_lease()
        .bind(tx, &lease_ms, &attempt.run, &attempt.epoch.get())
        .opt()
        .await?
        .is_none()
    {
        return Ok(false);
    }
    statements::set_running()
        .bind(tx, &attempt.run)
        .opt()
        .await?;
    Ok(true)
}

/// Stores what an attempt reports when it starts.
pub async fn started(tx: &Transaction<'_>, event: &SyncStarted) -> Result<(), WriteError> {
    let (version, rights) = (&event.server_version, Json(&event.rights));
    statements::start()
        .bind(tx, version, &rights, &event.company_ids, &event.run)
        .await?;
    Ok(())
}

pub async fn progressed(
    tx: &Transaction<'_>,
    attempt: Attempt,
    event: &SyncProgressed,
) -> Result<(), WriteError> {
    let rows = |rows| stored(rows);
    let (read, expected) = (rows(event.rows_read), event.rows_expected.map(rows));
    statements::report()
        .bind(tx, &read, &expected, &attempt.run, &attempt.epoch.get())
        .await?;
    Ok(())
}

//! Signs of life of a run: the lease, and what a worker tells of itself.

use std::time::Duration;

use contracts::sync::{SyncProgressed, SyncStarted};
use store::Transaction;

use super::{WriteError, batches::Attempt};

/// Renews the lease by the database's clock. False when the epoch is no longer the one that
/// counts: then no row of the mirror may change by this message, and a batch is rolled back.
pub async fn renew_lease(
    tx: &Transaction<'_>,
    attempt: Attempt,
    lease: Duration,
) -> Result<bool, WriteError> {
    let renewed = tx
        .execute(
            "update ops.sync_run
             set state = 'running', started_at = coalesce(started_at, now()),
                 lease_until = now() + $3::bigint * interval '1 ms'
             where id = $1 and epoch = $2 and state in ('requested', 'running')",
            &[
                &attempt.run,
                &attempt.epoch,
                &i64::try_from(lease.as_millis()).unwrap_or(i64::MAX),
            ],
        )
        .await?;
    Ok(renewed == 1)
}

/// The companies are those that every attempt had: each may have read a part of the run.
pub async fn started(tx: &Transaction<'_>, event: &SyncStarted) -> Result<(), WriteError> {
    tx.execute(
        "update ops.sync_run
         set server_version = $2,
             company_ids = case when company_ids is null then $3
                 else array(select had from unnest(company_ids) had where had = any($3)) end
         where id = $1",
        &[&event.run, &event.server_version, &event.company_ids],
    )
    .await?;
    Ok(())
}

pub async fn progressed(tx: &Transaction<'_>, event: &SyncProgressed) -> Result<(), WriteError> {
    tx.execute(
        "update ops.sync_run
         set rows_read = greatest(rows_read, $2), rows_expected = coalesce($3, rows_expected)
         where id = $1",
        &[
            &event.run,
            &i64::try_from(event.rows_read).unwrap_or(i64::MAX),
            &event
                .rows_expected
                .map(|rows| i64::try_from(rows).unwrap_or(i64::MAX)),
        ],
    )
    .await?;
    Ok(())
}

//! Progress of a run: the leases, and what workers report.

use std::time::Duration;

use contracts::sync::{SyncProgressed, SyncStarted};
use store::{Transaction, cached};

use crate::{attempt::Attempt, writing::WriteError};

/// Renews the lease by the database's clock. False if the epoch is no longer current: then this
/// message may not change any row of the mirror, and a batch is rolled back.
pub async fn renew_lease(
    tx: &Transaction<'_>,
    attempt: Attempt,
    lease: Duration,
) -> Result<bool, WriteError> {
    let renewed = cached::execute(
        tx,
        "update ops.sync_part p
         set state = 'running', lease_until = now() + $3::bigint * interval '1 ms'
         from ops.sync_run r
         where p.run_id = $1 and p.epoch = $2 and p.state <> 'done'
           and r.id = p.run_id and r.state in ('requested', 'running')",
        &[
            &attempt.run,
            &attempt.epoch,
            &i64::try_from(lease.as_millis()).unwrap_or(i64::MAX),
        ],
    )
    .await?;
    if renewed == 0 {
        return Ok(false);
    }
    let sql = "update ops.sync_run
               set state = 'running', started_at = coalesce(started_at, now())
               where id = $1 and state = 'requested'";
    cached::execute(tx, sql, &[&attempt.run]).await?;
    Ok(true)
}

/// Stores what an attempt reports when it starts. A company that any attempt did not see counts as
/// lost. Of the rights, the first report counts.
pub async fn started(tx: &Transaction<'_>, event: &SyncStarted) -> Result<(), WriteError> {
    let rights = serde_json::to_value(&event.rights).map_err(contracts::Refusal::NotJson)?;
    tx.execute(
        "update ops.sync_run r
         set server_version = $2, rights = $4 || coalesce(rights, '{}'),
             company_ids = case when company_ids is null then $3::bigint[] else array(
                 select id from unnest(company_ids) with ordinality company (id, place)
                 where id = any($3) order by place) end
         where id = $1",
        &[
            &event.run,
            &event.server_version,
            &event.company_ids,
            &rights,
        ],
    )
    .await?;
    Ok(())
}

pub async fn progressed(tx: &Transaction<'_>, event: &SyncProgressed) -> Result<(), WriteError> {
    tx.execute(
        "update ops.sync_part
         set rows_read = greatest(rows_read, $3), rows_expected = coalesce($4, rows_expected)
         where run_id = $1 and epoch = $2",
        &[
            &event.run,
            &i32::try_from(event.epoch).unwrap_or(i32::MAX),
            &i64::try_from(event.rows_read).unwrap_or(i64::MAX),
            &event
                .rows_expected
                .map(|rows| i64::try_from(rows).unwrap_or(i64::MAX)),
        ],
    )
    .await?;
    Ok(())
}

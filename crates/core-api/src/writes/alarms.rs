//! What a person must look at. An alarm is raised by a run and stays until its cause is gone or
//! somebody has decided; raising it twice keeps the first instant.

use store::Transaction;
use uuid::Uuid;

use super::{WriteError, sync_runs::RunFailure};

/// Rows vanished as they do when the Odoo user loses rights.
pub const RIGHTS_INCIDENT: &str = "rights_incident";
/// Odoo went back to an earlier state.
pub const RESTORED: &str = "restored";

pub async fn raise(tx: &Transaction<'_>, run: Uuid, alarm: &RunFailure) -> Result<(), WriteError> {
    tracing::error!(sync_run.id = %run, alarm = alarm.reason, detail = alarm.detail, "a person must decide");
    tx.execute(
        "insert into ops.alarm (kind, run_id, detail, hint) values ($1, $2, $3, $4)
         on conflict (kind) do update
         set run_id = excluded.run_id, detail = excluded.detail, hint = excluded.hint",
        &[&alarm.reason, &run, &alarm.detail, &alarm.hint],
    )
    .await?;
    Ok(())
}

pub async fn clear(tx: &Transaction<'_>, kind: &str) -> Result<(), WriteError> {
    tx.execute("delete from ops.alarm where kind = $1", &[&kind])
        .await?;
    Ok(())
}

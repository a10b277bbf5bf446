//! Decisions of a person: that rows are really deleted, or that Odoo was really restored. Nothing
//! is deleted here: a run reads again and makes tombstones of what is still missing.

use contracts::sync::RunKind;
use states::AlarmKind;
use store::Transaction;
use uuid::Uuid;

use crate::{
    runs::{
        alarms, proofs,
        request::{self, NewRanges, NewRun},
    },
    writing::{Actor, WriteError},
};

/// Opens a repair of what the run held back; a verify of everything if the run only found that a
/// company is gone; a reload if the run was one. All of them are confirmed. The companies that the
/// Odoo user had in that run are all that it needs from now on.
pub async fn confirm_deletions(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    run: Uuid,
) -> Result<Uuid, WriteError> {
    let held = store::sync_runs::get(tx, run)
        .await?
        .ok_or(WriteError::NotFound)?;
    if !alarms::decide(tx, AlarmKind::RightsIncident, run).await? {
        return Err(WriteError::Conflict(
            "no alarm is about this run; GET /v1/mirror shows the one that waits for a decision"
                .to_owned(),
        ));
    }
    see_companies_of(tx, run).await?;
    if held.kind == RunKind::Reload {
        return reload_again(tx, actor, run).await;
    }
    let ranges = if held.kind == RunKind::Repair {
        proofs::ranges_of(tx, run).await?
    } else {
        held_ranges(tx, run).await?
    };
    let repair = NewRanges {
        kind: RunKind::Repair,
        ranges,
        parent_run: run,
        confirmed: true,
    };
    if let Some(repair) = request::request_ranges(tx, actor, repair).await? {
        return Ok(repair);
    }
    let verify = NewRun {
        kind: RunKind::Verify,
        models: Vec::new(),
        parent_run: Some(run),
        confirmed: true,
    };
    request::request(tx, actor, verify).await
}

async fn see_companies_of(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    tx.execute(
        "update ops.mirror m set company_ids = r.company_ids
         from ops.sync_run r where r.id = $1 and r.company_ids is not null",
        &[&run],
    )
    .await?;
    Ok(())
}

/// Nothing of what the reload had read is left, so it is read again.
async fn reload_again(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    run: Uuid,
) -> Result<Uuid, WriteError> {
    let models = store::sync_runs::models(tx, run).await?;
    let again = NewRun {
        kind: RunKind::Reload,
        models: models.into_iter().map(|model| model.model).collect(),
        parent_run: Some(run),
        confirmed: true,
    };
    request::request(tx, actor, again).await
}

/// The ranges of a run that lack rows: according to the totals or the content check of a verify, or
/// around the rows that an incremental run missed.
async fn held_ranges(tx: &Transaction<'_>, run: Uuid) -> Result<proofs::Ranges, WriteError> {
    let rows = tx
        .query(
            "select model, after_id, up_to_id from ops.digest where run_id = $1 and not equal
             union
             select m.model, c.after_id, c.up_to_id
             from ops.sync_run_model m,
                  jsonb_to_recordset(m.content) c (after_id bigint, up_to_id bigint)
             where m.run_id = $1
               and exists (select from ops.sync_missing s
                           where s.run_id = m.run_id and s.model = m.model
                             and s.id > c.after_id and s.id <= c.up_to_id)
             union
             select s.model, (s.id - 1) / 500 * 500, (s.id - 1) / 500 * 500 + 500
             from ops.sync_missing s join ops.sync_run r on r.id = s.run_id
             where r.id = $1 and r.kind = 'incremental'
             order by 1, 2",
            &[&run],
        )
        .await?;
    Ok(proofs::by_model(&rows))
}

/// Opens a snapshot that takes Odoo's rows as they are, older ones included. A verify follows and
/// makes tombstones of what is gone.
pub async fn accept_restore(tx: &Transaction<'_>, actor: &Actor<'_>) -> Result<Uuid, WriteError> {
    let accepted = tx
        .execute(
            "delete from ops.alarm where kind = $1",
            &[&AlarmKind::Restored],
        )
        .await?;
    if accepted == 0 {
        return Err(WriteError::Conflict(
            "there is no alarm that Odoo was restored".to_owned(),
        ));
    }
    tx.execute("update ops.mirror set restored_at = now()", &[])
        .await?;
    let snapshot = NewRun {
        kind: RunKind::Snapshot,
        models: Vec::new(),
        parent_run: None,
        confirmed: true,
    };
    request::request(tx, actor, snapshot).await
}

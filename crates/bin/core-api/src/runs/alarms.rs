//! Alarms: what a person must look at. A run raises an alarm, and it stays until its cause is gone
//! or a person has decided. An alarm that is raised again keeps its first time.

use states::AlarmKind;
use store::Transaction;
use uuid::Uuid;

use crate::{runs::request::RunFailure, writing::WriteError};

/// Raises the alarm, or updates it with a later run.
pub async fn raise(
    tx: &Transaction<'_>,
    run: Uuid,
    kind: AlarmKind,
    alarm: &RunFailure,
) -> Result<(), WriteError> {
    raise_unless(tx, run, (kind, alarm), "false").await
}

/// As [`raise`], but keeps an existing alarm if its run holds deletions back, because that is the
/// run which a person can confirm.
pub(crate) async fn raise_unless_held(
    tx: &Transaction<'_>,
    run: Uuid,
    kind: AlarmKind,
    alarm: &RunFailure,
) -> Result<(), WriteError> {
    let held = "exists (select from ops.sync_run r
                        where r.id = kept.run_id and r.failure_reason::text = kept.kind::text)";
    raise_unless(tx, run, (kind, alarm), held).await
}

async fn raise_unless(
    tx: &Transaction<'_>,
    run: Uuid,
    (kind, alarm): (AlarmKind, &RunFailure),
    stays: &str,
) -> Result<(), WriteError> {
    tracing::error!(sync_run.id = %run, alarm = %kind, detail = alarm.detail, "a person must decide");
    tx.execute(
        &format!(
            "insert into ops.alarm as kept (kind, run_id, detail, hint) values ($1, $2, $3, $4)
             on conflict (kind) do update
             set run_id = excluded.run_id, detail = excluded.detail, hint = excluded.hint
             where not {stays}"
        ),
        &[&kind, &run, &alarm.detail, &alarm.hint],
    )
    .await?;
    Ok(())
}

pub async fn clear(tx: &Transaction<'_>, kind: AlarmKind) -> Result<(), WriteError> {
    tx.execute("delete from ops.alarm where kind = $1", &[&kind])
        .await?;
    Ok(())
}

/// Clears the alarm about rights if every model has been proved equal since it was raised.
pub async fn clear_proved(tx: &Transaction<'_>) -> Result<(), WriteError> {
    tx.execute(
        "delete from ops.alarm a
         where a.kind = $1
           and not exists (select from ops.cursor c left join ops.proof p using (model)
                           where p.model is null or p.differing > 0
                              or coalesce(p.looked_again_at, p.proved_at) < a.raised_at)",
        &[&AlarmKind::RightsIncident],
    )
    .await?;
    Ok(())
}

/// Clears the alarm on which a person has decided. False if there is none for this run.
pub(crate) async fn decide(
    tx: &Transaction<'_>,
    kind: AlarmKind,
    run: Uuid,
) -> Result<bool, WriteError> {
    let sql = "delete from ops.alarm where kind = $1 and run_id = $2";
    Ok(tx.execute(sql, &[&kind, &run]).await? == 1)
}

/// Clears `restored` if the run found landmarks of each model that had shown the restore.
pub async fn clear_restored(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    tx.execute(
        "delete from ops.alarm a
         where a.kind = $2
           and exists (select from ops.sync_run_model
                       where run_id = $1 and jsonb_array_length(landmarks) > 0)
           and not exists (
               select from ops.sync_run_model shown
               where shown.run_id = a.run_id and jsonb_array_length(shown.landmarks) > 0
                 and not exists (
                     select from ops.sync_run_model found
                     where found.run_id = $1 and found.model = shown.model
                       and jsonb_array_length(found.landmarks) > 0))",
        &[&run, &AlarmKind::Restored],
    )
    .await?;
    Ok(())
}

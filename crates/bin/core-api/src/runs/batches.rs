//! The ledger of batches and the completion of a run.
//!
//! A part of a run is complete when one attempt of its epoch has all its batches in the ledger.
//! Batches of other attempts do no harm and count only for their own attempt.
//!
//! Every transaction locks rows in the same order: models, attempt, part, run.

use contracts::sync::{ModelOutcome, RunKind, SyncFinished};
use jiff::Timestamp;
use store::{Transaction, cached};
use uuid::Uuid;

use crate::{attempt::Attempt, runs::references, writing::WriteError};

/// The fields of a batch that the ledger stores.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    pub seq: u32,
    pub model: &'a str,
    pub after_id: i64,
    pub up_to_id: i64,
    pub rows: usize,
    /// The batch has every record of its range, and every row is compared.
    pub whole: bool,
}

/// The kind of the run, if this epoch is the current one.
pub async fn current_kind(
    tx: &Transaction<'_>,
    attempt: Attempt,
) -> Result<Option<RunKind>, WriteError> {
    let row = cached::query_opt(
        tx,
        "select r.kind from ops.sync_part p join ops.sync_run r on r.id = p.run_id
         where p.run_id = $1 and p.epoch = $2 and p.state <> 'done'
           and r.state in ('requested', 'running')",
        &[&attempt.run, &attempt.epoch],
    )
    .await?;
    Ok(row.map(|row| row.get(0)))
}

pub async fn ensure_attempt(tx: &Transaction<'_>, attempt: Attempt) -> Result<(), WriteError> {
    cached::execute(
        tx,
        "insert into ops.sync_attempt (run_id, epoch, attempt) values ($1, $2, $3)
         on conflict do nothing",
        &[&attempt.run, &attempt.epoch, &attempt.attempt],
    )
    .await?;
    Ok(())
}

/// Enters a batch. False if it is already there.
pub async fn enter(
    tx: &Transaction<'_>,
    attempt: Attempt,
    entry: Entry<'_>,
) -> Result<bool, WriteError> {
    let inserted = cached::execute(
        tx,
        "insert into ops.sync_batch
             (run_id, epoch, attempt, seq, model, after_id, up_to_id, rows, changed)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 0)
         on conflict do nothing",
        &[
            &attempt.run,
            &attempt.epoch,
            &attempt.attempt,
            &i32::try_from(entry.seq).unwrap_or(i32::MAX),
            &entry.model,
            &entry.after_id,
            &entry.up_to_id,
            &i32::try_from(entry.rows).unwrap_or(i32::MAX),
        ],
    )
    .await?;
    Ok(inserted == 1)
}

/// Counts an entered batch for its attempt and its model.
pub async fn count(
    tx: &Transaction<'_>,
    attempt: Attempt,
    entry: Entry<'_>,
    changed: u64,
) -> Result<(), WriteError> {
    let rows = i64::try_from(entry.rows).unwrap_or(i64::MAX);
    let changed = i64::try_from(changed).unwrap_or(i64::MAX);
    cached::execute(
        tx,
        "update ops.sync_run_model
         set rows_applied = rows_applied + $3, rows_changed = rows_changed + $4,
             content_rows = content_rows + case when $5 then $3 else 0 end,
             repaired = repaired + case when $5 then $4 else 0 end
         where run_id = $1 and model = $2",
        &[&attempt.run, &entry.model, &rows, &changed, &entry.whole],
    )
    .await?;
    cached::execute(
        tx,
        "update ops.sync_batch set changed = $5::bigint
         where run_id = $1 and epoch = $2 and attempt = $3 and seq = $4",
        &[
            &attempt.run,
            &attempt.epoch,
            &attempt.attempt,
            &i32::try_from(entry.seq).unwrap_or(i32::MAX),
            &changed,
        ],
    )
    .await?;
    cached::execute(
        tx,
        "update ops.sync_attempt set applied = applied + 1
         where run_id = $1 and epoch = $2 and attempt = $3",
        &[&attempt.run, &attempt.epoch, &attempt.attempt],
    )
    .await?;
    Ok(())
}

/// Records as missing the fields that the run asked for and the batch lacks. The attempt that
/// finishes may not have read this model itself.
pub async fn note_missing(
    tx: &Transaction<'_>,
    run: Uuid,
    model: &str,
    fields: &[String],
) -> Result<(), WriteError> {
    cached::execute(
        tx,
        "update ops.sync_run_model
         set missing_fields = array(select unnest(missing_fields)
                                    union (select unnest(fields) except select unnest($3::text[]))
                                    order by 1)
         where run_id = $1 and model = $2
           and not (fields <@ (missing_fields || $3::text[]))",
        &[&run, &model, &fields],
    )
    .await?;
    Ok(())
}

/// Stores what `sync.finished` reports: the number of batches, and what the attempt did not find.
pub async fn finish(tx: &Transaction<'_>, finished: &SyncFinished) -> Result<(), WriteError> {
    for ModelOutcome {
        model,
        missing_fields,
        absent,
        ..
    } in &finished.models
    {
        tx.execute(
            "update ops.sync_run_model
             set missing_fields = array(select unnest(missing_fields) union select unnest($3::text[])
                                        order by 1),
                 absent = $4
             where run_id = $1 and model = $2",
            &[&finished.run, model, missing_fields, absent],
        )
        .await?;
    }
    references::keep(tx, &finished.models).await?;
    let attempt = Attempt::new(finished.run, finished.epoch, finished.attempt);
    tx.execute(
        "update ops.sync_attempt set batches_total = $4
         where run_id = $1 and epoch = $2 and attempt = $3",
        &[
            &attempt.run,
            &attempt.epoch,
            &attempt.attempt,
            &i32::try_from(finished.batches).unwrap_or(i32::MAX),
        ],
    )
    .await?;
    Ok(())
}

/// True if this attempt has reported its total and all its batches are in the ledger. The caller
/// has written to the attempt's row before, so it holds the lock. (`for update` would wait for
/// every transaction that has entered a batch, because they hold key share locks: a deadlock.)
pub async fn is_complete(tx: &Transaction<'_>, attempt: Attempt) -> Result<bool, WriteError> {
    let row = cached::query_opt(
        tx,
        "select applied = batches_total from ops.sync_attempt
         where run_id = $1 and epoch = $2 and attempt = $3 and batches_total is not null",
        &[&attempt.run, &attempt.epoch, &attempt.attempt],
    )
    .await?;
    Ok(row.is_some_and(|row| row.get(0)))
}

/// Closes the run. The caller has made sure that it is complete.
pub async fn close(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    tx.execute(
        "update ops.sync_run
         set state = 'done', finished_at = now(),
             failure_reason = null, failure_detail = null, failure_hint = null
         where id = $1",
        &[&run],
    )
    .await?;
    tx.execute(
        "update ops.sync_run_model set complete = true where run_id = $1",
        &[&run],
    )
    .await?;
    Ok(())
}

/// Moves the watermarks of the run's models to the end of the window less the safety lag, so that
/// rows which were committed late, by transactions begun before the end, fall into the next window.
pub async fn move_watermarks(
    tx: &Transaction<'_>,
    run: Uuid,
    safety_lag_seconds: u32,
) -> Result<(), WriteError> {
    tx.execute(
        "insert into ops.cursor (model, watermark, run_id)
         select m.model, r.window_until - $2::bigint * interval '1 second', r.id
         from ops.sync_run r join ops.sync_run_model m on m.run_id = r.id
         where r.id = $1 and r.window_until is not null
         on conflict (model) do update
         set watermark = excluded.watermark, run_id = excluded.run_id, moved_at = now()",
        &[&run, &i64::from(safety_lag_seconds)],
    )
    .await?;
    Ok(())
}

/// Whether the run has counted every model that Odoo has.
pub async fn has_counted_all(tx: &Transaction<'_>, run: Uuid) -> Result<bool, WriteError> {
    let sql = "select not exists (select from ops.sync_run_model
                                  where run_id = $1 and counted_at is null and not absent)";
    Ok(tx.query_one(sql, &[&run]).await?.get(0))
}

/// Moves `deletions_as_of` of each model that the run counted or compared completely to the end of
/// its window: everything that the run missed is now a tombstone.
pub async fn move_deletions(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    tx.execute(
        "update ops.cursor c set deletions_as_of = greatest(c.deletions_as_of, r.window_until)
         from ops.sync_run r join ops.sync_run_model m on m.run_id = r.id
         where r.id = $1 and m.model = c.model
           and (m.counted_at is not null or r.kind in ('verify', 'reload'))",
        &[&run],
    )
    .await?;
    Ok(())
}

/// What a credit message tells an attempt.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// Batches of the attempt in the ledger.
    pub applied: u32,
    /// Parts of the run that are not done.
    pub parts: u32,
}

pub async fn standing(tx: &Transaction<'_>, attempt: Attempt) -> Result<Standing, WriteError> {
    let row = cached::query_one(
        tx,
        "select coalesce((select applied from ops.sync_attempt
                          where run_id = $1 and epoch = $2 and attempt = $3), 0)::bigint,
                (select count(*) from ops.sync_part where run_id = $1 and state <> 'done')",
        &[&attempt.run, &attempt.epoch, &attempt.attempt],
    )
    .await?;
    let count = |at| u32::try_from(row.get::<_, i64>(at)).unwrap_or(0);
    Ok(Standing {
        applied: count(0),
        parts: count(1),
    })
}

/// Stores the end of the window of an attempt; the run keeps the earliest of all attempts.
pub async fn freeze_window(
    tx: &Transaction<'_>,
    run: Uuid,
    until: Timestamp,
) -> Result<(), WriteError> {
    cached::execute(
        tx,
        "update ops.sync_run set window_until = least(window_until, $2) where id = $1",
        &[&run, &until],
    )
    .await?;
    Ok(())
}

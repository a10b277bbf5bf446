//! The ledger of batches and the completion of a run.
//!
//! A part of a run is complete when one attempt of its epoch has all its batches in the ledger;
//! batches of other attempts are harmless and count for none but their own.
//!
//! Rows are locked in one order by every transaction: models, attempt, part, run.

use contracts::sync::{ModelOutcome, SyncFinished};
use jiff::Timestamp;
use store::{Transaction, cached};
use uuid::Uuid;

use super::{WriteError, references};

/// One attempt at one epoch of a run: the key of everything that a worker says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempt {
    pub run: Uuid,
    pub epoch: i32,
    pub attempt: Uuid,
}

impl Attempt {
    pub fn new(run: Uuid, epoch: u32, attempt: Uuid) -> Self {
        // An epoch that does not fit matches no run and is dropped as stale.
        Self {
            run,
            epoch: i32::try_from(epoch).unwrap_or(i32::MAX),
            attempt,
        }
    }
}

/// The part of a batch that the ledger keeps.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    pub seq: u32,
    pub model: &'a str,
    pub after_id: i64,
    pub up_to_id: i64,
    pub rows: usize,
    /// Every record of the range, compared row by row.
    pub whole: bool,
}

/// The kind of the run if this epoch is the one that counts.
pub async fn current_kind(
    tx: &Transaction<'_>,
    attempt: Attempt,
) -> Result<Option<String>, WriteError> {
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

/// Enters a batch. False when it is there already.
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

/// Counts the fields that the run asked for and a batch of it does not have as missing: the attempt
/// that finishes may not have read this model itself.
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

/// Keeps what `sync.finished` says: how many batches the attempt has, and what it did not find.
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

/// True when this attempt has told its total and all of its batches are in the ledger. The caller
/// has written to the attempt before, and so has it locked. (A lock for update would wait for every
/// transaction that has entered a batch, for they hold a key share of it: a deadlock.)
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

/// Moves the watermarks of the run's models to the window's end less the safety lag: rows that
/// were committed late, by transactions that began before the end, fall into the next window.
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

/// Deletions of each model that the run counted, or compared as a whole, are known up to the end of its
/// window: all that it missed is buried.
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

/// What an attempt is told with its credit.
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

/// The end of the window as an attempt froze it; the run keeps the least of all attempts.
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

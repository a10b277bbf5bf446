//! The ledger of batches and the completion of a run.
//!
//! A part of a run is complete when one attempt of its epoch has all its batches in the ledger.
//! Batches of other attempts do no harm and count only for their own attempt.
//!
//! Every transaction locks rows in the same order: models, attempt, part, run.

use contracts::{
    Seq,
    sync::{ModelOutcome, RunKind, SyncFinished},
};
use jiff::Timestamp;
use sql::queries::core_api::runs::batches as statements;
use store::Transaction;
use uuid::Uuid;

pub(crate) use self::statements::{
    Standing, has_counted_all, is_complete, move_deletions, move_watermarks, note_missing,
};
use crate::{
    attempt::Attempt,
    runs::references,
    writing::{WriteError, stored},
};

/// The fields of a batch that the ledger stores.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    pub seq: Seq,
    pub model: &'a str,
    pub after_id: i64,
    pub up_to_id: i64,
    pub rows: i64,
    /// The batch has every record of its range, and every row is compared.
    pub whole: bool,
}

/// The kind of the run, if the attempt's epoch is the current one.
pub async fn current_kind(
    tx: &Transaction<'_>,
    attempt: Attempt,
) -> Result<Option<RunKind>, WriteError> {
    Ok(statements::current_kind()
        .bind(tx, &attempt.run, &attempt.epoch.get())
        .opt()
        .await?)
}

pub async fn ensure_attempt(tx: &Transaction<'_>, attempt: Attempt) -> Result<(), WriteError> {
    statements::ensure_attempt()
        .bind(tx, &attempt.run, &attempt.epoch.get(), &attempt.attempt)
        .opt()
        .await?;
    Ok(())
}

/// Stores the end of the window of an attempt; the run keeps the earliest of all attempts.
pub async fn freeze_window(
    tx: &Transaction<'_>,
    run: Uuid,
    until: Timestamp,
) -> Result<(), WriteError> {
    statements::freeze_window()
        .bind(tx, &until, &run)
        .opt()
        .await?;
    Ok(())
}

/// Enters a batch. False if it is already there.
pub async fn enter(
    tx: &Transaction<'_>,
    attempt: Attempt,
    entry: Entry<'_>,
) -> Result<bool, WriteError> {
    let Attempt {
        run,
        epoch,
        attempt,
    } = attempt;
    let Entry {
        model,
        after_id,
        up_to_id,
        rows,
        ..
    } = entry;
    Ok(statements::enter()
        .bind(
            tx,
            &run,
            &epoch.get(),
            &attempt,
            &entry.seq.get(),
            &model,
            &after_id,
            &up_to_id,
            &rows,
        )
        .opt()
        .await?
        .is_some())
}

/// Counts an entered batch for its attempt and its model.
pub async fn count(
    tx: &Transaction<'_>,
    attempt: Attempt,
    entry: Entry<'_>,
    changed: u64,
) -> Result<(), WriteError> {
    let Attempt {
        run,
        epoch,
        attempt,
    } = attempt;
    let changed = stored(changed);
    statements::count_for_model()
        .bind(tx, &entry.rows, &changed, &entry.whole, &run, &entry.model)
        .opt()
        .await?;
    statements::set_changed()
        .bind(tx, &changed, &run, &epoch.get(), &attempt, &entry.seq.get())
        .opt()
        .await?;
    statements::count_for_attempt()
        .bind(tx, &run, &epoch.get(), &attempt)
        .opt()
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
        statements::finish_model()
            .bind(tx, missing_fields, absent, &finished.run, model)
            .await?;
    }
    references::keep(tx, &finished.models).await?;
    let attempt = Attempt::new(finished.run, finished.epoch, finished.attempt);
    statements::finish_attempt()
        .bind(
            tx,
            &finished.batches,
            &attempt.run,
            &attempt.epoch.get(),
            &attempt.attempt,
        )
        .await?;
    Ok(())
}

/// Closes the run. The caller has made sure that it is complete.
pub async fn close(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    statements::close_run().bind(tx, &run).await?;
    statements::close_models().bind(tx, &run).await?;
    Ok(())
}

/// Reads what a credit message tells an attempt.
pub async fn standing(tx: &Transaction<'_>, attempt: Attempt) -> Result<Standing, WriteError> {
    Ok(statements::standing()
        .bind(tx, &attempt.run, &attempt.epoch.get(), &attempt.attempt)
        .one()
        .await?)
}

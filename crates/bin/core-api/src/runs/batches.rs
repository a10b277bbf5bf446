//! The ledger of batches and the completion of a run.
//!
//! A part of a run is complete when one attempt of its epoch has all its batches in the ledger.
//! Batches of other attempts do no harm and count only for their own attempt.
//!
//! Every transaction locks rows in the same order: models, attempt, part, run.

use contracts::sync::{ModelOutcome, SyncFinished};
use sql::queries::core_api::runs::batches as statements;
use store::Transaction;
use uuid::Uuid;

pub(crate) use self::statements::{
    current_kind, ensure_attempt, freeze_window, has_counted_all, is_complete, move_deletions,
    move_watermarks, note_missing,
};
use crate::{attempt::Attempt, runs::references, writing::WriteError};

/// The fields of a batch that the ledger stores.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    pub seq: u32,
    pub model: &'a str,
    pub after_id: i64,
    pub up_to_id: i64,
    pub rows: i64,
    /// The batch has every record of its range, and every row is compared.
    pub whole: bool,
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
    let seq = i64::from(entry.seq);
    let Entry {
        model,
        after_id,
        up_to_id,
        rows,
        ..
    } = entry;
    Ok(statements::enter()
        .bind(
            tx, &run, &epoch, &attempt, &seq, &model, &after_id, &up_to_id, &rows,
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
    let changed = i64::try_from(changed).unwrap_or(i64::MAX);
    statements::count_for_model()
        .bind(tx, &entry.rows, &changed, &entry.whole, &run, &entry.model)
        .opt()
        .await?;
    let seq = i64::from(entry.seq);
    statements::set_changed()
        .bind(tx, &changed, &run, &epoch, &attempt, &seq)
        .opt()
        .await?;
    statements::count_for_attempt()
        .bind(tx, &run, &epoch, &attempt)
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
    let batches = i64::from(finished.batches);
    statements::finish_attempt()
        .bind(tx, &batches, &attempt.run, &attempt.epoch, &attempt.attempt)
        .await?;
    Ok(())
}

/// Closes the run. The caller has made sure that it is complete.
pub async fn close(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    statements::close_run().bind(tx, &run).await?;
    statements::close_models().bind(tx, &run).await?;
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
    let standing = statements::standing()
        .bind(tx, &attempt.run, &attempt.epoch, &attempt.attempt)
        .one()
        .await?;
    Ok(Standing {
        applied: u32::try_from(standing.applied).unwrap_or(0),
        parts: u32::try_from(standing.parts).unwrap_or(0),
    })
}

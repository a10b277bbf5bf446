//! Applies rows to the mirror in this order: **queue** for the derived tables, **hold** the old
//! rows for the history, **merge**; then raise the **version**, **record** the history and **keep**
//! the derived tables up to date. The second half locks a row that every write of the tenant needs,
//! so the caller does everything else before it.

use contracts::sync::SyncBatch;
use store::{Transaction, catalog::Model};
use uuid::Uuid;

pub(super) use sql::queries::core_api::mirror::apply::raise_version;

use super::{deletions, derived, history, merge, stage};
use crate::writing::WriteError;

/// Merges a batch into its table and returns the number of rows inserted or updated. Mirrored rows
/// that a whole batch lacks are gone in Odoo: they are noted, and become tombstones with the run.
/// `as_of` is the number of the snapshot that the batch is from, with its generation.
pub async fn merge_batch(
    tx: &Transaction<'_>,
    model: &Model,
    (batch, as_of): (&SyncBatch, Option<i64>),
) -> Result<u64, WriteError> {
    let changed = merge_rows(tx, model, (batch, as_of)).await?;
    if batch.whole {
        deletions::note(tx, model, (batch, as_of)).await?;
    }
    if !batch.asked.is_empty() {
        deletions::note_asked(tx, model, (batch, as_of)).await?;
    }
    Ok(changed)
}

/// Merges a batch into its table and says nothing about rows that it lacks.
pub(crate) async fn merge_rows(
    tx: &Transaction<'_>,
    model: &Model,
    (batch, as_of): (&SyncBatch, Option<i64>),
) -> Result<u64, WriteError> {
    let targets = stage::targets_of(tx, model, batch).await?;
    stage::stage(tx, model, batch, &targets).await?;
    derived::queue(tx, model).await?;
    history::hold(tx, model).await?;
    merge::merge_batch(tx, model, (batch, as_of), &targets).await
}

/// Merges staged rows of a reload. No other run changes the mirror meanwhile.
pub(super) async fn merge_reloaded(
    tx: &Transaction<'_>,
    model: &Model,
    run: Uuid,
) -> Result<u64, WriteError> {
    history::hold(tx, model).await?;
    let changed = merge::merge_newer(tx, model, run).await?;
    publish(tx, model, run, changed).await?;
    Ok(changed)
}

/// Makes merged rows visible: raises the version, writes the history, updates the derived tables.
pub async fn publish(
    tx: &Transaction<'_>,
    model: &Model,
    run: Uuid,
    changed: u64,
) -> Result<(), WriteError> {
    if changed == 0 {
        return Ok(());
    }
    raise_version().bind(tx).one().await?;
    history::record(tx, model, run).await?;
    derived::keep_staged(tx, model).await
}

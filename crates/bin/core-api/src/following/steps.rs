//! Applies a step: rows and deletions of several models in one transaction.
//!
//! As for a batch, the first half changes the tables and the second half makes the changes visible,
//! because that half locks a row that every write of the tenant needs.

use std::time::Duration;

use contracts::sync::{StepModel, SyncBatch, SyncStep};
use sql::queries::core_api::following::write as statements;
use store::{Transaction, catalog::Model};

use crate::{
    mirror::{apply, deletions},
    runs::histories,
    writing::{WriteError, stored},
};

pub(super) async fn apply(
    tx: &Transaction<'_>,
    (step, models): (&SyncStep, &[Model]),
    generation: i32,
    lease: Duration,
) -> Result<(), WriteError> {
    let as_of = step
        .as_of
        .map(|as_of| histories::numbered(generation, as_of));
    let mut merged = Vec::with_capacity(models.len());
    for (model, rows) in models.iter().zip(&step.models) {
        let batch = batch_of(step, rows);
        let changed = apply::merge_rows(tx, model, (&batch, as_of)).await?;
        let gone = deletions::bury_absent(tx, model, (&batch, as_of)).await?;
        merged.push((model, changed, gone));
    }
    let mut rows = 0;
    for (model, changed, gone) in merged {
        rows += stored(changed) + stored(gone.len());
        apply::publish(tx, model, step.run, changed).await?;
        deletions::publish_buried(tx, model, step.run, &gone).await?;
    }
    let lease_ms = stored(lease.as_millis());
    let SyncStep {
        reached,
        committed_at,
        current_at,
        in_doubt,
        catalogue,
        retained_bytes,
        ..
    } = step;
    let retained_bytes = retained_bytes.map(stored);
    statements::step()
        .bind(
            tx,
            &rows,
            reached,
            committed_at,
            in_doubt,
            current_at,
            catalogue,
            &retained_bytes,
            &lease_ms,
        )
        .await?;
    Ok(())
}

fn batch_of(step: &SyncStep, of_model: &StepModel) -> SyncBatch {
    let StepModel {
        model,
        asked,
        range,
        fields,
        rows,
    } = of_model;
    SyncBatch {
        run: step.run,
        epoch: step.epoch,
        attempt: step.attempt,
        seq: step.seq,
        model: model.clone(),
        read_at: step.read_at,
        as_of: step.as_of,
        after_id: range.map_or(0, |range| range.after_id),
        up_to_id: range.map_or(0, |range| range.up_to_id),
        whole: range.is_some(),
        asked: asked.clone(),
        fields: fields.clone(),
        rows: rows.clone(),
    }
}

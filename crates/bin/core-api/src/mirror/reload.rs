//! A full reload: what Odoo has is stored beside the mirror and applied in one transaction when all
//! of it has been read. Until then readers see nothing of it.
//!
//! Only rows that differ are stored, and missing rows are noted (`deletions`). Only what follows Odoo's
//! log changes the mirror meanwhile, and its rows have numbers of snapshots. So a row that was equal
//! when it was read is equal or newer at the end.

use contracts::sync::SyncBatch;
use sql::queries::core_api::{
    mirror::{apply::count_repaired_rows, reload as statements},
    runs::resume::Reached,
};
use store::{
    Transaction,
    catalog::{Model, quoted},
};
use uuid::Uuid;

pub(crate) use self::statements::never_loaded;
use super::{
    apply, deletions, history,
    merge::Merge,
    order::{AS_OF_START, NOT_SINCE},
    stage::{self, EXTRA, stage_of},
};
use crate::{
    attempt::{Attempt, Part},
    writing::{WriteError, stored},
};

/// Rows applied under one mirror version. The history removes a version in one transaction.
const ROWS_AT_ONCE: i64 = 5_000;

/// Refuses models that were never loaded completely: a reload compares with what is there.
pub(crate) async fn check<'a>(
    tx: &Transaction<'_>,
    models: impl Iterator<Item = &'a str>,
) -> Result<(), WriteError> {
    let models: Vec<_> = models.collect();
    let missing = never_loaded().bind(tx, &models).all().await?;
    if missing.is_empty() {
        return Ok(());
    }
    Err(WriteError::Invalid(format!(
        "cannot reload {}: never loaded completely; start a snapshot or an incremental \
         run first",
        missing.join(", ")
    )))
}

/// Stores the rows of a batch that differ from the mirror, and notes the missing rows.
pub async fn keep(
    tx: &Transaction<'_>,
    model: &Model,
    (batch, as_of): (&SyncBatch, Option<i64>),
) -> Result<(), WriteError> {
    let targets = stage::targets_of(tx, model, batch).await?;
    stage::stage(tx, model, batch, &targets).await?;
    let merge = Merge {
        model,
        columns: stage::columns_of(batch, &targets),
    };
    let insert = tx
        .prepare_cached(&format!(
            "insert into ops.reload_row (run_id, attempt, model, id, read_at, as_of, fields)
             select $1, $2, $3, staged.id, $4, $6, to_jsonb(staged) - $5::text[]
             from {stage} staged left join odoo.{table} kept on kept.id = staged.id
             where kept.id is null or kept._deleted_at is not null or {differs}
             on conflict do nothing",
            stage = stage_of(model),
            table = model.table,
            differs = merge.differs("staged"),
        ))
        .await?;
    tx.execute(
        &insert,
        &[
            &batch.run,
            &batch.attempt,
            &model.name,
            &batch.read_at,
            &unread(model, &merge.columns),
            &as_of,
        ],
    )
    .await?;
    deletions::note(tx, model, (batch, as_of)).await
}

/// The columns of the model's table that a batch does not fill.
fn unread(model: &Model, columns: &[String]) -> Vec<String> {
    let own = ["_read_at", "_run", "_deleted_at", "_as_of", EXTRA];
    let all = model.fields().into_iter().chain(own.map(ToOwned::to_owned));
    all.filter(|name| !columns.contains(&quoted(name)) && !columns.contains(name))
        .collect()
}

/// Keeps what the attempt has found up to the `reached` ids for any next attempt; deletes the rest.
pub(crate) async fn keep_prefix(
    tx: &Transaction<'_>,
    part: Part,
    attempt: Uuid,
    reached: &[Reached],
) -> Result<(), WriteError> {
    let Part { run, part } = part;
    for Reached {
        model, up_to_id, ..
    } in reached
    {
        statements::keep_rows_up_to()
            .bind(tx, &run, &attempt, model, up_to_id)
            .await?;
        statements::keep_missing_up_to()
            .bind(tx, &run, &attempt, model, up_to_id)
            .await?;
    }
    statements::forget_other_rows()
        .bind(tx, &run, &part)
        .await?;
    statements::forget_other_missing()
        .bind(tx, &run, &part)
        .await?;
    Ok(())
}

/// Notes the rows above the highest id that Odoo has, because no batch covers them. Nothing is
/// noted for a model without batches, nor a row that came after the run had begun.
pub async fn note_tail(
    tx: &Transaction<'_>,
    attempt: Attempt,
    models: &[Model],
) -> Result<(), WriteError> {
    for model in models {
        tx.execute(
            &format!(
                "insert into ops.sync_missing (run_id, attempt, model, id, read_at, as_of)
                 select $1, $2, $3, kept.id, kept._read_at, reach.as_of
                 from (select greatest(m.after_id, (
                           select max(b.up_to_id)
                           from ops.sync_part p
                           join ops.sync_batch b on b.run_id = p.run_id and b.attempt = p.attempt
                           where p.run_id = $1 and b.model = $3)) as up_to_id,
                           {AS_OF_START} as as_of
                       from ops.sync_run_model m where m.run_id = $1 and m.model = $3) reach
                 join odoo.{} kept on kept.id > reach.up_to_id and kept._deleted_at is null
                      and {NOT_SINCE}
                 where reach.up_to_id > 0
                 on conflict do nothing",
                model.table
            ),
            &[&attempt.run, &attempt.attempt, &model.name],
        )
        .await?;
    }
    Ok(())
}

/// Applies the stored rows as if they had just come in batches. The caller commits this together
/// with the tombstones.
pub async fn swap(tx: &Transaction<'_>, run: Uuid, models: &[Model]) -> Result<(), WriteError> {
    for model in models {
        stage::make(tx, model).await?;
        // It may still hold the last batch.
        stage::clear(tx, model).await?;
        let mut after_id = 0;
        while let Some(up_to_id) = stage_kept(tx, model, run, after_id).await? {
            after_id = up_to_id;
            let changed = apply::merge_reloaded(tx, model, run).await?;
            let changed = stored(changed);
            count_repaired_rows()
                .bind(tx, &changed, &run, &model.name)
                .await?;
            history::clear_held(tx, model).await?;
            stage::clear(tx, model).await?;
        }
    }
    forget(tx, run).await
}

/// Stages the next rows with all their columns and returns the last id.
async fn stage_kept(
    tx: &Transaction<'_>,
    model: &Model,
    run: Uuid,
    after_id: i64,
) -> Result<Option<i64>, WriteError> {
    let statement = tx
        .prepare_cached(&format!(
            "with staged as (
                 insert into {stage}
                 select complete.* from (
                     select found.id, found.fields || jsonb_build_object(
                                '_read_at', found.read_at, '_as_of', found.as_of) as fields
                     from ops.reload_row found
                     where found.run_id = $1 and found.model = $2 and found.id > $3
                       and found.attempt in (select $1 union all
                                             select attempt from ops.sync_part where run_id = $1)
                     order by found.id limit {ROWS_AT_ONCE}
                 ) found
                 left join odoo.{table} kept on kept.id = found.id
                 cross join lateral jsonb_populate_record(kept, found.fields) complete
                 returning id
             )
             select max(id) from staged",
            stage = stage_of(model),
            table = model.table,
        ))
        .await?;
    let row = tx
        .query_one(&statement, &[&run, &model.name, &after_id])
        .await?;
    Ok(row.get(0))
}

async fn forget(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    statements::forget_rows().bind(tx, &run).await?;
    deletions::forget_missing().bind(tx, &run).await?;
    Ok(())
}

/// Deletes what a reload has stored, if the reload ends before it is done. Its parts get unused
/// epochs, so a batch that waits for a part's row becomes stale and adds nothing. Runs of other
/// kinds are not changed.
pub(crate) async fn discard(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    if statements::fence().bind(tx, &run).await? > 0 {
        forget(tx, run).await?;
    }
    Ok(())
}

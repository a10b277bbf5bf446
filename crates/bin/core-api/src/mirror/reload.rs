//! A full reload: what Odoo has is stored beside the mirror and applied in one transaction when all
//! of it has been read. Until then readers see nothing of it.
//!
//! Only rows that differ are stored, and missing rows are noted (`deletions`). No other run changes
//! the mirror meanwhile, so a row that was equal when it was read is equal at the end, and all rows
//! of the reload are newer than the mirror's.

use contracts::sync::SyncBatch;
use store::{
    Transaction,
    catalog::{Model, quoted},
};
use uuid::Uuid;

use super::{
    apply, deletions, history,
    merge::Merge,
    stage::{self, EXTRA, stage_of},
};
use crate::{
    attempt::{Attempt, Part},
    writing::WriteError,
};

/// Rows applied under one mirror version. The history removes a version in one transaction.
const ROWS_AT_ONCE: i64 = 5_000;

/// Refuses models that were never loaded completely: a reload compares with what is there.
pub(crate) async fn check<'a>(
    tx: &Transaction<'_>,
    models: impl Iterator<Item = &'a str>,
) -> Result<(), WriteError> {
    let models: Vec<_> = models.collect();
    let sql = "select model from unnest($1::text[]) asked (model)
               where not exists (select from ops.cursor c where c.model = asked.model)";
    let rows = tx.query(sql, &[&models]).await?;
    let missing: Vec<&str> = rows.iter().map(|row| row.get(0)).collect();
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
    batch: &SyncBatch,
) -> Result<(), WriteError> {
    let targets = stage::targets_of(tx, model, batch).await?;
    stage::stage(tx, model, batch, &targets).await?;
    let merge = Merge {
        model,
        columns: stage::columns_of(batch, &targets),
    };
    let insert = tx
        .prepare_cached(&format!(
            "insert into ops.reload_row (run_id, attempt, model, id, read_at, fields)
             select $1, $2, $3, staged.id, $4, to_jsonb(staged) - $5::text[]
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
        ],
    )
    .await?;
    deletions::note(tx, model, batch).await
}

/// The columns of the model's table that a batch does not fill.
fn unread(model: &Model, columns: &[String]) -> Vec<String> {
    let own = ["_read_at", "_run", "_deleted_at", EXTRA];
    let all = model.fields().into_iter().chain(own.map(ToOwned::to_owned));
    all.filter(|name| !columns.contains(&quoted(name)) && !columns.contains(name))
        .collect()
}

/// Keeps what the attempt has found up to the `reached` ids for any next attempt; deletes the rest.
pub(crate) async fn keep_prefix(
    tx: &Transaction<'_>,
    part: Part,
    attempt: Uuid,
    reached: &[(String, i64)],
) -> Result<(), WriteError> {
    for table in ["reload_row", "sync_missing"] {
        let keep = format!(
            "update ops.{table} set attempt = $1
             where run_id = $1 and attempt = $2 and model = $3 and id <= $4"
        );
        for (model, up_to_id) in reached {
            tx.execute(&keep, &[&part.run, &attempt, model, up_to_id])
                .await?;
        }
        let forget = format!(
            "delete from ops.{table} found using ops.sync_run_model m
             where m.run_id = $1 and m.part = $2 and found.run_id = m.run_id
               and found.model = m.model and found.attempt <> $1"
        );
        tx.execute(&forget, &[&part.run, &part.part]).await?;
    }
    Ok(())
}

/// Notes the rows above the highest id that Odoo has, because no batch covers them. Nothing is
/// noted for a model without batches.
pub async fn note_tail(
    tx: &Transaction<'_>,
    attempt: Attempt,
    models: &[Model],
) -> Result<(), WriteError> {
    for model in models {
        tx.execute(
            &format!(
                "insert into ops.sync_missing (run_id, attempt, model, id, read_at)
                 select $1, $2, $3, kept.id, kept._read_at
                 from (select greatest(m.after_id, (
                           select max(b.up_to_id)
                           from ops.sync_part p
                           join ops.sync_batch b on b.run_id = p.run_id and b.attempt = p.attempt
                           where p.run_id = $1 and b.model = $3)) as up_to_id
                       from ops.sync_run_model m where m.run_id = $1 and m.model = $3) reach
                 join odoo.{} kept on kept.id > reach.up_to_id and kept._deleted_at is null
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
            count(tx, run, model, changed).await?;
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
                     select found.id, found.fields || jsonb_build_object('_read_at', found.read_at)
                         as fields
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

async fn count(
    tx: &Transaction<'_>,
    run: Uuid,
    model: &Model,
    changed: u64,
) -> Result<(), WriteError> {
    tx.execute(
        "update ops.sync_run_model
         set rows_changed = rows_changed + $3, repaired = repaired + $3
         where run_id = $1 and model = $2",
        &[
            &run,
            &model.name,
            &i64::try_from(changed).unwrap_or(i64::MAX),
        ],
    )
    .await?;
    Ok(())
}

async fn forget(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    for table in ["reload_row", "sync_missing"] {
        let sql = format!("delete from ops.{table} where run_id = $1");
        tx.execute(&sql, &[&run]).await?;
    }
    Ok(())
}

/// Deletes what a reload has stored, if the reload ends before it is done. Its parts get unused
/// epochs, so a batch that waits for a part's row becomes stale and adds nothing. Runs of other
/// kinds are not changed.
pub(crate) async fn discard(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    let fenced = tx
        .execute(
            "update ops.sync_part p set epoch = r.epoch + 1 + p.part from ops.sync_run r
             where r.id = $1 and r.kind = 'reload' and p.run_id = r.id",
            &[&run],
        )
        .await?;
    if fenced > 0 {
        forget(tx, run).await?;
    }
    Ok(())
}

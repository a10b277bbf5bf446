//! Rows that a run did not find in Odoo. They are noted while it reads and become tombstones
//! together when it is complete, because only a complete enumeration proves that a row is gone.

use contracts::sync::SyncBatch;
use sql::queries::core_api::mirror::{apply::count_repaired_rows, deletions as statements};
use store::{Transaction, catalog::Model};
use uuid::Uuid;

pub(super) use self::statements::forget_missing;
use super::{apply, derived, history, order::is_as_new, stage::stage_of};
use crate::{
    attempt::Attempt,
    writing::{WriteError, stored},
};

/// Notes the records that were requested by id and that Odoo does not have. Records that it has are
/// no longer noted as missing.
pub async fn note_asked(
    tx: &Transaction<'_>,
    model: &Model,
    (batch, as_of): (&SyncBatch, Option<i64>),
) -> Result<(), WriteError> {
    let (table, stage) = (&model.table, stage_of(model));
    tx.execute(
        &format!(
            "insert into ops.sync_missing (run_id, attempt, model, id, read_at, as_of)
             select $3, $4, $5, kept.id, $2, $6 from odoo.{table} kept
             where kept.id = any($1) and kept._deleted_at is null and {is_as_new}
               and not exists (select from {stage} staged where staged.id = kept.id)
             on conflict do nothing",
            is_as_new = is_as_new("$6::bigint", "$2")
        ),
        &[
            &batch.asked,
            &batch.read_at,
            &batch.run,
            &batch.attempt,
            &model.name,
            &as_of,
        ],
    )
    .await?;
    tx.execute(
        &format!(
            "delete from ops.sync_missing missing using {stage} staged
             where missing.run_id = $1 and missing.model = $2 and missing.id = staged.id
               and case when missing.as_of is null or $4::bigint is null
                        then missing.read_at <= $3 else missing.as_of <= $4 end"
        ),
        &[&batch.run, &model.name, &batch.read_at, &as_of],
    )
    .await?;
    Ok(())
}

/// Notes the rows of a whole batch's range that Odoo no longer has.
pub async fn note(
    tx: &Transaction<'_>,
    model: &Model,
    (batch, as_of): (&SyncBatch, Option<i64>),
) -> Result<(), WriteError> {
    let table = &model.table;
    tx.execute(
        &format!(
            "insert into ops.sync_missing (run_id, attempt, model, id, read_at, as_of)
             select $4, $5, $6, kept.id, $3, $7 from odoo.{table} kept
             where kept.id > $1 and kept.id <= $2 and kept._deleted_at is null
               and {is_as_new}
               and not exists (select from {stage} staged where staged.id = kept.id)
             on conflict do nothing",
            is_as_new = is_as_new("$7::bigint", "$3"),
            stage = stage_of(model)
        ),
        &[
            &batch.after_id,
            &batch.up_to_id,
            &batch.read_at,
            &batch.run,
            &batch.attempt,
            &model.name,
            &as_of,
        ],
    )
    .await?;
    Ok(())
}

/// Makes tombstones of the rows that the attempt noted as missing.
pub async fn bury(
    tx: &Transaction<'_>,
    attempt: Attempt,
    models: &[Model],
) -> Result<(), WriteError> {
    for model in models {
        let buried: Vec<i64> = tx
            .query(
                &format!(
                    "update odoo.{} as kept
                     set _deleted_at = now(), _run = $1, _as_of = missing.as_of
                     from ops.sync_missing missing
                     where missing.run_id = $1 and missing.attempt = $2 and missing.model = $3
                       and missing.id = kept.id and kept._deleted_at is null
                       and {}
                     returning kept.id",
                    model.table,
                    is_as_new("missing.as_of", "missing.read_at")
                ),
                &[&attempt.run, &attempt.attempt, &model.name],
            )
            .await?
            .iter()
            .map(|row| row.get(0))
            .collect();
        if buried.is_empty() {
            continue;
        }
        let rows = stored(buried.len());
        count_repaired_rows()
            .bind(tx, &rows, &attempt.run, &model.name)
            .await?;
        publish_buried(tx, model, attempt.run, &buried).await?;
    }
    forget_missing().bind(tx, &attempt.run).await?;
    Ok(())
}

/// Makes tombstones at once of the rows that a step of the log lacks, and returns their ids.
pub(crate) async fn bury_absent(
    tx: &Transaction<'_>,
    model: &Model,
    (batch, as_of): (&SyncBatch, Option<i64>),
) -> Result<Vec<i64>, WriteError> {
    let sql = format!(
        "update odoo.{table} as kept set _deleted_at = now(), _run = $1, _as_of = $2::bigint
         where (kept.id = any($3) or ($4 and kept.id > $5 and kept.id <= $6))
           and kept._deleted_at is null and {is_as_new}
           and not exists (select from {stage} staged where staged.id = kept.id)
         returning kept.id",
        table = model.table,
        is_as_new = is_as_new("$2::bigint", "$7"),
        stage = stage_of(model)
    );
    let gone = tx
        .query(
            &tx.prepare_cached(&sql).await?,
            &[
                &batch.run,
                &as_of,
                &batch.asked,
                &batch.whole,
                &batch.after_id,
                &batch.up_to_id,
                &batch.read_at,
            ],
        )
        .await?;
    Ok(gone.iter().map(|row| row.get(0)).collect())
}

/// Makes tombstones of this transaction visible.
pub(crate) async fn publish_buried(
    tx: &Transaction<'_>,
    model: &Model,
    run: Uuid,
    buried: &[i64],
) -> Result<(), WriteError> {
    if buried.is_empty() {
        return Ok(());
    }
    // A version has the changes of one model.
    apply::raise_version().bind(tx).one().await?;
    history::record_buried(tx, model, run, buried).await?;
    derived::keep_buried(tx, model, buried).await
}

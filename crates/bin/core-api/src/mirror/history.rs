//! The row history: which rows a batch inserted, updated or deleted, under the mirror version that
//! the batch raised. Whole sets are written, never single rows, in the transaction of the batch.
//!
//! A model has a history only from the end of its first load: recording millions of new rows would
//! tell nothing and double the load.

use std::fmt::Write as _;

use sql::queries::core_api::mirror::history as statements;
use store::{
    Transaction,
    catalog::{Column, ColumnKind, Model},
};
use uuid::Uuid;

pub use self::statements::begin;
use crate::{
    mirror::stage::{shape_of, stage_of},
    writing::{WriteError, stored},
};

/// Change sets that one transaction removes at most.
const SETS_AT_ONCE: i64 = 50;

/// Locks the rows that a staged batch may change, and copies them to the held table.
pub async fn hold(tx: &Transaction<'_>, model: &Model) -> Result<(), WriteError> {
    if !is_kept(tx, model).await? {
        return Ok(());
    }
    let (table, stage, held) = (&model.table, stage_of(model), held_of(model));
    tx.batch_execute(&format!(
        "create temporary table if not exists {held} on commit delete rows
             as select * from odoo.{table} with no data;
         insert into {held}
         select kept.* from odoo.{table} kept
         where kept.id in (select id from {stage}) and kept._deleted_at is null
         order by kept.id for update"
    ))
    .await?;
    Ok(())
}

/// Empties the held table, for another batch in the same transaction.
pub(crate) async fn clear_held(tx: &Transaction<'_>, model: &Model) -> Result<(), WriteError> {
    if is_kept(tx, model).await? {
        let sql = format!("truncate {}", held_of(model));
        tx.batch_execute(&sql).await?;
    }
    Ok(())
}

/// Records the changes of the merged batch under the version that was just raised.
pub async fn record(tx: &Transaction<'_>, model: &Model, run: Uuid) -> Result<(), WriteError> {
    if !is_kept(tx, model).await? {
        return Ok(());
    }
    let written = record_written(tx, model).await?;
    add_to_set(tx, model, run, written).await
}

/// Records tombstones of this transaction under the version that was just raised.
pub async fn record_buried(
    tx: &Transaction<'_>,
    model: &Model,
    run: Uuid,
    ids: &[i64],
) -> Result<(), WriteError> {
    if ids.is_empty() || !is_kept(tx, model).await? {
        return Ok(());
    }
    let buried = statements::record_buried().bind(tx, &ids).await?;
    add_to_set(tx, model, run, buried).await
}

/// Removes the oldest change sets older than `keep_days`. Returns true if there may be more.
pub async fn forget(tx: &Transaction<'_>, keep_days: u32) -> Result<bool, WriteError> {
    let keep_days = i64::from(keep_days);
    let versions = statements::oldest()
        .bind(tx, &keep_days, &SETS_AT_ONCE)
        .all()
        .await?;
    statements::move_beginnings().bind(tx, &versions).await?;
    statements::delete_changes().bind(tx, &versions).await?;
    statements::delete_sets().bind(tx, &versions).await?;
    Ok(i64::try_from(versions.len()).is_ok_and(|removed| removed == SETS_AT_ONCE))
}

pub(crate) async fn is_kept(tx: &Transaction<'_>, model: &Model) -> Result<bool, WriteError> {
    Ok(statements::is_kept().bind(tx, &model.name).one().await?)
}

async fn add_to_set(
    tx: &Transaction<'_>,
    model: &Model,
    run: Uuid,
    rows: u64,
) -> Result<(), WriteError> {
    let rows = stored(rows);
    statements::add_to_set()
        .bind(tx, &model.name, &run, &rows)
        .opt()
        .await?;
    Ok(())
}

/// Records the staged rows that this transaction has written. The other staged rows were unchanged
/// or older than the mirrored row.
async fn record_written(tx: &Transaction<'_>, model: &Model) -> Result<u64, WriteError> {
    let statement = tx
        .prepare_cached(&format!(
            "insert into ops.change (version, record_id, kind, fields)
             select m.version, present.id,
                    (case when held.id is null then 'inserted' else 'updated' end)::ops.change_kind,
                    case when held.id is not null then {difference} end
             from ops.mirror m, {stage} staged
             join odoo.{table} present on present.id = staged.id
             left join {held} held on held.id = staged.id
             where present.xmin = pg_current_xact_id()::xid and present._deleted_at is null",
            difference = difference(&model.columns),
            stage = stage_of(model),
            table = model.table,
            held = held_of(model),
        ))
        .await?;
    Ok(tx.execute(&statement, &[]).await?)
}

/// A connection keeps its temporary tables, so the name depends on the shape of the model.
pub(crate) fn held_of(model: &Model) -> String {
    format!("held_{}", shape_of(model))
}

/// SQL for one JSON object of the fields that differ between `held` and `present`. Most fields are
/// equal, and adding an empty object costs less than filtering an object with every field.
fn difference(columns: &[Column]) -> String {
    let mut sql = String::new();
    for column in columns {
        let name = &column.name;
        let _ = write!(
            sql,
            "case when held.\"{name}\" is distinct from present.\"{name}\"
             then jsonb_build_object('{name}', jsonb_build_object('old', {}, 'new', {}))
             else '{{}}' end || ",
            shown("held", column),
            shown("present", column)
        );
    }
    sql.push_str(
        "case when held._extra is distinct from present._extra then (
             select coalesce(jsonb_object_agg(key,
                        jsonb_build_object('old', was.value, 'new', becomes.value)), '{}')
             from jsonb_each(held._extra) was
             full join jsonb_each(present._extra) becomes using (key)
             where was.value is distinct from becomes.value)
         else '{}' end",
    );
    sql
}

/// A value as the API shows it: amounts are decimal strings, instants are UTC.
fn shown(row: &str, column: &Column) -> String {
    let value = format!("{row}.\"{}\"", column.name);
    match column.kind {
        ColumnKind::Numeric => format!("{value}::text"),
        ColumnKind::Instant => {
            format!("to_char({value} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")
        }
        _ => value,
    }
}

//! The mirrored rows. Rows may be applied in any order and any number of times: a row wins only if
//! it is not older than the one that is there, an unchanged row is not rewritten, and a tombstone
//! stays against every page that was read before it. One read after it shows that the record is
//! there again: rights came back, or a restored Odoo gave the id anew. A minute is left for clocks
//! that differ. What was read before a restore that somebody accepted gives way to all after it.

mod copy_text;

use std::{
    fmt::Write as _,
    hash::{DefaultHasher, Hash, Hasher},
};

use bytes::Bytes;
use contracts::sync::SyncBatch;
use futures::SinkExt;
use store::{
    Transaction, cached,
    catalog::{ColumnKind, Model, quoted},
};

use super::{WriteError, deletions, history, subledger};

/// The column of the fields that have none of their own.
pub(super) const EXTRA: &str = "_extra";

/// Merges a batch into its table and gives the number of rows inserted or updated. What a whole
/// batch's range has besides is gone in Odoo: it is noted, and buried when the run is complete.
pub async fn apply(
    tx: &Transaction<'_>,
    model: &Model,
    batch: &SyncBatch,
) -> Result<u64, WriteError> {
    let places = places_of(tx, model, batch).await?;
    stage(tx, model, batch, &places).await?;
    subledger::queue(tx, model).await?;
    history::hold(tx, model).await?;
    let changed = merge(tx, model, batch, &places).await?;
    if batch.whole {
        deletions::note(tx, model, batch).await?;
    }
    if !batch.asked.is_empty() {
        deletions::note_asked(tx, model, batch).await?;
    }
    Ok(changed)
}

/// Raises the version that every ETag hangs on. Locks one row for all of the tenant: call it late.
pub async fn raise_version(tx: &Transaction<'_>) -> Result<(), WriteError> {
    cached::execute(
        tx,
        "update ops.mirror set version = version + 1, changed_at = clock_timestamp()",
        &[],
    )
    .await?;
    Ok(())
}

/// Where a value of a batch goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Column(ColumnKind),
    /// Under the field's name in `_extra`.
    Extra,
}

/// The places of the batch's fields: columns, and what the run asked for beside them.
pub(super) async fn places_of(
    tx: &Transaction<'_>,
    model: &Model,
    batch: &SyncBatch,
) -> Result<Vec<Place>, WriteError> {
    if batch.fields.first().is_none_or(|field| field != "id") {
        return Err(WriteError::Invalid(
            "the first field of a batch is not id".to_owned(),
        ));
    }
    let asked: Vec<String> = cached::query_opt(
        tx,
        "select extra from ops.sync_run_model where run_id = $1 and model = $2",
        &[&batch.run, &model.name],
    )
    .await?
    // A model that the run reads only because another one touches it.
    .map_or_else(|| batch.fields.clone(), |row| row.get(0));
    let place = |field: &String| {
        let column = model.columns.iter().find(|column| column.name == *field);
        match column {
            Some(column) => Ok(Place::Column(column.kind)),
            None if asked.contains(field) => Ok(Place::Extra),
            None => Err(WriteError::Invalid(format!(
                "{} has no column {field}",
                model.name
            ))),
        }
    };
    batch.fields.iter().map(place).collect()
}

/// The columns that a batch fills, as SQL takes them, `id` first and `_extra` last.
pub(super) fn columns_of(batch: &SyncBatch, places: &[Place]) -> Vec<String> {
    let fields = batch.fields.iter().zip(places);
    let mut columns: Vec<String> = fields
        .filter(|(_, place)| **place != Place::Extra)
        .map(|(field, _)| quoted(field))
        .collect();
    if places.contains(&Place::Extra) {
        columns.push(EXTRA.to_owned());
    }
    columns
}

/// The temporary table that a batch of the model is copied into.
pub fn stage_of(model: &Model) -> String {
    format!("stage_{}", shape_of(model))
}

/// A connection keeps its temporary tables, so each shape that a table has had needs names of its
/// own; a table's name is too long to be part of them.
pub(super) fn shape_of(model: &Model) -> String {
    let mut hasher = DefaultHasher::new();
    model.table.hash(&mut hasher);
    for column in &model.columns {
        column.name.hash(&mut hasher);
        column.kind.hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

/// Copies the batch into its temporary table.
pub(super) async fn stage(
    tx: &Transaction<'_>,
    model: &Model,
    batch: &SyncBatch,
    places: &[Place],
) -> Result<(), WriteError> {
    make_stage(tx, model).await?;
    let columns = columns_of(batch, places).join(", ");
    let copy = format!("copy {} ({columns}) from stdin", stage_of(model));
    let copy = tx.copy_in(&tx.prepare_cached(&copy).await?).await?;
    let mut copy = std::pin::pin!(copy);
    copy.send(Bytes::from(copy_text::of(batch, places)?))
        .await?;
    copy.finish().await?;
    Ok(())
}

pub(super) async fn make_stage(tx: &Transaction<'_>, model: &Model) -> Result<(), WriteError> {
    tx.batch_execute(&format!(
        "create temporary table if not exists {} on commit delete rows
         as select * from odoo.{} with no data",
        stage_of(model),
        model.table
    ))
    .await?;
    Ok(())
}

async fn merge(
    tx: &Transaction<'_>,
    model: &Model,
    batch: &SyncBatch,
    places: &[Place],
) -> Result<u64, WriteError> {
    let merge = Merge {
        model,
        columns: columns_of(batch, places),
    };
    // The time of reading decides for a row without a write_date. It also decides if the write_date
    // is later than the reading: such a date is wrong and will be corrected.
    let age = |row: &str, other: &str| {
        if batch.fields.iter().any(|field| field == "write_date") {
            format!(
                "(least(coalesce({row}.write_date, {other}.write_date, '-infinity'), {row}._read_at),
                  {row}._read_at)"
            )
        } else {
            format!("({row}._read_at)")
        }
    };
    let wins = format!(
        "(kept._deleted_at is null and {kept_age} <= {new_age} and {differs})
         or kept._deleted_at + interval '1 minute' < $1
         or (coalesce(kept._deleted_at, kept._read_at) < (select restored_at from ops.mirror)
                 and (kept._deleted_at is not null or {differs}))",
        kept_age = age("kept", "excluded"),
        new_age = age("excluded", "kept"),
        differs = merge.differs("excluded"),
    );
    let statement = merge.statement("$1", "$2", &wins);
    let statement = tx.prepare_cached(&statement).await?;
    Ok(tx
        .execute(&statement, &[&batch.read_at, &batch.run])
        .await?)
}

/// Staged rows that become rows of the mirror.
pub(super) struct Merge<'a> {
    pub(super) model: &'a Model,
    /// Those that the staged rows fill, as SQL takes them, `id` first.
    pub(super) columns: Vec<String>,
}

impl Merge<'_> {
    fn values(&self) -> &[String] {
        &self.columns[1..]
    }

    /// Whether the row `new` says anything else than the row `kept`.
    pub(super) fn differs(&self, new: &str) -> String {
        let row = |value: &dyn Fn(&String) -> String| {
            self.values()
                .iter()
                .map(value)
                .collect::<Vec<_>>()
                .join(", ")
        };
        format!(
            "row({}) is distinct from row({})",
            row(&|column| format!("kept.{column}")),
            row(&|column| new_value(column, new))
        )
    }

    /// Inserts the staged rows; one whose id is there takes the place of `kept` if it `wins`.
    pub(super) fn statement(&self, read_at: &str, run: &str, wins: &str) -> String {
        format!(
            "insert into odoo.{table} as kept ({columns}, _read_at, _run)
             select {columns}, {read_at}, {run} from {stage} order by id
             on conflict (id) do update
             set {assignments}_read_at = excluded._read_at, _run = excluded._run,
                 _deleted_at = null
             where {wins}",
            table = self.model.table,
            stage = stage_of(self.model),
            columns = self.columns.join(", "),
            assignments = self
                .values()
                .iter()
                .fold(String::new(), |mut text, column| {
                    let _ = write!(text, "{column} = {}, ", new_value(column, "excluded"));
                    text
                }),
        )
    }
}

/// What a column becomes. Of `_extra`, what the batch does not have stays as it was: frozen.
fn new_value(column: &str, new: &str) -> String {
    if column == EXTRA {
        format!("coalesce(kept.{EXTRA}, '{{}}') || {new}.{EXTRA}")
    } else {
        format!("{new}.{column}")
    }
}

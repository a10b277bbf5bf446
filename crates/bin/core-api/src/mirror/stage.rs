//! The temporary table that a batch is copied into before it is merged.

use std::hash::{DefaultHasher, Hash, Hasher};

use bytes::Bytes;
use contracts::sync::SyncBatch;
use futures::SinkExt;
use sql::queries::core_api::mirror::stage as statements;
use store::{
    Transaction,
    catalog::{ColumnKind, Model, quoted},
};

use super::copy_text;
use crate::writing::WriteError;

/// The column for fields that have no column of their own.
pub(crate) const EXTRA: &str = "_extra";

/// Where a value of a batch is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    Column(ColumnKind),
    /// Under the field's name in `_extra`.
    Extra,
}

/// The target of each field of the batch: its column, or `_extra` if the run asked for the field.
pub(crate) async fn targets_of(
    tx: &Transaction<'_>,
    model: &Model,
    batch: &SyncBatch,
) -> Result<Vec<Target>, WriteError> {
    if batch.fields.first().is_none_or(|field| field != "id") {
        return Err(WriteError::Invalid(
            "the first field of a batch is not id".to_owned(),
        ));
    }
    let asked = statements::extra()
        .bind(tx, &batch.run, &model.name)
        .opt()
        .await?
        .unwrap_or_else(|| batch.fields.clone());
    let target = |field: &String| {
        let column = model.columns.iter().find(|column| column.name == *field);
        match column {
            Some(column) => Ok(Target::Column(column.kind)),
            None if asked.contains(field) => Ok(Target::Extra),
            None => Err(WriteError::Invalid(format!(
                "{} has no column {field}",
                model.name
            ))),
        }
    };
    batch.fields.iter().map(target).collect()
}

/// The columns that a batch fills, quoted for SQL: `id` first and `_extra` last.
pub(crate) fn columns_of(batch: &SyncBatch, targets: &[Target]) -> Vec<String> {
    let fields = batch.fields.iter().zip(targets);
    let mut columns: Vec<String> = fields
        .filter(|(_, target)| **target != Target::Extra)
        .map(|(field, _)| quoted(field))
        .collect();
    if targets.contains(&Target::Extra) {
        columns.push(EXTRA.to_owned());
    }
    columns
}

/// The temporary table that a batch of the model is copied into.
pub fn stage_of(model: &Model) -> String {
    format!("stage_{}", shape_of(model))
}

/// A connection keeps its temporary tables, so each shape of a table needs its own name. It is a
/// hash, because with the name of the table it would be too long.
pub(crate) fn shape_of(model: &Model) -> String {
    let mut hasher = DefaultHasher::new();
    model.table.hash(&mut hasher);
    for column in &model.columns {
        column.name.hash(&mut hasher);
        column.kind.hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

/// Copies the batch into its temporary table.
pub(crate) async fn stage(
    tx: &Transaction<'_>,
    model: &Model,
    batch: &SyncBatch,
    targets: &[Target],
) -> Result<(), WriteError> {
    make(tx, model).await?;
    let columns = columns_of(batch, targets).join(", ");
    let copy = format!("copy {} ({columns}) from stdin", stage_of(model));
    let copy = tx.copy_in(&tx.prepare_cached(&copy).await?).await?;
    let mut copy = std::pin::pin!(copy);
    copy.send(Bytes::from(copy_text::encode(batch, targets)?))
        .await?;
    copy.finish().await?;
    Ok(())
}

pub(crate) async fn make(tx: &Transaction<'_>, model: &Model) -> Result<(), WriteError> {
    tx.batch_execute(&format!(
        "create temporary table if not exists {} on commit delete rows
         as select * from odoo.{} with no data",
        stage_of(model),
        model.table
    ))
    .await?;
    Ok(())
}

pub(super) async fn clear(tx: &Transaction<'_>, model: &Model) -> Result<(), WriteError> {
    let sql = format!("truncate {}", stage_of(model));
    tx.batch_execute(&sql).await?;
    Ok(())
}

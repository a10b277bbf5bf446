//! The mirrored rows. Rows may be applied in any order and any number of times: a row wins only if
//! it is not older than the one that is there, an unchanged row is not rewritten, and a tombstone
//! stays, for Odoo never gives an id twice. Only what was read before a restore that somebody
//! accepted gives way to everything read after it.

use std::fmt::Write as _;

use bytes::Bytes;
use contracts::sync::SyncBatch;
use futures::SinkExt;
use serde_json::Value;
use store::{
    Transaction,
    catalog::{ColumnKind, Model},
};

use super::{WriteError, deletions};

/// Merges a batch into its table and gives the number of rows inserted or updated. What a whole
/// batch's range has besides is gone in Odoo: it is noted, and buried when the run is complete.
pub async fn apply(
    tx: &Transaction<'_>,
    model: &Model,
    batch: &SyncBatch,
) -> Result<u64, WriteError> {
    let kinds = kinds_of(model, &batch.fields)?;
    stage(tx, model, batch, &kinds).await?;
    let changed = merge(tx, model, batch).await?;
    if batch.whole {
        deletions::note(tx, model, batch).await?;
    }
    Ok(changed)
}

/// Raises the version that every ETag hangs on. Locks one row for all of the tenant: call it late.
pub async fn raise_version(tx: &Transaction<'_>) -> Result<(), WriteError> {
    tx.execute(
        "update ops.mirror set version = version + 1, changed_at = now()",
        &[],
    )
    .await?;
    Ok(())
}

/// The kinds of the batch's fields; its names are checked here and are safe in SQL after it.
fn kinds_of(model: &Model, fields: &[String]) -> Result<Vec<ColumnKind>, WriteError> {
    if fields.first().is_none_or(|field| field != "id") {
        return Err(WriteError::Invalid(
            "the first field of a batch is not id".to_owned(),
        ));
    }
    fields
        .iter()
        .map(|field| {
            let column = model.columns.iter().find(|column| column.name == *field);
            column
                .map(|column| column.kind)
                .ok_or_else(|| WriteError::Invalid(format!("{} has no column {field}", model.name)))
        })
        .collect()
}

async fn stage(
    tx: &Transaction<'_>,
    model: &Model,
    batch: &SyncBatch,
    kinds: &[ColumnKind],
) -> Result<(), WriteError> {
    let table = &model.table;
    let columns = batch.fields.join(", ");
    tx.batch_execute(&format!(
        "create temporary table if not exists stage_{table} on commit delete rows
         as select * from odoo.{table} with no data"
    ))
    .await?;
    let copy = tx
        .copy_in(&format!("copy stage_{table} ({columns}) from stdin"))
        .await?;
    let mut copy = std::pin::pin!(copy);
    copy.send(Bytes::from(copy_text(batch, kinds)?)).await?;
    copy.finish().await?;
    Ok(())
}

async fn merge(tx: &Transaction<'_>, model: &Model, batch: &SyncBatch) -> Result<u64, WriteError> {
    let table = &model.table;
    let columns = batch.fields.join(", ");
    let values: Vec<_> = batch.fields.iter().skip(1).collect();
    let list = |prefix: &str| {
        values
            .iter()
            .map(|field| format!("{prefix}.{field}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let assignments: String = values.iter().fold(String::new(), |mut text, field| {
        let _ = write!(text, "{field} = excluded.{field}, ");
        text
    });
    // A row without a write_date says nothing of its age: then the reading decides.
    let age = |row: &str, other: &str| {
        if batch.fields.iter().any(|field| field == "write_date") {
            format!("(coalesce({row}.write_date, {other}.write_date, '-infinity'), {row}._read_at)")
        } else {
            format!("({row}._read_at)")
        }
    };
    let statement = tx
        .prepare_cached(&format!(
            "insert into odoo.{table} as kept ({columns}, _read_at, _run)
             select {columns}, $1, $2 from stage_{table} order by id
             on conflict (id) do update
             set {assignments}_read_at = excluded._read_at, _run = excluded._run,
                 _deleted_at = null
             where (kept._deleted_at is null and {kept_age} <= {new_age}
                        and row({kept}) is distinct from row({new}))
                or (coalesce(kept._deleted_at, kept._read_at) < {restored}
                        and (kept._deleted_at is not null
                             or row({kept}) is distinct from row({new})))",
            restored = "(select restored_at from ops.mirror)",
            kept_age = age("kept", "excluded"),
            new_age = age("excluded", "kept"),
            kept = list("kept"),
            new = list("excluded"),
        ))
        .await?;
    Ok(tx
        .execute(&statement, &[&batch.read_at, &batch.run])
        .await?)
}

/// The batch in PostgreSQL's COPY text format.
fn copy_text(batch: &SyncBatch, kinds: &[ColumnKind]) -> Result<String, WriteError> {
    let mut text = String::with_capacity(batch.rows.len() * kinds.len() * 8);
    for row in &batch.rows {
        if row.len() != kinds.len() {
            return Err(WriteError::Invalid(format!(
                "a row of {} has {} values for {} fields",
                batch.model,
                row.len(),
                kinds.len()
            )));
        }
        for (position, (value, kind)) in row.iter().zip(kinds).enumerate() {
            if position > 0 {
                text.push('\t');
            }
            push_value(&mut text, value, *kind);
        }
        text.push('\n');
    }
    Ok(text)
}

fn push_value(text: &mut String, value: &Value, kind: ColumnKind) {
    match (value, kind) {
        (Value::Null, _) => text.push_str("\\N"),
        (json, ColumnKind::Json) => push_escaped(text, &json.to_string()),
        (Value::String(value), _) => push_escaped(text, value),
        (Value::Array(ids), ColumnKind::Ids) => {
            text.push('{');
            for (position, id) in ids.iter().enumerate() {
                let _ = write!(text, "{}{id}", if position > 0 { "," } else { "" });
            }
            text.push('}');
        }
        (other, _) => push_escaped(text, &other.to_string()),
    }
}

fn push_escaped(text: &mut String, value: &str) {
    for letter in value.chars() {
        match letter {
            '\\' => text.push_str("\\\\"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            other => text.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn pushed(value: &Value, kind: ColumnKind) -> String {
        let mut text = String::new();
        push_value(&mut text, value, kind);
        text
    }

    #[test]
    fn values_are_written_as_copy_text() {
        assert_eq!(pushed(&Value::Null, ColumnKind::Text), "\\N");
        assert_eq!(
            pushed(&json!("a\tb\\c\nd"), ColumnKind::Text),
            "a\\tb\\\\c\\nd"
        );
        assert_eq!(pushed(&json!("-2500.0"), ColumnKind::Numeric), "-2500.0");
        assert_eq!(pushed(&json!(true), ColumnKind::Boolean), "true");
        assert_eq!(pushed(&json!([3, 5]), ColumnKind::Ids), "{3,5}");
        assert_eq!(pushed(&json!([]), ColumnKind::Ids), "{}");
        assert_eq!(
            pushed(&json!({"7": "100.0"}), ColumnKind::Json),
            "{\"7\":\"100.0\"}"
        );
        assert_eq!(pushed(&json!("\\N"), ColumnKind::Text), "\\\\N");
    }
}

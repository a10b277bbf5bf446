//! Merges staged rows into their table. Rows may come in any order and repeatedly. A row replaces a
//! mirrored row only if it is not older and if it differs. Of two rows from Odoo's database, the number
//! of the snapshot tells which is older. Without numbers, a tombstone is replaced only by a page
//! that was read more than a minute later (clocks differ): then the record exists again, because
//! rights came back or a restored Odoo reused the id. Rows from before an accepted restore are
//! replaced by all later ones.

use std::fmt::Write as _;

use contracts::sync::SyncBatch;
use store::{
    Transaction,
    catalog::{Model, quoted},
};
use uuid::Uuid;

use super::stage::{EXTRA, Target, columns_of, stage_of};
use crate::writing::WriteError;

/// Merges a staged batch and returns the number of rows inserted or updated.
pub(super) async fn merge_batch(
    tx: &Transaction<'_>,
    model: &Model,
    (batch, as_of): (&SyncBatch, Option<i64>),
    targets: &[Target],
) -> Result<u64, WriteError> {
    let merge = Merge {
        model,
        columns: columns_of(batch, targets),
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
    // Numbers of snapshots need no time. What Odoo's API gave, any snapshot replaces.
    let wins = format!(
        "case when excluded._as_of is not null
              then coalesce(kept._as_of, 0) <= excluded._as_of
                   and (kept._deleted_at is not null or {differs})
              else (kept._deleted_at is null and {kept_age} <= {new_age} and {differs})
                   or kept._deleted_at + interval '1 minute' < $1 end
         or (coalesce(kept._deleted_at, kept._read_at) < (select restored_at from ops.mirror)
                 and (kept._deleted_at is not null or {differs}))",
        kept_age = age("kept", "excluded"),
        new_age = age("excluded", "kept"),
        differs = merge.differs("excluded"),
    );
    let statement = merge.statement(["$1", "$2", "$3::bigint"], &wins);
    let statement = tx.prepare_cached(&statement).await?;
    Ok(tx
        .execute(&statement, &[&batch.read_at, &batch.run, &as_of])
        .await?)
}

/// Merges staged rows that are newer than the mirror's, but for rows that a later snapshot has given
/// meanwhile.
pub(super) async fn merge_newer(
    tx: &Transaction<'_>,
    model: &Model,
    run: Uuid,
) -> Result<u64, WriteError> {
    let mut columns: Vec<_> = model.fields().iter().map(|name| quoted(name)).collect();
    columns.push(EXTRA.to_owned());
    let merge = Merge { model, columns };
    let wins = format!(
        "(kept._deleted_at is not null or {})
         and (excluded._as_of is null or coalesce(kept._as_of, 0) <= excluded._as_of)",
        merge.differs("excluded")
    );
    let statement = merge.statement(["_read_at", "$1", "_as_of"], &wins);
    let statement = tx.prepare_cached(&statement).await?;
    Ok(tx.execute(&statement, &[&run]).await?)
}

/// SQL that merges staged rows into the mirror.
pub(crate) struct Merge<'a> {
    pub(crate) model: &'a Model,
    /// The columns that the staged rows fill, quoted for SQL, `id` first.
    pub(crate) columns: Vec<String>,
}

impl Merge<'_> {
    fn values(&self) -> &[String] {
        &self.columns[1..]
    }

    /// SQL condition: the row `new` differs from the row `kept`.
    pub(crate) fn differs(&self, new: &str) -> String {
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

    /// Inserts the staged rows. If the id exists, the row replaces `kept` if `wins` is true. The
    /// values of the mirror's own columns are SQL.
    pub(crate) fn statement(&self, [read_at, run, as_of]: [&str; 3], wins: &str) -> String {
        format!(
            "insert into odoo.{table} as kept ({columns}, _read_at, _run, _as_of)
             select {columns}, {read_at}, {run}, {as_of} from {stage} order by id
             on conflict (id) do update
             set {assignments}_read_at = excluded._read_at, _run = excluded._run,
                 _as_of = excluded._as_of, _deleted_at = null
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

/// The new value of a column. Keys of `_extra` that the batch lacks keep their values (frozen).
fn new_value(column: &str, new: &str) -> String {
    if column == EXTRA {
        format!("coalesce(kept.{EXTRA}, '{{}}') || {new}.{EXTRA}")
    } else {
        format!("{new}.{column}")
    }
}

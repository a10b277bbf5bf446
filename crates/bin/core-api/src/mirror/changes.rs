//! Reads the row history. The companies of a record are in its row, which stays after its deletion.

use std::fmt::Write as _;

use jiff::Timestamp;
use reports::Scope;
use serde_json::Value;
use states::ChangeKind;
use store::{Transaction, catalog::Model};
use uuid::Uuid;

/// Which changes are wanted.
pub(crate) struct Wanted<'a> {
    /// The key of the last row of the page before.
    pub(crate) after: (i64, i64),
    pub(crate) since_version: i64,
    pub(crate) up_to_version: i64,
    pub(crate) model: Option<&'a str>,
    pub(crate) record_id: Option<i64>,
    pub(crate) kind: Option<ChangeKind>,
    pub(crate) limit: i64,
}

/// One changed record.
pub(crate) struct Change {
    pub(crate) version: i64,
    pub(crate) changed_at: Timestamp,
    pub(crate) run_id: Uuid,
    pub(crate) model: String,
    pub(crate) record_id: i64,
    pub(crate) kind: ChangeKind,
    pub(crate) fields: Option<Value>,
}

/// Changes of records in the scope, by version and id. `models` are all that are mirrored.
pub(crate) async fn read<'m>(
    tx: &Transaction<'_>,
    wanted: &Wanted<'_>,
    scope: &Scope,
    models: impl Iterator<Item = &'m Model>,
) -> Result<Vec<Change>, store::Error> {
    let companies = scope.companies();
    let condition = companies.map_or_else(|| "true".to_owned(), |_| in_scope(models));
    let sql = format!(
        "select s.version, s.changed_at, s.run_id, s.model, c.record_id, c.kind, c.fields
         from ops.change c join ops.change_set s on s.version = c.version
         where (c.version, c.record_id) > ($1, $2)
           and s.version > $3 and s.version <= $4
           and ($5::text is null or s.model = $5)
           and ($6::bigint is null or c.record_id = $6)
           and ($7::ops.change_kind is null or c.kind = $7)
           and ($8::bigint[] is null or {condition})
         order by c.version, c.record_id
         limit $9"
    );
    let statement = tx.prepare_cached(&sql).await?;
    let rows = tx
        .query(
            &statement,
            &[
                &wanted.after.0,
                &wanted.after.1,
                &wanted.since_version,
                &wanted.up_to_version,
                &wanted.model,
                &wanted.record_id,
                &wanted.kind,
                &companies,
                &wanted.limit,
            ],
        )
        .await?;
    let change = |row: &tokio_postgres::Row| {
        Ok(Change {
            version: row.try_get("version")?,
            changed_at: row.try_get("changed_at")?,
            run_id: row.try_get("run_id")?,
            model: row.try_get("model")?,
            record_id: row.try_get("record_id")?,
            kind: row.try_get("kind")?,
            fields: row.try_get("fields")?,
        })
    };
    rows.iter().map(change).collect()
}

/// SQL that holds for records of the companies in `$8`, and for shared ones. A record that came from
/// another company would show that company's values.
fn in_scope<'m>(models: impl Iterator<Item = &'m Model>) -> String {
    let mut sql = String::from(
        "coalesce((c.fields -> 'company_id' ->> 'old')::bigint = any($8), true) and case s.model",
    );
    for model in models {
        let Some(belongs) = model.belongs_to("record", "$8") else {
            continue;
        };
        let (name, table) = (model.name.replace('\'', "''"), model.qualified());
        let _ = write!(
            sql,
            " when '{name}' then exists (
                  select from {table} record where record.id = c.record_id and {belongs})"
        );
    }
    sql.push_str(" else true end");
    sql
}

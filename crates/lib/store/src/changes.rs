//! The row history: changes of the mirror in the order of its versions.

use deadpool_postgres::GenericClient;
use jiff::Timestamp;
use serde_json::Value;
use states::ChangeKind;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::Error;

/// A record that was changed in one version of the mirror.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub version: i64,
    pub changed_at: Timestamp,
    pub run: Uuid,
    pub model: String,
    pub record_id: i64,
    /// `inserted`, `updated` or `deleted`.
    pub kind: ChangeKind,
    /// For an update: field to `old` and `new`.
    pub fields: Option<Value>,
}

/// The version from which all changes of a model are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    pub model: String,
    /// Every change after this version is kept.
    pub complete_from_version: i64,
    pub complete_from: Timestamp,
}

/// Filter for changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub model: Option<String>,
    pub record_id: Option<i64>,
    pub kind: Option<ChangeKind>,
    /// Only later versions.
    pub after_version: i64,
    /// Not later than this version.
    pub up_to_version: Option<i64>,
    /// Version and record of the last row of the previous page.
    pub after: Option<(i64, i64)>,
}

/// Oldest first, at most `limit`.
pub async fn list(
    client: &impl GenericClient,
    wanted: &Wanted,
    limit: i64,
) -> Result<Vec<Change>, Error> {
    let (version, record) = wanted.after.unwrap_or((wanted.after_version, i64::MAX));
    let rows = client
        .query(
            "select s.version, s.changed_at, s.run_id, s.model, c.record_id, c.kind, c.fields
             from ops.change c join ops.change_set s on s.version = c.version
             where (c.version, c.record_id) > ($1, $2)
               and s.version > $3 and s.version <= $4
               and ($5::text is null or s.model = $5)
               and ($6::bigint is null or c.record_id = $6)
               and ($7::ops.change_kind is null or c.kind = $7)
             order by c.version, c.record_id limit $8",
            &[
                &version,
                &record,
                &wanted.after_version,
                &wanted.up_to_version.unwrap_or(i64::MAX),
                &wanted.model,
                &wanted.record_id,
                &wanted.kind,
                &limit,
            ],
        )
        .await?;
    Ok(rows.iter().map(Change::from).collect())
}

/// The last version before the instant. The first kept version comes after it.
pub async fn version_before(client: &impl GenericClient, at: Timestamp) -> Result<i64, Error> {
    let sql = "select coalesce((select version from ops.change_set where changed_at < $1
                                order by changed_at desc, version desc limit 1), -1)";
    Ok(client.query_one(sql, &[&at]).await?.get(0))
}

/// Every mirrored model that has a history, by name.
pub async fn histories(client: &impl GenericClient) -> Result<Vec<History>, Error> {
    let sql = "select model, complete_from_version, complete_from from ops.history order by model";
    let history = |row: &Row| History {
        model: row.get(0),
        complete_from_version: row.get(1),
        complete_from: row.get(2),
    };
    Ok(client.query(sql, &[]).await?.iter().map(history).collect())
}

impl From<&Row> for Change {
    fn from(row: &Row) -> Self {
        Self {
            version: row.get(0),
            changed_at: row.get(1),
            run: row.get(2),
            model: row.get(3),
            record_id: row.get(4),
            kind: row.get(5),
            fields: row.get(6),
        }
    }
}

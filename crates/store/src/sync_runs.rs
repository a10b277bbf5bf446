//! Sync runs with their models.

use deadpool_postgres::GenericClient;
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::Error;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncRun {
    pub id: Uuid,
    /// `snapshot`, `incremental`, `verify` or `repair`.
    pub kind: String,
    /// `requested`, `running`, `done` or `failed`.
    pub state: String,
    pub epoch: i32,
    pub requested_by: String,
    pub parent_run: Option<Uuid>,
    pub window_until: Option<Timestamp>,
    pub lapses: i32,
    pub server_version: Option<String>,
    /// As the worker tells, or as batches are applied, whichever is ahead.
    pub rows_read: i64,
    pub rows_expected: Option<i64>,
    pub failure_reason: Option<String>,
    pub failure_detail: Option<String>,
    pub failure_hint: Option<String>,
    pub created_at: Timestamp,
    pub started_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncRunModel {
    pub model: String,
    pub since: Option<Timestamp>,
    /// Everything up to this id is applied.
    pub applied_up_to_id: i64,
    pub complete: bool,
    pub rows_applied: i64,
    pub rows_changed: i64,
    pub missing_fields: Vec<String>,
    pub absent: bool,
}

const COLUMNS: &str = "id, kind, state, epoch, requested_by, parent_run, window_until, lapses,
    server_version,
    greatest(rows_read, (select coalesce(sum(m.rows_applied), 0)::bigint
                         from ops.sync_run_model m where m.run_id = sync_run.id)),
    rows_expected, failure_reason, failure_detail, failure_hint,
    created_at, started_at, finished_at";

impl From<&Row> for SyncRun {
    fn from(row: &Row) -> Self {
        Self {
            id: row.get(0),
            kind: row.get(1),
            state: row.get(2),
            epoch: row.get(3),
            requested_by: row.get(4),
            parent_run: row.get(5),
            window_until: row.get(6),
            lapses: row.get(7),
            server_version: row.get(8),
            rows_read: row.get(9),
            rows_expected: row.get(10),
            failure_reason: row.get(11),
            failure_detail: row.get(12),
            failure_hint: row.get(13),
            created_at: row.get(14),
            started_at: row.get(15),
            finished_at: row.get(16),
        }
    }
}

pub async fn get(client: &impl GenericClient, id: Uuid) -> Result<Option<SyncRun>, Error> {
    let sql = format!("select {COLUMNS} from ops.sync_run where id = $1");
    Ok(client
        .query_opt(&sql, &[&id])
        .await?
        .as_ref()
        .map(SyncRun::from))
}

/// The run that is requested or running; there is at most one.
pub async fn active(client: &impl GenericClient) -> Result<Option<SyncRun>, Error> {
    let sql = format!("select {COLUMNS} from ops.sync_run where state in ('requested', 'running')");
    Ok(client
        .query_opt(&sql, &[])
        .await?
        .as_ref()
        .map(SyncRun::from))
}

/// Newest first; `before` is the key of the last row of the page before.
pub async fn list(
    client: &impl GenericClient,
    before: Option<(Timestamp, Uuid)>,
    limit: i64,
) -> Result<Vec<SyncRun>, Error> {
    let sql = format!(
        "select {COLUMNS} from ops.sync_run
         where $1::timestamptz is null or (created_at, id) < ($1, $2)
         order by created_at desc, id desc limit $3"
    );
    let (at, id) = before.unzip();
    Ok(client
        .query(&sql, &[&at, &id, &limit])
        .await?
        .iter()
        .map(SyncRun::from)
        .collect())
}

/// The models of a run in the order in which they are read.
pub async fn models(client: &impl GenericClient, run: Uuid) -> Result<Vec<SyncRunModel>, Error> {
    let rows = client
        .query(
            "select model, since, after_id, complete, rows_applied, rows_changed, missing_fields,
                    absent
             from ops.sync_run_model where run_id = $1 order by position",
            &[&run],
        )
        .await?;
    let model = |row: &Row| SyncRunModel {
        model: row.get(0),
        since: row.get(1),
        applied_up_to_id: row.get(2),
        complete: row.get(3),
        rows_applied: row.get(4),
        rows_changed: row.get(5),
        missing_fields: row.get(6),
        absent: row.get(7),
    };
    Ok(rows.iter().map(model).collect())
}

/// What Odoo last said it is, such as `17.0` or `saas~18.2+e`.
pub async fn server_version(client: &impl GenericClient) -> Result<Option<String>, Error> {
    let sql = "select server_version from ops.sync_run where server_version is not null
               order by created_at desc limit 1";
    Ok(client.query_opt(sql, &[]).await?.map(|row| row.get(0)))
}

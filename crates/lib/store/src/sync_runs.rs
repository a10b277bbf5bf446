//! Sync runs with their models.

use deadpool_postgres::GenericClient;
use jiff::Timestamp;
use states::RunFailureReason;
use states::{RunKind, RunState};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::Error;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncRun {
    pub id: Uuid,
    /// `snapshot`, `incremental`, `verify`, `repair` or `reload`.
    pub kind: RunKind,
    /// `requested`, `running`, `done`, `failed` or `cancelled`.
    pub state: RunState,
    pub epoch: i32,
    pub requested_by: String,
    pub parent_run: Option<Uuid>,
    pub window_until: Option<Timestamp>,
    pub server_version: Option<String>,
    /// Reported by the worker, or counted in applied batches: the larger number.
    pub rows_read: i64,
    /// Known when all parts have reported it.
    pub rows_expected: Option<i64>,
    pub failure_reason: Option<RunFailureReason>,
    pub failure_detail: Option<String>,
    pub failure_hint: Option<String>,
    pub created_at: Timestamp,
    pub started_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncRunModel {
    pub model: String,
    /// The part of the run that reads it.
    pub part: i32,
    pub since: Option<Timestamp>,
    /// Everything up to this id is applied.
    pub applied_up_to_id: i64,
    pub complete: bool,
    pub rows_applied: i64,
    pub rows_changed: i64,
    pub missing_fields: Vec<String>,
    pub absent: bool,
}

const COLUMNS: &str = "id, kind, state, epoch, requested_by, parent_run, window_until,
    server_version,
    (select greatest(parts.read, models.applied) from
        (select coalesce(sum(rows_read), 0)::bigint as read
         from ops.sync_part where run_id = sync_run.id) parts,
        (select coalesce(sum(rows_applied), 0)::bigint as applied
         from ops.sync_run_model where run_id = sync_run.id) models),
    (select case when bool_and(rows_expected is not null) then sum(rows_expected)::bigint end
     from ops.sync_part where run_id = sync_run.id), failure_reason, failure_detail, failure_hint,
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
            server_version: row.get(7),
            rows_read: row.get(8),
            rows_expected: row.get(9),
            failure_reason: row.get(10),
            failure_detail: row.get(11),
            failure_hint: row.get(12),
            created_at: row.get(13),
            started_at: row.get(14),
            finished_at: row.get(15),
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

/// Newest first; `before` is the key of the last row of the previous page.
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

/// The models of a run in reading order.
pub async fn models(client: &impl GenericClient, run: Uuid) -> Result<Vec<SyncRunModel>, Error> {
    let rows = client
        .query(
            "select model, since, after_id, complete, rows_applied, rows_changed, missing_fields,
                    absent, part
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
        part: row.get(8),
    };
    Ok(rows.iter().map(model).collect())
}

/// The last version that Odoo reported, such as `17.0` or `saas~18.2+e`.
pub async fn last_server_version(client: &impl GenericClient) -> Result<Option<String>, Error> {
    let row = client
        .query_opt(
            "select server_version from ops.sync_run
             where server_version is not null
             order by created_at desc limit 1",
            &[],
        )
        .await?;
    Ok(row.map(|row| row.get(0)))
}

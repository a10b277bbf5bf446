//! Schedules and their settled instants.

use deadpool_postgres::GenericClient;
use jiff::Timestamp;
use states::{MissedPolicy, RunKind};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::Error;

#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    pub id: Uuid,
    pub version: i32,
    pub name: String,
    /// A cron line of five fields.
    pub cron: String,
    /// A name of the IANA database.
    pub time_zone: String,
    /// `snapshot`, `incremental` or `verify`; None if an instant starts something else.
    pub run_kind: Option<RunKind>,
    /// The report and its recipients, as the client sent them.
    pub report: Option<serde_json::Value>,
    /// The statement run, as the client sent it.
    pub statement_run: Option<serde_json::Value>,
    /// `latest`, `all` or `skip`.
    pub missed: MissedPolicy,
    pub grace_seconds: i32,
    pub paused: bool,
    /// Instants up to this one are settled.
    pub last_due_at: Timestamp,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

const COLUMNS: &str = "id, version, name, cron, time_zone, run_kind, report, missed, grace_seconds,
    paused, last_due_at, created_at, updated_at, statement_run";

impl From<&Row> for Schedule {
    fn from(row: &Row) -> Self {
        Self {
            id: row.get(0),
            version: row.get(1),
            name: row.get(2),
            cron: row.get(3),
            time_zone: row.get(4),
            run_kind: row.get(5),
            report: row.get(6),
            missed: row.get(7),
            grace_seconds: row.get(8),
            paused: row.get(9),
            last_due_at: row.get(10),
            created_at: row.get(11),
            updated_at: row.get(12),
            statement_run: row.get(13),
        }
    }
}

/// All schedules by name.
pub async fn list(client: &impl GenericClient) -> Result<Vec<Schedule>, Error> {
    let sql = format!("select {COLUMNS} from ops.schedule order by name");
    Ok(client
        .query(&sql, &[])
        .await?
        .iter()
        .map(Schedule::from)
        .collect())
}

pub async fn get(client: &impl GenericClient, id: Uuid) -> Result<Option<Schedule>, Error> {
    let sql = format!("select {COLUMNS} from ops.schedule where id = $1");
    Ok(client
        .query_opt(&sql, &[&id])
        .await?
        .as_ref()
        .map(Schedule::from))
}

/// The outcome of one instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fire {
    pub due_at: Timestamp,
    /// `started`, `missed` or `failed`.
    pub outcome: String,
    pub run_id: Option<Uuid>,
    pub export_id: Option<Uuid>,
    pub statement_run_id: Option<Uuid>,
    pub detail: Option<String>,
    pub fired_at: Timestamp,
}

/// The settled instants of a schedule before this one, newest first.
pub async fn fires(
    client: &impl GenericClient,
    schedule: Uuid,
    before: Option<Timestamp>,
    limit: i64,
) -> Result<Vec<Fire>, Error> {
    let rows = client
        .query(
            "select due_at, outcome, run_id, export_id, detail, fired_at, statement_run_id
             from ops.schedule_fire
             where schedule_id = $1 and ($2::timestamptz is null or due_at < $2)
             order by due_at desc limit $3",
            &[&schedule, &before, &limit],
        )
        .await?;
    let fire = |row: &Row| Fire {
        due_at: row.get(0),
        outcome: row.get(1),
        run_id: row.get(2),
        export_id: row.get(3),
        detail: row.get(4),
        fired_at: row.get(5),
        statement_run_id: row.get(6),
    };
    Ok(rows.iter().map(fire).collect())
}

/// The database's clock, which decides what is due.
pub async fn database_now(client: &impl GenericClient) -> Result<Timestamp, Error> {
    Ok(client.query_one("select now()", &[]).await?.get(0))
}

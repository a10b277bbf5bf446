//! Schedules and the instants they have settled.

use deadpool_postgres::GenericClient;
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::Error;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    pub id: Uuid,
    pub version: i32,
    pub name: String,
    /// Five fields.
    pub cron: String,
    /// IANA.
    pub time_zone: String,
    /// `snapshot`, `incremental` or `verify`.
    pub run_kind: String,
    /// `latest`, `all` or `skip`.
    pub missed: String,
    pub grace_seconds: i32,
    pub paused: bool,
    /// Instants up to here are settled.
    pub last_due_at: Timestamp,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

const COLUMNS: &str = "id, version, name, cron, time_zone, run_kind, missed, grace_seconds, paused,
    last_due_at, created_at, updated_at";

impl From<&Row> for Schedule {
    fn from(row: &Row) -> Self {
        Self {
            id: row.get(0),
            version: row.get(1),
            name: row.get(2),
            cron: row.get(3),
            time_zone: row.get(4),
            run_kind: row.get(5),
            missed: row.get(6),
            grace_seconds: row.get(7),
            paused: row.get(8),
            last_due_at: row.get(9),
            created_at: row.get(10),
            updated_at: row.get(11),
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

/// The database's clock, which decides what is due.
pub async fn database_now(client: &impl GenericClient) -> Result<Timestamp, Error> {
    Ok(client.query_one("select now()", &[]).await?.get(0))
}

//! Export jobs.

use deadpool_postgres::GenericClient;
use jiff::Timestamp;
use rust_decimal::Decimal;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::Error;

#[derive(Debug, Clone, PartialEq)]
pub struct ExportJob {
    pub id: Uuid,
    pub report: String,
    pub parameters: serde_json::Value,
    pub format: String,
    pub locale: String,
    /// `requested`, `running`, `finished` or `failed`.
    pub state: String,
    pub epoch: i32,
    pub requested_by: String,
    pub rows_written: i64,
    pub rows_expected: Option<i64>,
    pub file_key: Option<String>,
    pub size_bytes: Option<i64>,
    pub sha256: Option<String>,
    pub control_total: Option<Decimal>,
    pub data_as_of: Option<Timestamp>,
    pub failure_reason: Option<String>,
    pub failure_detail: Option<String>,
    pub created_at: Timestamp,
    pub started_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
}

const COLUMNS: &str = "id, report, parameters, format, locale, state, epoch, requested_by,
    rows_written, rows_expected, file_key, size_bytes, sha256, control_total, data_as_of,
    failure_reason, failure_detail, created_at, started_at, finished_at";

impl From<&Row> for ExportJob {
    fn from(row: &Row) -> Self {
        Self {
            id: row.get(0),
            report: row.get(1),
            parameters: row.get(2),
            format: row.get(3),
            locale: row.get(4),
            state: row.get(5),
            epoch: row.get(6),
            requested_by: row.get(7),
            rows_written: row.get(8),
            rows_expected: row.get(9),
            file_key: row.get(10),
            size_bytes: row.get(11),
            sha256: row.get(12),
            control_total: row.get(13),
            data_as_of: row.get(14),
            failure_reason: row.get(15),
            failure_detail: row.get(16),
            created_at: row.get(17),
            started_at: row.get(18),
            finished_at: row.get(19),
        }
    }
}

pub async fn get(client: &impl GenericClient, id: Uuid) -> Result<Option<ExportJob>, Error> {
    let sql = format!("select {COLUMNS} from ops.export_job where id = $1");
    Ok(client
        .query_opt(&sql, &[&id])
        .await?
        .as_ref()
        .map(ExportJob::from))
}

/// Newest first; `before` is the key of the last row of the page before.
pub async fn list(
    client: &impl GenericClient,
    before: Option<(Timestamp, Uuid)>,
    limit: i64,
) -> Result<Vec<ExportJob>, Error> {
    let sql = format!(
        "select {COLUMNS} from ops.export_job
         where $1::timestamptz is null or (created_at, id) < ($1, $2)
         order by created_at desc, id desc limit $3"
    );
    let (at, id) = before.unzip();
    Ok(client
        .query(&sql, &[&at, &id, &limit])
        .await?
        .iter()
        .map(ExportJob::from)
        .collect())
}

/// Jobs not finished yet, to hold against the tenant's limit.
pub async fn active(client: &impl GenericClient) -> Result<i64, Error> {
    let sql = "select count(*) from ops.export_job where state in ('requested', 'running')";
    Ok(client.query_one(sql, &[]).await?.get(0))
}

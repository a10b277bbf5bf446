//! Export jobs.

use deadpool_postgres::GenericClient;
use jiff::Timestamp;
use rust_decimal::Decimal;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    Error,
    words::{ExportState, Word},
};

#[derive(Debug, Clone, PartialEq)]
pub struct ExportJob {
    pub id: Uuid,
    pub report: String,
    pub parameters: serde_json::Value,
    pub format: String,
    pub locale: String,
    pub options: serde_json::Value,
    /// `requested`, `running`, `finished`, `failed` or `cancelled`.
    pub state: ExportState,
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
    /// Increases with each change of the row.
    pub revision: i64,
    pub attempt_started_at: Option<Timestamp>,
    pub progressed_at: Option<Timestamp>,
    pub expires_at: Option<Timestamp>,
    pub file_removed_at: Option<Timestamp>,
}

impl ExportJob {
    /// The name under which the file is saved: `receivable-ageing-2026-11-22.xlsx`. It contains no
    /// text of users.
    pub fn file_name(&self) -> String {
        let word = |name: &str| {
            self.parameters
                .get(name)
                .and_then(serde_json::Value::as_str)
                .unwrap_or_default()
        };
        let parts = [word("side"), &self.report, word("model"), word("as_of")];
        let name: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let safe =
            |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_');
        format!("{}.{}", name.join("-"), self.format)
            .chars()
            .filter(safe)
            .collect()
    }
}

const COLUMNS: &str = "id, report, parameters, format, locale, state, epoch, requested_by,
    rows_written, rows_expected, file_key, size_bytes, sha256, control_total, data_as_of,
    failure_reason, failure_detail, created_at, started_at, finished_at, options, revision,
    attempt_started_at, progressed_at, expires_at, file_removed_at";

impl From<&Row> for ExportJob {
    fn from(row: &Row) -> Self {
        Self {
            id: row.get(0),
            report: row.get(1),
            parameters: row.get(2),
            format: row.get(3),
            locale: row.get(4),
            state: row.get::<_, Word<ExportState>>(5).0,
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
            options: row.get(20),
            revision: row.get(21),
            attempt_started_at: row.get(22),
            progressed_at: row.get(23),
            expires_at: row.get(24),
            file_removed_at: row.get(25),
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

/// Newest first; `before` is the key of the last row of the previous page.
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

/// Unfinished jobs that count against the tenant's limit. Jobs of statement runs do not count; they
/// have their own limit.
pub async fn active(client: &impl GenericClient) -> Result<i64, Error> {
    let sql = "select count(*) from ops.export_job job
               where job.state in ('requested', 'running') and not exists (
                   select from ops.statement_item item where item.export_id = job.id)";
    Ok(client.query_one(sql, &[]).await?.get(0))
}

/// The job of an unexpired link.
pub async fn of_link(
    client: &impl GenericClient,
    token_sha256: &[u8],
) -> Result<Option<ExportJob>, Error> {
    let sql = format!(
        "select {COLUMNS} from ops.export_job
         where id = (select job_id from ops.export_link
                     where token_sha256 = $1 and expires_at > now())"
    );
    let row = client.query_opt(&sql, &[&token_sha256]).await?;
    Ok(row.as_ref().map(ExportJob::from))
}

/// The files that these jobs still need: id, whether the job is open, and the key of its result.
pub async fn keys(
    client: &impl GenericClient,
    ids: &[Uuid],
) -> Result<Vec<(Uuid, bool, Option<String>)>, Error> {
    let sql = "select id, state in ('requested', 'running'),
                      case when file_removed_at is null then file_key end
               from ops.export_job where id = any($1)";
    let rows = client.query(sql, &[&ids]).await?;
    let key = |row: &Row| (row.get(0), row.get(1), row.get(2));
    Ok(rows.iter().map(key).collect())
}

/// Finished jobs whose files have expired.
pub async fn expired(
    client: &impl GenericClient,
    limit: i64,
) -> Result<Vec<(Uuid, String)>, Error> {
    let sql = "select id, file_key from ops.export_job
               where expires_at < now() and file_key is not null and file_removed_at is null
               order by expires_at limit $1";
    let rows = client.query(sql, &[&limit]).await?;
    Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
}

//! Writes of export jobs: requests, progress and outcomes.

use states::ExportFailureReason;
use std::time::Duration;

use contracts::export::{
    CsvOptions, ExportFailed, ExportFinished, ExportProgressed, ExportRequested, Format,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use serde_with::skip_serializing_none;
use states::ExportState;
use store::{Transaction, export_jobs};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    events::{
        leases::{Lapsed, REQUEST_LEASE},
        outbox,
        retries::{self, MAX_RETRIES},
    },
    exports::read,
    mails,
    writing::{Actor, WriteError},
};

#[derive(Debug, Clone)]
pub struct NewExport {
    /// A key of the report catalogue.
    pub report: String,
    /// Checked and complete: company and date are filled in.
    pub parameters: Map<String, Value>,
    pub format: Format,
    pub locale: String,
    pub csv: Option<CsvOptions>,
}

/// Creates a job and requests it from a worker, within the limit of active jobs of the tenant.
pub async fn request(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    new: NewExport,
) -> Result<Uuid, WriteError> {
    check_limit(tx, actor).await?;
    open(tx, actor, new).await
}

/// Like [`request`], but ignores the limit.
pub(crate) async fn open(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    new: NewExport,
) -> Result<Uuid, WriteError> {
    let job = Uuid::now_v7();
    let event = ExportRequested {
        job,
        epoch: 1,
        report: new.report,
        parameters: new.parameters,
        format: new.format,
        locale: new.locale,
        csv: new.csv,
    };
    let options = serde_json::to_value(Options { csv: event.csv });
    tx.execute(
        &format!(
            "insert into ops.export_job (id, report, parameters, format, locale, state,
                 requested_by, traceparent, options, lease_until)
             values ($1, $2, $3, $4, $5, 'requested', $6, $7, $8,
                 now() + interval '{REQUEST_LEASE}')"
        ),
        &[
            &job,
            &event.report,
            &Value::Object(event.parameters.clone()),
            &word(&event.format)?,
            &event.locale,
            &actor.requested_by,
            &actor.traceparent,
            &options.map_err(contracts::Refusal::NotJson)?,
        ],
    )
    .await?;
    outbox::add(tx, actor, job, event, Duration::ZERO).await?;
    Ok(job)
}

async fn check_limit(tx: &Transaction<'_>, actor: &Actor<'_>) -> Result<(), WriteError> {
    let limit = actor.tenant.exports.max_active;
    let active = read::active().bind(tx).one().await?;
    if active >= i64::from(limit) {
        return Err(WriteError::ExportLimit { active, limit });
    }
    Ok(())
}

/// Stored options of a format.
#[skip_serializing_none]
#[derive(Default, Serialize, Deserialize)]
struct Options {
    csv: Option<CsvOptions>,
}

/// Ends a job that has no outcome yet. Later messages of its worker have a stale epoch.
pub async fn cancel(tx: &Transaction<'_>, job: Uuid) -> Result<(), WriteError> {
    let cancelled = tx
        .execute(
            "update ops.export_job
             set state = 'cancelled', epoch = epoch + 1, finished_at = now(), lease_until = null,
                 revision = revision + 1
             where id = $1 and state in ('requested', 'running')",
            &[&job],
        )
        .await?;
    match (cancelled, export_jobs::get().bind(tx, &job).opt().await?) {
        (1, _) => mails::write::file_will_not_be(tx, job, "the export was cancelled").await,
        (_, Some(row)) if row.state == ExportState::Cancelled => Ok(()),
        (_, Some(row)) => Err(WriteError::Conflict(format!("the export is {}", row.state))),
        (_, None) => Err(WriteError::NotFound),
    }
}

/// Requests a failed or cancelled job again.
pub async fn retry(tx: &Transaction<'_>, actor: &Actor<'_>, job: Uuid) -> Result<(), WriteError> {
    check_limit(tx, actor).await?;
    let begun = tx
        .execute(
            "update ops.export_job
             set state = 'requested', retries = 0, lapses = 0, failure_reason = null,
                 failure_detail = null, finished_at = null, started_at = null, rows_expected = null
             where id = $1 and state in ('failed', 'cancelled')",
            &[&job],
        )
        .await?;
    if begun == 1 {
        return ask_again(tx, actor, job, Duration::ZERO).await;
    }
    match export_jobs::get().bind(tx, &job).opt().await? {
        Some(row) => Err(WriteError::Conflict(format!("the export is {}", row.state))),
        None => Err(WriteError::NotFound),
    }
}

/// The name of an enum value in contracts and database.
pub(crate) fn word(value: &impl Serialize) -> Result<String, WriteError> {
    let value = serde_json::to_value(value).map_err(contracts::Refusal::NotJson)?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

pub async fn progressed(
    tx: &Transaction<'_>,
    event: &ExportProgressed,
    lease: Duration,
) -> Result<(), WriteError> {
    tx.execute(
        "update ops.export_job
         set attempt_started_at = case when state = 'requested' then now()
                                       else attempt_started_at end,
             state = 'running', started_at = coalesce(started_at, now()), rows_written = $3,
             progressed_at = now(), revision = revision + 1,
             rows_expected = coalesce($4, rows_expected),
             lease_until = now() + $5::bigint * interval '1 ms'
         where id = $1 and epoch = $2 and state in ('requested', 'running')",
        &[
            &event.job,
            &epoch(event.epoch),
            &i64::try_from(event.rows).unwrap_or(i64::MAX),
            &event
                .rows_expected
                .map(|rows| i64::try_from(rows).unwrap_or(i64::MAX)),
            &i64::try_from(lease.as_millis()).unwrap_or(i64::MAX),
        ],
    )
    .await?;
    Ok(())
}

/// The first attempt that finishes wins. False for any other.
pub async fn finished(
    tx: &Transaction<'_>,
    event: &ExportFinished,
    keep_days: u32,
) -> Result<bool, WriteError> {
    let total: Decimal = event
        .control_total
        .parse()
        .map_err(|e| WriteError::Invalid(format!("control total: {e}")))?;
    let won = tx
        .execute(
            "update ops.export_job
             set state = 'finished', finished_at = now(), lease_until = null, attempt = $3,
                 file_key = $4, size_bytes = $5, sha256 = $6, rows_written = $7,
                 rows_expected = $7, control_total = $8, data_as_of = $9, progressed_at = now(),
                 expires_at = now() + $10::bigint * interval '1 day', file_removed_at = null,
                 revision = revision + 1
             where id = $1 and epoch = $2 and state in ('requested', 'running')",
            &[
                &event.job,
                &epoch(event.epoch),
                &event.attempt,
                &event.file_key,
                &i64::try_from(event.size_bytes).unwrap_or(i64::MAX),
                &event.sha256,
                &i64::try_from(event.rows).unwrap_or(i64::MAX),
                &total,
                &event.data_as_of,
                &i64::from(keep_days),
            ],
        )
        .await?;
    Ok(won == 1)
}

/// Requests the job again after a growing delay, or fails it if no retry is left.
pub async fn failed(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    event: &ExportFailed,
) -> Result<(), WriteError> {
    let row = tx
        .query_opt(
            "update ops.export_job set retries = retries + 1
             where id = $1 and epoch = $2 and state in ('requested', 'running')
             returning retries",
            &[&event.job, &epoch(event.epoch)],
        )
        .await?;
    let Some(retries) = row.map(|row| row.get::<_, i32>(0)) else {
        return Ok(());
    };
    if event.retryable && retries <= MAX_RETRIES {
        return ask_again(tx, actor, event.job, retries::delay(retries)).await;
    }
    fail(tx, event.job, event.reason, &event.detail).await
}

pub async fn fail(
    tx: &Transaction<'_>,
    job: Uuid,
    reason: ExportFailureReason,
    detail: &str,
) -> Result<(), WriteError> {
    tx.execute(
        "update ops.export_job
         set state = 'failed', finished_at = now(), lease_until = null, failure_reason = $2,
             failure_detail = $3, revision = revision + 1
         where id = $1 and state in ('requested', 'running')",
        &[&job, &reason, &detail],
    )
    .await?;
    mails::write::file_will_not_be(tx, job, detail).await
}

/// Requests the job again with the next epoch.
pub async fn ask_again(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    job: Uuid,
    delay: Duration,
) -> Result<(), WriteError> {
    let row = tx
        .query_one(
            &format!(
                "update ops.export_job set epoch = epoch + 1, state = 'requested', rows_written = 0,
                     revision = revision + 1,
                     lease_until = now() + $2::bigint * interval '1 ms' + interval '{REQUEST_LEASE}'
                 where id = $1
                 returning epoch, report, parameters, format, locale, options"
            ),
            &[&job, &i64::try_from(delay.as_millis()).unwrap_or(i64::MAX)],
        )
        .await?;
    let parameters: Value = row.get(2);
    let options: Options =
        serde_json::from_value(row.get(5)).map_err(contracts::Refusal::NotJson)?;
    let event = ExportRequested {
        job,
        epoch: u32::try_from(row.get::<_, i32>(0)).unwrap_or(1),
        report: row.get(1),
        parameters: parameters.as_object().cloned().unwrap_or_default(),
        format: serde_json::from_value(Value::String(row.get(3)))
            .map_err(contracts::Refusal::NotJson)?,
        locale: row.get(4),
        csv: options.csv,
    };
    outbox::add(tx, actor, job, event, delay).await
}

fn epoch(epoch: u32) -> i32 {
    i32::try_from(epoch).unwrap_or(i32::MAX)
}

/// Locks jobs whose lease has expired and counts it. Requests that no worker has taken are not
/// counted.
pub async fn lapsed(tx: &Transaction<'_>) -> Result<Vec<Lapsed<Uuid>>, WriteError> {
    let rows = tx
        .query(
            "with lapsed as (
                 select id from ops.export_job
                 where state in ('requested', 'running') and lease_until < now()
                 for update skip locked
             )
             update ops.export_job j
             set lapses = j.lapses + case when j.state = 'running' then 1 else 0 end
             from lapsed where j.id = lapsed.id
             returning j.id, j.lapses, j.traceparent",
            &[],
        )
        .await?;
    let lapsed = |row: &Row| Lapsed {
        key: row.get(0),
        lapses: row.get(1),
        traceparent: row.get(2),
    };
    Ok(rows.iter().map(lapsed).collect())
}

/// Records that the file of a finished job was removed.
pub async fn removed(tx: &Transaction<'_>, job: Uuid) -> Result<(), WriteError> {
    tx.execute(
        "update ops.export_job set file_removed_at = now(), revision = revision + 1 where id = $1",
        &[&job],
    )
    .await?;
    Ok(())
}

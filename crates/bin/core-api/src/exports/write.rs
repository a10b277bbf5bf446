//! Writes of export jobs: requests, progress and outcomes.

use std::time::Duration;

use contracts::{
    Epoch,
    export::{
        CsvOptions, ExportFailed, ExportFinished, ExportFormat, ExportProgressed, ExportRequested,
        file_key,
    },
};
use lifecycle::clock;
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use sql::{
    client::Params,
    queries::core_api::exports::write::{
        self as statements, AskAgainParams, CountLapsesBorrowed, FinishParams, InsertParams,
        ProgressParams,
    },
};
use states::{ExportFailureReason, ExportState};
use store::{Transaction, export_jobs};
use tokio_postgres::types::Json;
use uuid::Uuid;

use crate::{
    events::{
        leases::{Lapsed, REQUEST_LEASE},
        outbox,
        retries::{self, MAX_RETRIES},
    },
    exports::{format::FileOptions, read},
    mails,
    webhooks::{
        messages::{self, Happening},
        write::delivery::announce,
    },
    writing::{Actor, WriteError, stored},
};

#[derive(Debug, Clone)]
pub struct NewExport {
    /// A key of the report catalogue.
    pub report: String,
    /// Checked and complete: company and date are filled in.
    pub parameters: Map<String, Value>,
    pub format: ExportFormat,
    pub locale: String,
    pub csv: Option<CsvOptions>,
    /// The companies whose books the file shows; None for all.
    pub company_ids: Option<Vec<i64>>,
}

/// Creates a job and requests it from a worker, within the limit of active jobs of the tenant.
pub async fn request(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    new: NewExport,
) -> Result<Uuid, WriteError> {
    check_limits(tx, actor, actor.requested_by).await?;
    open(tx, actor, new).await
}

/// Like [`request`], but ignores the limit.
pub(crate) async fn open(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    new: NewExport,
) -> Result<Uuid, WriteError> {
    let job = Uuid::now_v7();
    let kind = (new.locale.as_str(), new.format.into());
    let today = actor.tenant.day_of(clock::now());
    let file_name = reports::file_name(tx, &new.report, &new.parameters, kind, today).await?;
    let event = ExportRequested {
        job,
        epoch: Epoch::FIRST,
        report: new.report,
        parameters: new.parameters,
        companies: new.company_ids,
        format: new.format,
        locale: new.locale,
        csv: new.csv,
    };
    let params = InsertParams {
        id: job,
        report: &event.report,
        parameters: Json(&event.parameters),
        format: event.format,
        locale: &event.locale,
        file_name: &file_name,
        requested_by: actor.requested_by,
        company_ids: event.companies.as_deref(),
        traceparent: actor.traceparent.as_deref(),
        options: Json(FileOptions { csv: event.csv }),
        lease: REQUEST_LEASE,
    };
    statements::insert().params(tx, &params).await?;
    outbox::add(tx, actor, job, event, Duration::ZERO).await?;
    Ok(job)
}

/// Nobody takes all places of the tenant. Requests of one tenant are counted one after the other.
async fn check_limits(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    requested_by: &str,
) -> Result<(), WriteError> {
    statements::lock_limits().bind(tx).one().await?;
    let limits = &actor.tenant.exports;
    let active = read::active().bind(tx, &requested_by).one().await?;
    if active.all >= i64::from(limits.max_active) {
        return Err(WriteError::ExportLimit {
            active: active.all,
            limit: limits.max_active,
        });
    }
    if active.own >= i64::from(limits.max_active_each) {
        return Err(WriteError::ExportShare {
            active: active.own,
            limit: limits.max_active_each,
        });
    }
    Ok(())
}

/// Ends a job that has no outcome yet. Later messages of its worker have a stale epoch.
pub async fn cancel(tx: &Transaction<'_>, job: Uuid) -> Result<(), WriteError> {
    let cancelled = statements::cancel().bind(tx, &job).await?;
    match (cancelled, export_jobs::get().bind(tx, &job).opt().await?) {
        (1, _) => mails::write::file_will_not_be(tx, job, "the export was cancelled").await,
        (_, Some(row)) if row.state == ExportState::Cancelled => Ok(()),
        (_, Some(row)) => Err(WriteError::Conflict(format!("the export is {}", row.state))),
        (_, None) => Err(WriteError::NotFound),
    }
}

/// Requests a failed or cancelled job again.
pub async fn retry(tx: &Transaction<'_>, actor: &Actor<'_>, job: Uuid) -> Result<(), WriteError> {
    let found = export_jobs::get().bind(tx, &job).opt().await?;
    if let Some(row) = &found {
        check_limits(tx, actor, &row.requested_by).await?;
    }
    let begun = statements::begin_again().bind(tx, &job).await?;
    if begun == 1 {
        return ask_again(tx, actor, job, Duration::ZERO).await;
    }
    match found {
        Some(row) => Err(WriteError::Conflict(format!("the export is {}", row.state))),
        None => Err(WriteError::NotFound),
    }
}

pub async fn progressed(
    tx: &Transaction<'_>,
    event: &ExportProgressed,
    lease: Duration,
) -> Result<(), WriteError> {
    let params = ProgressParams {
        rows: stored(event.rows),
        rows_expected: event.rows_expected.map(stored),
        lease_ms: stored(lease.as_millis()),
        id: event.job,
        epoch: event.epoch.get(),
    };
    statements::progress().params(tx, &params).await?;
    Ok(())
}

/// The first attempt that finishes wins. False for any other.
pub async fn finished(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    event: &ExportFinished,
    keep_days: u32,
) -> Result<bool, WriteError> {
    let total: Decimal = event
        .control_total
        .parse()
        .map_err(|e| WriteError::Invalid(format!("control total: {e}")))?;
    let Some(format) = statements::format().bind(tx, &event.job).opt().await? else {
        return Ok(false);
    };
    // Computed here, so that an event cannot make a job show the file of another job or tenant.
    let file_key = file_key(&actor.tenant.name, event.job, event.attempt, format);
    if event.file_key != file_key {
        return Err(WriteError::Invalid(format!(
            "the attempt at this job has the file {file_key}, not {}",
            event.file_key
        )));
    }
    let params = FinishParams {
        attempt: event.attempt,
        file_key: &file_key,
        size_bytes: stored(event.size_bytes),
        sha256: &event.sha256,
        rows: stored(event.rows),
        control_total: total,
        data_as_of: event.data_as_of,
        keep_days: keep_days.into(),
        id: event.job,
        epoch: event.epoch.get(),
    };
    let Some(report) = statements::finish().params(tx, &params).opt().await? else {
        return Ok(false);
    };
    let told = messages::ExportFinished {
        export_id: event.job,
        report: &report,
        format,
        rows: params.rows,
        size_bytes: params.size_bytes,
        sha256: &event.sha256,
        url: format!("/v1/exports/{}", event.job),
    };
    announce(tx, &Happening::ExportFinished(told)).await?;
    Ok(true)
}

/// Requests the job again after a growing delay, or fails it if no retry is left.
pub async fn failed(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    event: &ExportFailed,
) -> Result<(), WriteError> {
    let retries = statements::count_retry()
        .bind(tx, &event.job, &event.epoch.get())
        .opt()
        .await?;
    let Some(retries) = retries else {
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
    let failed = statements::fail()
        .bind(tx, &reason, &detail, &job)
        .opt()
        .await?;
    if let Some(report) = failed {
        let told = messages::ExportFailed {
            export_id: job,
            report: &report,
            reason,
            detail,
            url: format!("/v1/exports/{job}"),
        };
        announce(tx, &Happening::ExportFailed(told)).await?;
    }
    mails::write::file_will_not_be(tx, job, detail).await
}

/// Requests the job again with the next epoch.
pub async fn ask_again(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    job: Uuid,
    delay: Duration,
) -> Result<(), WriteError> {
    let params = AskAgainParams {
        delay_ms: stored(delay.as_millis()),
        lease: REQUEST_LEASE,
        id: job,
    };
    let row = statements::ask_again().params(tx, &params).one().await?;
    let options = FileOptions::stored(row.options)?;
    let event = ExportRequested {
        job,
        epoch: Epoch::new(row.epoch),
        report: row.report,
        parameters: row.parameters.as_object().cloned().unwrap_or_default(),
        companies: row.company_ids,
        format: row.format,
        locale: row.locale,
        csv: options.csv,
    };
    outbox::add(tx, actor, job, event, delay).await
}

/// Locks jobs whose lease has expired and counts it. Requests that no worker has taken are not
/// counted.
pub async fn lapsed(tx: &Transaction<'_>) -> Result<Vec<Lapsed<Uuid>>, WriteError> {
    let lapsed = |job: CountLapsesBorrowed<'_>| Lapsed {
        key: job.id,
        lapses: job.lapses,
        traceparent: job.traceparent.map(str::to_owned),
    };
    Ok(statements::count_lapses()
        .bind(tx)
        .map(lapsed)
        .all()
        .await?)
}

/// Records that a person removed the file of a finished job, unless a mail still needs it.
pub async fn remove_file(tx: &Transaction<'_>, job: Uuid) -> Result<(), WriteError> {
    statements::lock_job().bind(tx, &job).await?;
    if mails::read::are_waiting().bind(tx, &job).one().await? {
        let problem = "mails wait for this file; remove it when they are sent";
        return Err(WriteError::Conflict(problem.to_owned()));
    }
    removed(tx, job).await
}

/// Records that the file of a finished job was removed.
pub async fn removed(tx: &Transaction<'_>, job: Uuid) -> Result<(), WriteError> {
    statements::file_removed().bind(tx, &job).await?;
    Ok(())
}

//! An export in answers.

use contracts::export::CsvOptions;
use jiff::Timestamp;
use reports::DecimalNumber;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use states::{ExportFailureReason, ExportFormat, ExportState};
use store::{Transaction, export_jobs};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    exports::format::{FileOptions, OpenApiCsv},
    http::{
        error::ApiError,
        page::Page,
        party::{self, Party},
        sentence::Sentence,
        trace,
    },
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Export {
    id: Uuid,
    #[schema(example = "ageing")]
    report: String,
    /// Company and date are filled in.
    #[schema(value_type = Object)]
    parameters: Value,
    format: ExportFormat,
    #[schema(example = "es-PE")]
    locale: String,
    /// CSV options that were set.
    #[schema(value_type = Option<OpenApiCsv>)]
    csv: Option<CsvOptions>,
    state: ExportState,
    origin: ExportOrigin,
    created_by: Party,
    /// The schedule that requested it.
    schedule_id: Option<Uuid>,
    /// The statement run that it belongs to.
    statement_run_id: Option<Uuid>,
    trace_id: Option<String>,
    rows_written: i64,
    rows_expected: Option<i64>,
    /// Rate of the running attempt.
    rows_per_second: Option<i64>,
    /// Remaining time at that rate.
    seconds_left: Option<i64>,
    /// Present once the state is `finished`.
    file: Option<ExportFile>,
    failure: Option<ExportFailure>,
    created_at: Timestamp,
    started_at: Option<Timestamp>,
    finished_at: Option<Timestamp>,
    pub(crate) url: String,
}

/// What led to an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ExportOrigin {
    /// A person or an API key asked for it.
    Request,
    Schedule,
    StatementRun,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExportFile {
    #[schema(example = "/v1/exports/0197a1b2-0000-7000-8000-00000000000b/file")]
    url: String,
    /// Such as `antiguedad-por-cobrar_20512345678_2026-10-31.xlsx`, in the language of the file.
    name: String,
    size_bytes: i64,
    /// In hexadecimal.
    sha256: String,
    /// Sum of the main amount of the report over all rows.
    #[schema(value_type = Option<DecimalNumber>)]
    control_total: Option<Decimal>,
    /// Everything that Odoo committed before this instant is in the file.
    data_as_of: Option<Timestamp>,
    /// The file is kept at least until then.
    expires_at: Option<Timestamp>,
}

#[derive(Debug, Serialize, ToSchema)]
struct ExportFailure {
    reason: ExportFailureReason,
    /// In the language of `Accept-Language`: Spanish or English.
    #[schema(value_type = Option<String>)]
    detail: Option<Sentence>,
}

impl ExportOrigin {
    const SCHEDULE: &str = "schedule:";
    const STATEMENT_RUN: &str = "statement-run:";

    /// What the requester of a job was, and its id unless somebody asked for the file.
    pub(crate) fn of(requested_by: &str) -> (Self, Option<Uuid>) {
        let id_after = |kind| requested_by.strip_prefix(kind)?.parse().ok();
        if requested_by.starts_with(Self::SCHEDULE) {
            (Self::Schedule, id_after(Self::SCHEDULE))
        } else if requested_by.starts_with(Self::STATEMENT_RUN) {
            (Self::StatementRun, id_after(Self::STATEMENT_RUN))
        } else {
            (Self::Request, None)
        }
    }

    /// Of the requesters of such jobs: the pattern that they have, and those that they do not have.
    pub(super) fn patterns(self) -> (Option<String>, Option<Vec<String>>) {
        let starting = |start: &str| format!("{start}%");
        match self {
            Self::Request => {
                let others = [Self::SCHEDULE, Self::STATEMENT_RUN];
                (None, Some(others.map(starting).to_vec()))
            }
            Self::Schedule => (Some(starting(Self::SCHEDULE)), None),
            Self::StatementRun => (Some(starting(Self::STATEMENT_RUN)), None),
        }
    }
}

impl Export {
    pub(crate) fn new(job: export_jobs::ExportJob, created_by: Party) -> Self {
        let rate = rate(&job);
        let left = rate.zip(job.rows_expected);
        let left = left.map(|(rate, expected)| (expected - job.rows_written).max(0) / rate);
        let url = format!("/v1/exports/{}", job.id);
        let kept = job.file_key.is_some() && job.file_removed_at.is_none();
        let file = match (kept, job.size_bytes, job.sha256) {
            (true, Some(size_bytes), Some(sha256)) => Some(ExportFile {
                url: format!("{url}/file"),
                name: job.file_name,
                size_bytes,
                sha256,
                control_total: job.control_total,
                data_as_of: job.data_as_of,
                expires_at: job.expires_at,
            }),
            _ => None,
        };
        let detail = job.failure_detail.map(Sentence::from);
        let (origin, origin_id) = ExportOrigin::of(&job.requested_by);
        Self {
            id: job.id,
            report: job.report,
            parameters: job.parameters,
            format: job.format,
            locale: job.locale,
            csv: FileOptions::stored(job.options).unwrap_or_default().csv,
            state: job.state,
            origin,
            created_by,
            schedule_id: origin_id.filter(|_| origin == ExportOrigin::Schedule),
            statement_run_id: origin_id.filter(|_| origin == ExportOrigin::StatementRun),
            trace_id: job.traceparent.as_deref().and_then(trace::id_of),
            rows_written: job.rows_written,
            rows_expected: job.rows_expected,
            rows_per_second: rate,
            seconds_left: left,
            file,
            failure: job
                .failure_reason
                .map(|reason| ExportFailure { reason, detail }),
            created_at: job.created_at,
            started_at: job.started_at,
            finished_at: job.finished_at,
            url,
        }
    }
}

/// A page of jobs with the names of their requesters.
pub(crate) async fn with_names(
    tx: &Transaction<'_>,
    page: Page<export_jobs::ExportJob>,
) -> Result<Page<Export>, ApiError> {
    let stored: Vec<&str> = page
        .data
        .iter()
        .map(|job| job.requested_by.as_str())
        .collect();
    let parties = party::all(tx, &stored).await?;
    let exports = page.data.into_iter().zip(parties);
    Ok(Page {
        data: exports
            .map(|(job, created_by)| Export::new(job, created_by))
            .collect(),
        next: page.next,
    })
}

/// Rows per second of the running attempt; `None` before the first rows.
fn rate(job: &export_jobs::ExportJob) -> Option<i64> {
    let (from, to) = job.attempt_started_at.zip(job.progressed_at)?;
    let milliseconds = to.as_millisecond() - from.as_millisecond();
    let rate = job
        .rows_written
        .checked_mul(1000)?
        .checked_div(milliseconds)?;
    (job.state == ExportState::Running && rate > 0).then_some(rate)
}

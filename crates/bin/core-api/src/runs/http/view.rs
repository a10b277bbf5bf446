//! Sync runs as the API shows them.

use contracts::sync::RunKind;
use jiff::Timestamp;
use reports::Scope;
use serde::Serialize;
use states::{RunFailureReason, RunState};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    http::{party::Party, sentence::Sentence, trace},
    runs::read,
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SyncRun {
    id: Uuid,
    kind: RunKind,
    state: RunState,
    /// How many times a worker was asked.
    epoch: i32,
    created_by: Party,
    /// The verify run that requested this repair.
    parent_run_id: Option<Uuid>,
    /// In the order in which they are read.
    #[schema(example = json!(["account.move", "account.move.line"]))]
    model_names: Vec<String>,
    /// How many of them are read completely.
    models_complete: i64,
    rows_read: i64,
    rows_expected: Option<i64>,
    /// Rows that were new or different; for a reload, known when it is done.
    rows_changed: i64,
    /// Over the last minute; over the whole time of a run that has ended.
    rows_per_second: i64,
    /// Remaining time at that rate; null if the run has ended, no rows arrive or their number is not
    /// known yet.
    seconds_left: Option<i64>,
    /// Everything that Odoo committed before this instant is read.
    window_until: Option<Timestamp>,
    /// Of Odoo, such as `17.0`; null until a worker has logged in.
    odoo_version: Option<String>,
    /// Why the run failed, or the latest error while it is tried again.
    failure: Option<RunFailure>,
    trace_id: Option<String>,
    created_at: Timestamp,
    started_at: Option<Timestamp>,
    finished_at: Option<Timestamp>,
    pub(crate) url: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RunFailure {
    #[schema(example = "access_denied")]
    pub(crate) reason: RunFailureReason,
    /// Null for callers who are restricted to some companies. In the language of `Accept-Language`:
    /// Spanish or English. What Odoo says stays as it is.
    #[schema(value_type = Option<String>)]
    pub(crate) detail: Option<Sentence>,
    /// What a person can do about it, in the same language.
    #[schema(value_type = Option<String>)]
    pub(crate) hint: Option<Sentence>,
}

impl RunFailure {
    /// Its words may name companies and numbers of rows, which are not for a caller with some
    /// companies.
    pub(crate) fn seen_by(self, scope: &Scope) -> Self {
        let detail = self.detail.filter(|_| scope.is_all());
        Self { detail, ..self }
    }
}

impl SyncRun {
    pub(crate) fn seen_by(self, scope: &Scope) -> Self {
        let failure = self.failure.map(|failure| failure.seen_by(scope));
        Self { failure, ..self }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SyncRunDetail {
    #[serde(flatten)]
    pub(super) run: SyncRun,
    /// In the order in which they are read.
    pub(super) models: Vec<RunModel>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RunModel {
    model: String,
    /// Models of one part are read one after another. Parts are read at the same time.
    part: i32,
    /// Only records written since then are read; null for every record.
    since: Option<Timestamp>,
    applied_up_to_id: i64,
    complete: bool,
    /// For a reload, rows that were compared with those of the mirror.
    rows_applied: i64,
    /// Rows that were new or different; for a reload, known when it is done.
    rows_changed: i64,
    /// Fields that this Odoo does not have.
    missing_fields: Vec<String>,
    /// This Odoo has no such model.
    absent: bool,
    /// Problems with this model and their consequences, in the language of `Accept-Language`.
    #[schema(value_type = Vec<String>)]
    problems: Vec<Sentence>,
}

/// The warning for a model without `write_date`.
const UNDATED: &str = "Odoo has no write_date for this model: each incremental run and each verify \
    reads it completely.";

impl From<read::SyncRun> for SyncRun {
    fn from(row: read::SyncRun) -> Self {
        let is_active = matches!(row.state, RunState::Requested | RunState::Running);
        let left = seconds_left(row.rows_read, row.rows_expected, row.rows_per_second);
        let detail = row.failure_detail.map(Sentence::from);
        let hint = row.failure_hint.map(Sentence::from);
        Self {
            url: format!("/v1/sync-runs/{}", row.id),
            id: row.id,
            kind: row.kind,
            state: row.state,
            epoch: row.epoch,
            created_by: Party::new(&row.requested_by, row.requested_by_name),
            parent_run_id: row.parent_run,
            model_names: row.model_names,
            models_complete: row.models_complete,
            rows_read: row.rows_read,
            rows_expected: row.rows_expected,
            rows_changed: row.rows_changed,
            rows_per_second: row.rows_per_second,
            seconds_left: left.filter(|_| is_active),
            window_until: row.window_until,
            odoo_version: row.server_version,
            failure: row.failure_reason.map(|reason| RunFailure {
                reason,
                detail,
                hint,
            }),
            trace_id: row.traceparent.as_deref().and_then(trace::id_of),
            created_at: row.created_at,
            started_at: row.started_at,
            finished_at: row.finished_at,
        }
    }
}

impl From<read::Models> for RunModel {
    fn from(row: read::Models) -> Self {
        Self {
            model: row.model,
            part: row.part,
            since: row.since,
            applied_up_to_id: row.after_id,
            complete: row.complete,
            rows_applied: row.rows_applied,
            rows_changed: row.rows_changed,
            problems: problems(&row.missing_fields),
            missing_fields: row.missing_fields,
            absent: row.absent,
        }
    }
}

fn problems(missing_fields: &[String]) -> Vec<Sentence> {
    let is_undated = missing_fields.iter().any(|field| field == "write_date");
    let found = is_undated.then(|| Sentence::from(UNDATED.to_owned()));
    found.into_iter().collect()
}

/// Time left at the present rate; unknown if the rate is zero.
pub(crate) fn seconds_left(read: i64, expected: Option<i64>, per_second: i64) -> Option<i64> {
    let left = (expected? - read).max(0);
    (per_second > 0).then(|| left.div_euclid(per_second))
}

#[cfg(test)]
mod tests {
    use super::seconds_left;

    #[test]
    fn the_time_left_follows_the_rate_and_is_unknown_without_progress() {
        assert_eq!(seconds_left(400, Some(1000), 100), Some(6));
        assert_eq!(seconds_left(1200, Some(1000), 100), Some(0));
        assert_eq!(seconds_left(1200, Some(1000), 0), None);
        assert_eq!(seconds_left(400, None, 100), None);
    }
}

//! Endpoints to start, cancel and show sync runs.
pub mod decisions;

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Json},
};
use contracts::sync::RunKind;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use states::{RunFailureReason, RunState};
use store::{ScopedFutureExt, Transaction};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    http::{
        auth::Caller,
        body::{self, Command, EmptyObject},
        error::ApiError,
        page::{self, Listing, Page},
        party::Party,
        path::Id,
        problem::Violation,
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    runs::{read, request},
    writing::WriteError,
};

/// What to read from Odoo.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewSyncRun {
    kind: NewRunKind,
    /// Odoo's model names; all mirrored models if left out.
    #[serde(default)]
    #[schema(example = json!(["account.move", "account.move.line"]))]
    models: Vec<String>,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum NewRunKind {
    /// Every record, applied to the mirror as it is read.
    Snapshot,
    /// What was written since the last run.
    Incremental,
    /// Compares control totals and repairs what differs.
    Verify,
    /// Every record again, for a mirror that is in doubt. Reports use the old rows until everything
    /// is read, and then the new ones. A verify follows.
    Reload,
}

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
    rows_read: i64,
    rows_expected: Option<i64>,
    /// Everything that Odoo committed before this instant is read.
    window_until: Option<Timestamp>,
    /// Of Odoo, such as `17.0`; null until a worker has logged in.
    odoo_version: Option<String>,
    /// Why the run failed, or the latest error while it is tried again.
    failure: Option<RunFailure>,
    created_at: Timestamp,
    started_at: Option<Timestamp>,
    finished_at: Option<Timestamp>,
    pub(crate) url: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RunFailure {
    #[schema(example = "access_denied")]
    pub(crate) reason: RunFailureReason,
    pub(crate) detail: Option<String>,
    /// What a person can do about it.
    pub(crate) hint: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SyncRunDetail {
    #[serde(flatten)]
    run: SyncRun,
    /// In the order in which they are read.
    models: Vec<RunModel>,
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
    /// Problems with this model and their consequences.
    problems: Vec<&'static str>,
}

/// The warning for a model without `write_date`.
const UNDATED: &str = "Odoo has no write_date for this model: each incremental run and each verify \
    reads it completely.";

/// All sync runs, newest first
#[utoipa::path(
    get, path = "/v1/sync-runs", tag = "sync", operation_id = "list_sync_runs", params(Listing),
    responses((status = 200, body = Page<SyncRun>, description = "One page of runs")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<Listing>,
) -> Result<HttpResponse, ApiError> {
    let range = listing.range()?;
    let rows = snapshot::read(&api, &caller.tenant, "sync runs", async |tx| {
        let (before, before_id) = range.after.unzip();
        Ok(read::list()
            .bind(tx, &before, &before_id, &range.rows_to_read())
            .all()
            .await?)
    })
    .await?;
    let page: Page<SyncRun> = range.page(rows, |run| (run.created_at, run.id));
    page::answer(&request, &page)
}

/// Start a sync run
///
/// Answers at once. `Location` is the URL at which to follow the run.
#[utoipa::path(
    post, path = "/v1/sync-runs", tag = "sync", operation_id = "create_sync_run",
    request_body = NewSyncRun,
    responses((status = 202, body = SyncRun, description = "The run is requested",
        headers(("Location" = String, description = "The run")))),
)]
pub(crate) async fn create(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<NewSyncRun>,
) -> Result<HttpResponse, ApiError> {
    let actor = &caller.actor();
    let new = &command.body;
    body::once(&api, &caller, &command, "request sync run", |tx| {
        async move {
            let id = request::request(tx, actor, new.clone().into())
                .await
                .map_err(in_models)?;
            let run = SyncRun::from(find(tx, id).await?);
            body::answer(StatusCode::ACCEPTED, Some(run.url.clone()), &run)
        }
        .scope_boxed()
    })
    .await
}

/// Cancel a run
///
/// What a reload has read is discarded. What another run has read stays in the mirror, watermarks
/// of unfinished models do not move, and the next run continues from there.
#[utoipa::path(
    post, path = "/v1/sync-runs/{id}/cancel", tag = "sync", operation_id = "cancel_sync_run",
    request_body = EmptyObject, params(("id" = Uuid, Path, description = "The run")),
    responses((status = 200, body = SyncRun, description = "The run is cancelled")),
)]
pub(crate) async fn cancel(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    command: Command<EmptyObject>,
) -> Result<HttpResponse, ApiError> {
    body::once(&api, &caller, &command, "cancel sync run", |tx| {
        async move {
            let cancelled = request::cancel(tx, id).await;
            cancelled.map_err(|error| match error {
                WriteError::NotFound => ApiError::NotFound("sync run"),
                other => other.into(),
            })?;
            let run = SyncRun::from(find(tx, id).await?);
            body::answer(StatusCode::OK, None, &run)
        }
        .scope_boxed()
    })
    .await
}

/// One sync run with its models
#[utoipa::path(
    get, path = "/v1/sync-runs/{id}", tag = "sync", operation_id = "show_sync_run",
    params(("id" = Uuid, Path, description = "The run")),
    responses((status = 200, body = SyncRunDetail, description = "The run")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<Json<SyncRunDetail>, ApiError> {
    let detail = snapshot::read(&api, &caller.tenant, "sync run", async |tx| {
        let run = find(tx, id).await?;
        let models = read::models().bind(tx, &id).all().await?;
        let models = models.into_iter().map(RunModel::from).collect();
        Ok(SyncRunDetail {
            run: run.into(),
            models,
        })
    });
    Ok(Json(detail.await?))
}

/// If the body could be read, only the models can be wrong.
fn in_models(error: WriteError) -> ApiError {
    match error {
        WriteError::Invalid(detail) => ApiError::invalid(Violation::in_body("/models", detail)),
        other => other.into(),
    }
}

impl From<NewSyncRun> for request::NewRun {
    fn from(new: NewSyncRun) -> Self {
        let kind = match new.kind {
            NewRunKind::Snapshot => RunKind::Snapshot,
            NewRunKind::Incremental => RunKind::Incremental,
            NewRunKind::Verify => RunKind::Verify,
            NewRunKind::Reload => RunKind::Reload,
        };
        Self {
            kind,
            models: new.models,
            parent_run: None,
            confirmed: false,
        }
    }
}

/// The run, or 404.
pub(crate) async fn find(tx: &Transaction<'_>, id: Uuid) -> Result<read::SyncRun, ApiError> {
    let run = read::get().bind(tx, &id).opt().await?;
    run.ok_or(ApiError::NotFound("sync run"))
}

impl From<read::SyncRun> for SyncRun {
    fn from(row: read::SyncRun) -> Self {
        let (detail, hint) = (row.failure_detail, row.failure_hint);
        Self {
            url: format!("/v1/sync-runs/{}", row.id),
            id: row.id,
            kind: row.kind,
            state: row.state,
            epoch: row.epoch,
            created_by: Party::new(&row.requested_by, row.requested_by_name),
            parent_run_id: row.parent_run,
            rows_read: row.rows_read,
            rows_expected: row.rows_expected,
            window_until: row.window_until,
            odoo_version: row.server_version,
            failure: row.failure_reason.map(|reason| RunFailure {
                reason,
                detail,
                hint,
            }),
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

fn problems(missing_fields: &[String]) -> Vec<&'static str> {
    let is_undated = missing_fields.iter().any(|field| field == "write_date");
    is_undated.then_some(UNDATED).into_iter().collect()
}

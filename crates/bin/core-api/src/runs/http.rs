//! Endpoints to start, cancel and show sync runs.

pub mod alarms;
pub mod decisions;
pub mod missing;
pub mod view;

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Json},
};
use contracts::sync::RunKind;
use jiff::Timestamp;
use serde::Deserialize;
use sql::client::Params;
use states::RunState;
use store::{ScopedFutureExt, Transaction, catalog};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    http::{
        auth::Caller,
        body::{self, Command, EmptyObject},
        error::ApiError,
        models::check_model,
        page::{self, Listing, Page},
        path::Id,
        problem::Violation,
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    runs::{
        http::view::{RunModel, SyncRun, SyncRunDetail},
        read::{self, ListParams},
        request,
    },
    writing::WriteError,
};

/// Which runs are listed, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct SyncRunListing {
    /// Only runs of this kind.
    #[param(inline)]
    kind: Option<RunKind>,
    /// Only runs in this state.
    #[param(inline)]
    state: Option<RunState>,
    /// Only runs that read this model of Odoo.
    #[param(example = "account.move.line")]
    model: Option<String>,
    /// Only runs that were requested at or after this instant.
    since: Option<Timestamp>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the previous page.
    cursor: Option<String>,
}

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

/// Sync runs, newest first
#[utoipa::path(
    get, path = "/v1/sync-runs", tag = "sync", operation_id = "list_sync_runs",
    params(SyncRunListing),
    responses((status = 200, body = Page<SyncRun>, description = "One page of runs")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<SyncRunListing>,
) -> Result<HttpResponse, ApiError> {
    let range = Listing::new(listing.limit, listing.cursor).range()?;
    let (before, before_id) = range.after.unzip();
    let wanted = ListParams {
        kind: listing.kind,
        state: listing.state,
        model: listing.model.as_deref(),
        since: listing.since,
        before,
        before_id,
        limit: range.rows_to_read(),
    };
    let rows = snapshot::read(&api, &caller.tenant, "sync runs", async |tx| {
        if wanted.model.is_some() {
            check_model(&catalog::read(tx).await?, wanted.model)?;
        }
        Ok(read::list().params(tx, &wanted).all().await?)
    })
    .await?;
    let mut page: Page<SyncRun> = range.page(rows, |run| (run.created_at, run.id));
    let runs = page.data.into_iter();
    page.data = runs.map(|run| run.seen_by(&caller.scope)).collect();
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
            run: SyncRun::from(run).seen_by(&caller.scope),
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

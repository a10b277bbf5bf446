//! Decisions that only a person can make about the mirror. Each starts a run that does the work.

use actix_web::{HttpResponse, http::StatusCode, web::Data};
use serde::Deserialize;
use store::{ScopedFutureExt, Transaction, sync_runs};
use utoipa::ToSchema;
use uuid::Uuid;

use super::sync_runs::SyncRun;
use crate::{
    api::Api,
    auth::Caller,
    command::{self, Command},
    error::ApiError,
    path::Id,
    query::{NoParameters, Query},
    writes::{Actor, decisions, idempotency::Remembered},
};

/// An empty object: the decision is in the URL.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {}

/// Let the deletions of a run through
///
/// For a run that failed with `rights_incident`. A repair reads again what the run found missing
/// and removes what is still missing then.
#[utoipa::path(
    post, path = "/v1/sync-runs/{id}/confirm-deletions", tag = "sync",
    operation_id = "confirm_deletions", request_body = Decision,
    params(("id" = Uuid, Path, description = "The run that holds deletions back")),
    responses((status = 202, body = SyncRun, description = "The repair is asked for",
        headers(("Location" = String, description = "The repair")))),
)]
pub(crate) async fn confirm_deletions(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    command: Command<Decision>,
) -> Result<HttpResponse, ApiError> {
    let requested_by = caller.requested_by();
    let actor = &actor(&caller, &requested_by);
    command::once(&api, &caller, &command, "confirm deletions", |tx| {
        async move {
            let run = decisions::confirm_deletions(tx, actor, id).await?;
            accepted(tx, run).await
        }
        .scope_boxed()
    })
    .await
}

/// Accept that Odoo went back to an earlier state
///
/// For the alarm `restored`. Everything is read anew, older records included; what Odoo does not
/// have any more is removed.
#[utoipa::path(
    post, path = "/v1/mirror/accept-restore", tag = "mirror", operation_id = "accept_restore",
    request_body = Decision,
    responses((status = 202, body = SyncRun, description = "The snapshot is asked for",
        headers(("Location" = String, description = "The snapshot")))),
)]
pub(crate) async fn accept_restore(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<Decision>,
) -> Result<HttpResponse, ApiError> {
    let requested_by = caller.requested_by();
    let actor = &actor(&caller, &requested_by);
    command::once(&api, &caller, &command, "accept restore", |tx| {
        async move {
            let run = decisions::accept_restore(tx, actor).await?;
            accepted(tx, run).await
        }
        .scope_boxed()
    })
    .await
}

fn actor<'a>(caller: &'a Caller, requested_by: &'a str) -> Actor<'a> {
    Actor {
        tenant: &caller.tenant,
        requested_by,
        traceparent: telemetry::current_traceparent(),
    }
}

async fn accepted(tx: &Transaction<'_>, run: Uuid) -> Result<Remembered, ApiError> {
    let run = sync_runs::get(tx, run)
        .await?
        .ok_or(ApiError::NotFound("sync run"))?;
    let run = SyncRun::from(run);
    command::answer(StatusCode::ACCEPTED, Some(run.url.clone()), &run)
}

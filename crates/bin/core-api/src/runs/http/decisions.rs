//! Decisions that only a person can make about the mirror. Each starts a run that does the work.

use actix_web::{HttpResponse, http::StatusCode, web::Data};
use store::{ScopedFutureExt, Transaction};
use uuid::Uuid;

use crate::{
    http::{
        auth::Caller,
        body::{self, Command},
        error::ApiError,
        idempotency::Remembered,
        path::Id,
        query::{NoParameters, Query},
        reasons::Reasoned,
        state::Api,
    },
    runs::{decisions, http::view::SyncRun},
};

/// Confirm the deletions of a run
///
/// For a run that failed with `rights_incident`. A repair reads the missing records again and
/// removes those that are still missing. The alarm keeps who decided and the reason.
#[utoipa::path(
    post, path = "/v1/sync-runs/{id}/confirm-deletions", tag = "sync",
    operation_id = "confirm_deletions", request_body = Reasoned,
    params(("id" = Uuid, Path, description = "The run that holds deletions back")),
    responses((status = 202, body = SyncRun, description = "The repair is requested",
        headers(("Location" = String, description = "The repair")))),
)]
pub(crate) async fn confirm_deletions(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    command: Command<Reasoned>,
) -> Result<HttpResponse, ApiError> {
    let actor = &caller.actor();
    let reason = command.body.reason()?;
    body::once(&api, &caller, &command, "confirm deletions", |tx| {
        async move {
            let run = decisions::confirm_deletions(tx, actor, id, reason).await?;
            accepted(tx, run).await
        }
        .scope_boxed()
    })
    .await
}

/// Accept that Odoo was restored to an earlier state
///
/// For the alarm `restored`. Everything is read again, older records too, and records that Odoo no
/// longer has are removed.
#[utoipa::path(
    post, path = "/v1/mirror/accept-restore", tag = "mirror", operation_id = "accept_restore",
    request_body = Reasoned,
    responses((status = 202, body = SyncRun, description = "The snapshot is requested",
        headers(("Location" = String, description = "The snapshot")))),
)]
pub(crate) async fn accept_restore(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<Reasoned>,
) -> Result<HttpResponse, ApiError> {
    let actor = &caller.actor();
    let reason = command.body.reason()?;
    body::once(&api, &caller, &command, "accept restore", |tx| {
        async move {
            let run = decisions::accept_restore(tx, actor, reason).await?;
            accepted(tx, run).await
        }
        .scope_boxed()
    })
    .await
}

async fn accepted(tx: &Transaction<'_>, run: Uuid) -> Result<Remembered, ApiError> {
    let run = SyncRun::from(super::find(tx, run).await?);
    body::answer(StatusCode::ACCEPTED, Some(run.url.clone()), &run)
}

//! Stopping an export, and beginning one again.

use actix_web::{HttpResponse, http::StatusCode, web::Data};
use store::{ScopedFutureExt, Transaction, export_jobs};
use uuid::Uuid;

use super::{decisions::Decision, export_view::Export};
use crate::{
    api::Api,
    auth::Caller,
    command::{self, Command},
    error::ApiError,
    path::Id,
    query::{NoParameters, Query},
    writes::{self, Actor, WriteError, idempotency::Remembered},
};

/// Stop an export
///
/// Its worker stops within seconds, and nothing of the file stays. An export that has an outcome
/// already is refused.
#[utoipa::path(
    post, path = "/v1/exports/{id}/cancel", tag = "exports", operation_id = "cancel_export",
    request_body = Decision, params(("id" = Uuid, Path, description = "The export")),
    responses((status = 200, body = Export, description = "The export is cancelled")),
)]
pub(crate) async fn cancel(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    command: Command<Decision>,
) -> Result<HttpResponse, ApiError> {
    command::once(&api, &caller, &command, "cancel export", |tx| {
        async move {
            let cancelled = writes::export_jobs::cancel(tx, id).await;
            cancelled.map_err(export_error)?;
            shown(tx, id, StatusCode::OK).await
        }
        .scope_boxed()
    })
    .await
}

/// Begin an export again that has failed or was cancelled
#[utoipa::path(
    post, path = "/v1/exports/{id}/retry", tag = "exports", operation_id = "retry_export",
    request_body = Decision, params(("id" = Uuid, Path, description = "The export")),
    responses((status = 202, body = Export, description = "The export is asked for again",
        headers(("Location" = String, description = "The export")))),
)]
pub(crate) async fn retry(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    command: Command<Decision>,
) -> Result<HttpResponse, ApiError> {
    let requested_by = caller.requested_by();
    let actor = &Actor {
        tenant: &caller.tenant,
        requested_by: &requested_by,
        traceparent: telemetry::current_traceparent(),
    };
    command::once(&api, &caller, &command, "retry export", |tx| {
        async move {
            let begun = writes::export_jobs::retry(tx, actor, id).await;
            begun.map_err(export_error)?;
            shown(tx, id, StatusCode::ACCEPTED).await
        }
        .scope_boxed()
    })
    .await
}

async fn shown(tx: &Transaction<'_>, id: Uuid, status: StatusCode) -> Result<Remembered, ApiError> {
    let job = export_jobs::get(tx, id).await?;
    let export = Export::from(job.ok_or(ApiError::NotFound("export"))?);
    let location = (status == StatusCode::ACCEPTED).then(|| export.url.clone());
    command::answer(status, location, &export)
}

fn export_error(error: WriteError) -> ApiError {
    match error {
        WriteError::NotFound => ApiError::NotFound("export"),
        other => other.into(),
    }
}

//! Cancels and retries exports.

use actix_web::{HttpResponse, http::StatusCode, web::Data};
use store::{ScopedFutureExt, Transaction};
use uuid::Uuid;

use crate::{
    exports::{
        http::{files::check_owner, view::Export},
        write,
    },
    http::{
        auth::Caller,
        body::{self, Command, EmptyObject},
        error::ApiError,
        idempotency::Remembered,
        path::Id,
        query::{NoParameters, Query},
        state::Api,
    },
    writing::WriteError,
};

/// Stop an export
///
/// Only the requester of the export and admins may stop it. Its worker stops within seconds, and
/// nothing of the file remains. An export that has finished or failed is refused.
#[utoipa::path(
    post, path = "/v1/exports/{id}/cancel", tag = "exports", operation_id = "cancel_export",
    request_body = EmptyObject, params(("id" = Uuid, Path, description = "The export")),
    responses((status = 200, body = Export, description = "The export is cancelled")),
)]
pub(crate) async fn cancel(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    command: Command<EmptyObject>,
) -> Result<HttpResponse, ApiError> {
    let caller = &caller;
    body::once(&api, caller, &command, "cancel export", |tx| {
        async move {
            check_owner(&super::find(tx, caller, id).await?, caller)?;
            let cancelled = write::cancel(tx, id).await;
            cancelled.map_err(export_error)?;
            shown(tx, caller, id, StatusCode::OK).await
        }
        .scope_boxed()
    })
    .await
}

/// Retry a failed or cancelled export
///
/// Only its requester and admins may do so.
#[utoipa::path(
    post, path = "/v1/exports/{id}/retry", tag = "exports", operation_id = "retry_export",
    request_body = EmptyObject, params(("id" = Uuid, Path, description = "The export")),
    responses((status = 202, body = Export, description = "The export is requested again",
        headers(("Location" = String, description = "The export")))),
)]
pub(crate) async fn retry(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    command: Command<EmptyObject>,
) -> Result<HttpResponse, ApiError> {
    let (caller, actor) = (&caller, &caller.actor());
    body::once(&api, caller, &command, "retry export", |tx| {
        async move {
            check_owner(&super::find(tx, caller, id).await?, caller)?;
            let begun = write::retry(tx, actor, id).await;
            begun.map_err(export_error)?;
            shown(tx, caller, id, StatusCode::ACCEPTED).await
        }
        .scope_boxed()
    })
    .await
}

async fn shown(
    tx: &Transaction<'_>,
    caller: &Caller,
    id: Uuid,
    status: StatusCode,
) -> Result<Remembered, ApiError> {
    let export = super::shown(tx, caller, id).await?;
    let location = (status == StatusCode::ACCEPTED).then(|| export.url.clone());
    body::answer(status, location, &export)
}

fn export_error(error: WriteError) -> ApiError {
    match error {
        WriteError::NotFound => ApiError::NotFound("export"),
        other => other.into(),
    }
}

//! Links to files. They need no key and expire.

use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Data};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{ScopedFutureExt, export_jobs};
use utoipa::ToSchema;

use crate::{
    download_links, exports,
    http::{
        auth::{Caller, HostTenant},
        body::{self, Command},
        error::ApiError,
        path::Id,
        problem::Violation,
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    secret,
};

const DEFAULT_SECONDS: u32 = 3_600;
const MAX_SECONDS: u32 = 7 * 24 * 3_600;

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewLink {
    /// Lifetime of the link: 60 to 604800; an hour if left out.
    #[schema(example = 3600)]
    expires_in_seconds: Option<u32>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Link {
    /// Shown only once.
    #[schema(example = "/v1/downloads/W0n…")]
    url: String,
    expires_at: Timestamp,
}

/// Create a link to the file that needs no key and expires
///
/// Only the requester of the export and admins may create it. Anybody with the link can download
/// the file until it expires.
#[utoipa::path(
    post, path = "/v1/exports/{id}/links", tag = "exports", operation_id = "create_export_link",
    request_body = NewLink, params(("id" = uuid::Uuid, Path, description = "The export")),
    responses((status = 201, body = Link, description = "The link",
        headers(("Location" = String, description = "The link")))),
)]
pub(crate) async fn create(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    command: Command<NewLink>,
) -> Result<HttpResponse, ApiError> {
    let lasts = lasts(&command.body)?;
    let owner = caller.requested_by();
    let asks = &caller;
    body::once(&api, &caller, &command, "link export", |tx| {
        async move {
            let job = exports::http::find(tx, asks, id).await?;
            exports::http::files::check_owner(&job, asks)?;
            exports::http::files::finished(&job)?;
            let made = download_links::write::link(tx, id, owner, lasts).await?;
            let url = format!("/v1/downloads/{}", made.0);
            let link = Link {
                url: url.clone(),
                expires_at: made.1,
            };
            body::answer(StatusCode::CREATED, Some(url), &link)
        }
        .scope_boxed()
    })
    .await
}

/// The file behind a link
#[utoipa::path(
    get, path = "/v1/downloads/{token}", tag = "exports", operation_id = "download_by_link",
    params(("token" = String, Path, description = "The token of the link")),
    responses(
        (status = 200, description = "The file", body = inline(Vec<u8>),
            content_type = "application/octet-stream"),
        (status = 206, description = "The requested range", body = inline(Vec<u8>),
            content_type = "application/octet-stream"),
    ),
)]
pub(crate) async fn download(
    request: HttpRequest,
    api: Data<Api>,
    tenant: HostTenant,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let token = request.match_info().get("token").unwrap_or_default();
    let hash = secret::hash(token);
    let job = snapshot::read(&api, &tenant.0, "export link", async |tx| {
        let job = exports::read::of_link()
            .bind(tx, &hash.as_slice())
            .opt()
            .await?;
        let job = job.ok_or(ApiError::NotFound("link"))?;
        let job = export_jobs::get().bind(tx, &job).opt().await?;
        job.ok_or(ApiError::NotFound("link"))
    })
    .await?;
    exports::http::files::answer(&request, &api, &tenant.0, &job).await
}

fn lasts(new: &NewLink) -> Result<Duration, ApiError> {
    let seconds = new.expires_in_seconds.unwrap_or(DEFAULT_SECONDS);
    if (60..=MAX_SECONDS).contains(&seconds) {
        return Ok(Duration::from_secs(seconds.into()));
    }
    let detail = format!("{seconds} seconds are too few or too many");
    let violation = Violation::in_body("/expires_in_seconds", detail)
        .hinting(format!("from 60 to {MAX_SECONDS}"));
    Err(ApiError::invalid(violation))
}

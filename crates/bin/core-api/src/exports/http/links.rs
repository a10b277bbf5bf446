//! Links to files. They need no key and expire.

use std::time::Duration;

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::LOCATION,
    web::{Data, Json},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sql::{client::Params, queries::core_api::download_links::read::OfJobParams};
use store::{
    ScopedFutureExt, Transaction,
    export_jobs::{self, ExportJob},
    transaction,
};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    acts::{self, Act, Principal},
    download_links::{read, write},
    exports::{self, http::files},
    http::{
        auth::{Caller, HostTenant},
        body::Command,
        error::ApiError,
        origin,
        page::{self, Listing, Page},
        party::Party,
        path::{Id, LinkId},
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

/// A link that opens the file of an export until it expires.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Link {
    id: Uuid,
    /// Who created it. For a link in a mail, who requested the export. The link ends with the
    /// rights of this person or key.
    created_by: Party,
    /// The mail that contains the link.
    mail_id: Option<Uuid>,
    created_at: Timestamp,
    expires_at: Timestamp,
    /// The latest download with this link.
    last_used_at: Option<Timestamp>,
    #[schema(
        example = "/v1/exports/0197a1b2-0000-7000-8000-00000000000b/links/0197a1b2-0000-7000-8000-00000000000c"
    )]
    url: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadeLink {
    #[serde(flatten)]
    link: Link,
    /// Opens the file. Shown only once.
    #[schema(example = "/v1/downloads/W0n")]
    download_url: String,
}

/// The links to the file of an export that still work, newest first
///
/// Only the requester of the export and admins may list them. The links in mails are among them.
#[utoipa::path(
    get, path = "/v1/exports/{id}/links", tag = "exports", operation_id = "list_export_links",
    params(("id" = Uuid, Path, description = "The export"), Listing),
    responses((status = 200, body = Page<Link>, description = "One page of links")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Id(export): Id,
    Query(listing): Query<Listing>,
) -> Result<HttpResponse, ApiError> {
    let range = listing.range()?;
    let page = snapshot::read(&api, &caller.tenant, "export links", async |tx| {
        own_export(tx, &caller, export).await?;
        let (before, before_id) = range.after.unzip();
        let wanted = OfJobParams {
            job_id: export,
            id: None,
            before,
            before_id,
            limit: range.rows_to_read(),
        };
        let rows = read::of_job().params(tx, &wanted).all().await?;
        Ok(range.page(rows, |link| (link.created_at, link.id)))
    });
    let page: Page<Link> = page.await?;
    page::answer(&request, &page)
}

/// One link to the file of an export
#[utoipa::path(
    get, path = "/v1/exports/{id}/links/{link}", tag = "exports",
    operation_id = "show_export_link",
    params(("id" = Uuid, Path, description = "The export"),
        ("link" = Uuid, Path, description = "The link")),
    responses((status = 200, body = Link, description = "The link")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    Id(export): Id,
    LinkId(id): LinkId,
    _: Query<NoParameters>,
) -> Result<Json<Link>, ApiError> {
    let link = snapshot::read(&api, &caller.tenant, "export link", async |tx| {
        own_export(tx, &caller, export).await?;
        find(tx, export, id).await
    });
    Ok(Json(link.await?))
}

/// Create a link to the file that needs no key and expires
///
/// Only the requester of the export and admins may create it. Anybody with the link can download
/// the file until it expires or is revoked.
#[utoipa::path(
    post, path = "/v1/exports/{id}/links", tag = "exports", operation_id = "create_export_link",
    request_body = NewLink, params(("id" = Uuid, Path, description = "The export")),
    responses((status = 201, body = MadeLink, description = "The link",
        headers(("Location" = String, description = "The link")))),
)]
pub(crate) async fn create(
    api: Data<Api>,
    caller: Caller,
    Id(export): Id,
    _: Query<NoParameters>,
    command: Command<NewLink>,
) -> Result<HttpResponse, ApiError> {
    let lasts = lasts(&command.body)?;
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let asks = &caller;
    // Not through `body::once`, which would store the token with the answer.
    let made = transaction::write(pool, "link export", |tx| {
        async move {
            let job = own_export(tx, asks, export).await?;
            files::finished(&job)?;
            let new = write::NewLink {
                job: export,
                mail: None,
                created_by: asks.requested_by(),
                lasts,
            };
            let made = write::create(tx, &new).await?;
            let link = find(tx, export, made.id).await?;
            let act = "create link to export";
            asks.record_change(tx, act, &link.url, None, Some(&link))
                .await?;
            Ok::<_, ApiError>(MadeLink {
                link,
                download_url: format!("/v1/downloads/{}", made.token),
            })
        }
        .scope_boxed()
    })
    .await?;
    Ok(HttpResponse::Created()
        .insert_header((LOCATION, made.link.url.clone()))
        .json(made))
}

/// Revoke a link to the file of an export
///
/// The link opens nothing from then on. Only the requester of the export and admins may revoke it.
#[utoipa::path(
    delete, path = "/v1/exports/{id}/links/{link}", tag = "exports",
    operation_id = "revoke_export_link",
    params(("id" = Uuid, Path, description = "The export"),
        ("link" = Uuid, Path, description = "The link")),
    responses((status = 204, description = "The link is revoked")),
)]
pub(crate) async fn revoke(
    api: Data<Api>,
    caller: Caller,
    Id(export): Id,
    LinkId(id): LinkId,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let asks = &caller;
    transaction::write(pool, "revoke link", |tx| {
        async move {
            own_export(tx, asks, export).await?;
            let before = find(tx, export, id).await?;
            write::revoke(tx, id).await?;
            let act = "revoke link to export";
            asks.record_change(tx, act, &before.url, Some(&before), None)
                .await?;
            Ok::<_, ApiError>(())
        }
        .scope_boxed()
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
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
    let (link, job) = snapshot::read(&api, &tenant.0, "export link", async |tx| {
        let link = read::of_token().bind(tx, &hash.as_slice()).opt().await?;
        let link = link.ok_or(ApiError::NotFound("link"))?;
        let job = export_jobs::get().bind(tx, &link.job_id).opt().await?;
        Ok((link, job.ok_or(ApiError::NotFound("link"))?))
    })
    .await?;
    let response = files::answer(&request, &api, &tenant.0, &job).await?;
    if files::is_download(&request, &response) {
        let pool = &api.databases.pool(&tenant.0.name)?;
        let act = &Act::new("download by link").on(url(job.id, link.id));
        let origin = &origin::from(&request);
        transaction::write(pool, "download by link", |tx| {
            async move {
                write::touch(tx, link.id).await?;
                acts::write::record(tx, &Principal::anonymous(), origin, act).await
            }
            .scope_boxed()
        })
        .await?;
    }
    Ok(response)
}

/// The export, if the caller may open its file.
async fn own_export(
    tx: &Transaction<'_>,
    caller: &Caller,
    export: Uuid,
) -> Result<ExportJob, ApiError> {
    let job = exports::http::find(tx, caller, export).await?;
    files::check_owner(&job, caller)?;
    Ok(job)
}

async fn find(tx: &Transaction<'_>, export: Uuid, id: Uuid) -> Result<Link, ApiError> {
    let wanted = OfJobParams {
        job_id: export,
        id: Some(id),
        before: None,
        before_id: None,
        limit: 1,
    };
    let row = read::of_job().params(tx, &wanted).opt().await?;
    Ok(row.ok_or(ApiError::NotFound("link"))?.into())
}

fn url(export: Uuid, link: Uuid) -> String {
    format!("/v1/exports/{export}/links/{link}")
}

impl From<read::Link> for Link {
    fn from(row: read::Link) -> Self {
        Self {
            id: row.id,
            created_by: Party::new(&row.created_by, row.created_by_name),
            mail_id: row.mail_id,
            created_at: row.created_at,
            expires_at: row.expires_at,
            last_used_at: row.last_used_at,
            url: url(row.job_id, row.id),
        }
    }
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

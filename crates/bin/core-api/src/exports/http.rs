//! Exports: a report as a file, made in the background.
pub mod control;
pub mod files;
pub mod links;
pub mod mails;
pub mod progress;
pub mod view;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header::LINK},
    web::{Data, Json},
};
use contracts::export::{CsvOptions, ExportFormat};
use serde::Deserialize;
use serde_json::{Map, Value};
use store::{
    ScopedFutureExt, Transaction,
    export_jobs::{self, ExportJob},
};
use tenants::Tenant;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    exports::{format::OpenApiCsv, http::view::Export, write},
    http::{
        auth::Caller,
        body::{self, Command},
        checks,
        error::ApiError,
        page::{self, Listing, Page},
        path::Id,
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    reports::defaults,
    writing::Actor,
};

/// The report to export.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewExport {
    /// A key of the report catalogue, such as `open-items` or `ageing`.
    #[schema(example = "ageing")]
    report: String,
    /// The parameters of the report's own URL, and `side`: `receivable` or `payable`. Without
    /// `limit` and `cursor`, because a file has every row.
    #[schema(value_type = Object, example = json!({"side": "receivable", "company_id": 1, "as_of": "2026-11-22"}))]
    parameters: Map<String, Value>,
    format: ExportFormat,
    /// Language and country of the file, such as `es-PE`; the tenant's if left out.
    #[schema(example = "es-PE")]
    locale: Option<String>,
    /// Only with format csv. Options that are left out follow the locale.
    #[schema(value_type = Option<OpenApiCsv>)]
    csv: Option<CsvOptions>,
}

/// All exports, newest first
#[utoipa::path(
    get, path = "/v1/exports", tag = "exports", operation_id = "list_exports", params(Listing),
    responses((status = 200, body = Page<Export>, description = "One page of exports")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<Listing>,
) -> Result<HttpResponse, ApiError> {
    let range = listing.range()?;
    let rows = snapshot::read(&api, &caller.tenant, "exports", async |tx| {
        let (before, before_id) = range.before.unzip();
        let (limit, statement) = (range.rows_to_read(), export_jobs::list());
        Ok(statement
            .bind(tx, &before, &before_id, &limit)
            .all()
            .await?)
    })
    .await?;
    let page: Page<Export> = range.page(rows, |job| (job.created_at, job.id));
    let mut response = HttpResponse::Ok();
    if let Some(next) = &page.next {
        response.insert_header((LINK, page::link_to_next(&request, next)?));
    }
    Ok(response.json(page))
}

/// Request a file of a report
///
/// The answer does not wait for the file. Poll the export at `Location`, and fetch its file when
/// the state is `finished`.
#[utoipa::path(
    post, path = "/v1/exports", tag = "exports", operation_id = "create_export",
    request_body = NewExport,
    responses((status = 202, body = Export, description = "The export is requested",
        headers(("Location" = String, description = "The export")))),
)]
pub(crate) async fn create(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<NewExport>,
) -> Result<HttpResponse, ApiError> {
    let requested_by = caller.requested_by();
    let actor = &Actor {
        tenant: &caller.tenant,
        requested_by: &requested_by,
        traceparent: telemetry::current_traceparent(),
    };
    let (new, asks) = (&command.body, &caller);
    body::once(&api, &caller, &command, "request export", |tx| {
        async move {
            let new = write::NewExport {
                report: new.report.clone(),
                parameters: settled(tx, new, asks).await?,
                format: new.format,
                locale: locale(new, actor.tenant)?,
                csv: checks::csv(new.csv, new.format, "")?,
            };
            let id = write::request(tx, actor, new).await?;
            let job = find(tx, id).await?;
            let export = Export::from(job);
            body::answer(StatusCode::ACCEPTED, Some(export.url.clone()), &export)
        }
        .scope_boxed()
    })
    .await
}

/// One export with its progress
#[utoipa::path(
    get, path = "/v1/exports/{id}", tag = "exports", operation_id = "show_export",
    params(("id" = uuid::Uuid, Path, description = "The export")),
    responses((status = 200, body = Export, description = "The export")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<Json<Export>, ApiError> {
    let job = snapshot::read(&api, &caller.tenant, "export", async |tx| {
        find(tx, id).await
    });
    Ok(Json(job.await?.into()))
}

/// The parameters, checked by the report, with every default filled in, so that the file does not
/// depend on the day on which it is made.
async fn settled(
    tx: &Transaction<'_>,
    new: &NewExport,
    caller: &Caller,
) -> Result<Map<String, Value>, ApiError> {
    let parameters = defaults::filled_in(&new.report, &new.parameters, &caller.tenant)?;
    checks::parameters(tx, &new.report, &parameters, caller.today(), "").await
}

fn locale(new: &NewExport, tenant: &Tenant) -> Result<String, ApiError> {
    let Some(locale) = &new.locale else {
        return Ok(tenant.locale.clone());
    };
    checks::locale(locale, "/locale")?;
    Ok(locale.clone())
}

/// The export, or 404.
pub(crate) async fn find(tx: &Transaction<'_>, id: Uuid) -> Result<ExportJob, ApiError> {
    let job = export_jobs::get().bind(tx, &id).opt().await?;
    job.ok_or(ApiError::NotFound("export"))
}

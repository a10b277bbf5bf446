//! Exports: a report as a file, made in the background.
pub mod control;
pub mod files;
pub mod links;
pub mod mails;
pub mod progress;
pub mod view;

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
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
        checks::{self, Settled},
        error::ApiError,
        page::{self, Listing, Page},
        party::Party,
        path::Id,
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    reports::defaults,
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
    let page = snapshot::read(&api, &caller.tenant, "exports", async |tx| {
        let (before, before_id) = range.after.unzip();
        let (limit, statement) = (range.rows_to_read(), export_jobs::list());
        let rows = statement
            .bind(tx, &before, &before_id, &caller.scope.companies(), &limit)
            .all()
            .await?;
        let page = range.page(rows, |job| (job.created_at, job.id));
        view::with_names(tx, page).await
    })
    .await?;
    page::answer(&request, &page)
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
    let actor = &caller.actor();
    let (new, asks) = (&command.body, &caller);
    body::once(&api, &caller, &command, "request export", |tx| {
        async move {
            let settled = settled(tx, new, asks).await?;
            let new = write::NewExport {
                report: new.report.clone(),
                parameters: settled.parameters,
                company_ids: settled.company_ids,
                format: new.format,
                locale: locale(new, actor.tenant)?,
                csv: checks::csv(new.csv, new.format, "")?,
            };
            let id = write::request(tx, actor, new).await?;
            let export = shown(tx, asks, id).await?;
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
    let export = snapshot::read(&api, &caller.tenant, "export", async |tx| {
        shown(tx, &caller, id).await
    });
    Ok(Json(export.await?))
}

/// The parameters, checked by the report, with every default filled in, so that the file does not
/// depend on the day on which it is made.
async fn settled(
    tx: &Transaction<'_>,
    new: &NewExport,
    caller: &Caller,
) -> Result<Settled, ApiError> {
    let parameters = defaults::filled_in(&new.report, &new.parameters, &caller.tenant)?;
    checks::parameters(tx, &new.report, &parameters, &caller.reader(), "").await
}

fn locale(new: &NewExport, tenant: &Tenant) -> Result<String, ApiError> {
    let Some(locale) = &new.locale else {
        return Ok(tenant.locale.clone());
    };
    checks::locale(locale, "/locale")?;
    Ok(locale.clone())
}

/// The export, or 404; 404 also for a file with books that the caller may not see.
pub(crate) async fn find(
    tx: &Transaction<'_>,
    caller: &Caller,
    id: Uuid,
) -> Result<ExportJob, ApiError> {
    let job = export_jobs::get().bind(tx, &id).opt().await?;
    let job = job.filter(|job| caller.scope.covers(job.company_ids.as_deref()));
    job.ok_or(ApiError::NotFound("export"))
}

/// The export as answers show it.
async fn shown(tx: &Transaction<'_>, caller: &Caller, id: Uuid) -> Result<Export, ApiError> {
    let job = find(tx, caller, id).await?;
    let created_by = Party::find(tx, &job.requested_by).await?;
    Ok(Export::new(job, created_by))
}

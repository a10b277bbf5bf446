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
use sql::client::Params;
use states::ExportState;
use store::{
    ScopedFutureExt, Transaction,
    export_jobs::{self, ExportJob, ListParams},
};
use tenants::Tenant;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    exports::{
        format::OpenApiCsv,
        http::view::{Export, ExportOrigin},
        write,
    },
    http::{
        auth::Caller,
        body::{self, Command},
        checks::{self, Settled},
        error::ApiError,
        page::{self, Listing, Page},
        party,
        path::Id,
        problem::Violation,
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    reports::defaults,
};

/// Which exports are listed, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ExportListing {
    /// Only exports in this state.
    #[param(inline)]
    state: Option<ExportState>,
    /// Only exports of this report.
    #[param(example = "ageing")]
    report: Option<String>,
    /// `me`: only those that the caller requested. Not together with `origin`.
    #[param(inline)]
    created_by: Option<Creator>,
    /// Only exports that a request, a schedule or a statement run led to.
    #[param(inline)]
    origin: Option<ExportOrigin>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the previous page.
    cursor: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Creator {
    Me,
}

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

/// Exports, newest first
#[utoipa::path(
    get, path = "/v1/exports", tag = "exports", operation_id = "list_exports",
    params(ExportListing),
    responses((status = 200, body = Page<Export>, description = "One page of exports")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<ExportListing>,
) -> Result<HttpResponse, ApiError> {
    let (requested_by, not_requested_by) = listing.requesters(&caller)?;
    let range = Listing::new(listing.limit, listing.cursor).range()?;
    let (before, before_id) = range.after.unzip();
    let wanted = ListParams {
        before,
        before_id,
        companies: caller.scope.companies(),
        state: listing.state,
        report: listing.report,
        requested_by,
        not_requested_by,
        limit: range.rows_to_read(),
    };
    let page = snapshot::read(&api, &caller.tenant, "exports", async |tx| {
        let rows = export_jobs::list().params(tx, &wanted).all().await?;
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

impl ExportListing {
    /// Patterns of the requesters that count, and of those that do not.
    fn requesters(
        &self,
        caller: &Caller,
    ) -> Result<(Option<String>, Option<Vec<String>>), ApiError> {
        match (self.created_by, self.origin) {
            (Some(Creator::Me), Some(_)) => {
                let violation =
                    Violation::in_parameter("origin", "cannot be given with created_by");
                Err(ApiError::invalid(violation.hinting("pass one of the two")))
            }
            // An id has no wildcard of `like`.
            (Some(Creator::Me), None) => Ok((Some(caller.requested_by().to_owned()), None)),
            (None, Some(origin)) => Ok(origin.patterns()),
            (None, None) => Ok((None, None)),
        }
    }
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
    let created_by = party::find(tx, &job.requested_by).await?;
    Ok(Export::new(job, created_by))
}

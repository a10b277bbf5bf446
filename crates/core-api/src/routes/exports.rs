//! Exports: a report as a file, made in the background.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header::LINK},
    web::{Data, Json},
};
use contracts::export::{CsvOptions, Format};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Map, Value};
use store::{ScopedFutureExt, Transaction, export_jobs};
use tenants::Tenant;
use utoipa::ToSchema;

use super::export_view::Export;
use crate::{
    api::Api,
    auth::Caller,
    command::{self, Command},
    error::ApiError,
    page::{self, Listing, Page},
    path::Id,
    problem::Violation,
    query::{NoParameters, Query},
    reading,
    writes::{self, Actor},
};

/// Which report to make a file of.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewExport {
    /// A key of the catalogue of reports, such as `open-items` or `ageing`.
    #[schema(example = "ageing")]
    report: String,
    /// As the report's own URL takes them, and `side`: `receivable` or `payable`. Without limit and
    /// cursor: a file has every row.
    #[schema(value_type = Object, example = json!({"side": "receivable", "company_id": 1, "as_of": "2026-11-22"}))]
    parameters: Map<String, Value>,
    #[schema(value_type = OpenApiFormat)]
    format: Format,
    /// Language and country of the file, such as `es-PE`; the tenant's if left out.
    #[schema(example = "es-PE")]
    locale: Option<String>,
    /// Only with format csv; what is left out follows the locale.
    #[schema(value_type = Option<OpenApiCsv>)]
    csv: Option<CsvOptions>,
}

/// The formats of files.
#[derive(ToSchema)]
#[schema(as = ExportFormat)]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) enum OpenApiFormat {
    #[schema(rename = "xlsx")]
    Xlsx,
    #[schema(rename = "csv")]
    Csv,
    #[schema(rename = "parquet")]
    Parquet,
    #[schema(rename = "pdf")]
    Pdf,
}

/// How a CSV is written.
#[derive(ToSchema)]
#[schema(as = ExportCsv)]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) struct OpenApiCsv {
    /// Begin with a byte order mark, by which Excel knows UTF-8.
    bom: Option<bool>,
    /// `,`, `;`, a tab or `|`.
    #[schema(example = ";")]
    separator: Option<String>,
    /// `.` or `,`.
    #[schema(example = ",")]
    decimal_mark: Option<String>,
    /// Put an apostrophe before a text that a spreadsheet would take for a formula. It changes the
    /// text, so it is off unless asked for.
    escape_formulas: Option<bool>,
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
    let rows = reading::snapshot(&api, &caller.tenant, "exports", async |tx| {
        Ok(export_jobs::list(tx, range.before, range.rows_to_read()).await?)
    })
    .await?;
    let page: Page<Export> = range.page(rows, |job| (job.created_at, job.id));
    let mut response = HttpResponse::Ok();
    if let Some(next) = &page.next {
        response.insert_header((LINK, page::link_to_next(&request, next)?));
    }
    Ok(response.json(page))
}

/// Ask for a file of a report
///
/// The answer comes at once; follow the export under `Location`, and fetch its file when it has
/// finished.
#[utoipa::path(
    post, path = "/v1/exports", tag = "exports", operation_id = "create_export",
    request_body = NewExport,
    responses((status = 202, body = Export, description = "The export is asked for",
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
    let new = &command.body;
    command::once(&api, &caller, &command, "request export", |tx| {
        async move {
            let new = writes::export_jobs::NewExport {
                report: new.report.clone(),
                parameters: settled(tx, &new.report, &new.parameters, actor.tenant, "").await?,
                format: new.format,
                locale: locale(new, actor.tenant)?,
                csv: csv(new)?,
            };
            let id = writes::export_jobs::request(tx, actor, new).await?;
            let job = export_jobs::get(tx, id)
                .await?
                .ok_or(ApiError::NotFound("export"))?;
            let export = Export::from(job);
            command::answer(StatusCode::ACCEPTED, Some(export.url.clone()), &export)
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
    let job = reading::snapshot(&api, &caller.tenant, "export", async |tx| {
        export_jobs::get(tx, id)
            .await?
            .ok_or(ApiError::NotFound("export"))
    });
    Ok(Json(job.await?.into()))
}

/// The parameters, checked by the report itself and with every default written out, so that the
/// file answers what was asked today whenever it is made.
pub(crate) async fn settled(
    tx: &Transaction<'_>,
    report: &str,
    parameters: &Map<String, Value>,
    tenant: &Tenant,
    prefix: &str,
) -> Result<Map<String, Value>, ApiError> {
    let parameters = with_defaults(report, parameters, tenant)?;
    checked(tx, report, &parameters, reading::today(tenant)?, prefix).await
}

/// With what the tenant's file says of what they leave out.
pub(crate) fn with_defaults(
    report: &str,
    parameters: &Map<String, Value>,
    tenant: &Tenant,
) -> Result<Map<String, Value>, ApiError> {
    let mut parameters = parameters.clone();
    if report == reports::ageing::KEY && !parameters.contains_key("buckets") {
        let bounds = reading::ageing_buckets(tenant)?.to_string();
        parameters.insert("buckets".to_owned(), bounds.into());
    }
    Ok(parameters)
}

/// The parameters of a body with every default written out, if the report can be made with them.
pub(crate) async fn checked(
    tx: &Transaction<'_>,
    report: &str,
    parameters: &Map<String, Value>,
    today: Date,
    prefix: &str,
) -> Result<Map<String, Value>, ApiError> {
    check_whole(parameters, prefix)?;
    let report = reports::prepare(tx, report, parameters.clone(), today).await;
    let in_body = |error| in_body(error, prefix);
    Ok(report.map_err(in_body)?.parameters()?)
}

/// Parameters of a page have no meaning here.
pub(crate) fn check_whole(parameters: &Map<String, Value>, prefix: &str) -> Result<(), ApiError> {
    let Some(name) = ["limit", "cursor"]
        .iter()
        .find(|name| parameters.contains_key(**name))
    else {
        return Ok(());
    };
    let place = format!("{prefix}/parameters/{name}");
    let violation = Violation::in_body(place, "it is of one page only").hinting("leave it out");
    Err(ApiError::invalid(violation))
}

/// The report names a parameter; here it stands in the body.
pub(crate) fn in_body(error: reports::Error, prefix: &str) -> ApiError {
    if let reports::Error::UnreadableParameters { name, source } = &error {
        let place = if name.is_empty() { "" } else { "/" };
        return command::located(&format!("{prefix}/parameters{place}{name}"), source);
    }
    if let reports::Error::UnknownReport(key) = &error {
        let known: Vec<_> = reports::catalogue().iter().map(|entry| entry.key).collect();
        let violation = Violation::in_body(
            format!("{prefix}/report"),
            format!("there is no report {key:?}"),
        )
        .hinting(format!("one of {}", known.join(", ")));
        return ApiError::invalid(violation);
    }
    ApiError::from(error).in_body(&format!("{prefix}/parameters"))
}

fn csv(new: &NewExport) -> Result<Option<CsvOptions>, ApiError> {
    if new.csv.is_some() && new.format != Format::Csv {
        let violation = Violation::in_body("/csv", "the format is not csv").hinting("leave it out");
        return Err(ApiError::invalid(violation));
    }
    Ok(new.csv)
}

fn locale(new: &NewExport, tenant: &Tenant) -> Result<String, ApiError> {
    let Some(locale) = &new.locale else {
        return Ok(tenant.locale.clone());
    };
    check_locale(locale, "/locale")?;
    Ok(locale.clone())
}

pub(crate) fn check_locale(locale: &str, place: &str) -> Result<(), ApiError> {
    tenants::locale(locale).map_err(|problem| {
        let violation = Violation::in_body(place, format!("{locale:?} {problem}"))
            .hinting("a language and maybe a region, such as es-PE");
        ApiError::invalid(violation)
    })
}

//! Exports: a report as a file, made in the background.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header::LINK},
    web::{Data, Json},
};
use contracts::export::Format;
use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::{ScopedFutureExt, Transaction, export_jobs};
use tenants::Tenant;
use utoipa::ToSchema;
use uuid::Uuid;

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
}

/// The formats of files.
#[derive(ToSchema)]
#[schema(as = ExportFormat)]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) enum OpenApiFormat {
    #[schema(rename = "xlsx")]
    Xlsx,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Export {
    id: Uuid,
    #[schema(example = "ageing")]
    report: String,
    /// With company and date filled in.
    #[schema(value_type = Object)]
    parameters: Value,
    #[schema(example = "xlsx")]
    format: String,
    #[schema(example = "es-PE")]
    locale: String,
    /// `requested`, `running`, `finished` or `failed`.
    #[schema(example = "finished")]
    state: String,
    requested_by: String,
    rows_written: i64,
    rows_expected: Option<i64>,
    /// Present once the state is `finished`.
    file: Option<ExportFile>,
    failure: Option<ExportFailure>,
    created_at: Timestamp,
    started_at: Option<Timestamp>,
    finished_at: Option<Timestamp>,
    url: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExportFile {
    #[schema(example = "/v1/exports/0197a1b2-0000-7000-8000-00000000000b/file")]
    url: String,
    name: String,
    size_bytes: i64,
    /// Hexadecimal.
    sha256: String,
    /// Sum of the residual in company currency over all rows.
    control_total: Option<Decimal>,
    /// Everything that Odoo committed before this instant is in the file.
    data_as_of: Option<Timestamp>,
}

#[derive(Debug, Serialize, ToSchema)]
struct ExportFailure {
    reason: String,
    detail: Option<String>,
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
    let today = reading::today(&caller.tenant)?;
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
                parameters: settled(tx, new, today).await?,
                format: new.format,
                locale: locale(new, actor.tenant)?,
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
    params(("id" = Uuid, Path, description = "The export")),
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
async fn settled(
    tx: &Transaction<'_>,
    new: &NewExport,
    today: Date,
) -> Result<Map<String, Value>, ApiError> {
    checked(tx, &new.report, &new.parameters, today).await
}

/// The parameters of a body with every default written out, if the report can be made with them.
pub(super) async fn checked(
    tx: &Transaction<'_>,
    report: &str,
    parameters: &Map<String, Value>,
    today: Date,
) -> Result<Map<String, Value>, ApiError> {
    if let Some(name) = ["limit", "cursor"]
        .iter()
        .find(|name| parameters.contains_key(**name))
    {
        let violation = Violation::in_body(format!("/parameters/{name}"), "it is of one page only")
            .hinting("leave it out");
        return Err(ApiError::invalid(violation));
    }
    let report = reports::prepare(tx, report, parameters.clone(), today).await;
    Ok(report.map_err(in_body)?.parameters()?)
}

/// The report names a parameter; here it stands in the body.
fn in_body(error: reports::Error) -> ApiError {
    if let reports::Error::UnreadableParameters { name, source } = &error {
        let place = if name.is_empty() { "" } else { "/" };
        return command::located(&format!("/parameters{place}{name}"), source);
    }
    if let reports::Error::UnknownReport(key) = &error {
        let known: Vec<_> = reports::catalogue().iter().map(|entry| entry.key).collect();
        let violation = Violation::in_body("/report", format!("there is no report {key:?}"))
            .hinting(format!("one of {}", known.join(", ")));
        return ApiError::invalid(violation);
    }
    match ApiError::from(error) {
        ApiError::Invalid(violations) => ApiError::Invalid(
            violations
                .into_iter()
                .map(|violation| Violation {
                    pointer: violation
                        .parameter
                        .map(|name| format!("/parameters/{name}")),
                    parameter: None,
                    ..violation
                })
                .collect(),
        ),
        other => other,
    }
}

fn locale(new: &NewExport, tenant: &Tenant) -> Result<String, ApiError> {
    let Some(locale) = &new.locale else {
        return Ok(tenant.locale.clone());
    };
    let bytes = locale.as_bytes();
    let lower = |part: &[u8]| part.len() == 2 && part.iter().all(u8::is_ascii_lowercase);
    let upper = |part: &[u8]| part.len() == 2 && part.iter().all(u8::is_ascii_uppercase);
    let good = match bytes {
        [language @ .., b'-', a, b] => lower(language) && upper(&[*a, *b]),
        language => lower(language),
    };
    if good {
        return Ok(locale.clone());
    }
    let violation = Violation::in_body("/locale", format!("{locale:?} is not a locale"))
        .hinting("a language and a country, such as es-PE");
    Err(ApiError::invalid(violation))
}

impl From<export_jobs::ExportJob> for Export {
    fn from(job: export_jobs::ExportJob) -> Self {
        let url = format!("/v1/exports/{}", job.id);
        let name = file_name(&job);
        let file = match (&job.file_key, job.size_bytes, job.sha256) {
            (Some(_), Some(size_bytes), Some(sha256)) => Some(ExportFile {
                url: format!("{url}/file"),
                name,
                size_bytes,
                sha256,
                control_total: job.control_total,
                data_as_of: job.data_as_of,
            }),
            _ => None,
        };
        let detail = job.failure_detail;
        Self {
            id: job.id,
            report: job.report,
            parameters: job.parameters,
            format: job.format,
            locale: job.locale,
            state: job.state,
            requested_by: job.requested_by,
            rows_written: job.rows_written,
            rows_expected: job.rows_expected,
            file,
            failure: job
                .failure_reason
                .map(|reason| ExportFailure { reason, detail }),
            created_at: job.created_at,
            started_at: job.started_at,
            finished_at: job.finished_at,
            url,
        }
    }
}

/// What a browser saves the file as: `receivable-ageing-2026-11-22.xlsx`. Of our own words only.
pub(super) fn file_name(job: &export_jobs::ExportJob) -> String {
    let word = |name: &str| {
        job.parameters
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let parts = [word("side"), &job.report, word("as_of")];
    let name: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let safe = |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.');
    format!("{}.{}", name.join("-"), job.format)
        .chars()
        .filter(safe)
        .collect()
}

//! What each report takes and has, for forms of exports, schedules and saved views.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use contracts::export::ExportFormat;
use reports::description::{self, DescriptionParameters, ReportDescription};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, Ask, Prepared, fingerprint};
use crate::{
    http::{auth::Caller, error::ApiError, freshness::Freshness, query::Query, state::Api},
    reports::defaults,
};

/// Every report has files in all of them.
const FORMATS: &[ExportFormat] = &[
    ExportFormat::Xlsx,
    ExportFormat::Csv,
    ExportFormat::Parquet,
    ExportFormat::Pdf,
];

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DescribedReport {
    #[serde(flatten)]
    report: ReportDescription,
    /// The formats of its files.
    #[schema(value_type = Vec<ExportFormat>)]
    formats: &'static [ExportFormat],
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportsAnswer {
    /// Every report of the catalogue.
    data: Vec<DescribedReport>,
    freshness: Freshness,
    /// The parameters that were used.
    parameters: DescriptionParameters,
}

/// Every report with its parameters, columns and formats
#[utoipa::path(
    get, path = "/v1/reports", tag = "exports", operation_id = "list_reports",
    params(DescriptionParameters),
    responses((status = 200, body = ReportsAnswer, description = "Every report")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<DescriptionParameters>,
) -> Result<HttpResponse, ApiError> {
    Ask::new(
        &request,
        &api,
        &caller,
        description::KEY,
        &description::MODELS,
    )
    .answer(
        async |_, reader| {
            Ok(Prepared {
                // Days are defaults, too.
                fingerprint: fingerprint(&(&asked, reader.today)),
                query: reader.clone(),
            })
        },
        async |tx, reader, freshness| {
            let tenant = &caller.tenant;
            let filled_in =
                |report: &str, parameters| defaults::filled_in(report, &parameters, tenant);
            let reports = description::read(tx, &asked, &reader, filled_in).await?;
            let described = reports.into_iter().map(|report| DescribedReport {
                report,
                formats: FORMATS,
            });
            Ok(Answer::whole(ReportsAnswer {
                data: described.collect(),
                freshness,
                parameters: asked.clone(),
            }))
        },
    )
    .await
}

//! Ageing of receivables and payables by partner at a date.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::{
    Company,
    ageing::{self, AgeingParameters, AgeingRow, AgeingTotals},
    tie_out::{self, TieOut},
};
use serde::Serialize;
use store::freshness;
use utoipa::ToSchema;

use crate::{
    api::Api,
    auth::Caller,
    error::ApiError,
    query,
    reading::{self, Freshness},
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgeingAnswer {
    data: Vec<AgeingRow>,
    /// Over the whole filter, on every page.
    totals: AgeingTotals,
    /// Whether the total is the ledger balance of the same accounts. Only on the first page, and
    /// null under filters that part a document from its payments.
    tie_out: Option<TieOut>,
    freshness: Freshness,
    company: Company,
    /// The question as it was answered, with every default filled in.
    parameters: AgeingParameters,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    next: Option<String>,
}

/// What customers owe, by how long it has been due
#[utoipa::path(
    get, path = "/v1/receivables/ageing", tag = "receivables",
    operation_id = "show_receivable_ageing", params(AgeingParameters),
    responses((status = 200, body = AgeingAnswer, description = "One page of partners")),
)]
pub(crate) async fn receivables(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
) -> Result<HttpResponse, ApiError> {
    show(&request, &api, &caller, "receivable").await
}

/// What we owe to vendors, by how long it has been due
#[utoipa::path(
    get, path = "/v1/payables/ageing", tag = "payables",
    operation_id = "show_payable_ageing", params(AgeingParameters),
    responses((status = 200, body = AgeingAnswer, description = "One page of partners")),
)]
pub(crate) async fn payables(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
) -> Result<HttpResponse, ApiError> {
    show(&request, &api, &caller, "payable").await
}

async fn show(
    request: &HttpRequest,
    api: &Api,
    caller: &Caller,
    side: &'static str,
) -> Result<HttpResponse, ApiError> {
    let asked: AgeingParameters = query::parse(request.query_string(), &[("side", side)])?;
    let today = reading::today(&caller.tenant)?;
    reading::snapshot(api, &caller.tenant, "ageing", async |tx| {
        let query = ageing::prepare(tx, &asked, today).await?;
        let freshness = freshness::read(tx, &reports::LEDGER).await?;
        let question = (query.parameters(), asked.limit, &asked.cursor);
        let tag = reading::tag(caller, ageing::KEY, &question, &freshness);
        if reading::is_known(request, &tag) {
            return Ok(reading::not_modified(&tag));
        }
        let page = ageing::page(tx, &query).await?;
        let tie_out = match asked.cursor {
            None => tie_out::of_report(tx, query.parameters(), page.totals.total).await?,
            Some(_) => None,
        };
        let body = AgeingAnswer {
            data: page.rows,
            totals: page.totals,
            tie_out,
            freshness: freshness.into(),
            company: query.scope().company.clone(),
            parameters: query.parameters().clone(),
            next: page.next,
        };
        reading::tagged(request, &tag, body.next.as_deref(), &body)
    })
    .await
}

//! Ageing of receivables and payables by partner at a date.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::Report;
use reports::ageing::AgeingQuery;
use reports::{
    Company,
    ageing::{self, AgeingParameters, AgeingRow, AgeingTotals, Bucket},
    tie_out::{self, TieOut},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, Ask, Prepared, fingerprint};
use crate::{
    http::{auth::Caller, error::ApiError, freshness::Freshness, query, state::Api},
    reports::defaults,
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgeingAnswer {
    data: Vec<AgeingRow>,
    /// The buckets of `amounts`, from not due to oldest.
    buckets: Vec<Bucket>,
    /// Over the whole filter, on every page.
    totals: AgeingTotals,
    /// Whether the total equals the ledger balance of the same accounts. Only on the first page;
    /// null if a filter separates documents from their payments.
    tie_out: Option<TieOut>,
    freshness: Freshness,
    company: Company,
    /// The parameters that were used, with every default filled in.
    parameters: AgeingParameters,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    next: Option<String>,
}

/// Ageing of receivables: what customers owe
#[utoipa::path(
    get, path = "/v1/receivables/ageing", tag = "receivables",
    operation_id = "show_receivable_ageing", params(AgeingParameters),
    responses((status = 200, body = AgeingAnswer, description = "One page of rows")),
)]
pub(crate) async fn receivables(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
) -> Result<HttpResponse, ApiError> {
    show(&request, &api, &caller, "receivable").await
}

/// Ageing of payables: what the company owes to vendors
#[utoipa::path(
    get, path = "/v1/payables/ageing", tag = "payables",
    operation_id = "show_payable_ageing", params(AgeingParameters),
    responses((status = 200, body = AgeingAnswer, description = "One page of rows")),
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
    let mut asked: AgeingParameters = query::parse(request.query_string(), &[("side", side)])?;
    if asked.buckets.is_none() {
        asked.buckets = Some(defaults::ageing_buckets(&caller.tenant)?);
    }
    Ask::new(request, api, caller, AgeingQuery::KEY, &reports::LEDGER)
        .answer(
            async |tx, today| {
                let query = AgeingQuery::prepare(tx, &asked, today).await?;
                Ok(Prepared {
                    fingerprint: fingerprint(&(query.parameters(), asked.limit, &asked.cursor)),
                    query,
                })
            },
            async |tx, query, freshness| {
                let page = ageing::page(tx, &query).await?;
                let tie_out = match asked.cursor {
                    None => tie_out::of_report(tx, query.parameters(), page.totals.total).await?,
                    Some(_) => None,
                };
                Ok(Answer {
                    next: page.next.clone(),
                    body: AgeingAnswer {
                        data: page.rows,
                        buckets: query.buckets().to_vec(),
                        totals: page.totals,
                        tie_out,
                        freshness,
                        company: query.company().clone(),
                        parameters: query.parameters().clone(),
                        next: page.next,
                    },
                })
            },
        )
        .await
}

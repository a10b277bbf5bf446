//! Open items of receivables and payables at a date.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::Report;
use reports::open_items::OpenItemsQuery;
use reports::{
    Company,
    open_items::{self, OpenItem, OpenItemsParameters, OpenItemsTotals},
    tie_out::{self, TieOut},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, Ask, Prepared, fingerprint};
use crate::http::{auth::Caller, error::ApiError, freshness::Freshness, query, state::Api};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OpenItemsAnswer {
    data: Vec<OpenItem>,
    /// Over the whole filter. Only on the first page; null on later pages.
    totals: Option<OpenItemsTotals>,
    /// Whether the residual equals the ledger balance of the same accounts. Only on the first page;
    /// null if a filter separates documents from their payments.
    tie_out: Option<TieOut>,
    freshness: Freshness,
    company: Company,
    /// The parameters that were used, with every default filled in.
    parameters: OpenItemsParameters,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    next: Option<String>,
}

/// Open items of receivables: what customers owe
#[utoipa::path(
    get, path = "/v1/receivables/open-items", tag = "receivables",
    operation_id = "list_receivable_open_items", params(OpenItemsParameters),
    responses((status = 200, body = OpenItemsAnswer, description = "One page of open items")),
)]
pub(crate) async fn receivables(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
) -> Result<HttpResponse, ApiError> {
    list(&request, &api, &caller, "receivable").await
}

/// Open items of payables: what the company owes to vendors
#[utoipa::path(
    get, path = "/v1/payables/open-items", tag = "payables",
    operation_id = "list_payable_open_items", params(OpenItemsParameters),
    responses((status = 200, body = OpenItemsAnswer, description = "One page of open items")),
)]
pub(crate) async fn payables(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
) -> Result<HttpResponse, ApiError> {
    list(&request, &api, &caller, "payable").await
}

async fn list(
    request: &HttpRequest,
    api: &Api,
    caller: &Caller,
    side: &'static str,
) -> Result<HttpResponse, ApiError> {
    let asked: OpenItemsParameters = query::parse(request.query_string(), &[("side", side)])?;
    Ask::new(request, api, caller, OpenItemsQuery::KEY, &reports::LEDGER)
        .answer(
            async |tx, today| {
                let query = OpenItemsQuery::prepare(tx, &asked, today).await?;
                Ok(Prepared {
                    fingerprint: fingerprint(&(query.parameters(), asked.limit, &asked.cursor)),
                    query,
                })
            },
            async |tx, query, freshness| {
                let page = open_items::page(tx, &query).await?;
                let totals = match asked.cursor {
                    None => Some(open_items::totals(tx, &query).await?),
                    Some(_) => None,
                };
                let tie_out = match &totals {
                    Some(totals) => {
                        tie_out::of_report(tx, query.parameters(), totals.residual).await?
                    }
                    None => None,
                };
                Ok(Answer {
                    next: page.next.clone(),
                    body: OpenItemsAnswer {
                        data: page.rows,
                        tie_out,
                        totals,
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

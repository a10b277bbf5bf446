//! Whether receivables and payables tie out to the ledger, and the causes of a difference.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::{
    Company, Report,
    open_items::{self, OpenItemsParameters, OpenItemsQuery},
    tie_out::{self, TieOut, TieOutParameters, Unmatched, UnmatchedTotals},
};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::json;
use store::Transaction;
use utoipa::ToSchema;

use super::{Answer, Ask, Prepared, fingerprint};
use crate::http::{auth::Caller, cursor, error::ApiError, freshness::Freshness, query, state::Api};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TieOutAnswer {
    tie_out: TieOut,
    /// Partial reconciliations with only one of their two items in the report.
    data: Vec<Unmatched>,
    /// Over all rows, not only this page: the difference that they explain.
    totals: UnmatchedTotals,
    freshness: Freshness,
    company: Company,
    /// The parameters that were used, with every default filled in.
    parameters: TieOutParameters,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    next: Option<String>,
}

/// Receivables against the ledger, and the causes of a difference
#[utoipa::path(
    get, path = "/v1/receivables/tie-out", tag = "receivables",
    operation_id = "show_receivable_tie_out", params(TieOutParameters),
    responses((status = 200, body = TieOutAnswer, description = "One page of differences")),
)]
pub(crate) async fn receivables(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
) -> Result<HttpResponse, ApiError> {
    show(&request, &api, &caller, "receivable").await
}

/// Payables against the ledger, and the causes of a difference
#[utoipa::path(
    get, path = "/v1/payables/tie-out", tag = "payables",
    operation_id = "show_payable_tie_out", params(TieOutParameters),
    responses((status = 200, body = TieOutAnswer, description = "One page of differences")),
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
    let asked: TieOutParameters = query::parse(request.query_string(), &[("side", side)])?;
    Ask::new(request, api, caller, tie_out::KEY, &reports::LEDGER)
        .answer(
            async |tx, reader| {
                let query = tie_out::prepare(tx, &asked, reader).await?;
                Ok(Prepared {
                    fingerprint: fingerprint(&(
                        &query.prepared().parameters,
                        asked.limit,
                        &asked.cursor,
                    )),
                    query,
                })
            },
            async |tx, query, freshness| {
                let open = open(tx, caller, &query.prepared().parameters).await?;
                let tie_out = tie_out::check(tx, &query, open).await?;
                let page = tie_out::differences(tx, &query, &tie_out).await?;
                let next = page.next.as_deref().map(cursor::sealed);
                Ok(Answer {
                    next: next.clone(),
                    body: TieOutAnswer {
                        tie_out,
                        data: page.rows,
                        totals: page.totals,
                        freshness,
                        company: query.prepared().company.clone(),
                        parameters: query.prepared().parameters.clone(),
                        next,
                    },
                })
            },
        )
        .await
}

/// The residual of the open items report.
async fn open(
    tx: &Transaction<'_>,
    caller: &Caller,
    asked: &TieOutParameters,
) -> Result<Decimal, ApiError> {
    let parameters = json!({
        "side": asked.side, "company_id": asked.company_id, "as_of": asked.as_of,
        "partner_id": asked.partner_id, "account_prefix": asked.account_prefix,
    });
    let parameters: OpenItemsParameters =
        serde_json::from_value(parameters).map_err(ApiError::internal)?;
    let query = OpenItemsQuery::prepare(tx, &parameters, &caller.reader()).await?;
    Ok(open_items::totals(tx, &query).await?.residual)
}

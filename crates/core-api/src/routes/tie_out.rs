//! Whether receivables and payables tie out to the ledger, and what a difference is made of.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::{
    Company,
    open_items::{self, OpenItemsParameters},
    tie_out::{self, TieOut, TieOutParameters, Unmatched, UnmatchedTotals},
};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::json;
use store::{Transaction, freshness};
use utoipa::ToSchema;

use crate::{
    api::Api,
    auth::Caller,
    error::ApiError,
    query,
    reading::{self, Freshness},
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TieOutAnswer {
    tie_out: TieOut,
    /// Partial reconciliations that have only one of their items among those of the report.
    data: Vec<Unmatched>,
    /// Over all of them, never over a page: the difference that they explain.
    totals: UnmatchedTotals,
    freshness: Freshness,
    company: Company,
    /// The question as it was answered, with every default filled in.
    parameters: TieOutParameters,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    next: Option<String>,
}

/// What customers owe against the ledger, and what a difference is made of
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

/// What we owe to vendors against the ledger, and what a difference is made of
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
    let today = reading::today(&caller.tenant)?;
    reading::snapshot(api, &caller.tenant, "tie-out", async |tx| {
        let query = tie_out::prepare(tx, &asked, today).await?;
        let freshness = freshness::read(tx, &reports::LEDGER).await?;
        let question = (query.parameters(), asked.limit, &asked.cursor);
        let tag = reading::tag(caller, tie_out::KEY, &question, &freshness);
        if reading::is_known(request, &tag) {
            return Ok(reading::not_modified(&tag));
        }
        let open = open(tx, query.parameters()).await?;
        let tie_out = tie_out::check(tx, &query, open).await?;
        let page = tie_out::differences(tx, &query, &tie_out).await?;
        let body = TieOutAnswer {
            tie_out,
            data: page.rows,
            totals: page.totals,
            freshness: freshness.into(),
            company: query.company().clone(),
            parameters: query.parameters().clone(),
            next: page.next,
        };
        reading::tagged(request, &tag, body.next.as_deref(), &body)
    })
    .await
}

/// What the report of open items has open.
async fn open(tx: &Transaction<'_>, asked: &TieOutParameters) -> Result<Decimal, ApiError> {
    let parameters = json!({
        "side": asked.side, "company_id": asked.company_id, "as_of": asked.as_of,
        "partner_id": asked.partner_id, "account_prefix": asked.account_prefix,
    });
    let parameters: OpenItemsParameters =
        serde_json::from_value(parameters).map_err(ApiError::internal)?;
    let today = asked.as_of.unwrap_or_default();
    let query = open_items::prepare(tx, &parameters, today).await?;
    Ok(open_items::totals(tx, &query).await?.residual)
}

//! Open items of receivables and payables at a date.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::{
    Company,
    open_items::{self, OpenItem, OpenItemsParameters, OpenItemsTotals},
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
pub(crate) struct OpenItemsAnswer {
    data: Vec<OpenItem>,
    /// Over the whole filter. Only on the first page: later ones have null.
    totals: Option<OpenItemsTotals>,
    /// Whether the residual is the ledger balance of the same accounts. Only on the first page, and
    /// null under filters that part a document from its payments.
    tie_out: Option<TieOut>,
    freshness: Freshness,
    company: Company,
    /// The question as it was answered, with every default filled in.
    parameters: OpenItemsParameters,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    next: Option<String>,
}

/// What customers owe, item by item
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

/// What we owe to vendors, item by item
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
    let today = reading::today(&caller.tenant)?;
    reading::snapshot(api, &caller.tenant, "open items", async |tx| {
        let query = open_items::prepare(tx, &asked, today).await?;
        let freshness = freshness::read(tx, &reports::LEDGER).await?;
        let question = (query.parameters(), asked.limit, &asked.cursor);
        let tag = reading::tag(caller, open_items::KEY, &question, &freshness);
        if reading::is_known(request, &tag) {
            return Ok(reading::not_modified(&tag));
        }
        let page = open_items::page(tx, &query).await?;
        let totals = match asked.cursor {
            None => Some(open_items::totals(tx, &query).await?),
            Some(_) => None,
        };
        let tie_out = match &totals {
            Some(totals) => tie_out::of_report(tx, query.parameters(), totals.residual).await?,
            None => None,
        };
        let body = OpenItemsAnswer {
            data: page.rows,
            tie_out,
            totals,
            freshness: freshness.into(),
            company: query.scope().company.clone(),
            parameters: query.parameters().clone(),
            next: page.next,
        };
        reading::tagged(request, &tag, body.next.as_deref(), &body)
    })
    .await
}

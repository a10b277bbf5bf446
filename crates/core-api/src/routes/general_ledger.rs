//! The general ledger.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::{
    Company,
    general_ledger::{self, GeneralLedgerParameters, LedgerRow, LedgerTotals},
};
use serde::Serialize;
use store::freshness;
use utoipa::ToSchema;

use crate::{
    api::Api,
    auth::Caller,
    error::ApiError,
    query::Query,
    reading::{self, Freshness},
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GeneralLedgerAnswer {
    data: Vec<LedgerRow>,
    /// Over the whole filter, on every page.
    totals: LedgerTotals,
    freshness: Freshness,
    company: Company,
    /// The question as it was answered, with every default filled in.
    parameters: GeneralLedgerParameters,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    next: Option<String>,
}

/// Each account's opening balance, journal items with a running balance, and closing balance
#[utoipa::path(
    get, path = "/v1/ledger/general-ledger", tag = "ledger", operation_id = "list_general_ledger",
    params(GeneralLedgerParameters),
    responses((status = 200, body = GeneralLedgerAnswer, description = "One page of rows")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<GeneralLedgerParameters>,
) -> Result<HttpResponse, ApiError> {
    let today = reading::today(&caller.tenant)?;
    reading::snapshot(&api, &caller.tenant, "general ledger", async |tx| {
        let query = general_ledger::prepare(tx, &asked, today).await?;
        let freshness = freshness::read(tx, &reports::LEDGER).await?;
        let question = (query.parameters(), asked.limit, &asked.cursor);
        let tag = reading::tag(&caller, general_ledger::KEY, &question, &freshness);
        if reading::is_known(&request, &tag) {
            return Ok(reading::not_modified(&tag));
        }
        let page = general_ledger::page(tx, &query).await?;
        let body = GeneralLedgerAnswer {
            data: page.rows,
            totals: page.totals,
            freshness: freshness.into(),
            company: query.company().clone(),
            parameters: query.parameters().clone(),
            next: page.next,
        };
        reading::tagged(&request, &tag, body.next.as_deref(), &body)
    })
    .await
}

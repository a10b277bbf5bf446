//! The general ledger.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::Report;
use reports::general_ledger::GeneralLedgerQuery;
use reports::{
    Company,
    general_ledger::{self, GeneralLedgerParameters, LedgerRow, LedgerTotals},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, Ask, Prepared, fingerprint};
use crate::http::{auth::Caller, error::ApiError, freshness::Freshness, query::Query, state::Api};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GeneralLedgerAnswer {
    data: Vec<LedgerRow>,
    /// Over the whole filter, on every page.
    totals: LedgerTotals,
    freshness: Freshness,
    company: Company,
    /// The parameters that were used, with every default filled in.
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
    Ask::new(
        &request,
        &api,
        &caller,
        GeneralLedgerQuery::KEY,
        &reports::LEDGER,
    )
    .answer(
        async |tx, today| {
            let query = GeneralLedgerQuery::prepare(tx, &asked, today).await?;
            Ok(Prepared {
                fingerprint: fingerprint(&(query.parameters(), asked.limit, &asked.cursor)),
                query,
            })
        },
        async |tx, query, freshness| {
            let page = general_ledger::page(tx, &query).await?;
            Ok(Answer {
                next: page.next.clone(),
                body: GeneralLedgerAnswer {
                    data: page.rows,
                    totals: page.totals,
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

//! The trial balance.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::Report;
use reports::trial_balance::TrialBalanceQuery;
use reports::{
    Company,
    trial_balance::{
        self, TrialBalanceParameters, TrialBalancePeriod, TrialBalanceRow, TrialBalanceTotals,
    },
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, Ask, Prepared, fingerprint};
use crate::http::{auth::Caller, error::ApiError, freshness::Freshness, query::Query, state::Api};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TrialBalanceAnswer {
    data: Vec<TrialBalanceRow>,
    /// Over all accounts of the filter, on every page.
    totals: TrialBalanceTotals,
    /// The period and the periods that it is compared with, in the order of `comparison`.
    periods: Vec<TrialBalancePeriod>,
    freshness: Freshness,
    company: Company,
    /// The parameters that were used, with every default filled in.
    parameters: TrialBalanceParameters,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    next: Option<String>,
}

/// Opening balance, debits, credits and closing balance by account, group or level
#[utoipa::path(
    get, path = "/v1/ledger/trial-balance", tag = "ledger", operation_id = "show_trial_balance",
    params(TrialBalanceParameters),
    responses((status = 200, body = TrialBalanceAnswer, description = "One page of rows")),
)]
pub(crate) async fn show(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<TrialBalanceParameters>,
) -> Result<HttpResponse, ApiError> {
    Ask::new(
        &request,
        &api,
        &caller,
        TrialBalanceQuery::KEY,
        &reports::LEDGER,
    )
    .answer(
        async |tx, today| {
            let query = TrialBalanceQuery::prepare(tx, &asked, today).await?;
            Ok(Prepared {
                fingerprint: fingerprint(&(query.parameters(), asked.limit, &asked.cursor)),
                query,
            })
        },
        async |tx, query, freshness| {
            let page = trial_balance::page(tx, &query).await?;
            Ok(Answer {
                next: page.next.clone(),
                body: TrialBalanceAnswer {
                    data: page.rows,
                    totals: page.totals,
                    periods: query.periods(),
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

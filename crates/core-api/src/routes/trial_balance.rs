//! The trial balance.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::{
    Company,
    trial_balance::{
        self, TrialBalanceParameters, TrialBalancePeriod, TrialBalanceRow, TrialBalanceTotals,
    },
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
pub(crate) struct TrialBalanceAnswer {
    data: Vec<TrialBalanceRow>,
    /// Over all accounts of the filter, on every page.
    totals: TrialBalanceTotals,
    /// The period, and those that it is compared with, in the order of `comparison`.
    periods: Vec<TrialBalancePeriod>,
    freshness: Freshness,
    company: Company,
    /// The question as it was answered, with every default filled in.
    parameters: TrialBalanceParameters,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    next: Option<String>,
}

/// What accounts, groups or levels open with, their debits and credits, and what they close with
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
    let today = reading::today(&caller.tenant)?;
    reading::snapshot(&api, &caller.tenant, "trial balance", async |tx| {
        let query = trial_balance::prepare(tx, &asked, today).await?;
        let freshness = freshness::read(tx, &reports::LEDGER).await?;
        let question = (query.parameters(), asked.limit, &asked.cursor);
        let tag = reading::tag(&caller, trial_balance::KEY, &question, &freshness);
        if reading::is_known(&request, &tag) {
            return Ok(reading::not_modified(&tag));
        }
        let page = trial_balance::page(tx, &query).await?;
        let body = TrialBalanceAnswer {
            data: page.rows,
            totals: page.totals,
            periods: query.periods(),
            freshness: freshness.into(),
            company: query.company().clone(),
            parameters: query.parameters().clone(),
            next: page.next,
        };
        reading::tagged(&request, &tag, body.next.as_deref(), &body)
    })
    .await
}

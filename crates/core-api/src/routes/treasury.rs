//! What bank and cash journals hold, and what they are expected to hold.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::{
    Company,
    treasury_balances::{self, TreasuryBalance, TreasuryBalancesParameters, TreasuryTotals},
    treasury_forecast::{self, ForecastRow, ForecastTotals, TreasuryForecastParameters},
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
pub(crate) struct TreasuryBalancesAnswer {
    data: Vec<TreasuryBalance>,
    totals: TreasuryTotals,
    freshness: Freshness,
    company: Company,
    /// The question as it was answered, with every default filled in.
    parameters: TreasuryBalancesParameters,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TreasuryForecastAnswer {
    /// The periods, one after the other.
    data: Vec<ForecastRow>,
    totals: ForecastTotals,
    freshness: Freshness,
    company: Company,
    /// The question as it was answered, with every default filled in.
    parameters: TreasuryForecastParameters,
}

/// Balance of each bank and cash journal at a date
#[utoipa::path(
    get, path = "/v1/treasury/balances", tag = "treasury", operation_id = "list_treasury_balances",
    params(TreasuryBalancesParameters),
    responses((status = 200, body = TreasuryBalancesAnswer, description = "Every account")),
)]
pub(crate) async fn balances(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<TreasuryBalancesParameters>,
) -> Result<HttpResponse, ApiError> {
    let today = reading::today(&caller.tenant)?;
    reading::snapshot(&api, &caller.tenant, "treasury balances", async |tx| {
        let query = treasury_balances::prepare(tx, &asked, today).await?;
        let freshness = freshness::read(tx, &reports::BOOKS).await?;
        let tag = reading::tag(
            &caller,
            treasury_balances::KEY,
            query.parameters(),
            &freshness,
        );
        if reading::is_known(&request, &tag) {
            return Ok(reading::not_modified(&tag));
        }
        let data = treasury_balances::read(tx, &query).await?;
        let body = TreasuryBalancesAnswer {
            totals: treasury_balances::totals(&query, &data),
            data,
            freshness: freshness.into(),
            company: query.company().clone(),
            parameters: query.parameters().clone(),
        };
        reading::tagged(&request, &tag, None, &body)
    })
    .await
}

/// Balances that are expected by day, week or month
#[utoipa::path(
    get, path = "/v1/treasury/forecast", tag = "treasury", operation_id = "show_treasury_forecast",
    params(TreasuryForecastParameters),
    responses((status = 200, body = TreasuryForecastAnswer, description = "Every period")),
)]
pub(crate) async fn forecast(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<TreasuryForecastParameters>,
) -> Result<HttpResponse, ApiError> {
    let today = reading::today(&caller.tenant)?;
    reading::snapshot(&api, &caller.tenant, "treasury forecast", async |tx| {
        let query = treasury_forecast::prepare(tx, &asked, today).await?;
        let freshness = freshness::read(tx, &treasury_forecast::MODELS).await?;
        let tag = reading::tag(
            &caller,
            treasury_forecast::KEY,
            &query.question(),
            &freshness,
        );
        if reading::is_known(&request, &tag) {
            return Ok(reading::not_modified(&tag));
        }
        let forecast = treasury_forecast::read(tx, &query).await?;
        let body = TreasuryForecastAnswer {
            data: forecast.periods,
            totals: forecast.totals,
            freshness: freshness.into(),
            company: query.company().clone(),
            parameters: query.parameters().clone(),
        };
        reading::tagged(&request, &tag, None, &body)
    })
    .await
}
